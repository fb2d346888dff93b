"""Which services a ministry leads, as the copy of the catalogue says."""

from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index
from services.contracts.repositories.copies import profiles_copy

Doc = dict[str, Any]

MOST = 500
"""More than a ministry leads."""
LED = ("published", "paused")


class MinistryProfiles(Stored):
    """Finds services by their ministry."""

    def __init__(self, profiles: ReadCopy) -> None:
        self._profiles = profiles.collection

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(profiles_copy))

    def indexes(self) -> Declared:
        """Return the one by which the services of a ministry are found."""
        return [(self._profiles, (index("by_ministry", "ministry", "kind", "status"),))]

    def led_by(self, code: str) -> set[str]:
        """Return the services on sale here that a ministry leads, by its code."""
        wanted = {"ministry": code, "kind": "efa", "status": {"$in": LED}}
        return {doc["_id"] for doc in self._profiles.find(wanted, {"_id": 1}).limit(MOST)}
