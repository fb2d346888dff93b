"""How the background work of a service is: what waits, what runs, since when, what to do.

Read by indexes and bounded, so that it can be asked for while something is wrong.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.common.messaging.backlog import TOO_OLD_S, Backlog
from services.common.messaging.parking import Parking
from services.common.messaging.snapshots import STALLED_S
from services.common.storage.aggregates import to_plain
from services.common.words.conditions import KINDS, ConditionWords

Doc = dict[str, Any]

MOST_COUNTED = 10_000
MOST_LISTED = 100
"""Copies and locks of a service; it has about ten of each."""
STALLED_FOR = timedelta(seconds=5 * STALLED_S)
LOCK = "lock"
LONGEST_LOCK = timedelta(hours=25)
"""No job asks for a lock for longer: what is done once a night is locked until the next."""


class Conditions:
    """Those every service has; ``backlog`` measures its outboxes."""

    def __init__(
        self, database: Database[Doc], service: str, parking: Parking, backlog: Backlog,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:  # fmt: skip
        self._database, self._service = database, service
        self._parking, self._backlog, self._now = parking, backlog, now

    @classmethod
    def of(cls, runtime: Any) -> "Conditions":
        """Make those of a running process."""
        return cls(runtime.database, runtime.service, runtime.parking, runtime.relay.backlog)

    def all(self) -> list[Doc]:
        """Return all of them, each as ``condition`` makes it."""
        return [*self._outbox(), *self._parked(), *self._copies(), *self._locks()]

    def _outbox(self) -> Iterator[Doc]:
        count, age_s = self._backlog.count, self._backlog.oldest_s
        since = self._now() - timedelta(seconds=age_s) if count else None
        yield condition("outbox", count, since, is_wrong=age_s > TOO_OLD_S)

    def _parked(self) -> Iterator[Doc]:
        waiting = self._parking.count(True, MOST_COUNTED)
        since = self._parking.oldest(True) if waiting else None
        yield condition("parked", waiting, since, is_wrong=waiting > 0)
        retrying = self._parking.count(False, MOST_COUNTED)
        yield condition("retrying", retrying, self._parking.oldest(False) if retrying else None)

    def _copies(self) -> Iterator[Doc]:
        """Yield each copy: wrong is one that stands still, or differs as a check has found."""
        stalled = self._now() - STALLED_FOR
        for walk in self._database["snapshots"].find().sort("_id", 1).limit(MOST_LISTED):
            stands = walk["complete_at"] is None and walk["moved_at"] < stalled
            is_wrong = stands or any(walk["differences"].values())
            command = f"python -m services.common.resync {self._service}" if is_wrong else None
            since = walk["complete_at"] or walk["moved_at"]
            yield condition(
                "copy", walk["items"], since, name=walk["_id"], is_wrong=is_wrong, command=command
            )

    def _locks(self) -> Iterator[Doc]:
        """Yield the locks that are held; wrong is one that is held for longer than any job asks."""
        now = self._now()
        held = {"until": {"$gt": now}}
        for lease in self._database["leases"].find(held).sort("_id", 1).limit(MOST_LISTED):
            is_wrong = lease["until"] > now + LONGEST_LOCK
            yield condition(LOCK, 1, lease["until"], name=lease["_id"], is_wrong=is_wrong)


def condition(
    kind: str, count: int, since: datetime | str | None, *, name: str | None = None,
    is_wrong: bool = False, command: str | None = None, said: ConditionWords | None = None,
) -> Doc:  # fmt: skip
    """Return one; ``said`` are the words of a kind that not every service has.

    Of a lock ``since`` is until when it is held, of a copy when it last changed.
    """
    said = said or KINDS[kind]
    return {
        "kind": kind, "kind_label": said.label, "name": name, "count": count,
        "since": to_plain(since), "is_wrong": is_wrong,
        "advice": said.advice if is_wrong else None, "command": command,
    }  # fmt: skip
