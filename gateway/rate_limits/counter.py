"""Counts what somebody does in a stretch of time, over all processes of the gateway.

Each process counts for itself and tells the database only now and then: a twentieth of a limit
may be done in a process before the others hear of it, so that who does little costs nothing. While
the database is away each process goes on by its own count.
"""

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pymongo
from pymongo import ReturnDocument, WriteConcern
from pymongo.database import Database
from pymongo.errors import PyMongoError

from gateway.database import Doc
from services.common.logs import Log
from services.common.storage.indexes import Declared, Stored, index

log = Log(__name__)

ASKED_S = 0.2
AWAY_S = 5.0
UNSAID = 20
"""This part of a limit, at most, is not told to the others yet."""
MOST_HELD = 20_000


@dataclass(frozen=True)
class Limit:
    """So much of something in so many seconds."""

    name: str
    most: int
    per_s: int


@dataclass(frozen=True)
class LimitStatus:
    """Where somebody stands: how much is left of a limit, and when it begins anew."""

    limit: Limit
    left: int
    anew_in_s: int

    @property
    def is_over(self) -> bool:
        """Tell whether more was done than may be."""
        return self.left < 0


class Counters(Protocol):
    """What all processes have counted together."""

    def add(self, key: str, number: int, until: datetime) -> int | None:
        """Count and give the sum, or None where the store is away."""


@dataclass
class _Count:
    """What one process knows of one count."""

    key: str
    known: int = 0
    unsaid: int = 0


class Limiter:
    """Counts by limit and by whom, in fixed windows of time."""

    def __init__(self, counters: Counters, clock: Callable[[], float] = time.time) -> None:
        self._counters, self._clock = counters, clock
        self._counts: OrderedDict[str, _Count] = OrderedDict()
        self._guard = threading.Lock()

    def count(self, limit: Limit, who: str) -> LimitStatus:
        """Count one more and give where this leaves them."""
        with self._guard:
            count = self._of(limit, who)
            if count.known + count.unsaid <= limit.most:
                count.unsaid += 1
            tells = count.unsaid > limit.most // UNSAID
        return self._standing(limit, who, tells=tells)

    def look(self, limit: Limit, who: str) -> LimitStatus:
        """Return where they stand with all processes, and count nothing."""
        return self._standing(limit, who, tells=True)

    def _standing(self, limit: Limit, who: str, *, tells: bool) -> LimitStatus:
        with self._guard:
            count = self._of(limit, who)
            unsaid = count.unsaid if tells else 0
            count.unsaid -= unsaid
            count.known += unsaid
        if tells:
            together = self._counters.add(count.key, unsaid, self._forgotten_at(limit))
            count.known = max(count.known, together or 0)
        anew_in_s = limit.per_s - self._clock() % limit.per_s
        left = limit.most - count.known - count.unsaid
        return LimitStatus(limit, left, max(1, math.ceil(anew_in_s)))

    def _forgotten_at(self, limit: Limit) -> datetime:
        return datetime.fromtimestamp(self._clock() + 2 * limit.per_s, UTC)

    def _of(self, limit: Limit, who: str) -> "_Count":
        """Return this process's count in the present window."""
        window = int(self._clock() // limit.per_s)
        key = hashlib.sha256(f"{limit.name}\n{who}\n{window}".encode()).hexdigest()
        count = self._counts.setdefault(key, _Count(key))
        self._counts.move_to_end(key)
        while len(self._counts) > MOST_HELD:
            self._counts.popitem(last=False)
        return count


class MongoCounters(Stored):
    """The counts in the gateway's database; they need not survive it, so no write is waited for."""

    def __init__(
        self, database: Database[Doc], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._counts = database.get_collection("limits", write_concern=WriteConcern(w=1, j=False))
        self._clock, self._away_until = clock, float("-inf")

    def indexes(self) -> Declared:
        """Return the one that forgets."""
        return [(self._counts, (index("expires_at_1", "expires_at", expire_after_s=0),))]

    def add(self, key: str, number: int, until: datetime) -> int | None:
        """Count and give the sum; None at once for a while after the database was away."""
        if self._clock() < self._away_until:
            return None
        try:
            with pymongo.timeout(ASKED_S):
                doc = self._counts.find_one_and_update(
                    {"_id": key},
                    {"$inc": {"count": number}, "$setOnInsert": {"expires_at": until}},
                    upsert=True,
                    return_document=ReturnDocument.AFTER,
                )
        except PyMongoError as error:
            self._away_until = self._clock() + AWAY_S
            log.warning("limits_not_shared", reason=type(error).__name__)
            return None
        return int(doc["count"]) if doc else number


MINUTE, HOUR = 60, int(timedelta(hours=1).total_seconds())
