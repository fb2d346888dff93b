"""What moved out of documents that would have grown too long: one collection per field."""

from typing import Any

from pymongo import ReplaceOne
from pymongo.database import Database

from services.common.storage.indexes import Declared, index

Doc = dict[str, Any]


class Older:
    """The entries of one field that moved out of their documents, numbered from 0."""

    def __init__(self, database: Database[Doc], collection: str, field: str) -> None:
        self.collection = database[f"{collection}_{field}"]

    def indexes(self) -> Declared:
        """Return the index by which an aggregate's entries are read."""
        return [(self.collection, (index("by_owner", "of", "n"),))]

    def keep(self, id: str, first: int, entries: list[Any]) -> None:
        """Keep entries by their number; again changes nothing."""
        docs = [
            {"_id": f"{id}:{n:07d}", "of": id, "n": n, "entry": entry}
            for n, entry in enumerate(entries, start=first)
        ]
        self.collection.bulk_write(
            [ReplaceOne({"_id": doc["_id"]}, doc, upsert=True) for doc in docs]
        )

    def read(self, id: str, *, first: int, end: int) -> list[Any]:
        """Return the entries from number ``first`` up to before ``end``."""
        lines = {"of": id, "n": {"$gte": first, "$lt": end}}
        return [doc["entry"] for doc in self.collection.find(lines).sort("n", 1)]
