"""What people looked for and did not find: the words and how often, nothing about who."""

import re
from datetime import datetime, timedelta
from typing import Any, Self

from pymongo.database import Database

from services.catalog.domain.labels import spoken
from services.common.clock import local_date
from services.common.storage.aggregates import to_plain
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]

KEPT = timedelta(days=180)
MOST_KEPT = 5_000
"""So many different words are kept; further ones take the place of the rarest."""
ROOM = 100
"""So many of the rarest go at once."""
LISTED_FROM_DAYS = 3
"""What was looked for on fewer days may be somebody's name or slip: nobody reads it."""
SHORTEST, LONGEST = 3, 60
OF_A_PERSON = re.compile(r"@|\d([\s./()-]*\d){5}")
"""Addresses and numbers of people and cases, which nobody should find here."""


class MissedSearches(Stored):
    """One document for each text, whoever typed it."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["missed_searches"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return those they are listed, forgotten and dropped by."""
        forgotten = index("kept", "last_at", expire_after_s=int(KEPT.total_seconds()))
        rarest = index("rarest", "days", "count", "last_at")
        return [(self.collection, (index("by_count", "-count", "_id"), forgotten, rarest))]

    def note(self, typed: str, now: datetime) -> None:
        """Count a text that found nothing, unless it is no word or may name a person."""
        text = spoken(typed)
        if not SHORTEST <= len(text) <= LONGEST or OF_A_PERSON.search(text):
            return
        day = local_date(now).isoformat()
        again = {"$inc": {"count": 1}, "$set": {"last_at": now}}
        anew = {"$inc": {"count": 1, "days": 1}, "$set": {"last_at": now, "day": day}}
        words = self.collection
        if words.update_one({"_id": text, "day": {"$ne": day}}, anew).matched_count:
            return
        if words.update_one({"_id": text}, again).matched_count:
            return
        if words.estimated_document_count() >= MOST_KEPT:
            rarest = words.find({}, {"_id": 1}).sort([("days", 1), ("count", 1), ("last_at", 1)])
            words.delete_many({"_id": {"$in": [doc["_id"] for doc in rarest.limit(ROOM)]}})
        begun = {**again, "$setOnInsert": {"days": 1, "day": day}}
        words.update_one({"_id": text}, begun, upsert=True)

    def listed(self, *, offset: int, limit: int) -> tuple[list[Doc], int]:
        """Return a page of what was looked for on several days, the most frequent first.

        Beside it stands how many there are.
        """
        often = {"days": {"$gte": LISTED_FROM_DAYS}}
        docs = self.collection.find(often).sort([("count", -1), ("_id", 1)])
        items = [
            {"q": doc["_id"], "count": doc["count"], "last_at": to_plain(doc["last_at"])}
            for doc in docs.skip(offset).limit(limit)
        ]
        return items, self.collection.count_documents(often)
