"""With which codes of its own each call of orders may refuse, by status."""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "answer_setup": {409: ("order-wrong-state",)},
    "ask_back": {409: ("changed-meanwhile",)},
    "ask_setup": {404: ("order-not-found",)},
    "correct_portal_numbers": {
        404: ("body-not-found",),
        409: ("changed-meanwhile",),
        422: ("link-invalid",),
    },
    "done": {404: ("order-not-found",), 409: ("order-wrong-state",)},
    "duplicates": {404: ("order-not-found",)},
    "get": {404: ("order-not-found",)},
    "put_into_basket": {404: ("profile-not-found",), 409: ("limit-reached",)},
    "reject": {
        409: (
            "changed-meanwhile",
            "order-claimed",
        )
    },
    "release": {409: ("changed-meanwhile",)},
    "report_link": {404: ("order-not-found",), 409: ("order-wrong-state",), 422: ("link-invalid",)},
    "retry": {409: ("order-wrong-state",)},
    "set_basket": {409: ("changed-meanwhile",)},
    "settle": {
        409: (
            "changed-meanwhile",
            "order-no-duplicate",
        )
    },
    "withdraw": {
        409: (
            "changed-meanwhile",
            "order-wrong-state",
        )
    },
}
