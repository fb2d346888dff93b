"""How many events wait to be told, and for how long: a relay that cannot speak is not ready."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import OperationFailure

from services.common.logs import Log
from services.common.metrics import EVENTS_WAITING, OLDEST_WAITING_S
from services.common.storage import mongo

log = Log(__name__)
Doc = dict[str, Any]

HAS_NEWS = {"outbox.0.id": {"$exists": True}}
INDEX = "waiting_events"
MEASURE_EVERY_S = 5.0
MEASURE_S = 3.0
TOO_OLD_S = 60.0
SAY_AGAIN_S = 60.0
MOST_COUNTED = 10_000
NO_SUCH_INDEX = 2


def waiting(collection: Collection[Doc], query: Doc) -> Iterator[Doc]:
    """Find the ids of documents with news by the index of waiting events."""
    only_ids = {"_id": 1}
    return _by_index(lambda **hint: collection.find({**query, **HAS_NEWS}, only_ids, **hint))


def _by_index(find: Callable[..., Iterable[Doc]]) -> Iterator[Doc]:
    """Read by the index; while it is not built yet, without it."""
    try:
        yield from find(hint=INDEX)
    except OperationFailure as failure:
        if failure.code != NO_SUCH_INDEX:
            raise
        yield from find()


class Backlog:
    """Measures what waits in the outboxes of these collections, from a thread of its own."""

    def __init__(self, collections: Mapping[str, Collection[Doc]]) -> None:
        self._collections = collections
        self._ended = threading.Event()
        self._why = ""
        self._said_at = float("-inf")
        self.count, self.oldest_s = 0, 0.0

    @property
    def fresh(self) -> bool:
        """Tell whether what is said is told within a minute."""
        return self.oldest_s <= TOO_OLD_S

    def hindered(self, error: Exception) -> None:
        """Note what kept events back, for the line that says so."""
        self._why = f"{type(error).__name__}: {error}"[:200]

    def start(self) -> None:
        """Measure every few seconds."""
        threading.Thread(target=self._run, name="backlog", daemon=True).start()

    def stop(self) -> None:
        """End."""
        self._ended.set()

    def measure(self) -> None:
        """Look once; say why where the oldest is too old."""
        count, oldest = 0, None
        with mongo.bounded(MEASURE_S):
            for collection in list(self._collections.values()):
                for found in _measured(collection):
                    count += found["count"]
                    oldest = min(oldest or found["oldest"], found["oldest"])
        self.count, self.oldest_s = count, _age_s(oldest)
        EVENTS_WAITING.set(self.count)
        OLDEST_WAITING_S.set(self.oldest_s)
        if not self.fresh and time.monotonic() - self._said_at > SAY_AGAIN_S:
            self._said_at = time.monotonic()
            log.error("events_unsaid", waiting=count, oldest_s=int(self.oldest_s), why=self._why)

    def _run(self) -> None:
        while not self._ended.wait(MEASURE_EVERY_S):
            try:
                self.measure()
            except Exception as error:
                log.warning("backlog_unknown", reason=type(error).__name__)


def _measured(collection: Collection[Doc]) -> Iterator[Doc]:
    """Return count and oldest of one collection, read by the index, oldest first."""
    steps: list[Doc] = [
        {"$match": HAS_NEWS},
        {"$limit": MOST_COUNTED},
        {
            "$group": {
                "_id": None,
                "count": {"$sum": {"$size": "$outbox"}},
                "oldest": {"$min": {"$min": "$outbox.time"}},
            }
        },
    ]
    yield from _by_index(lambda **hint: collection.aggregate(steps, **hint))


def _age_s(oldest: str | None) -> float:
    if oldest is None:
        return 0.0
    return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(oldest)).total_seconds())
