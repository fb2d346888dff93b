"""What the last look into the mailbox found, for the operator."""

from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.common.storage.database_time import DatabaseTime

Doc = dict[str, Any]
ONLY = "mailbox"


class MailboxReports:
    """One document: when the mailbox was last looked into, and how many messages nobody took."""

    def __init__(self, database: Database[Doc]) -> None:
        self._reports, self._time = database["mailbox_reports"], DatabaseTime(database)

    @classmethod
    def of(cls, runtime: Any) -> "MailboxReports":
        """Make those of a running process."""
        return cls(runtime.database)

    def now(self) -> datetime:
        """Return the time as the database has it."""
        return self._time.now()

    def note(self, unclaimed: int) -> None:
        """Keep what a look found."""
        change = {"$set": {"unclaimed": unclaimed}, "$currentDate": {"polled_at": True}}
        self._reports.update_one({"_id": ONLY}, change, upsert=True)

    def newest(self) -> Doc | None:
        """Return what the last look found; None before the first."""
        return self._reports.find_one({"_id": ONLY}, {"_id": 0})
