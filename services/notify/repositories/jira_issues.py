"""How far the issue of each ticket follows it: what is to be told, when, and what went wrong."""

import uuid
from collections.abc import Collection as Collected
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.common.errors import Unavailable
from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]

LEASE = timedelta(seconds=120)
PAUSES_S = (30, 120, 600, 3600)
MOST_TRIES = 12
"""Some eight hours; then it is the operator's to try again, or the next event's."""
MOST_ARRIVED = 100
MOST_LOOKS = 4
"""Some twelve minutes: so often a comment that was told and is not there yet is looked for."""
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
        """Note that something happened in these tickets; one in work is looked at again.

        One that only waits for a comment to appear is looked at now.
        """
        now = self._time.now()
        idle = {"$ne": ["$state", WAITING]}
        looks = {"$and": [{"$gt": ["$missed", {}]}, {"$not": ["$taken"]}, {"$eq": ["$tries", 0]}]}
        change = {
            "state": WAITING,
            "wanted": {"$add": [{"$ifNull": ["$wanted", 0]}, 1]},
            "due_at": {"$cond": [{"$or": [idle, looks]}, now, "$due_at"]},
            "tries": {"$cond": [idle, 0, "$tries"]},
        }
        writes = [UpdateOne({"_id": id}, [{"$set": change}], upsert=True) for id in set(tickets)]
        if writes:
            self.collection.bulk_write(writes, ordered=False)

    def arrived(self, issue: str, comment: str) -> bool:
        """Note a comment that was written in Jira; False where no ticket has this issue.

        Raises Unavailable while so many wait that Jira is to tell of it again later.
        """
        found = self.collection.find_one({"issue": issue}, {"_id": 1})
        if found is None:
            return False
        has_room = {f"arrived.{MOST_ARRIVED - 1}": {"$exists": False}}
        room = {"_id": found["_id"], "$or": [has_room, {"arrived": comment}]}
        kept = self.collection.update_one(room, {"$addToSet": {"arrived": comment}})
        self.note([found["_id"]])
        if not kept.matched_count:
            raise Unavailable("events-waiting")
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

    def hold(self, doc: Doc) -> bool:
        """Keep it for one lease more; False where another process has it meanwhile."""
        longer = {"$set": {"due_at": self._time.now() + LEASE}}
        return bool(self.collection.update_one(_ours(doc), longer).matched_count)

    def done(self, doc: Doc, note: str | None, unseen: Collected[str] = ()) -> None:
        """Let it rest, unless more has happened meanwhile, or comments told are not there yet."""
        missed = _looked(doc, unseen)
        pause = PAUSES_S[min(missed.values()) - 1] if missed else 0
        seen = [id for id in doc.get("arrived", []) if id not in missed]
        same, now = {"$eq": ["$wanted", doc["wanted"]]}, self._time.now()
        change = {
            "state": WAITING if missed else {"$cond": [same, CURRENT, WAITING]},
            "due_at": {"$cond": [same, now + timedelta(seconds=pause), now]},
            "tries": 0, "reason": note, "told_at": "$$NOW", "missed": {"$literal": missed},
            "arrived": {"$setDifference": [{"$ifNull": ["$arrived", []]}, seen]},
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


def _looked(doc: Doc, unseen: Collected[str]) -> dict[str, int]:
    """Return how often these were looked for by now, without those nobody looks for any more."""
    before = doc.get("missed") or {}
    looked = {id: before.get(id, 0) + 1 for id in unseen}
    return {id: looks for id, looks in looked.items() if looks < MOST_LOOKS}


def _ours(doc: Doc) -> Doc:
    return {"_id": doc["_id"], "taken": doc["taken"]}
