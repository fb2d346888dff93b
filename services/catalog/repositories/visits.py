"""Where catalog counts who went on to a contract partner."""

from typing import Any, Self

from pymongo.collection import Collection
from pymongo.database import Database

Doc = dict[str, Any]


class Visits:
    """How often people went on to where a service is contracted, by profile and month."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection: Collection[Doc] = database["visits"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the counter of a running process."""
        return cls(runtime.database)

    def count(self, profile: str, month: str) -> None:
        """Count one more; ``month`` is YYYY-MM."""
        facts = {"profile": profile, "month": month}
        self.collection.update_one(
            {"_id": f"{profile}:{month}"},
            {"$inc": {"count": 1}, "$setOnInsert": facts},
            upsert=True,
        )

    def listed(self, query: Doc) -> tuple[list[Doc], int]:
        """Return one item more than the limit, and how many there are in all."""
        criteria: Doc = {}
        if profile := query.get("profile"):
            criteria = {"_id": {"$gte": f"{profile}:", "$lt": f"{profile};"}}
        behind = {"$and": [criteria, {"_id": {"$gt": query["cursor"] or ""}}]}
        docs = self.collection.find(behind).sort("_id", 1).limit(query["limit"] + 1)
        return list(docs), self.collection.count_documents(criteria)
