"""A lease: of all processes of one service, one at a time does a periodic job."""

from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError


class Lease:
    """Held until its time is over; renewed by taking it again. The database's clock counts."""

    def __init__(self, database: Database[dict[str, Any]], name: str, holder: str) -> None:
        self._leases = database["leases"]
        self._name, self._holder = name, holder

    def take(self, seconds: float) -> bool:
        """Tell whether this process holds the lease from now on."""
        over = {"$lt": [{"$ifNull": ["$until", "$$NOW"]}, "$$NOW"]}
        free = {"$or": [{"$eq": ["$holder", self._holder]}, {"$not": ["$holder"]}, over]}
        until = {"$add": ["$$NOW", int(seconds * 1000)]}
        mine = {
            "holder": {"$cond": [free, self._holder, "$holder"]},
            "until": {"$cond": [free, until, "$until"]},
        }
        try:
            lease = self._leases.find_one_and_update(
                {"_id": self._name},
                [{"$set": mine}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            return False
        return lease is not None and lease["holder"] == self._holder

    def release(self) -> None:
        """Give it up, so that the next process need not wait."""
        self._leases.delete_one({"_id": self._name, "holder": self._holder})
