"""Mandates: a body lets another body or a person act for it, within limits."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from services.common.bounds import AtMost
from services.common.clock import start_of
from services.common.errors import Forbidden
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.common.words import Text
from services.identity.domain.permissions import MANDATED
from services.identity.words.acting import ACTING
from services.identity.words.labels import ERASED_NAME
from services.identity.words.people import PEOPLE

WHY_ENDED: dict[str, Text] = {
    "account-ended": PEOPLE["account-ended"].filled(),
    "body-merged": ACTING["body-merged"].filled(),
}
"""Why a mandate ended by itself."""


class MandateState(StrEnum):
    """One to sign waits for the operator's release; the others hold at once."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REVOKED = "revoked"


MOVES = Moves(
    {
        (MandateState.REQUESTED, "release"): MandateState.GRANTED,
        (MandateState.REQUESTED, "revoke"): MandateState.REVOKED,
        (MandateState.GRANTED, "revoke"): MandateState.REVOKED,
    },
    "mandate-wrong-state",
    Turns(
        waits={MandateState.REQUESTED: Wait("reviewer", 3)},
        by={"release": {"reviewer"}, "revoke": {"reviewer", "body_admin"}},
        rests={MandateState.GRANTED},
        ends={MandateState.REVOKED},
    ),
)


class MandateScope(StrEnum):
    """How far it goes; each includes what stands before it, but ``sign`` is only signing."""

    BROWSE = "browse"
    PREPARE = "prepare"
    ORDER = "order"
    SIGN = "sign"


class Grantee(StrEnum):
    """Who is given it: everyone who may do the same for that body, or one person."""

    BODY = "body"
    ACCOUNT = "account"


@dataclass(kw_only=True)
class Mandate(Aggregate):
    """What one body lets another, or a person, do for it.

    ``services`` limits it to these profiles, empty means all; ``document_hash`` is the
    SHA-256 of the signed paper both sides keep.
    """

    bounds = {"services": AtMost(200)}

    grantor: str
    grantor_name: str
    grantee: str
    grantee_kind: Grantee
    grantee_name: str
    scope: MandateScope
    valid_from: date
    granted_by: str
    granted_at: datetime
    valid_until: date
    document_hash: str
    services: list[str] = field(default_factory=list)
    state: MandateState = MandateState.GRANTED
    released_by: str | None = None
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    reason: str | None = None
    reason_code: str | None = None

    def grant(self) -> None:
        """Let it hold, or ask the operator's release for signing."""
        if self.scope is MandateScope.SIGN:
            self.state = MandateState.REQUESTED
        self._tell("requested" if self.scope is MandateScope.SIGN else "granted")

    def release(self, by: str) -> None:
        """Let a mandate to sign hold, as the exception it is."""
        released = MOVES.next(self.state, "release")
        if by == self.granted_by:
            raise Forbidden("own-mandate")
        self.state, self.released_by = released, by
        self._tell("granted")

    def revoke(self, by: str, reason: str | None, now: datetime) -> None:
        """End it at once; what was done under it stays valid."""
        self.state = MOVES.next(self.state, "revoke")
        self.revoked_by, self.revoked_at = by, now
        self.reason = reason
        self._tell("revoked")

    def end(self, reason_code: str, now: datetime) -> None:
        """End it because its grantee or its grantor is no more; the code says which."""
        self.reason_code = reason_code
        self.revoke("system", None, now)

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on this day."""
        in_time = self.valid_from <= day <= self.valid_until
        return self.state is MandateState.GRANTED and in_time

    def lends(self, own: frozenset[str] | None = None) -> dict[str, Any]:
        """Return what it lets somebody do, as a principal carries it.

        A body's people get no more by it than they may do for their own body: ``own``.
        Signing is lent to a person only, by name.
        """
        lent = MANDATED[self.scope] if own is None else MANDATED[self.scope] & own
        if self.grantee_kind is Grantee.BODY:
            lent = lent - {"contracts:sign"}
        return {
            "id": self.id,
            "scope": self.grantor,
            "permissions": sorted(lent),
            "ends_at": _end_of(self.valid_until),
            "only": sorted(self.services),
        }

    def forget_person(self) -> None:
        """Keep the mandate without the name of the person it was given to.

        One that is over says so, for others keep it; what ends any other says it without the name.
        """
        self.grantee_name = ERASED_NAME
        if self.state is MandateState.REVOKED:
            self.say("mandate.changed", **self.public())

    def move(self, old: str, new: str, new_name: str) -> None:
        """Follow a body that only has a new key."""
        if self.grantor == old:
            self.grantor, self.grantor_name = new, new_name
        if self.grantee == old:
            self.grantee, self.grantee_name = new, new_name
        self.say("mandate.changed", **self.public())

    def _tell(self, what: str) -> None:
        self.say(f"mandate.{what}", mandate=self.public())
        self.say("mandate.changed", **self.public())

    def public(self) -> dict[str, Any]:
        """Return the mandate as both sides see it."""
        public: dict[str, Any] = to_plain(self)
        del public["version"]
        said = WHY_ENDED.get(self.reason_code or "")
        return {**public, "reason_text": said.plain() if said else None}


def _end_of(day: date) -> float:
    """Return when a day ends in Bavaria, in seconds since the epoch; bounded for a far one."""
    bounded = min(day, date(9990, 1, 1))
    return start_of(bounded + timedelta(days=1)).timestamp()
