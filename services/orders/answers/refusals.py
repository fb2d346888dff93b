"""With which codes of its own each call of orders may refuse, by status.

Codes that any call may have (a wrong field, a missing permission, a service away) are not named.
"""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "acknowledge": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "add_uncontracted": {409: ("changed-meanwhile",)},
    "answer": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "answer_setup": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "answer_support": {
        404: ("order-not-found",),
        409: ("changed-meanwhile", "order-wrong-state", "support-not-asked"),
    },
    "area_figures": {404: ("profile-not-found",)},
    "ask_back": {
        404: ("order-not-found",),
        409: ("changed-meanwhile", "order-claimed", "order-wrong-state"),
    },
    "ask_setup": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "begin_bulk_order": {
        409: ("bulk-said-twice", "bulk-too-many", "changed-meanwhile", "order-wrong-state")
    },
    "begin_bulk_release": {409: ("bulk-too-many", "changed-meanwhile", "order-wrong-state")},
    "cancel": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "cancel_bulk_order": {
        403: ("bulk-not-yours",),
        404: ("bulk-not-found",),
        409: ("bulk-wrong-state", "changed-meanwhile"),
    },
    "cancel_bulk_release": {
        403: ("bulk-not-yours",),
        404: ("bulk-not-found",),
        409: ("bulk-wrong-state", "changed-meanwhile"),
    },
    "change_contacts": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "change_task": {
        404: ("order-not-found", "task-not-found"),
        409: (
            "changed-meanwhile",
            "order-wrong-state",
            "stage-not-next",
            "task-by-link",
            "task-by-stages",
            "task-not-yours",
            "task-too-early",
            "task-without-stages",
        ),
    },
    "change_version": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "claim": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "confirm_link": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "correct_portal_numbers": {
        404: ("body-not-found",),
        409: ("changed-meanwhile",),
        422: ("link-invalid",),
    },
    "declare": {404: ("profile-not-found",), 409: ("changed-meanwhile",)},
    "done": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "duplicates": {404: ("order-not-found",)},
    "failed": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "get": {404: ("order-not-found",)},
    "get_basket": {404: ("body-not-found",)},
    "get_bulk_order": {404: ("bulk-not-found",)},
    "get_bulk_release": {404: ("bulk-not-found",)},
    "get_portal_numbers": {404: ("body-not-found",)},
    "hand_over_contact": {
        404: ("body-not-found", "contact-not-found"),
        409: ("changed-meanwhile",),
    },
    "history": {404: ("order-not-found",)},
    "overview": {404: ("body-not-found",)},
    "place": {
        403: ("mandate-not-valid",),
        409: ("chain-broken", "not-orderable", "number-taken", "order-exists", "version-changed"),
    },
    "place_bulk_order": {
        403: ("bulk-not-yours",),
        404: ("bulk-not-found",),
        409: ("changed-meanwhile",),
    },
    "place_bulk_release": {
        403: ("bulk-not-yours",),
        404: ("bulk-not-found",),
        409: ("changed-meanwhile",),
    },
    "progress": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "put_into_basket": {
        404: ("body-not-found", "profile-not-found"),
        409: ("changed-meanwhile", "limit-reached"),
    },
    "refuse_link": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "reject": {
        404: ("order-not-found",),
        409: ("changed-meanwhile", "order-claimed", "order-wrong-state"),
    },
    "release": {
        404: ("order-not-found",),
        409: (
            "chain-broken",
            "changed-meanwhile",
            "not-orderable",
            "order-claimed",
            "order-wrong-state",
            "version-outdated",
        ),
    },
    "report_link": {
        404: ("order-not-found",),
        409: ("changed-meanwhile", "order-wrong-state"),
        422: ("link-invalid",),
    },
    "request_setup": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "request_support": {
        404: ("order-not-found",),
        409: ("changed-meanwhile", "order-wrong-state", "support-open"),
    },
    "retry": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "retry_document": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "set_basket": {404: ("body-not-found",), 409: ("changed-meanwhile",)},
    "set_systems": {409: ("changed-meanwhile",)},
    "set_uncontracted": {404: ("body-not-found",)},
    "settle": {
        404: ("order-not-found",),
        409: ("changed-meanwhile", "not-orderable", "order-no-duplicate", "order-wrong-state"),
    },
    "submit": {
        404: ("order-not-found",),
        409: (
            "changed-meanwhile",
            "not-orderable",
            "order-exists",
            "order-wrong-state",
            "version-changed",
        ),
    },
    "take_back_declaration": {409: ("changed-meanwhile",)},
    "take_from_basket": {404: ("body-not-found",), 409: ("changed-meanwhile",)},
    "take_over": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "vendor_ask_back": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
    "withdraw": {404: ("order-not-found",), 409: ("changed-meanwhile", "order-wrong-state")},
}
