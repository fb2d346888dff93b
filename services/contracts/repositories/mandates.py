"""The mandates to sign, looked up in the copy of identity's."""

from datetime import date
from typing import Any

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index
from services.contracts.repositories.copies import mandates_copy


class SigningMandates(Stored):
    """The mandates to sign, from the copy of identity's."""

    def __init__(self, copy: ReadCopy) -> None:
        self._copy = copy

    @classmethod
    def of(cls, runtime: Any) -> "SigningMandates":
        """Make the view of a running process."""
        return cls(runtime.part(mandates_copy))

    def indexes(self) -> Declared:
        """Return the one of the look-up."""
        return [(self._copy.collection, (index("by_grantor", "grantor", "scope"),))]

    def to_sign(self, body: str, profile: str, today: date) -> list[dict[str, Any]]:
        """Return the released mandates by which somebody may sign for the body today."""
        day = today.isoformat()
        criteria = {
            "grantor": body,
            "scope": "sign",
            "state": "granted",
            "released_by": {"$ne": None},
            "valid_from": {"$lte": day},
            "valid_until": {"$gte": day},
        }
        mandates = self._copy.collection.find(criteria).sort("_id", 1)
        return [m for m in mandates if not m["services"] or profile in m["services"]]
