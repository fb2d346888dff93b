"""Who wants a queue on the broker, and what was last seen in each queue."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from pymongo import UpdateOne

from services.common import context
from services.common.context import Call
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.notify.domain.broker_access import BrokerAccess, Filling

Doc = dict[str, Any]


class BrokerAccesses(Repository[BrokerAccess]):
    """One per vendor that ever asked; what was seen of a queue is kept beside."""

    kind = BrokerAccess
    collection_name = "broker_accesses"
    not_found = "broker-access-missing"

    own_indexes = (index("due", "due_at", where={"due_at": {"$type": "date"}}),)

    @property
    def _seen(self) -> Any:
        return self.collection.database["vendor_queues"]

    def opened(self, vendor: str, name: str) -> BrokerAccess:
        """Return the vendor's, a blank one where it never asked."""
        known = self.find(vendor)
        if known is not None:
            return known
        with context.entered(Call()):
            return self.add(BrokerAccess(id=vendor, vendor_name=name))

    def due(self, now: datetime, limit: int) -> list[str]:
        """Return the vendors whose turn it is, the longest waiting first."""
        docs = self.collection.find({"due_at": {"$lte": now}}, {"_id": 1})
        return [doc["_id"] for doc in docs.sort("due_at", 1).limit(limit)]

    def wanting(self, vendors: Collection[str]) -> set[str]:
        """Return those of the vendors whose events go to a queue."""
        wanting = {"_id": {"$in": list(vendors)}, "wanted": True}
        return {doc["_id"] for doc in self.collection.find(wanting, {"_id": 1})}

    def recheck(self, vendor: str, now: datetime) -> None:
        """Have the broker held against what is wanted now: a queue is not where it should be."""
        made = {"_id": vendor, "wanted": True, "queue_made": True, "due_at": {"$gt": now}}
        self.collection.update_one(made, {"$set": {"due_at": now}})

    def with_queue(self) -> list[BrokerAccess]:
        """Return those who have a queue."""
        return [BrokerAccess.from_doc(doc) for doc in self.collection.find({"queue_made": True})]

    def alarmed(self) -> list[BrokerAccess]:
        """Return those whose queue fills up, or cannot be set up; there is one per vendor."""
        filling = {"filling": {"$nin": [Filling.NORMAL.value, None]}}
        troubled = {"$or": [filling, {"failure": {"$ne": None}}]}
        return [BrokerAccess.from_doc(doc) for doc in self.collection.find(troubled)]

    def note_seen(self, queues: Iterable[Mapping[str, Any]], now: datetime) -> None:
        """Keep what was seen of each queue: ``vendor``, ``messages``, ``bytes``, ``read_at``."""
        writes = [
            UpdateOne({"_id": seen["vendor"]}, {"$set": {**seen, "seen_at": now}}, upsert=True)
            for seen in queues
        ]
        if writes:
            self._seen.bulk_write(writes, ordered=False)

    def seen(self, vendors: Collection[str]) -> dict[str, Doc]:
        """Return what was last seen of their queues, by vendor."""
        docs = self._seen.find({"_id": {"$in": list(vendors)}}, {"_id": 0})
        return {doc["vendor"]: doc for doc in docs}
