"""Signing authorities: who may bind a body, on which basis, from when to when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.common.errors import Conflict


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
        if verdict == "approve" and self.state is not AuthorityState.REQUESTED:
            raise Conflict("authority-wrong-state", "Darüber ist schon entschieden. / Decided.")
        if verdict == "revoke" and self.state is AuthorityState.REVOKED:
            raise Conflict("authority-wrong-state", "Sie ist schon widerrufen. / Revoked.")
        self.state = AuthorityState.APPROVED if verdict == "approve" else AuthorityState.REVOKED
        self.decided_by, self.decided_at = by, now

    def ask_anew(self) -> None:
        """Wait for a reviewer again: what it was approved for is no more what it was."""
        self.state = AuthorityState.REQUESTED
        self.decided_by = self.decided_at = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is approved and valid on this day."""
        in_time = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return self.state is AuthorityState.APPROVED and in_time
