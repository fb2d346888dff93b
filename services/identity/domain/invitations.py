"""Invitations: somebody is asked to come in with an own certificate and an agreed role."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.digests import token_hash
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.identity.words.labels import ERASED_NAME

OPEN_FOR_WORKING_DAYS = 20


class InvitationKind(StrEnum):
    """Into what one is invited; a body's people still register and are reviewed."""

    BODY = "body"
    VENDOR = "vendor"
    MINISTRY = "ministry"
    OPERATOR = "operator"


class InvitationState(StrEnum):
    """An invitation is used by one account, once."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


MOVES = Moves(
    {
        (InvitationState.OPEN, "accept"): InvitationState.ACCEPTED,
        (InvitationState.OPEN, "revoke"): InvitationState.REVOKED,
    },
    "invitation-over",
    Turns(
        waits={InvitationState.OPEN: Wait("invited", OPEN_FOR_WORKING_DAYS)},
        by={"accept": {"invited"}, "revoke": {"body_admin", "admin"}},
        ends={InvitationState.ACCEPTED, InvitationState.REVOKED},
    ),
)


@dataclass(kw_only=True)
class Invitation(Aggregate):
    """``scope`` is a body's key, ``vendor:<id>``, ``ministry:<name>`` or ``*``."""

    kind: InvitationKind
    scope: str
    scope_name: str
    role: str
    name: str
    email: str
    invited_by: str
    invited_at: datetime
    expires_on: date
    token_hash: str
    state: InvitationState = InvitationState.OPEN
    accepted_by: str | None = None

    def send(self, token: str) -> None:
        """Have it mailed; only the mail carries the token."""
        self.say("account.invited", invitation=self.public(), token=token)

    def accept(self, token: str, by: str, now: datetime) -> None:
        """Let this account use it; the same account again changes nothing."""
        self.check(token, by, now)
        self.state, self.accepted_by = InvitationState.ACCEPTED, by

    def check(self, token: str, by: str, now: datetime) -> None:
        """Refuse whom it does not let in: without its token, or when it is over for them."""
        if not hmac.compare_digest(self.token_hash, token_hash(token)):
            raise invalid_fields([("/token", Wrong("token-wrong"))])
        if self.accepted_by == by:
            return
        MOVES.next(self.state, "accept")
        if self.expires_on < clock.local_date(now):
            raise Conflict(
                "invitation-over",
                "invitation-expired",
                parameters={"expires_on": self.expires_on},
            )

    def forget_person(self) -> None:
        """Keep that somebody came in by it, not who."""
        self.name, self.email = ERASED_NAME, ""

    def revoke(self) -> None:
        """Take an open invitation back."""
        self.state = MOVES.next(self.state, "revoke")

    def public(self) -> dict[str, Any]:
        """Return it without the token's hash."""
        public: dict[str, Any] = to_plain(self)
        for hidden in ("token_hash", "version"):
            del public[hidden]
        return public
