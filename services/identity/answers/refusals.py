"""With which codes of its own each call of identity may refuse, by status."""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "apply_edition": {
        409: (
            "edition-outdated",
            "edition-running",
        )
    },
    "decide_registration": {403: ("own-registration",)},
    "get_account": {404: ("account-not-found",)},
    "get_authority_request": {404: ("authority-not-found",)},
    "get_registration": {404: ("registration-not-found",)},
}
