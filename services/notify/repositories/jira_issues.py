"""How far the issue of each ticket follows it: what is to be told, when, and what went wrong."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]

LEASE = timedelta(seconds=120)
PAUSES_S = (30, 120, 600, 3600)
MOST_TRIES = 12
"""Some nine hours; then it is the operator's to try again, or the next event's."""
MOST_ARRIVED = 100
WAITING, CURRENT, FAILED = "waiting", "current", "failed"


class JiraIssues(Stored):
    """One document a ticket; ``wanted`` counts what has happened, so that nothing is overlooked."""

    def __init__(self, database: Database[Doc]) -> None:
        self._time = DatabaseTime(database)
        self.collection: Collection[Doc] = database["jira_issues"]

    @classmethod
    def of(cls, runtime: Any) -> "JiraIssues":
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those of what is due, and of an issue's ticket."""
        due = index("due", "due_at", where={"state": WAITING})
        return [(self.collection, (due, index("by_issue", "issue"), index("by_state", "state")))]

    def note(self, tickets: Iterable[str]) -> None:
        """Note that something happened in these tickets; one in work is looked at again."""
        now = self._time.now()
        idle = {"$ne": ["$state", WAITING]}
        change = {
            "state": WAITING,
            "wanted": {"$add": [{"$ifNull": ["$wanted", 0]}, 1]},
            "due_at": {"$cond": [idle, now, "$due_at"]},
            "tries": {"$cond": [idle, 0, "$tries"]},
        }
        writes = [UpdateOne({"_id": id}, [{"$set": change}], upsert=True) for id in set(tickets)]
        if writes:
            self.collection.bulk_write(writes, ordered=False)

    def arrived(self, issue: str, comment: str) -> bool:
        """Note a comment that was written in Jira; False where no ticket has this issue."""
        found = self.collection.find_one({"issue": issue}, {"_id": 1})
        if found is None:
            return False
        room = {"_id": found["_id"], f"arrived.{MOST_ARRIVED - 1}": {"$exists": False}}
        self.collection.update_one(room, {"$addToSet": {"arrived": comment}})
        self.note([found["_id"]])
        return True

    def take(self) -> Doc | None:
        """Take the first due one, for as long as the lease."""
        now = self._time.now()
        mine = {"$set": {"due_at": now + LEASE, "taken": uuid.uuid4().hex}}
        return self.collection.find_one_and_update(
            {"state": WAITING, "due_at": {"$lte": now}}, mine,
            sort=[("due_at", 1)], return_document=ReturnDocument.AFTER,
        )  # fmt: skip

    def keep(self, doc: Doc, **facts: Any) -> None:
        """Note a fact at once, as long as it is ours."""
        self.collection.update_one(_ours(doc), {"$set": facts})

    def done(self, doc: Doc, note: str | None) -> None:
        """Let it rest, unless more has happened meanwhile."""
        same = {"$eq": ["$wanted", doc["wanted"]]}
        change = {
            "state": {"$cond": [same, CURRENT, WAITING]}, "due_at": self._time.now(),
            "tries": 0, "reason": note, "told_at": "$$NOW",
            "arrived": {"$setDifference": [{"$ifNull": ["$arrived", []]}, doc.get("arrived", [])]},
        }  # fmt: skip
        self.collection.update_one(_ours(doc), [{"$set": change}, {"$unset": "taken"}])

    def put_off(self, doc: Doc, reason: str, pause_s: int | None, *, counts: bool = True) -> None:
        """Come again later; after too many tries that count it has failed until somebody asks."""
        tries = int(doc.get("tries") or 0) + counts
        pause = pause_s or PAUSES_S[min(max(tries, 1), len(PAUSES_S)) - 1]
        state = FAILED if tries >= MOST_TRIES else WAITING
        later = {
            "state": state, "due_at": self._time.now() + timedelta(seconds=pause),
            "tries": tries, "reason": reason,
        }  # fmt: skip
        self.collection.update_one(_ours(doc), {"$set": later, "$unset": {"taken": ""}})

    def find(self, ticket: str) -> Doc | None:
        """Return how far a ticket's issue is."""
        return self.collection.find_one({"_id": ticket})

    def failed(self, limit: int) -> list[Doc]:
        """Return those that nobody tries any more."""
        return list(self.collection.find({"state": FAILED}).sort("_id", 1).limit(limit))

    def now(self) -> datetime:
        """Return the time as the database has it."""
        return self._time.now()


def _ours(doc: Doc) -> Doc:
    return {"_id": doc["_id"], "taken": doc["taken"]}
