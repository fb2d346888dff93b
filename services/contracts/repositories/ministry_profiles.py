"""Which services a ministry leads, as the copy of the catalogue says."""

from collections.abc import Hashable, Iterable
from typing import Any, Self

from pymongo.cursor import Cursor

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index, retired
from services.common.storage.revisions import revision_of
from services.contracts.repositories.copies import profiles_copy

Doc = dict[str, Any]

MOST = 5000
"""So many services of a ministry are looked at; beyond it only that there are more."""
LED = ("published", "paused")
BY_CHANGE = index("by_change", "sequence", "kept_at")
BY_MINISTRY = index("led_by_ministry", "ministry", "kind", "status", "_id")


class MinistryProfiles(Stored):
    """Finds services by their ministry."""

    def __init__(self, profiles: ReadCopy) -> None:
        self._profiles = profiles.collection

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(profiles_copy))

    def indexes(self) -> Declared:
        """Return those by which the services of a ministry are found, and what has changed."""
        return [(self._profiles, (BY_MINISTRY, BY_CHANGE, retired("by_ministry")))]

    def led_by(self, code: str) -> set[str]:
        """Return the services on sale here that a ministry leads, by its code.

        They are the first by id, up to one more than are looked at.
        """
        return {doc["_id"] for doc in self.found(code)}

    def found(self, code: str) -> Cursor[Doc]:
        """Return what finds them, to be read or explained."""
        wanted = {"ministry": code, "kind": "efa", "status": {"$in": LED}}
        return self._profiles.find(wanted, {"_id": 1}).sort("_id", 1).limit(MOST + 1)

    def revision(self) -> Hashable:
        """Return what is the same as long as no service of the copy has changed."""
        return revision_of(self._profiles, BY_CHANGE)

    def titles(self, ids: Iterable[str]) -> dict[str, Doc]:
        """Return the titles of those the catalogue knows, by id."""
        docs = self._profiles.find({"_id": {"$in": sorted(ids)}}, {"title": 1})
        return {doc["_id"]: doc["title"] for doc in docs}
