"""Which services are meant for a kind of body, as the copies of the catalogue say."""

from collections.abc import Iterable
from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index
from services.orders.repositories.copies import chains_copy, profiles_copy

Doc = dict[str, Any]

ON_SALE = ("published", "paused")
READ = (
    "title", "kind", "status", "target_kinds", "capacities", "sphere", "vg_contracts", "waves",
    "release", "contract_partner", "status_reason", "demo",
)  # fmt: skip
"""What is needed to name a service and to judge whether a body may order it."""
COST = ("profile_version", "financing", "interfaces.system", "interfaces.extra_cost", "successor")
"""What is needed to say what it costs a body, and what comes after it."""
MOST = 5000


class TargetedProfiles(Stored):
    """Reads many profiles of the copy at once, and their chains."""

    def __init__(self, profiles: ReadCopy, chains: ReadCopy) -> None:
        self._profiles, self._chains = profiles.collection, chains.collection

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(profiles_copy), runtime.part(chains_copy))

    def indexes(self) -> Declared:
        """Return the one by which the profiles for a kind of body are found."""
        by_kind = index("by_target_kind", "target_kinds", "status")
        return [(self._profiles, (by_kind, index("by_offer", "kind", "status")))]

    def for_kind(self, kind: str, also: Iterable[str]) -> list[Doc]:
        """Return what is on sale for a kind of body, and these others, whatever became of them."""
        wanted = {"$or": [
            {"target_kinds": kind, "status": {"$in": ON_SALE}}, {"_id": {"$in": sorted(also)}},
        ]}  # fmt: skip
        return list(self._profiles.find(wanted, dict.fromkeys(READ, 1)).limit(MOST))

    def one(self, profile: str) -> Doc | None:
        """Return what is needed of one profile, whatever became of it."""
        return self._profiles.find_one({"_id": profile}, dict.fromkeys(READ, 1))

    def offered(self, profiles: Iterable[str]) -> dict[str, Doc]:
        """Return by id those of these profiles that are known, with what they cost."""
        shown = dict.fromkeys((*READ, *COST), 1)
        docs = self._profiles.find({"_id": {"$in": sorted(profiles)}}, shown)
        return {doc["_id"]: doc for doc in docs}

    def on_sale(self, named: Iterable[str] | None = None) -> list[Doc]:
        """Return all that is on sale for some kind of body, or what of these is."""
        wanted: Doc = {"status": {"$in": ON_SALE}, "kind": "efa"}
        if named is not None:
            wanted["_id"] = {"$in": sorted(named)}
        return list(self._profiles.find(wanted, dict.fromkeys(READ, 1)).limit(MOST))

    def titles(self, profiles: Iterable[str]) -> dict[str, Doc]:
        """Return the titles of those of these profiles that are known, by id."""
        docs = self._profiles.find({"_id": {"$in": sorted(profiles)}}, {"title": 1})
        return {doc["_id"]: doc["title"] for doc in docs}

    def chains_of(self, profiles: Iterable[str]) -> dict[str, Doc]:
        """Return the contract chain of each of these profiles that has one."""
        docs = self._chains.find({"_id": {"$in": sorted(profiles)}}, {"periods": 1})
        return {doc["_id"]: doc for doc in docs}
