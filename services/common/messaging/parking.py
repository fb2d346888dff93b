"""Parked messages: what could not be handled, kept until it can be or a person decides."""

import hashlib
import json
import traceback
from collections.abc import Iterable, Iterator
from typing import Any

from pymongo.database import Database

from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]

DELAYS_S = (1, 10, 60, 600, 3600)
LONGEST_ID = 400
LONGEST_BODY = 1_000_000
AT_ONCE = 100


class Parking(Stored):
    """The ``parked`` collection of one service.

    A record has ``queue``, ``body`` (text), ``error``, ``trace``, ``failures`` and
    ``due_at``; without ``due_at`` it waits for a person.
    """

    def __init__(self, database: Database[Doc]) -> None:
        self._parked = database["parked"]

    def indexes(self) -> Declared:
        """Return the index the redelivery reads."""
        return [(self._parked, (index("due", "due_at"),))]

    def park(self, queue: str, event: Doc, error: BaseException) -> None:
        """Keep a readable event for a later try."""
        record_id = _storable(f"{queue} {event['id']}"[:LONGEST_ID])
        self._keep(record_id, queue, json.dumps(event), error, failures=1)

    def park_unreadable(self, queue: str, body: bytes, reason: str) -> None:
        """Keep what nobody could read; no time will mend it, so it waits for a person."""
        record_id = f"{queue} {hashlib.sha256(body).hexdigest()}"
        text = body[:LONGEST_BODY].decode("utf-8", "backslashreplace")
        self._keep(record_id, queue, text, ValueError(reason), failures=len(DELAYS_S) + 1)

    def due(self, queues: Iterable[str]) -> Iterator[Doc]:
        """Return the records of these queues whose next try is due, oldest first."""
        return iter(self._parked.find(_due(queues)).sort("due_at", 1).limit(AT_ONCE))

    def has_due(self, queues: Iterable[str]) -> bool:
        """Tell whether the next try of any is due."""
        return self._parked.find_one(_due(queues), {"_id": 1}, sort=[("due_at", 1)]) is not None

    def failed_again(self, record: Doc, error: BaseException) -> None:
        """Count one more failure and plan the next try; after the sixth a person decides."""
        self._parked.update_one({"_id": record["_id"]}, [_failure(error, record["failures"] + 1)])

    def settled(self, record: Doc) -> None:
        """Forget a record that had its effect."""
        self._parked.delete_one({"_id": record["_id"]})

    def list(self) -> Iterator[Doc]:
        """Return all records, newest first."""
        return iter(self._parked.find().sort("parked_at", -1))

    def show(self, id: str) -> Doc | None:
        """Return one record whole."""
        return self._parked.find_one({"_id": id})

    def replay(self, id: str) -> bool:
        """Make a record due now; tell whether there is one."""
        due_now = {"$set": {"due_at": "$$NOW"}}
        return bool(self._parked.update_one({"_id": id}, [due_now]).matched_count)

    def drop(self, id: str) -> bool:
        """Delete a record for good; tell whether there was one."""
        return bool(self._parked.delete_one({"_id": id}).deleted_count)

    def _keep(
        self, record_id: str, queue: str, body: str, error: BaseException, failures: int
    ) -> None:
        first = {
            "queue": {"$ifNull": ["$queue", {"$literal": queue}]},
            "body": {"$ifNull": ["$body", {"$literal": body}]},
            "parked_at": {"$ifNull": ["$parked_at", "$$NOW"]},
        }
        change = [_failure(error, failures), {"$set": first}]
        self._parked.update_one({"_id": record_id}, change, upsert=True)


def _due(queues: Iterable[str]) -> Doc:
    past = {"$lte": ["$due_at", "$$NOW"]}
    return {"due_at": {"$type": "date"}, "queue": {"$in": sorted(queues)}, "$expr": past}


def _failure(error: BaseException, failures: int) -> Doc:
    """Return the change that notes a failure; the next try is due by the database's clock."""
    trace = "".join(traceback.format_exception(error))[-4000:]
    said, trace = _storable(repr(error)[:500]), _storable(trace)
    due_at: Any = "$$REMOVE"
    if failures <= len(DELAYS_S):
        due_at = {"$add": ["$$NOW", 1000 * DELAYS_S[failures - 1]]}
    facts = {"error": {"$literal": said}, "trace": {"$literal": trace}, "failures": failures}
    return {"$set": {**facts, "due_at": due_at}}


def _storable(text: str) -> str:
    """Return the text without half characters, which the database refuses."""
    return text.encode("utf-8", "backslashreplace").decode()
