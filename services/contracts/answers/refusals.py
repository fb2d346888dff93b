"""With which codes of its own each call of contracts may refuse, by status.

Codes that any call may have (a wrong field, a missing permission, a service away) are not named.
"""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "accept_copy": {
        404: ("contract-not-found", "signed-copy-not-found"),
        409: (
            "changed-meanwhile",
            "contract-wrong-state",
            "document-changed",
            "document-outdated",
            "signed-copy-changed",
            "signed-copy-judged",
            "term-over-unsigned",
        ),
    },
    "accept_proposal": {
        403: ("own-proposal",),
        404: ("chain-not-found", "proposal-not-found"),
        409: ("agreement-exists", "changed-meanwhile", "proposal-decided", "term-over-unsigned"),
    },
    "add_agreement": {409: ("agreement-exists", "proposal-open")},
    "agreement_document": {404: ("agreement-not-found",)},
    "amend": {
        403: ("no-signing-authority",),
        404: ("contract-not-found",),
        409: ("contract-wrong-state", "nothing-to-renew", "succession-open"),
    },
    "begin_levy_run": {409: ("population-missing",)},
    "chain": {404: ("contract-not-found",)},
    "change_agreement": {
        404: ("agreement-not-found",),
        409: ("changed-meanwhile", "proposal-changes-nothing", "proposal-open"),
    },
    "contacts": {404: ("contract-not-found",), 503: ("printing-busy",)},
    "countersign": {403: ("fresh-sign-in-needed",), 409: ("list-not-signable",)},
    "decline_renewal": {409: ("changed-meanwhile", "renewal-declined")},
    "discard_levy_run": {
        404: ("levy-run-not-found",),
        409: ("changed-meanwhile", "levy-run-wrong-state"),
    },
    "document": {404: ("contract-not-found", "document-not-found")},
    "evidence": {404: ("contract-not-found", "evidence-not-found")},
    "final_document": {404: ("contract-not-found", "document-not-found")},
    "get": {404: ("contract-not-found",)},
    "get_chain": {404: ("chain-not-found",)},
    "get_levy_payer": {404: ("levy-payer-not-found", "levy-run-not-found")},
    "get_levy_run": {404: ("levy-run-not-found",)},
    "give_notice": {
        403: ("no-signing-authority",),
        404: ("contract-not-found",),
        409: (
            "changed-meanwhile",
            "contract-wrong-state",
            "ends-anyway",
            "notice-not-possible",
            "notice-to-successor",
        ),
    },
    "hand_in_copy": {
        403: ("no-signing-authority",),
        404: ("contract-not-found",),
        409: (
            "changed-meanwhile",
            "contract-wrong-state",
            "document-changed",
            "document-outdated",
            "signed-copies-not-taken",
            "term-over-unsigned",
        ),
        503: ("printing-busy",),
    },
    "impact": {404: ("agreement-not-found",)},
    "levy_document": {404: ("levy-payer-not-found", "levy-run-not-found"), 503: ("printing-busy",)},
    "list_levy_payers": {404: ("levy-run-not-found",)},
    "preview": {404: ("profile-not-found",), 503: ("printing-busy",)},
    "proposal_document": {404: ("proposal-not-found",)},
    "reject_copy": {
        404: ("contract-not-found", "signed-copy-not-found"),
        409: ("changed-meanwhile", "signed-copy-changed", "signed-copy-judged"),
    },
    "reject_proposal": {
        403: ("own-proposal",),
        404: ("proposal-not-found",),
        409: ("changed-meanwhile", "proposal-decided"),
    },
    "release_levy_run": {
        404: ("levy-run-not-found",),
        409: ("changed-meanwhile", "levy-run-own", "levy-run-wrong-state"),
    },
    "renew": {
        403: ("no-signing-authority",),
        404: ("contract-not-found",),
        409: ("contract-wrong-state", "nothing-to-renew", "succession-open"),
    },
    "seal": {
        404: ("contract-not-found",),
        409: ("changed-meanwhile", "nothing-to-seal", "seal-expired", "timestamp-refused"),
    },
    "sign": {403: ("fresh-sign-in-needed",), 409: ("list-not-signable",)},
    "signed_copy": {404: ("contract-not-found", "signed-copy-not-found")},
    "take_back_proposal": {
        403: ("own-proposal", "proposal-of-another"),
        404: ("proposal-not-found",),
        409: ("changed-meanwhile", "proposal-decided"),
    },
    "withdraw": {
        403: ("no-signing-authority",),
        404: ("contract-not-found",),
        409: ("changed-meanwhile", "contract-wrong-state"),
    },
}
