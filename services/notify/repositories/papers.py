"""Files of other services, kept for a week for the mails that carry them."""

from collections.abc import Iterable, Sequence
from typing import Any

from bson import Binary
from pymongo.database import Database

from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import Declared, Stored, index
from services.notify.domain.papers import Paper

Doc = dict[str, Any]
KEPT_S = 7 * 86_400
"""Longer than the relay is tried; a mail that is sent again later has links alone."""


class Papers(Stored):
    """One document for each key with all its files, which together are far below 16 MB."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["papers"]
        self._time = DatabaseTime(database)

    @classmethod
    def of(cls, runtime: Any) -> "Papers":
        """Make those of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one that deletes what is old."""
        return [(self.collection, (index("old", "at", expire_after_s=KEPT_S),))]

    def keep(self, key: str, papers: Iterable[Paper]) -> None:
        """Keep the files of a key in place of those before."""
        files = [{"filename": one.filename, "content": Binary(one.content)} for one in papers]
        self.collection.replace_one({"_id": key}, {"files": files, "at": self._time.now()}, True)

    def missing(self, keys: Iterable[str]) -> set[str]:
        """Return of which keys nothing is kept."""
        asked = set(keys)
        found = self.collection.find({"_id": {"$in": sorted(asked)}}, {"_id": 1})
        return asked - {str(doc["_id"]) for doc in found}

    def find(self, keys: Sequence[str]) -> list[Paper]:
        """Return the files of these keys in their order; of some there may be none."""
        found = {doc["_id"]: doc["files"] for doc in self.collection.find({"_id": {"$in": keys}})}
        files = [file for key in keys for file in found.get(key, [])]
        return [Paper(file["filename"], bytes(file["content"])) for file in files]
