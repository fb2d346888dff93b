"""With which codes of its own each call of identity may refuse, by status.

Codes that any call may have (a wrong field, a missing permission, a service away) are not named.
"""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "accept_invitation": {
        403: ("name-differs", "own-invitation"),
        404: ("invitation-not-found",),
        409: (
            "account-not-open",
            "changed-meanwhile",
            "invitation-over",
            "registration-open",
            "registration-wrong-state",
        ),
    },
    "accept_terms": {409: ("changed-meanwhile",)},
    "apply_edition": {
        409: ("edition-not-due", "edition-outdated", "edition-running", "edition-wrong-state")
    },
    "audit_export_piece": {409: ("audit-export-no-file",)},
    "begin_audit_export": {409: ("audit-export-running", "audit-exports-full")},
    "begin_audit_run": {409: ("audit-run-running",)},
    "cancel_audit_export": {409: ("audit-export-over", "changed-meanwhile")},
    "change_account": {
        404: ("account-not-found",),
        409: ("account-wrong-state", "changed-meanwhile", "organisation-full"),
    },
    "change_contact": {409: ("changed-meanwhile",)},
    "change_registration": {
        404: ("registration-not-found",),
        409: ("changed-meanwhile", "registration-wrong-state"),
    },
    "confirm_email": {409: ("changed-meanwhile",)},
    "create_client": {409: ("changed-meanwhile", "client-revoked")},
    "create_registration": {409: ("changed-meanwhile",)},
    "decide_authority": {
        404: ("authority-not-found",),
        409: ("authority-wrong-state", "changed-meanwhile"),
    },
    "decide_registration": {
        403: ("own-registration",),
        409: ("changed-meanwhile", "organisation-full", "registration-wrong-state"),
    },
    "erase_me": {409: ("changed-meanwhile",)},
    "get_account": {404: ("account-not-found",)},
    "get_authority_request": {404: ("authority-not-found",)},
    "get_body": {404: ("body-not-found",)},
    "get_edition": {404: ("edition-not-found",)},
    "get_mandate": {404: ("mandate-not-found",)},
    "get_registration": {404: ("registration-not-found",)},
    "hand_over": {404: ("body-not-found",), 409: ("changed-meanwhile", "not-a-member")},
    "invite_member": {409: ("vendor-unknown",)},
    "rebind": {
        403: ("own-account",),
        404: ("account-not-found",),
        409: (
            "account-not-open",
            "account-wrong-state",
            "changed-meanwhile",
            "organisation-full",
            "rebind-needed",
        ),
    },
    "release_mandate": {
        403: ("own-mandate",),
        404: ("mandate-not-found",),
        409: ("changed-meanwhile", "mandate-wrong-state"),
    },
    "request_authority": {409: ("changed-meanwhile",)},
    "review_edition": {
        404: ("edition-not-found",),
        409: ("changed-meanwhile", "edition-wrong-state"),
    },
    "revoke_client": {404: ("client-not-found",), 409: ("changed-meanwhile",)},
    "revoke_invitation": {
        404: ("invitation-not-found",),
        409: ("changed-meanwhile", "invitation-over"),
    },
    "revoke_mandate": {
        404: ("mandate-not-found",),
        409: ("changed-meanwhile", "mandate-wrong-state"),
    },
    "rotate_client_secret": {
        404: ("client-not-found",),
        409: ("changed-meanwhile", "client-revoked"),
    },
    "set_capacities": {404: ("body-not-found",), 409: ("changed-meanwhile",)},
    "set_member_roles": {
        403: ("own-account",),
        404: ("account-not-found", "body-not-found"),
        409: ("changed-meanwhile", "not-a-member"),
    },
    "set_operator_roles": {
        403: ("own-account",),
        404: ("account-not-found",),
        409: ("changed-meanwhile", "not-a-member"),
    },
    "set_team": {403: ("own-account",), 404: ("account-not-found",), 409: ("changed-meanwhile",)},
    "settle_name": {404: ("account-not-found",), 409: ("changed-meanwhile",)},
    "submit_registration": {
        404: ("registration-not-found",),
        409: (
            "account-not-open",
            "changed-meanwhile",
            "organisation-full",
            "registration-wrong-state",
        ),
    },
    "withdraw_authority": {
        404: ("authority-not-found",),
        409: ("authority-wrong-state", "changed-meanwhile"),
    },
}
