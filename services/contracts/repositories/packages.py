"""The evidence packages that were given out, each known again by its hash."""

from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.common.storage.indexes import Declared, Stored, index

MOST_COMPARED = 4
"""Packages of one contract an altered one is compared with, the newest first."""


class GivenPackages(Stored):
    """Which package was of which contract; the files are among the documents."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._packages = database["evidence_packages"]

    @classmethod
    def of(cls, runtime: Any) -> "GivenPackages":
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one by contract."""
        return [(self._packages, (index("by_contract", "contract", "made_at"),))]

    def note(self, sha256: str, contract: str, now: datetime) -> None:
        """Note a package that is given out; the same one again changes nothing."""
        made = {"$setOnInsert": {"contract": contract, "made_at": now}}
        self._packages.update_one({"_id": sha256}, made, upsert=True)

    def contract_of(self, sha256: str) -> str | None:
        """Return whose package this is, or None for a stranger's."""
        package = self._packages.find_one({"_id": sha256})
        return str(package["contract"]) if package else None

    def of_contract(self, contract: str) -> list[str]:
        """Return the hashes of its newest packages."""
        packages = self._packages.find({"contract": contract}).sort("made_at", -1)
        return [str(package["_id"]) for package in packages.limit(MOST_COMPARED)]
