"""Signing authorities: who may bind a body, on which basis, from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.errors import NotFound
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import to_plain


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
    WITHDRAWN = "withdrawn"


MOVES = Moves(
    {
        (AuthorityState.REQUESTED, "approve"): AuthorityState.APPROVED,
        (AuthorityState.REQUESTED, "revoke"): AuthorityState.REVOKED,
        (AuthorityState.REQUESTED, "withdraw"): AuthorityState.WITHDRAWN,
        (AuthorityState.APPROVED, "revoke"): AuthorityState.REVOKED,
        (AuthorityState.APPROVED, "ask-anew"): AuthorityState.REQUESTED,
    },
    "authority-wrong-state",
    Turns(
        waits={AuthorityState.REQUESTED: Wait("reviewer", 3)},
        by={"approve": {"reviewer"}, "revoke": {"reviewer", "body_admin"},
            "withdraw": {"applicant"}, "ask-anew": {"reviewer"}},
        rests={AuthorityState.APPROVED},
        ends={AuthorityState.REVOKED, AuthorityState.WITHDRAWN},
    ),
)  # fmt: skip


AHEAD = timedelta(days=30)
"""So long before its last day an end is told of, for a successor needs a reviewer too."""
A_DAY = timedelta(days=1)


class Ending(StrEnum):
    """What is said of the end of one: ``authority.ending``, ``authority.ended``."""

    NEAR = "ending"
    OVER = "ended"


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

    def goes_on_from(self, id: str, last: date) -> bool:
        """Tell whether this one holds on after the last day of another.

        Of two that end together the one with the higher id does.
        """
        longer = self.valid_until is None or (self.valid_until, self.id) > (last, id)
        return longer and self.valid_from <= last + A_DAY

    def decide(self, verdict: str, *, by: str, now: datetime) -> None:
        """Approve a requested one, revoke one that is not revoked yet, or take it back."""
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


@dataclass(frozen=True)
class SigningAuthorities:
    """All authorities one person declared; the rules change the list given."""

    entries: list[Authority]

    def get(self, id: str) -> Authority:
        """Return one of them or raise NotFound."""
        for authority in self.entries:
            if authority.id == id:
                return authority
        raise NotFound("authority-not-found")

    def declare(self, owner: str, facts: dict[str, Any], now: datetime) -> Authority:
        """Add one, which begins when a reviewer has approved it."""
        id = f"{owner}.s{len(self.entries) + 1}"
        authority = Authority(id=id, requested_at=now, **facts)
        self.entries.append(authority)
        return authority

    def withdraw(self, id: str, body: str, *, by: str, now: datetime) -> None:
        """Take back a declaration nobody has decided about yet; it never held for anybody."""
        authority = self.get(id)
        if authority.body != body:
            raise NotFound("authority-not-found")
        authority.decide("withdraw", by=by, now=now)

    def approved(self, body: str | None = None) -> list[Authority]:
        """Return those a reviewer approved, for one body or for all."""
        return [
            authority
            for authority in self.entries
            if authority.state is AuthorityState.APPROVED and body in (None, authority.body)
        ]

    def endings_due(self, since: datetime, now: datetime) -> Iterator[tuple[Authority, Ending]]:
        """Yield what is to be said from then until now; of each authority the newest only."""
        for authority in self.approved():
            passed = [what for at, what in self._steps(authority, since) if at <= now]
            if passed:
                yield authority, passed[-1]

    def next_ending(self, since: datetime) -> datetime | None:
        """Return when something is to be said first from then on."""
        steps = (step for one in self.approved() for step in self._steps(one, since))
        return min((at for at, _ in steps), default=None)

    def near_their_end(self, now: datetime) -> list[Authority]:
        """Return those that end within the time ahead, and whose end has been told of by now."""
        return [
            authority
            for authority in self.approved()
            if (steps := self._steps(authority, authority.requested_at))
            and steps[0][1] is Ending.NEAR
            and steps[0][0] <= now < steps[-1][0]
        ]

    def _steps(self, authority: Authority, since: datetime) -> list[tuple[datetime, Ending]]:
        """Return the mornings on which its end is told of from then on, the first first.

        What lay before it was approved is no news, nor the end of what another one goes on from.
        """
        last = authority.valid_until
        others = (one for one in self.approved(authority.body) if one is not authority)
        if last is None or any(one.goes_on_from(authority.id, last) for one in others):
            return []
        begun = authority.decided_at or authority.requested_at
        near, over = clock.morning_of(last - AHEAD), clock.morning_of(last + A_DAY)
        steps = [(near, Ending.NEAR), (over, Ending.OVER)]
        return [step for step in steps if step[0] >= max(begun, since)]

    def revoke(self, body: str, *, by: str, now: datetime) -> list[Authority]:
        """End those approved for a body, and return them."""
        approved = self.approved(body)
        for authority in approved:
            authority.decide("revoke", by=by, now=now)
        return approved

    def move(self, old: str, new: str) -> None:
        """Follow a body to its successor."""
        for authority in self.entries:
            authority.body = new if authority.body == old else authority.body

    def kept_as_proof(self) -> list[Authority]:
        """Return those that were decided about, ended: proof of what was signed by them."""
        undecided = (AuthorityState.REQUESTED, AuthorityState.WITHDRAWN)
        kept = [a for a in self.entries if a.state not in undecided]
        for authority in kept:
            authority.state = AuthorityState.REVOKED
        return kept

    def signing(self) -> list[dict[str, Any]]:
        """Return for which body, from when and until when somebody may sign, as others know it."""
        return [
            {
                "body": authority.body,
                "valid_from": to_plain(authority.valid_from),
                "valid_until": to_plain(authority.valid_until) if authority.valid_until else None,
            }
            for authority in self.approved()
        ]
