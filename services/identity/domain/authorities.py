"""Signing authorities: who may bind a body, on which basis, from when to when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.common.moves import Moves, Turns, Wait


class Basis(StrEnum):
    """Where the authority comes from."""

    OFFICE = "office"
    DEPUTY = "deputy"
    POWER_OF_ATTORNEY = "power_of_attorney"


class AuthorityState(StrEnum):
    """Declared by the person, valid only once a reviewer has approved it."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REVOKED = "revoked"


MOVES = Moves(
    {
        (AuthorityState.REQUESTED, "approve"): AuthorityState.APPROVED,
        (AuthorityState.REQUESTED, "revoke"): AuthorityState.REVOKED,
        (AuthorityState.APPROVED, "revoke"): AuthorityState.REVOKED,
        (AuthorityState.APPROVED, "ask-anew"): AuthorityState.REQUESTED,
    },
    "authority-wrong-state",
    Turns(
        waits={AuthorityState.REQUESTED: Wait("reviewer", 3)},
        by={"approve": {"reviewer"}, "revoke": {"reviewer", "body_admin"},
            "ask-anew": {"reviewer"}},
        rests={AuthorityState.APPROVED},
        ends={AuthorityState.REVOKED},
    ),
)  # fmt: skip


@dataclass
class Authority:
    """An authority for one body; ``title`` is printed in the contract's evidence.

    ``document_hash`` is the SHA-256 of the appointment or power of attorney, where there is one.
    """

    id: str
    body: str
    basis: Basis
    title: str
    valid_from: date
    requested_at: datetime
    valid_until: date | None = None
    document_hash: str | None = None
    state: AuthorityState = AuthorityState.REQUESTED
    decided_by: str | None = None
    decided_at: datetime | None = None

    def decide(self, verdict: str, *, by: str, now: datetime) -> None:
        """Approve a requested one, or revoke one that is not revoked yet."""
        self.state = MOVES.next(self.state, verdict)
        self.decided_by, self.decided_at = by, now

    def ask_anew(self) -> None:
        """Wait for a reviewer again: what it was approved for is no more what it was."""
        self.state = MOVES.next(self.state, "ask-anew")
        self.decided_by = self.decided_at = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is approved and valid on this day."""
        in_time = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return self.state is AuthorityState.APPROVED and in_time
