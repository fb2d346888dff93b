"""What may have been told before a restore: people are not told twice, a person decides.

Between a backup and the loss mails went out of which the restored database knows nothing. People
cannot tell a repetition, so those mails wait, as failed ones do, for support (two days) with
*send again* as the way out. Programs can: what waits for a vendor goes out under its old id, to
a webhook under the same ``webhook-id``, to a queue marked as ``redelivered``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.common.events import Event
from services.notify.domain.deliveries import QueueState
from services.notify.domain.failures import Failure, MailFailure, failure_facts
from services.notify.domain.mails import MailState

Doc = dict[str, Any]

COLLECTION, NAME = "restored", "backup"
UNCERTAIN = Failure(MailFailure.RESTORED)
BY_CLOCK = frozenset({"reminded", "escalated"})
"""The last words of the types of what a clock says: after a restore it says it again."""
CAUGHT_UP = timedelta(hours=4)
"""So long after a restore the clocks have said what was due while nothing ran."""


@dataclass(frozen=True)
class LostTime:
    """What lies between a backup and its restore; without one nothing is uncertain.

    What was said before its end was said before the backup: all else is gone.
    """

    ended: datetime | None = None

    @classmethod
    def noted_in(cls, database: Database[Doc]) -> "LostTime":
        """Read what the last restore noted."""
        doc = database[COLLECTION].find_one({"_id": NAME}) or {}
        return cls(doc.get("ended"))

    def may_have_told(self, event: Event) -> bool:
        """Tell whether what an event makes may have gone out before the loss."""
        if self.ended is None:
            return False
        said = datetime.fromisoformat(event.raw["time"])
        by_clock = event.type.rpartition(".")[2] in BY_CLOCK
        return said <= (self.ended + CAUGHT_UP if by_clock else self.ended)

    def mail(self, event: Event, doc: Doc) -> Doc:
        """Return a mail as it is kept: to be sent, or waiting for a person."""
        if doc["state"] != MailState.QUEUED or not self.may_have_told(event):
            return doc
        failed = {"state": MailState.FAILED.value, "failed_at": doc["queued_at"]}
        return {**doc, **failed, **failure_facts(UNCERTAIN)}

    def delivery(self, event: Event, doc: Doc) -> Doc:
        """Return a vendor's event, marked where it may have gone out."""
        return {**doc, "unconfirmed": True} if self.may_have_told(event) else doc


class Uncertainty:
    """The lost time as a part of a running process: read with the first event that needs it.

    No service runs during a restore, so it is read once.
    """

    def __init__(self, read: Callable[[], LostTime] = LostTime) -> None:
        self._read = read
        self._lost: LostTime | None = None

    @classmethod
    def of(cls, runtime: Any) -> "Uncertainty":
        """Make that of a running process; the database may be away meanwhile."""
        return cls(lambda: LostTime.noted_in(runtime.database))

    def mail(self, event: Event, doc: Doc) -> Doc:
        """Return a mail as it is kept: to be sent, or waiting for a person."""
        return self._known().mail(event, doc)

    def delivery(self, event: Event, doc: Doc) -> Doc:
        """Return a vendor's event, marked where it may have gone out."""
        return self._known().delivery(event, doc)

    def _known(self) -> LostTime:
        if self._lost is None:
            self._lost = self._read()
        return self._lost


def begin(database: Database[Doc], backup_at: datetime, now: datetime) -> int:
    """Note the lost time in a restored database; return how many mails wait for a person."""
    noted = {"began": backup_at, "ended": now}
    database[COLLECTION].update_one({"_id": NAME}, {"$set": noted}, upsert=True)
    waiting = {"state": QueueState.WAITING.value}
    database["deliveries"].update_many(waiting, {"$set": {"unconfirmed": True}})
    failed = {"state": MailState.FAILED.value, "failed_at": now, **failure_facts(UNCERTAIN)}
    gone = dict.fromkeys(("due_at", "taken", "again", "held", "awaits", "bundle"), "")
    queued = {"state": MailState.QUEUED.value}
    held = database["mails"].update_many(queued, {"$set": failed, "$unset": gone})
    return held.modified_count
