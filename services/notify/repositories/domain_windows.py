"""How many mails each recipient domain was granted in a minute, over all replicas."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database

from services.common.storage.database_time import DatabaseTime
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]
WINDOW = timedelta(minutes=1)
KEPT_S = 3600


class DomainWindows(Stored):
    """One document a minute; taking places in it is one write for all domains of a batch."""

    def __init__(self, database: Database[Doc], now: Callable[[], datetime] | None = None) -> None:
        self.collection = database["domain_windows"]
        self._now = now or DatabaseTime(database).now

    @classmethod
    def of(cls, runtime: Any) -> "DomainWindows":
        """Make those of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one that deletes minutes long past."""
        return [(self.collection, (index("past", "at", expire_after_s=KEPT_S),))]

    def take(self, wanted: Mapping[str, int]) -> tuple[datetime, dict[str, int]]:
        """Take places in this minute; return when it began and how many were taken before."""
        at = self._now().replace(second=0, microsecond=0)
        change = {"$inc": {f"taken.{_field(domain)}": n for domain, n in wanted.items()}}
        doc = self.collection.find_one_and_update(
            {"_id": at.isoformat()},
            {**change, "$setOnInsert": {"at": at}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            projection={"taken": 1},
        )
        taken: dict[str, int] = doc["taken"] if doc else {}
        return at, {domain: taken[_field(domain)] - n for domain, n in wanted.items()}


def _field(domain: str) -> str:
    """Return a domain as the name of a field, in which a dot would mean something."""
    return domain.replace(".", ",").replace("$", "_") or "_"
