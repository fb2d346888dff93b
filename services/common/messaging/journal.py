"""What was told and what was heard, so that both ends can find out what got lost between them.

The one who speaks keeps each event for some days; the one who hears notes its id. Both notes
are written in batches, and a lost one only means that an event is told once more. A note is
kept as long as the event can be told again, so that one heard long ago is known for such.
"""

import hashlib
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from pymongo.database import Database

from services.common.events import Event
from services.common.logs import Log
from services.common.metrics import EVENTS_REPEATED
from services.common.storage import mongo
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import put_each

log = Log(__name__)
Doc = dict[str, Any]
Span = Sequence[str]
"""From when to when, as the events state it; the end is not in it."""

TOLD = "toldtime"
"""The attribute that says when an event was told; its ``time`` may be an outage earlier."""
KEPT_S = 3 * 24 * 3600
FLUSH_EVERY_S = 1.0
LATE_S = 10.0
"""What was told so long ago may have been told before, and what it made may be forgotten."""
MOST_NOTED = 20_000
MOST_AT_ONCE = 20_000
MOST_PUBLISHED = 200
LONGEST_TIME = 40


class Journal(Stored):
    """The events a service told that somebody is planned to hear."""

    def __init__(self, database: Database[Doc], heard: Collection[str]) -> None:
        self._told, self._heard = database["told"], frozenset(heard)

    def indexes(self) -> Declared:
        """Return those of the counting, of a subject's events, and of the end by age."""
        counted = index("by_time", "told", "kind")
        kept = index("kept", "at", expire_after_s=KEPT_S)
        return [(self._told, (counted, index("by_subject", "subject"), kept))]

    def stamp(self, events: Iterable[Doc]) -> list[Doc]:
        """Return the events with the time they are told at."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        return [{**event, TOLD: now} for event in events]

    def keep(self, events: Iterable[Doc]) -> None:
        """Keep what the broker holds now; what nobody hears need not be told again."""
        now = datetime.now(UTC)
        docs = {
            event["id"]: {
                "_id": event["id"], "told": event[TOLD], "kind": event["type"],
                "subject": event["subject"], "event": event, "at": now,
            }
            for event in events
            if event["type"] in self._heard
        }  # fmt: skip
        put_each(self._told, list(docs.values()))

    def ids(self, spans: Sequence[Span], kinds: Collection[str]) -> list[Doc] | None:
        """Return id, kind and time of what was told in the spans; None where it is too much."""
        query = {"kind": {"$in": sorted(kinds)}, "$or": within(spans)}
        fields = {"told": 1, "kind": 1}
        notes = list(self._told.find(query, fields).limit(MOST_AT_ONCE + 1))
        return notes if len(notes) <= MOST_AT_ONCE else None

    def events(self, ids: Sequence[str]) -> list[Doc]:
        """Return the events themselves, in the order they were told."""
        notes = self._told.find({"_id": {"$in": list(ids)}}).sort("told", 1)
        return [doc["event"] for doc in notes]

    def all(self) -> Iterator[list[Doc]]:
        """Return all that is kept, in the order it was told, some at a time."""
        notes = self._told.find(batch_size=MOST_PUBLISHED).sort("told", 1)
        while page := list(islice(notes, MOST_PUBLISHED)):
            yield [doc["event"] for doc in page]

    def about(self, subject: str) -> list[Doc]:
        """Return what was told of one thing, in the order it was told."""
        notes = self._told.find({"subject": subject}).sort("told", 1).limit(MOST_AT_ONCE)
        return [doc["event"] for doc in notes]


class Ledger(Stored):
    """The ids of the events a service heard, per queue."""

    def __init__(self, database: Database[Doc]) -> None:
        self._heard = database["heard"]
        self._noted: dict[str, Doc] = {}
        self._guard = threading.Lock()
        self._started = False

    def indexes(self) -> Declared:
        """Return those of the counting, and of the end by age."""
        kept = index("kept", "at", expire_after_s=KEPT_S)
        return [(self._heard, (index("by_time", "told", "queue"), kept))]

    def note(self, queue: str, event: Event) -> None:
        """Note that this event was dealt with; returns at once."""
        told = event.raw.get(TOLD)
        if not isinstance(told, str) or len(told) > LONGEST_TIME:
            return
        key = _key(queue, event)
        facts = {"queue": queue, "event": event.id, "told": told, "at": datetime.now(UTC)}
        with self._guard:
            if len(self._noted) < MOST_NOTED:
                self._noted[key] = {"_id": key, **facts}
            if not self._started:
                self._started = True
                threading.Thread(target=self._run, name="ledger", daemon=True).start()

    def knows(self, queue: str, event: Event) -> bool:
        """Tell whether an event told a while ago was dealt with; of a new one nobody asks.

        A document remembers only the last events it followed, and what a handler finds by
        looking around (open orders, people of a role) is no longer what it was then.
        """
        told = event.raw.get(TOLD)
        late = (datetime.now(UTC) - timedelta(seconds=LATE_S)).isoformat(timespec="milliseconds")
        if not isinstance(told, str) or told > late:
            return False
        key = _key(queue, event)
        if key in self._noted:
            return True
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            return self._heard.find_one({"_id": key}, {"_id": 1}) is not None

    def flush(self) -> None:
        """Write what was noted; what cannot be written now is kept for the next time."""
        with self._guard:
            noted, self._noted = self._noted, {}
        if not noted:
            return
        try:
            with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                put_each(self._heard, list(noted.values()))
        except Exception:
            with self._guard:
                self._noted = dict(islice({**noted, **self._noted}.items(), MOST_NOTED))
            raise

    def heard(self, spans: Sequence[Span], queues: Collection[str]) -> list[Doc] | None:
        """Return queue, id and time of what was heard in the spans; None where it is too much."""
        query = {"queue": {"$in": sorted(queues)}, "$or": within(spans)}
        fields = {"queue": 1, "event": 1, "told": 1}
        notes = list(self._heard.find(query, fields).limit(MOST_AT_ONCE + 1))
        return notes if len(notes) <= MOST_AT_ONCE else None

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(FLUSH_EVERY_S):
            try:
                self.flush()
            except Exception as error:
                log.warning("ledger_waits", reason=type(error).__name__)


def _key(queue: str, event: Event) -> str:
    return f"{queue} {event.id}"


def within(spans: Sequence[Span]) -> list[Doc]:
    """Return the criteria of what was told in one of the spans."""
    return [{"told": {"$gte": since, "$lt": until}} for since, until in spans]


def counted(ids: Iterable[str]) -> list[int]:
    """Return how many these are, and a digest of which; their order does not matter."""
    number = digest = 0
    for id in ids:
        number += 1
        digest ^= int.from_bytes(hashlib.sha256(id.encode()).digest()[:6])
    return [number, digest]


def repeated(events: Sequence[Doc]) -> None:
    """Count what is told once more."""
    for event in events:
        EVENTS_REPEATED.labels(event["type"]).inc()
