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
    TERMINATED = "terminated"


S = ContractState
OPEN = (S.DRAFTED, S.OFFERED, S.SIGNED)
DOCUMENT_FAILED = Wait("reviewer", 1)
"""Whose turn it is where the document of a draft cannot be made."""
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
        (S.CONCLUDED, "terminate"): S.TERMINATED,
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
            "withdraw": {"body", "reviewer", "countersigner"}, "terminate": {"support"},
        },
        rests={S.CONCLUDED},
        ends={S.WITHDRAWN, S.TERMINATED},
        machines={"document_worker"},
    ),
)  # fmt: skip
