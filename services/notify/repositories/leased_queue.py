"""What waits to be sent: taken by one process at a time, by the database's clock."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo.collation import Collation
from pymongo.collection import Collection
from pymongo.database import Database

from services.common.reminding import LONG_AGO
from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import insert_new
from services.notify.domain.failures import Failure, failure_facts

Doc = dict[str, Any]

ANY_CASE = Collation("de", strength=2)


class LeasedQueue(Stored):
    """A collection of things to be sent, each taken by one process at a time.

    ``due_at`` is when a thing may be taken; taking it moves ``due_at`` one lease ahead,
    so that what a killed process had taken becomes due again. ``taken`` names the taking:
    whoever comes back after the lease changes nothing any more. ``again`` says that a holder
    before never came back. Only the database's clock counts, for those of two processes may differ.
    """

    LEASE = timedelta(seconds=45)

    def __init__(self, database: Database[Doc], name: str, waiting: str) -> None:
        self._time = DatabaseTime(database)
        self.collection: Collection[Doc] = database[name]
        self._waiting = waiting

    def indexes(self) -> Declared:
        """Return the one the senders read; what is done leaves it."""
        return [(self.collection, (index("due", "due_at", where={"state": self._waiting}),))]

    def now(self) -> datetime:
        """Return the time as the database has it."""
        return self._time.now()

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them, due at once unless they say when; one that is there already stays as it is."""
        if not docs:
            return
        now = self.now()
        due = [{"due_at": now, **doc} if doc["state"] == self._waiting else doc for doc in docs]
        insert_new(self.collection, due)

    def take(self, limit: int) -> list[Doc]:
        """Take what is due, oldest first."""
        taken, docs = uuid.uuid4().hex, list[Doc]()
        while len(docs) < limit:
            due = self._due(limit - len(docs))
            ours = self._lease(due, taken) if due else []
            docs += ours
            if len(ours) == len(due):
                break
        return docs

    def _due(self, most: int) -> list[str]:
        """Return the ids of what is due, oldest first."""
        due = {"state": self._waiting, "due_at": {"$lte": self.now()}}
        found = self.collection.find(due, {"_id": 1}).sort("due_at", 1).limit(most)
        return [doc["_id"] for doc in found]

    def _lease(self, ids: list[str], taken: str) -> list[Doc]:
        """Take those of them that no other process has taken meanwhile."""
        now = self.now()
        due = {"_id": {"$in": ids}, "state": self._waiting, "due_at": {"$lte": now}}
        mine = {
            "due_at": now + self.LEASE,
            "taken": taken,
            "again": {"$or": [{"$ifNull": ["$again", False]}, {"$gt": ["$taken", None]}]},
        }
        self.collection.update_many(due, [{"$set": mine}])
        docs = self.collection.find({"_id": {"$in": ids}, "taken": taken})
        return sorted(docs, key=lambda doc: ids.index(doc["_id"]))

    def settle(
        self, docs: Iterable[Doc], state: str, *, drop: Iterable[str] = (), at: str | None = None
    ) -> None:
        """Note the outcome, and when under the name ``at``; forget what was needed until now."""
        gone = dict.fromkeys(("due_at", "taken", "again", *drop), "")
        change: Doc = {"$set": {"state": state}, "$unset": gone}
        self._change(docs, change | ({"$currentDate": {at: True}} if at else {}))

    def put_back(self, docs: Iterable[Doc]) -> None:
        """Make them due again, uncounted, before what was queued behind them."""
        place = {"due_at": {"$min": ["$queued_at", self.now()]}}
        self._change(docs, [{"$set": place}, {"$unset": "taken"}])

    def hold(self, docs: Iterable[Doc], until: datetime) -> None:
        """Make them due at that time, uncounted."""
        self._change(docs, {"$set": {"due_at": until}, "$unset": {"taken": ""}})

    def put_off(
        self, docs: Iterable[Doc], pause: timedelta, failure: Failure, count: str = "attempts",
        **facts: Any,
    ) -> None:  # fmt: skip
        """Count a failed try and make them due later."""
        later = {"due_at": self.now() + pause, **failure_facts(failure), **facts}
        change = {"$set": later, "$inc": {count: 1}, "$unset": {"taken": ""}}
        self._change(docs, change | self._story(failure))

    def _story(self, failure: Failure) -> Doc:
        """Return what is kept of each try besides the last one."""
        return {}

    def advance(self, doc: Doc, **facts: Any) -> None:
        """Note how far a thing has come that goes on."""
        self._change([doc], {"$set": {"due_at": self.now(), **facts}, "$unset": {"taken": ""}})

    def count_due(self, most: int) -> int:
        """Count what is due now, up to ``most``."""
        due = {"state": self._waiting, "due_at": {"$lte": self.now()}}
        return self.collection.count_documents(due, limit=most)

    def count_in(self, state: str, most: int) -> int:
        """Count those in a state that has an index, up to ``most``."""
        return self.collection.count_documents({"state": state}, limit=most)

    def backlog(self, most: int) -> tuple[int, float]:
        """Count what waits, up to ``most``, and tell for how many seconds the oldest is due."""
        steps: list[Doc] = [
            {"$match": {"state": self._waiting, "due_at": {"$gt": LONG_AGO}}},
            {"$project": {"_id": 0, "due_at": 1}},
            {"$sort": {"due_at": 1}},
            {"$limit": most},
            {"$group": {"_id": None, "count": {"$sum": 1}, "due_at": {"$min": "$due_at"}}},
        ]
        for found in self.collection.aggregate(steps):
            return found["count"], max(0.0, (self.now() - found["due_at"]).total_seconds())
        return 0, 0.0

    def _change(self, docs: Iterable[Doc], change: Doc | list[Doc]) -> None:
        """Change those that are still ours, each taking's in one write."""
        takings = defaultdict(list)
        for doc in docs:
            takings[doc["taken"]].append(doc["_id"])
        for taken, ids in takings.items():
            leased = {"state": self._waiting, "taken": taken}
            if len(ids) == 1:
                self.collection.update_one({"_id": ids[0], **leased}, change)
            else:
                self.collection.update_many({"_id": {"$in": ids}, **leased}, change)
