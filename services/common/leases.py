"""A lease: of all processes of one service, one at a time does a periodic job."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError


class Lease:
    """Held for ``seconds``; renewed by taking it again; free when its time is over."""

    def __init__(self, database: Database[dict[str, Any]], name: str, holder: str) -> None:
        self._leases = database["leases"]
        self._name, self._holder = name, holder

    def take(self, seconds: float) -> bool:
        """Tell whether this process holds the lease from now on."""
        now = datetime.now(UTC)
        mine = {"holder": self._holder, "until": now + timedelta(seconds=seconds)}
        free = {"_id": self._name, "$or": [{"holder": self._holder}, {"until": {"$lt": now}}]}
        try:
            self._leases.update_one(free, {"$set": mine}, upsert=True)
            return True
        except DuplicateKeyError:
            return False
