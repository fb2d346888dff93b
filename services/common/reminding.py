"""Says what the clockworks say, a batch at a time, in one of the processes of a service.

Every process has one of these; a lease lets one of them work. What is said stands in the write
that notes it, so that a process killed anywhere says nothing twice and leaves nothing out.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from pymongo.collection import Collection
from pymongo.cursor import Cursor

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.errors import Refusal
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.indexes import Index, hinted, index
from services.common.storage.leases import Lease

log = Log(__name__)

EVERY_S = 10.0
LEASE_S = 30.0
BATCH = 100

Due = tuple[datetime, str]
"""When the next step of something is due, and its id: the order in which they are worked off."""
Find = Callable[[datetime, Due | None, int], Sequence[Due]]

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def step_index(path: str, name: str = "next_step") -> Index:
    """Return the index by which is found what says something next, at the moment of this path."""
    return index(name, path, "_id", where={path: {"$exists": True}})


def steps_due(
    collection: Collection[dict[str, Any]], path: str, now: datetime, after: Due | None, limit: int
) -> list[Due]:
    """Return what has something to say by now, the first first, by the index alone."""

    def read(**hint: Any) -> list[Due]:
        found = due_by(collection, path, now, after, **hint).limit(limit)
        return [(_at(doc, path), doc["_id"]) for doc in found]

    return hinted(read, step_index(path))


def due_by(
    collection: Collection[dict[str, Any]], path: str, now: datetime, after: Due | None, **hint: Any
) -> Cursor[dict[str, Any]]:
    """Find it: moment and id stand in the index, so nothing else is read."""
    by_now: dict[str, Any] = {path: {"$gt": LONG_AGO, "$lte": now}}
    if after is not None:
        at, id = after
        by_now[path]["$gte"] = at
        by_now["$or"] = [{path: {"$gt": at}}, {"_id": {"$gt": id}}]
    return collection.find(by_now, {path: 1}, sort=[(path, 1), ("_id", 1)], **hint)


def _at(doc: dict[str, Any], path: str) -> datetime:
    moment: Any = doc
    for name in path.split("."):
        moment = moment[name]
    return cast(datetime, moment)


class Reminders:
    """``find`` gives what is due by a moment, behind another one; ``tell`` says it of one of them.

    What cannot be told now is left for the next walk and never keeps the others.
    """

    def __init__(
        self, service: str, lease: Lease, find: Find, tell: Callable[[str, datetime], object]
    ) -> None:
        self._service, self._lease = service, lease
        self._find, self._tell = find, tell
        self._after: Due | None = None
        self._next = 0.0
        self.loop = BackgroundTask("reminders", self._round)

    def sweep(self, now: datetime) -> bool:
        """Tell one batch of what is due; tell whether there may be more."""
        batch = self._find(now, self._after, BATCH)
        for due in batch:
            self._after = due
            self._tell_one(due[1], now)
        if len(batch) < BATCH:
            self._after = None
        return self._after is not None

    def _tell_one(self, id: str, now: datetime) -> None:
        caller = Principal(f"service:{self._service}")
        context.enter(Call(principal=caller, action=f"{self._service}.remind"))
        try:
            self._tell(id, now)
        except Refusal as refusal:
            log.warning("reminder_waits", object=id, code=refusal.code)

    def _round(self) -> bool:
        """Sweep when it is time; tell whether there may be more at once."""
        if time.monotonic() < self._next:
            return False
        with database_bound():
            more = self._lease.take(LEASE_S) and self.sweep(clock.now())
        if not more:
            self._next = time.monotonic() + EVERY_S
        return more
