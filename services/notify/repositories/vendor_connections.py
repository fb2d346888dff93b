"""Which vendors are connected, and how: by queue, webhook or feed."""

from typing import Any

from pymongo.database import Database

Doc = dict[str, Any]


class VendorConnections:
    """One small document per vendor that ever connected; a way that was used stays known."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["vendor_connections"]
        self._known: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, runtime: Any) -> "VendorConnections":
        """Make the one of a running process."""
        return cls(runtime.database)

    def note(self, vendor: str, way: str) -> None:
        """Remember that a vendor is connected by ``queue``, ``webhook`` or ``feed``."""
        if (vendor, way) not in self._known:
            self.collection.update_one({"_id": vendor}, {"$addToSet": {"ways": way}}, upsert=True)
            self._known.add((vendor, way))

    def page(self, after: str, most: int) -> list[str]:
        """Return connected vendors, in the order of their ids behind one."""
        docs = self.collection.find({"_id": {"$gt": after}}, {"_id": 1})
        return [doc["_id"] for doc in docs.sort("_id", 1).limit(most)]
