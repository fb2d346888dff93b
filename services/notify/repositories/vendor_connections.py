"""Which vendors are connected, and how: by queue, webhook or feed."""

from typing import Any

from pymongo.database import Database

Doc = dict[str, Any]


class VendorConnections:
    """One small document per vendor that ever connected; a way that was used stays known."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["vendor_connections"]
        self._queues = database["broker_accesses"]
        self._known: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, runtime: Any) -> "VendorConnections":
        """Make the one of a running process."""
        return cls(runtime.database)

    def note(self, vendor: str, way: str) -> None:
        """Remember that a vendor is connected by ``webhook`` or ``feed``."""
        if (vendor, way) not in self._known:
            self.collection.update_one({"_id": vendor}, {"$addToSet": {"ways": way}}, upsert=True)
            self._known.add((vendor, way))

    def page(self, after: str, most: int) -> list[str]:
        """Return connected vendors, those that want a queue too, in the order of their ids."""
        behind = {"_id": {"$gt": after}}
        noted = self.collection.find(behind, {"_id": 1}).sort("_id", 1).limit(most)
        queued = self._queues.find({**behind, "wanted": True}, {"_id": 1}).sort("_id", 1)
        return sorted({doc["_id"] for doc in [*noted, *queued.limit(most)]})[:most]
