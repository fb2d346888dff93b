"""Counts what stands in a service's database: by one process, for the metrics of all replicas.

A count costs the database work, so it keeps a pace of its own, whatever is scraped: at most every
half minute, and at most a hundredth of the time. What was counted last is kept, and every replica
shows it.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from prometheus_client import Gauge
from pymongo.collection import Collection
from pymongo.database import Database

from services.common import clock
from services.common.background import BackgroundTask, database_bound
from services.common.messaging.parking import Parking
from services.common.storage.indexes import Index, Stored, hinted
from services.common.storage.leases import Lease

Doc = dict[str, Any]

EVERY_S = 30.0
SHARE = 100
"""Counting is at rest so many times as long as it took."""
MOST_COUNTED = 10_000
AGES: Mapping[str, int] = {"1d": 1, "7d": 7, "30d": 30}
"""Days that something is old at most, by the label; what is older is ``older``."""
OLDER = "older"
ANY_AGE = "all"

ITEMS = Gauge(
    "business_items", "What the service keeps, by state and by age", ["noun", "state", "age"]
)
OVERDUE = Gauge("business_overdue", "Those whose due day is over", ["noun", "state"])
OUTGOING = Gauge("outgoing_items", "What is sent outside, by what became of it", ["kind", "state"])
OUTGOING_OLDEST_S = Gauge(
    "outgoing_oldest_seconds", "For how long the oldest of what is to be sent is due", ["kind"]
)
PARKED = Gauge("parked_messages", "Messages that could not be handled", ["owner", "state"])
PARKED_OLDEST_S = Gauge(
    "parked_oldest_seconds", "For how long the oldest of them is parked", ["owner"]
)
COUNTED_AT = Gauge(
    "census_timestamp_seconds", "When what stands in a database was counted last", ["owner"]
)
GAUGES = {
    "items": ITEMS, "overdue": OVERDUE, "outgoing": OUTGOING,
    "outgoing_oldest": OUTGOING_OLDEST_S, "parked": PARKED, "parked_oldest": PARKED_OLDEST_S,
}  # fmt: skip


@dataclass(frozen=True)
class Count:
    """A value of one of ``GAUGES``, with the values of its labels in their order."""

    gauge: str
    labels: tuple[str, ...]
    value: float


Counting = Callable[[datetime], Iterable[Count]]
"""Counts as of a moment."""


class Kept(Stored):
    """What was counted last, in one document."""

    def __init__(self, database: Database[Doc]) -> None:
        self._collection = database["census"]

    def keep(self, counts: Iterable[Count], at: datetime) -> None:
        """Put these in the place of what was counted before."""
        rows = [[count.gauge, list(count.labels), count.value] for count in counts]
        self._collection.replace_one({"_id": "newest"}, {"at": at, "counts": rows}, upsert=True)

    def newest(self) -> tuple[list[Count], datetime | None]:
        """Return what was counted last, and when; of a later release only what is known here."""
        doc = self._collection.find_one({"_id": "newest"}) or {"at": None, "counts": []}
        known = [row for row in doc["counts"] if row[0] in GAUGES]
        return [Count(name, tuple(labels), value) for name, labels, value in known], doc["at"]


class Census:
    """Counts in one process of the service, and shows in each."""

    def __init__(
        self, owner: str, kept: Kept, lease: Lease, countings: Iterable[Counting],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._owner, self._kept, self._lease, self._monotonic = owner, kept, lease, monotonic
        self._countings = list(countings)
        self._next = 0.0
        self._shown: set[tuple[str, tuple[str, ...]]] = set()
        self.loop = BackgroundTask("census", self.round)

    @classmethod
    def of(cls, runtime: Any, *countings: Counting) -> Self:
        """Make the one of a running process; each counts its parked messages."""
        kept, lease = Kept(runtime.database), runtime.lease("census")
        own = parked(runtime.service, runtime.parking)
        return cls(runtime.service, kept, lease, [own, *countings])

    def count(self, now: datetime) -> None:
        """Count all and keep it."""
        self._kept.keep([one for counting in self._countings for one in counting(now)], now)

    def show(self) -> None:
        """Tell the metrics what was counted last, whichever process did."""
        counts, at = self._kept.newest()
        shown = {(count.gauge, count.labels) for count in counts}
        for name, labels in self._shown - shown:
            GAUGES[name].remove(*labels)
        for count in counts:
            GAUGES[count.gauge].labels(*count.labels).set(count.value)
        self._shown = shown
        if at is not None:
            COUNTED_AT.labels(self._owner).set(at.timestamp())

    def round(self) -> bool:
        """Count where it is time and this process's turn, and show; there is never more at once."""
        began = self._monotonic()
        if began < self._next:
            return False
        with database_bound():
            holds = self._lease.take(2 * EVERY_S)
        try:
            if holds:
                with database_bound():
                    self.count(clock.now())
        finally:
            now = self._monotonic()
            pause = max(EVERY_S, SHARE * (now - began)) if holds else EVERY_S
            self._next = now + pause
            with database_bound():
                if holds:
                    self._lease.take(2 * pause)
                self.show()
        return False


