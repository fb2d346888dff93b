"""When each account last looked at its home: what has changed is counted from there.

A visit goes on as long as the home is opened again within half an hour; whoever reloads it is
told the same as before. The next visit counts from the last look of the one before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from pymongo import ReturnDocument
from pymongo.database import Database

from gateway.callers.sessions import utc_now
from gateway.database import Doc, bounded
from services.common.storage.indexes import Declared, Stored, index

PAUSE = timedelta(minutes=30)
"""Who has not looked for so long has gone, and comes for another visit."""
KEPT = timedelta(days=365)
COLLECTION = "home_visits"


class NotesVisits(Protocol):
    """Where visits are noted."""

    def note(self, account: str) -> datetime | None:
        """Note a look; give when the visit before this one ended, None where none is known."""

    def forget(self, account: str) -> None:
        """Forget that somebody was ever here."""


@dataclass(frozen=True)
class Visits(Stored):
    """The visits in the gateway's database: of each account its last look, and the one before."""

    database: Database[Doc]
    now: Callable[[], datetime] = utc_now

    def indexes(self) -> Declared:
        """Return the one that forgets who has not come for a year."""
        seconds = int(KEPT.total_seconds())
        return [(self._visits, (index("seen_at_1", "seen_at", expire_after_s=seconds),))]

    def note(self, account: str) -> datetime | None:
        """Note a look; give when the visit before this one ended, None where none is known."""
        now = self.now()
        is_new = {"$lt": ["$seen_at", now - PAUSE]}
        before: Doc = {"$cond": [is_new, "$seen_at", "$before"]}
        look = [{"$set": {"before": before, "seen_at": now}}]
        with bounded():
            doc = self._visits.find_one_and_update(
                {"_id": account}, look, upsert=True, return_document=ReturnDocument.AFTER
            )
        found: datetime | None = doc.get("before")
        return found

    def forget(self, account: str) -> None:
        """Forget that somebody was ever here."""
        with bounded():
            self._visits.delete_one({"_id": account})

    @property
    def _visits(self) -> Any:
        return self.database[COLLECTION]
