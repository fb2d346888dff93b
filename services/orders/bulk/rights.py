"""Rights that end while a bulk request is worked on: nothing more is done by them.

What somebody may do now is not known here, only that it has changed. So all the work of theirs
that is under way stops; what they still may, they ask for again. What ends without an event about
the person, by a day, with a body or within a team, is looked up before each batch.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from services.common import clock, context
from services.common.errors import Unavailable
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.orders.domain.authorities import Authority
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.repositories.bulk import BulkRequests
from services.orders.repositories.copies import bodies_copy, standings_copy

CLOCKS_DIFFER = timedelta(seconds=60)
"""Rights stated so short a time before may be those of before the change."""


class BulkRights:
    """What is left of the rights a request is worked on by, as the copies say."""

    def __init__(self, bodies: ReadCopy, standings: ReadCopy) -> None:
        self._bodies, self._standings = bodies, standings

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Return that of a running process."""
        return cls(runtime.part(bodies_copy), runtime.part(standings_copy))

    def stated(self, needed: frozenset[str], bodies: list[str]) -> Authority:
        """Return by which rights of the caller the work for these bodies is done.

        Refused where the copy does not know yet of which team the caller is.
        """
        joints, caller = self._joints(bodies), context.principal()
        authority = Authority.of(caller, needed, set(bodies), clock.now(), joints)
        if self._left_team(authority):
            raise Unavailable("copy-filling")
        return authority

    def left_of(self, authority: Authority | None) -> Authority | None:
        """Return what of it holds now; None where nobody can act by it any more."""
        if authority is None or not authority.holds(clock.now()) or self._left_team(authority):
            return None
        members = [grant.scope for grant in authority.grants if grant.joint]
        return authority.among(self._joints(members)) if members else authority

    def _left_team(self, authority: Authority) -> bool:
        """Tell whether who acted is known to be of the account's team no more."""
        team = (self._standings.find(authority.account) or {}).get("team")
        return authority.acting is not None and team is not None and authority.acting not in team

    def _joints(self, bodies: list[str]) -> dict[str, str]:
        """Return the joint administration of each of these bodies that has one."""
        keys = {"_id": {"$in": bodies}}
        found = self._bodies.collection.find(keys, {"joint_administration": 1})
        return {b["_id"]: joint for b in found if (joint := b.get("joint_administration"))}


def end_for(requests: BulkRequests, account: str, event: Event) -> None:
    """Act no longer by the rights that an account had before it was changed."""
    _end(requests, requests.open_of(account), event)


def end_loan(requests: BulkRequests, loan: str, event: Event) -> None:
    """Act no longer by a delegation that was revoked."""
    _end(requests, requests.open_by_loan(loan), event, loan)


def _end(requests: BulkRequests, ids: Iterable[str], event: Event, loan: str | None = None) -> None:
    changed_at = datetime.fromisoformat(event.raw["time"])

    def end(request: BulkRequest) -> None:
        by = request.authority
        if by is not None and by.stated_at < changed_at + CLOCKS_DIFFER:
            request.rights_ended(loan)

    for id in ids:
        requests.change(id, end)
