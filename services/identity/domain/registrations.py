"""Registrations: a person asks to act for a body, a reviewer decides."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.aggregate import to_plain
from services.common.errors import Conflict, invalid_fields
from services.common.moves import Moves
from services.identity.domain.permissions import Role


class State(StrEnum):
    """States as clients see them."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED_BACK = "asked_back"
    APPROVED = "approved"
    REJECTED = "rejected"


MOVES = Moves(
    {
        (State.DRAFT, "submit"): State.SUBMITTED,
        (State.ASKED_BACK, "submit"): State.SUBMITTED,
        (State.SUBMITTED, "approve"): State.APPROVED,
        (State.SUBMITTED, "reject"): State.REJECTED,
        (State.SUBMITTED, "ask-back"): State.ASKED_BACK,
    },
    "registration-wrong-state",
)

WAITS = {
    State.DRAFT: ("applicant", 10),
    State.SUBMITTED: ("reviewer", 3),
    State.ASKED_BACK: ("applicant", 10),
}
"""Who is next and within how many working days (assumed figures, see domain facts)."""

REQUIRED = ("given_name", "family_name", "office", "department", "phone", "email", "terms_version")


@dataclass
class Registration:
    """One person's request to act for one body."""

    id: str
    changed_at: datetime
    body: str
    body_name: str
    state: State = State.DRAFT
    role: str = Role.OFFICER
    given_name: str = ""
    family_name: str = ""
    office: str = ""
    department: str = ""
    phone: str = ""
    email: str = ""
    functional_mailbox: bool = False
    email_confirmed: bool = False
    token_hash: str = ""
    digital_officer: dict[str, str] | None = None
    newsletter: bool = False
    terms_version: str = ""
    due_on: date | None = None
    reason: str | None = None
    decided_by: str | None = None

    def edit(self, changes: dict[str, Any], now: datetime) -> None:
        """Change a draft, or one that was asked back."""
        if self.state not in (State.DRAFT, State.ASKED_BACK):
            raise Conflict("registration-wrong-state", "Das lässt sich nicht mehr ändern.")
        if changes.get("email", self.email) != self.email:
            self.email_confirmed, self.token_hash = False, ""
        for name, value in changes.items():
            setattr(self, name, value)
        self.changed_at = now

    def submit(self, token: str, now: datetime) -> None:
        """Hand it in, complete."""
        missing = [name for name in REQUIRED if not getattr(self, name)]
        if missing:
            raise invalid_fields((f"/{name}", "Diese Angabe fehlt. / Missing.") for name in missing)
        self._move("submit", now)
        self.token_hash = _hash(token)

    def confirm_email(self, token: str) -> None:
        """Note that the mailed link was followed."""
        if not hmac.compare_digest(self.token_hash, _hash(token)):
            raise invalid_fields([("/token", "Dieser Link gilt nicht (mehr). / Wrong token.")])
        self.email_confirmed = True

    def decide(self, verdict: str, *, by: str, reason: str | None, now: datetime) -> None:
        """Approve, reject or ask back; all but approval need a reason."""
        MOVES.next(self.state, verdict)
        if verdict == "approve" and not self.email_confirmed:
            raise Conflict(
                "email-not-confirmed",
                "Die E-Mail-Adresse ist noch nicht bestätigt. / E-mail not yet confirmed.",
            )
        self._move(verdict, now)
        self.reason, self.decided_by = reason, by

    def _move(self, action: str, now: datetime) -> None:
        self.state = MOVES.next(self.state, action)
        self.changed_at = now
        self.set_due(now)

    def set_due(self, now: datetime) -> None:
        """Give the state's owner until when to act."""
        wait = WAITS.get(self.state)
        self.due_on = clock.due_on(now, wait[1]) if wait else None

    def public(self) -> dict[str, Any]:
        """Give what the applicant and the reviewers see."""
        shown: dict[str, Any] = to_plain(self)
        del shown["token_hash"]
        wait = WAITS.get(self.state)
        due_on = self.due_on.isoformat() if self.due_on else None
        shown["waiting_for"] = {"role": wait[0], "due_on": due_on} if wait else None
        return shown


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
