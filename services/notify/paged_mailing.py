"""What goes to thousands: a page at a time, and only while the mails of others do not wait.

A process that ends half way leaves the rest to any other.
"""

from abc import ABC, abstractmethod
from typing import Any

from services.common.background import BackgroundTask, database_bound
from services.common.events import Event
from services.notify.domain.mails import event_key
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails

Doc = dict[str, Any]

PAGE = 100
NAMED = ("id", "source", "type", "subject", "data")


class PagedMailing(ABC):
    """Keeps where each run has got to; ``first`` stands before the first page."""

    def __init__(self, name: str, runs: LeasedQueue, mails: Mails, *, first: str | None) -> None:
        self._runs, self._mails, self._first = runs, mails, first
        self.loop = BackgroundTask(name, self.round)

    def begin(self, event: Event) -> None:
        """Keep what is to be sent; the same event again begins nothing."""
        doc = {"_id": event_key(event), "event": event.raw, "after": self._first}
        self._runs.put([{**doc, "state": "waiting"}])
        self.loop.wake()

    def round(self) -> bool:
        """Write the mails of one page; tell whether there may be more."""
        with database_bound():
            if self._has_to_wait():
                return False
            taken = self._runs.take(1)
            for doc in taken:
                self._go_on(doc)
        return bool(taken)

    def _has_to_wait(self) -> bool:
        """Tell whether so many mails of others wait that this one's would be in their way."""
        return self._mails.count_due(PAGE) >= PAGE

    @abstractmethod
    def _go_on(self, doc: Doc) -> None:
        """Write the next page, and note how far it has come."""


def event_of(raw: Doc) -> Event:
    """Build the event that was kept."""
    named = {name: raw[name] for name in NAMED}
    return Event(**named, sequence=raw["sequence"], correlation_id=raw["correlationid"], raw=raw)
