"""Parked messages: what could not be handled, kept until it can be or a person decides."""

import hashlib
import json
import traceback
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from services.common.events import UnreadableEvent
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.repository import WAITING_EVENTS

Doc = dict[str, Any]

DELAYS_S = (1, 10, 60, 600, 3600)
LONGEST_BODY = 1_000_000
AT_ONCE = 100
KEPT_FOR_S = 90 * 24 * 3600
"""How long what a person decided about a message is kept, without its words."""


class Parking(Stored):
    """The ``parked`` collection of one service.

    A record has ``queue``, ``body`` (text), ``error``, ``trace``, ``failures`` and
    ``due_at``; without ``due_at`` it waits for a person. ``acts`` counts what persons decided
    about it, ``ended_at`` says since when it is done with; it has no ``body`` any more then.
    """

    def __init__(self, database: Database[Doc]) -> None:
        self.collection: Collection[Doc] = database["parked"]

    def indexes(self) -> Declared:
        """Return what the redelivery, a person's list, the outbox and the tidying read."""
        own = (
            index("due", "due_at"), index("since", "parked_at", "_id"), WAITING_EVENTS,
            index("ended", "ended_at", expire_after_s=KEPT_FOR_S),
        )  # fmt: skip
        return [(self.collection, own)]

    def park(self, queue: str, event: Doc, error: BaseException) -> None:
        """Keep a readable event for a later try."""
        record_id = _record_id(queue, str(event["id"]).encode("utf-8", "backslashreplace"))
        self._keep(record_id, queue, json.dumps(event), error, failures=1)

    def park_unreadable(self, queue: str, body: bytes, reason: str) -> None:
        """Keep what nobody could read; no time will mend it, so it waits for a person."""
        text = body[:LONGEST_BODY].decode("utf-8", "backslashreplace")
        error = UnreadableEvent(reason)
        self._keep(_record_id(queue, body), queue, text, error, failures=len(DELAYS_S) + 1)

    def due(self, queues: Iterable[str]) -> Iterator[Doc]:
        """Return the records of these queues whose next try is due, oldest first."""
        return iter(self.collection.find(_due(queues)).sort("due_at", 1).limit(AT_ONCE))

    def has_due(self, queues: Iterable[str]) -> bool:
        """Tell whether the next try of any is due."""
        return self.collection.find_one(_due(queues), {"_id": 1}, sort=[("due_at", 1)]) is not None

    def failed_again(self, record: Doc, error: BaseException) -> None:
        """Count one more failure and plan the next try; after the sixth a person decides."""
        self.collection.update_one(
            {"_id": record["_id"]}, [_failure(error, record["failures"] + 1)]
        )

    def settled(self, record: Doc) -> None:
        """Forget a record that had its effect; what a person decided about is kept for a while."""
        id = record["_id"]
        if not self.collection.delete_one({"_id": id, "acts": {"$exists": False}}).deleted_count:
            gone = dict.fromkeys(("body", "trace", "due_at"), "")
            self.collection.update_one(
                {"_id": id}, {"$currentDate": {"ended_at": True}, "$unset": gone}
            )

    def page(self, after: Doc | None, waiting: bool | None, limit: int) -> "list[Doc]":
        """Return open records, those parked longest first; ``after`` narrows what comes behind."""
        criteria = {"$and": [_open(waiting), after or {}]}
        found = self.collection.find(criteria, {"trace": 0, "outbox": 0})
        return [*found.sort([("parked_at", 1), ("_id", 1)]).limit(limit)]

    def count(self, waiting: bool | None, most: int, since: datetime | None = None) -> int:
        """Count open records, all or those parked since then, up to ``most``."""
        late = {"parked_at": {"$gte": since}} if since else {}
        return self.collection.count_documents({"$and": [_open(waiting), late]}, limit=most)

    def oldest(self, waiting: bool) -> datetime | None:
        """Return since when the first open record is parked, of those that wait or the others."""
        first = self.collection.find_one(_open(waiting), {"parked_at": 1}, sort=[("parked_at", 1)])
        return first["parked_at"] if first else None

    def decided(self, record: Doc, facts: Doc, told: Doc, *, ends: bool) -> bool:
        """Store in one write what a person decided about a record as they read it, and its news.

        A record that goes on is due now; False where somebody decided meanwhile.
        """
        now = {"ended_at": True} if ends else {"due_at": True}
        change: Doc = {"$set": facts, "$currentDate": now, "$inc": {"acts": 1}}
        if ends:
            change["$unset"] = dict.fromkeys(("body", "trace", "due_at"), "")
        as_read = {"_id": record["_id"], "acts": record.get("acts"), "ended_at": None}
        return bool(
            self.collection.update_one(as_read, {**change, "$push": {"outbox": told}}).matched_count
        )

    def list(self) -> Iterator[Doc]:
        """Return all records, newest first."""
        return iter(self.collection.find().sort("parked_at", -1))

    def show(self, id: str) -> Doc | None:
        """Return one record whole."""
        return self.collection.find_one({"_id": id})

    def replay(self, id: str) -> bool:
        """Make a record due now; tell whether there is one."""
        due_now = {"$set": {"due_at": "$$NOW"}}
        return bool(self.collection.update_one({"_id": id}, [due_now]).matched_count)

    def drop(self, id: str) -> bool:
        """Delete a record for good; tell whether there was one."""
        return bool(self.collection.delete_one({"_id": id}).deleted_count)

    def _keep(
        self, record_id: str, queue: str, body: str, error: BaseException, failures: int
    ) -> None:
        first = {
            "queue": {"$ifNull": ["$queue", {"$literal": queue}]},
            "body": {"$ifNull": ["$body", {"$literal": body}]},
            "parked_at": {"$cond": [_IS_OPEN, {"$ifNull": ["$parked_at", "$$NOW"]}, "$$NOW"]},
            "ended_at": "$$REMOVE",
        }
        change = [_failure(error, failures), {"$set": first}]
        self.collection.update_one({"_id": record_id}, change, upsert=True)


_IS_OPEN = {"$eq": [{"$type": "$ended_at"}, "missing"]}


def _record_id(queue: str, message: bytes) -> str:
    """Return the id of a message in a queue: the same each time it fails there."""
    return hashlib.sha256(queue.encode() + b" " + message).hexdigest()[:40]


def _open(waiting: bool | None) -> Doc:
    """Return what finds open records: all, those that wait for a person, or those that do not."""
    due = {} if waiting is None else {"due_at": None if waiting else {"$type": "date"}}
    return {"ended_at": None, **due}


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
