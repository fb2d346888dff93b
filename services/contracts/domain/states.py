"""The states of a contract, the moves between them, and whose turn it is in each."""

from enum import StrEnum

from services.common.moves import Moves, Turns, Wait


class ContractState(StrEnum):
    """States as clients see them."""

    DRAFTED = "drafted"
    OFFERED = "offered"
    SIGNED = "signed"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"
    NOTICE_GIVEN = "notice_given"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


S = ContractState
OPEN = (S.DRAFTED, S.OFFERED, S.SIGNED)
RUNNING = (S.CONCLUDED, S.NOTICE_GIVEN)
ENDED = (S.WITHDRAWN, S.TERMINATED, S.EXPIRED, S.SUPERSEDED)
PHASES = {"open": OPEN, "running": RUNNING, "over": ENDED}
"""What becomes a contract, what is one, and what is kept in the archive."""
UNSEALED = "unsealed"
"""Beside the phases: those which the seal could not close."""
DOCUMENT_FAILED = Wait("reviewer", 1)
"""Whose turn it is where the document of a draft cannot be made."""
COPY_HANDED_IN = Wait("reviewer", 2)
"""Whose turn it is where a copy that was signed elsewhere has to be looked at."""
SEAL_FAILED = Wait("countersigner", 1)
"""Whose turn it is where a concluded contract could not be closed by the seal."""
MOVES: Moves[ContractState] = Moves(
    {
        (S.DRAFTED, "offer"): S.OFFERED,
        (S.OFFERED, "sign"): S.SIGNED,
        (S.SIGNED, "countersign"): S.CONCLUDED,
        # While the operator has not countersigned, the order can go back or end.
        (S.OFFERED, "take-back"): S.DRAFTED,
        (S.SIGNED, "take-back"): S.DRAFTED,
        **{(state, "withdraw"): S.WITHDRAWN for state in OPEN},
        (S.CONCLUDED, "give-notice"): S.NOTICE_GIVEN,
        (S.CONCLUDED, "amend"): S.CONCLUDED,
        # After a notice both sides can still agree to go on, by a new contract.
        **{(state, "renew"): state for state in RUNNING},
        **{(state, "terminate"): S.TERMINATED for state in RUNNING},
        **{(state, "expire"): S.EXPIRED for state in RUNNING},
        **{(state, "supersede"): S.SUPERSEDED for state in RUNNING},
    },
    "contract-wrong-state",
    Turns(
        waits={
            S.DRAFTED: Wait("document_worker", 1),
            S.OFFERED: Wait("signatory", 10),
            S.SIGNED: Wait("countersigner", 2),
        },
        by={
            "offer": {"document_worker"}, "sign": {"signatory"},
            "countersign": {"countersigner"}, "take-back": {"reviewer"},
            "withdraw": {"body", "reviewer", "countersigner"},
            "give-notice": {"signatory", "countersigner"}, "amend": {"countersigner"},
            "renew": {"signatory", "countersigner"}, "supersede": {"countersigner"},
            "terminate": {"support", "clock"}, "expire": {"clock"},
        },
        rests=RUNNING,
        ends=ENDED,
        machines={"document_worker", "clock"},
    ),
)  # fmt: skip
