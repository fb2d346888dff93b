"""With which codes of its own each call of notify may refuse, by status.

Codes that any call may have (a wrong field, a missing permission, a service away) are not named.
"""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "add_attachment": {404: ("order-not-found",), 409: ("ticket-closed", "too-many-attachments")},
    "add_comment": {404: ("order-not-found",), 409: ("ticket-closed", "too-many-comments")},
    "add_webhook": {409: ("too-many-webhooks", "webhook-exists")},
    "allow_broker_access": {
        404: ("broker-access-missing",),
        409: ("broker-access-not-denied", "changed-meanwhile"),
    },
    "ask_for_broker": {409: ("changed-meanwhile",)},
    "change_webhook": {404: ("webhook-not-found",), 409: ("changed-meanwhile",)},
    "delete_webhook": {404: ("webhook-not-found",), 409: ("changed-meanwhile",)},
    "confirm_subscription": {404: ("subscription-not-found",)},
    "deny_broker_access": {
        404: ("broker-access-missing",),
        409: ("broker-access-denied-already", "broker-access-missing", "changed-meanwhile"),
    },
    "enable_webhook": {
        404: ("webhook-not-found",),
        409: ("changed-meanwhile", "webhook-wrong-state"),
    },
    "end_broker_access": {409: ("changed-meanwhile",)},
    "get_attachment": {404: ("attachment-not-found", "order-not-found")},
    "get_ticket": {404: ("order-not-found",)},
    "get_vendors_broker_access": {404: ("broker-access-missing",)},
    "get_webhook": {404: ("webhook-not-found",)},
    "list_comments": {404: ("order-not-found",)},
    "list_events": {409: ("events-gone",)},
    "list_webhook_deliveries": {404: ("webhook-not-found",)},
    "mark_read": {404: ("entry-not-found",)},
    "pause_webhook": {
        404: ("webhook-not-found",),
        409: ("changed-meanwhile", "webhook-wrong-state"),
    },
    "replay_webhook": {409: ("replay-running", "webhook-disabled")},
    "resend_mail": {409: ("mail-not-failed", "mail-words-gone")},
    "resume_address": {404: ("address-not-paused",)},
    "retry_jira": {404: ("order-not-found",)},
    "retry_queue_deliveries": {404: ("nothing-waits",)},
    "retry_webhook_deliveries": {
        404: ("webhook-not-found",),
        409: ("changed-meanwhile", "webhook-paused"),
    },
    "retry_webhook_delivery": {409: ("webhook-disabled", "webhook-test-over")},
    "rotate_broker_secret": {409: ("changed-meanwhile",)},
    "rotate_webhook_secret": {404: ("webhook-not-found",), 409: ("changed-meanwhile",)},
    "send_test_mail": {409: ("address-missing", "too-many-test-mails")},
    "test_webhook": {409: ("webhook-disabled",)},
}
