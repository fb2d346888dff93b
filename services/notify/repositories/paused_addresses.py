"""Addresses that are not reached: nothing is sent to them until somebody says they work."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.common.digests import address_hash
from services.common.errors import NotFound
from services.common.paging import newest_first_after
from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import Declared, Stored, index
from services.notify.domain.failures import Failure, failure_facts

Doc = dict[str, Any]
MOST_COUNTED = 10_000


class PausedAddresses(Stored):
    """One document for each paused address, named by the address's hash."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection, self._time = database["paused_addresses"], DatabaseTime(database)

    @classmethod
    def of(cls, runtime: Any) -> "PausedAddresses":
        """Make those of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one of the list."""
        return [(self.collection, (index("by_since", "-since", "_id"),))]

    def now(self) -> datetime:
        """Return the time as the database has it."""
        return self._time.now()

    def pause(self, address: str, mail: str, failure: Failure) -> None:
        """Send nothing more to an address; one that is paused already stays as it is."""
        since = {"address": address.strip(), "mail": mail, "since": self.now()}
        self.collection.update_one(
            {"_id": address_hash(address)},
            {"$setOnInsert": {**since, **failure_facts(failure)}},
            upsert=True,
        )

    def among(self, addresses: Iterable[str]) -> frozenset[str]:
        """Return the hashes of those that are paused."""
        hashes = list({address_hash(address) for address in addresses})
        found = self.collection.find({"_id": {"$in": hashes}}, {"_id": 1})
        return frozenset(doc["_id"] for doc in found)

    def of_address(self, address: str) -> Doc | None:
        """Return the pause of an address; None while it is reached."""
        return self.collection.find_one({"_id": address_hash(address)})

    def get(self, id: str) -> Doc:
        """Return one, or raise NotFound."""
        doc = self.collection.find_one({"_id": id})
        if doc is None:
            raise NotFound("address-not-paused")
        return doc

    def page(self, after: str | None, limit: int) -> list[Doc]:
        """Return them, newest first, those behind the cursor ``after``."""
        criteria = newest_first_after(after, "since") if after is not None else {}
        return list(self.collection.find(criteria).sort([("since", -1), ("_id", 1)]).limit(limit))

    def count(self, most: int) -> int:
        """Count them, up to ``most``."""
        return self.collection.count_documents({}, limit=most)

    def waiting(self) -> Doc:
        """Return how many there are, and since when the first of them waits."""
        first = self.collection.find_one({}, {"since": 1}, sort=[("since", 1)])
        since = first["since"].isoformat() if first else None
        return {"count": self.count(MOST_COUNTED), "since": since}

    def end(self, id: str) -> None:
        """Say that an address is reached again, or forget it."""
        self.collection.delete_one({"_id": id})
