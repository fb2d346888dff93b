"""Routes for vendors: what they are told, and their webhooks."""

from gateway.api.route import Route
from gateway.api.routes.rows import PAGE, get, patch, post

EVENTS = (
    get("events", "notify.list_events", "What a vendor was told, oldest first",
        filters=("after", "limit", "vendor")),
)  # fmt: skip

WEBHOOKS = (
    get("webhooks", "notify.list_webhooks", "The webhooks of a vendor", filters=("vendor", *PAGE)),
    post("webhooks", "notify.add_webhook", "Have events posted to an address",
         schema="notify.WebhookAdded", status=201, location="/api/v1/webhooks/{id}", secret=True),
    get("webhooks/{webhook_id}", "notify.get_webhook", "One webhook"),
    patch("webhooks/{webhook_id}", "notify.change_webhook", "Change a webhook",
          schema="notify.WebhookFacts"),
    Route("DELETE", "webhooks/{webhook_id}", "notify", "delete_webhook", "End a webhook"),
    post("webhooks/{webhook_id}/test", "notify.test_webhook", "Post a test event now",
         schema="notify.Nothing"),
    post("webhooks/{webhook_id}/pause", "notify.pause_webhook",
         "Post nothing until it is enabled again; what comes is held", schema="notify.Nothing"),
    post("webhooks/{webhook_id}/enable", "notify.enable_webhook",
         "Post again, beginning with what waited", schema="notify.Nothing"),
    post("webhooks/{webhook_id}/rotate-secret", "notify.rotate_webhook_secret",
         "Make a new secret; the one before signs for a day more", schema="notify.Nothing",
         secret=True),
    get("webhooks/{webhook_id}/deliveries", "notify.list_webhook_deliveries",
        "What was and will be posted, newest first", filters=("state", *PAGE)),
    post("webhooks/{webhook_id}/deliveries/{delivery_id}/retry", "notify.retry_webhook_delivery",
         "Post one event once more", schema="notify.Nothing"),
    post("webhooks/{webhook_id}/replay", "notify.replay_webhook",
         "Post once more what was told in a time", schema="notify.Replay", status=202),
)  # fmt: skip

VENDOR_EVENTS = (*EVENTS, *WEBHOOKS)
