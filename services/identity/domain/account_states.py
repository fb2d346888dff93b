"""The states of an account: which action leads where, and whose turn it is."""

from enum import StrEnum

from services.common.moves import Moves, Turns, Wait


class AccountState(StrEnum):
    """Life of an account; an erased one knows nothing of its person any more."""

    NEW = "new"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ERASED = "erased"


_A = AccountState
MOVES = Moves(
    {
        (_A.NEW, "activate"): _A.ACTIVE,
        (_A.ACTIVE, "suspend"): _A.SUSPENDED,
        (_A.SUSPENDED, "resume"): _A.ACTIVE,
        **{(state, "close"): _A.CLOSED for state in (_A.NEW, _A.ACTIVE, _A.SUSPENDED)},
    },
    "account-wrong-state",
    Turns(
        # Who comes in by a certificate alone is erased unused; a suspension has its reviewer.
        waits={_A.SUSPENDED: Wait("reviewer", 20)},
        by={"activate": {"reviewer", "invited"}, "suspend": {"reviewer"}, "resume": {"reviewer"},
            "close": {"reviewer"}},
        rests={_A.NEW, _A.ACTIVE},
        ends={_A.CLOSED, _A.ERASED},
    ),
)  # fmt: skip

MAY_SIGN_IN = (AccountState.NEW, AccountState.ACTIVE, AccountState.SUSPENDED)
OPEN = (AccountState.NEW, AccountState.ACTIVE)
COUNTED = (AccountState.ACTIVE, AccountState.SUSPENDED)
"""In these states an account takes a place of its organisation, whatever it registers for."""
