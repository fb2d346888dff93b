"""With which codes of its own each call of catalog may refuse, by status."""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "cancel_import": {409: ("import-over",)},
    "change_help": {404: ("help-not-found",), 409: ("changed-meanwhile",)},
    "get": {404: ("profile-not-found",)},
    "get_help": {404: ("help-not-found",)},
    "get_vendor": {404: ("vendor-not-found",)},
    "publish_import": {409: ("own-edit",)},
}