def parked(owner: str, parking: Parking) -> Counting:
    """Count the open messages of a service, those that wait for a person and the others."""

    def counting(now: datetime) -> Iterable[Count]:
        for state, waiting in (("waiting", True), ("retrying", False)):
            yield Count("parked", (owner, state), parking.count(waiting, MOST_COUNTED))
        oldest = parking.page(None, None, 1)
        age_s = _seconds(oldest[0]["parked_at"], now) if oldest else 0.0
        yield Count("parked_oldest", (owner,), age_s)

    return counting


def by_state_and_age(
    collection: Collection[Doc], wanted: Index, noun: str, states: Iterable[str], now: datetime
) -> Iterable[Count]:
    """Count by the index ``state, created_at, ...`` alone; every state is told, zero too."""
    old: list[Doc] = [
        {"case": {"$gt": ["$created_at", {"$subtract": [now, 86_400_000 * days]}]}, "then": age}
        for age, days in AGES.items()
    ]
    age = {"$switch": {"branches": old, "default": OLDER}}
    steps: list[Doc] = [
        {"$match": {"state": {"$in": list(states)}}},
        {"$group": {"_id": {"state": "$state", "age": age}, "count": {"$sum": 1}}},
    ]
    found = _grouped(collection, steps, wanted)
    counts = {(doc["_id"]["state"], doc["_id"]["age"]): doc["count"] for doc in found}
    for state in states:
        for each in (*AGES, OLDER):
            yield Count("items", (noun, state, each), counts.get((state, each), 0))


def overdue(
    collection: Collection[Doc], wanted: Index, noun: str, states: Iterable[str], now: datetime
) -> Iterable[Count]:
    """Count those whose ``due_on`` is over, by an index that holds it and the state."""
    steps: list[Doc] = [
        {"$match": {"due_on": {"$gt": "", "$lt": clock.local_date(now).isoformat()}}},
        {"$group": {"_id": "$state", "count": {"$sum": 1}}},
    ]
    found = _grouped(collection, steps, wanted)
    counts = {doc["_id"]: doc["count"] for doc in found}
    for state in states:
        yield Count("overdue", (noun, state), counts.get(state, 0))


def _grouped(collection: Collection[Doc], steps: list[Doc], wanted: Index) -> list[Doc]:
    def read(hint: Sequence[tuple[str, int]] | None = None) -> list[Doc]:
        by: Doc = {} if hint is None else {"hint": dict(hint)}
        return list(collection.aggregate(steps, **by))

    return hinted(read, wanted)


def _seconds(since: datetime, now: datetime) -> float:
    return max(0.0, (now.astimezone(UTC) - since).total_seconds())
