"""What people looked for and did not find: the words and how often, nothing about who."""

import re
from datetime import datetime, timedelta
from typing import Any, Self

from pymongo.database import Database

from services.catalog.domain.labels import spoken
from services.common.storage.aggregates import to_plain
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]

KEPT = timedelta(days=180)
MOST_KEPT = 5_000
"""So many different words are kept; a flood of them says nothing an editor could use."""
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
        """Return those they are listed and forgotten by."""
        forgotten = index("kept", "last_at", expire_after_s=int(KEPT.total_seconds()))
        return [(self.collection, (index("by_count", "-count", "_id"), forgotten))]

    def note(self, typed: str, now: datetime) -> None:
        """Count a text that found nothing, unless it is no word or may name a person."""
        text = spoken(typed)
        if not SHORTEST <= len(text) <= LONGEST or OF_A_PERSON.search(text):
            return
        seen = {"$inc": {"count": 1}, "$set": {"last_at": now}}
        known = self.collection.update_one({"_id": text}, seen).matched_count
        if not known and self.collection.estimated_document_count() < MOST_KEPT:
            self.collection.update_one({"_id": text}, seen, upsert=True)

    def listed(self, *, offset: int, limit: int) -> tuple[list[Doc], int]:
        """Return a page, what was looked for most often first, and how many there are."""
        docs = self.collection.find().sort([("count", -1), ("_id", 1)]).skip(offset).limit(limit)
        items = [
            {"q": doc["_id"], "count": doc["count"], "last_at": to_plain(doc["last_at"])}
            for doc in docs
        ]
        return items, self.collection.count_documents({})
