"""The states of a registration: which action leads where, and whose turn it is."""

from enum import StrEnum

from services.common.moves import Moves, Turns
from services.identity.domain.deadlines import DEADLINES


class RegistrationState(StrEnum):
    """States as clients see them."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED_BACK = "asked_back"
    APPROVED = "approved"
    REJECTED = "rejected"


FINAL = (RegistrationState.APPROVED, RegistrationState.REJECTED)
COUNTED = (RegistrationState.SUBMITTED, RegistrationState.ASKED_BACK)
"""What is under review holds a place of its organisation."""

MOVES = Moves(
    {
        (RegistrationState.DRAFT, "submit"): RegistrationState.SUBMITTED,
        (RegistrationState.ASKED_BACK, "submit"): RegistrationState.SUBMITTED,
        # As long as nobody confirmed the address it can be put right and handed in again.
        (RegistrationState.SUBMITTED, "submit"): RegistrationState.SUBMITTED,
        (RegistrationState.SUBMITTED, "expire"): RegistrationState.REJECTED,
        (RegistrationState.SUBMITTED, "approve"): RegistrationState.APPROVED,
        (RegistrationState.SUBMITTED, "reject"): RegistrationState.REJECTED,
        (RegistrationState.SUBMITTED, "ask-back"): RegistrationState.ASKED_BACK,
        (RegistrationState.ASKED_BACK, "expire"): RegistrationState.REJECTED,
        (RegistrationState.DRAFT, "close"): RegistrationState.REJECTED,
        (RegistrationState.SUBMITTED, "close"): RegistrationState.REJECTED,
        (RegistrationState.ASKED_BACK, "close"): RegistrationState.REJECTED,
    },
    "registration-wrong-state",
    Turns(
        waits={
            RegistrationState(code): wait
            for code, wait in DEADLINES.items()
            if code in set(RegistrationState)
        },
        by={
            "submit": {"applicant"}, "close": {"applicant", "reviewer"},
            "approve": {"reviewer"}, "reject": {"reviewer"}, "ask-back": {"reviewer"},
            "expire": {"sweeper"},
        },
        ends=FINAL,
        machines={"sweeper"},
    ),
)  # fmt: skip
BY_CALL = {**MOVES.turns.by, "close": frozenset[str](), "expire": frozenset[str]()}
"""Who makes each move by a call; an account that closes or a day that passes makes the others."""
