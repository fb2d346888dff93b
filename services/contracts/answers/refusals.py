"""With which codes of its own each call of contracts may refuse, by status."""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "accept_proposal": {404: ("chain-not-found",)},
    "agreement_document": {404: ("agreement-not-found",)},
    "begin_levy_run": {409: ("population-missing",)},
    "countersign": {403: ("fresh-sign-in-needed",)},
    "get_chain": {404: ("chain-not-found",)},
    "get_levy_payer": {404: ("levy-run-not-found",)},
    "get_levy_run": {404: ("levy-run-not-found",)},
    "give_notice": {403: ("no-signing-authority",), 409: ("notice-to-successor",)},
    "hand_in_copy": {
        403: ("no-signing-authority",),
        404: ("contract-not-found",),
        409: ("signed-copies-not-taken",),
        503: ("printing-busy",),
    },
    "renew": {409: ("succession-open",)},
    "sign": {403: ("fresh-sign-in-needed",)},
    "withdraw": {403: ("no-signing-authority",)},
}
