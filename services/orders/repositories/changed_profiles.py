"""Which services changed while orders of them wait for release, and how far that is told."""

from typing import Any, Self
from uuid import uuid4

from services.common.storage.indexes import Stored
from services.orders.domain.profile_changes import TOLD_OF
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]

BATCH = 100


class ChangedProfiles(Stored):
    """One note for each service; it goes when all its waiting orders have heard of the change."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders.collection
        self._notes = orders.collection.database["changed_profiles"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(Orders.of))

    def note(self, profile: str) -> None:
        """Note that its orders are to hear of a change, where any wait; begun anew if noted."""
        if self._orders.find_one(waiting(profile), {"_id": 1}):
            fresh = {"noted": uuid4().hex, "after": ""}
            self._notes.update_one({"_id": profile}, {"$set": fresh}, upsert=True)

    def first(self) -> Doc | None:
        """Return a note that is left; None where all is told."""
        return self._notes.find_one({}, sort=[("_id", 1)])

    def next_orders(self, note: Doc) -> list[str]:
        """Return the next orders to tell, by id."""
        found = self._orders.find(waiting(note["_id"], note["after"]), {"_id": 1})
        return [order["_id"] for order in found.sort("_id", 1).limit(BATCH)]

    def told(self, note: Doc, last: str | None) -> None:
        """Note up to which order it is told; without one, that all have heard of it.

        A change that was noted meanwhile is told from the beginning.
        """
        same = {"_id": note["_id"], "noted": note["noted"]}
        if last is None:
            self._notes.delete_one(same)
        else:
            self._notes.update_one(same, {"$set": {"after": last}})


def waiting(profile: str, after: str = "") -> Doc:
    """Return the criteria of the orders of a service that are not released yet, behind an id."""
    states = [state.value for state in TOLD_OF]
    return {
        "profile": profile,
        "active": True,
        "state": {"$in": states},
        "_id": {"$gt": after},
    }
