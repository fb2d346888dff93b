"""A notice of the operator on its way to the people of every body with a live service.

Thousands of mails are not written within one event: a page at a time, and only while the
mails of others do not wait. A process that ends half way leaves the rest to any other.
"""

from typing import Any

from services.common.background import BackgroundTask, database_bound
from services.common.events import Event
from services.notify.domain.mails import event_key
from services.notify.notifier import Notifier
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.notices import notices
from services.notify.repositories.tickets import Tickets

Doc = dict[str, Any]

NOTICE = "notice.published"
PAGE = 100
NAMED = ("id", "source", "type", "subject", "data")


class NoticeMailing:
    """Keeps where each notice has got to, and goes on with it."""

    def __init__(
        self, notices: LeasedQueue, tickets: Tickets, mails: Mails, notifier: Notifier
    ) -> None:
        self._notices, self._notifier = notices, notifier
        self._tickets, self._mails = tickets, mails
        self.loop = BackgroundTask("notice_mailing", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "NoticeMailing":
        """Make the one of a running process."""
        makers = (notices, Tickets.of, mails, Notifier.of)
        return cls(*(runtime.part(make) for make in makers))

    def begin(self, event: Event) -> None:
        """Keep a notice to be sent; the same event again begins nothing."""
        doc = {"_id": event_key(event), "event": event.raw, "after": "", "state": "waiting"}
        self._notices.put([doc])
        self.loop.wake()

    def round(self) -> bool:
        """Write the mails of one page; tell whether there may be more."""
        with database_bound():
            if self._mails.count_due(PAGE) >= PAGE:
                return False
            taken = self._notices.take(1)
            for doc in taken:
                self._go_on(doc)
        return bool(taken)

    def _go_on(self, doc: Doc) -> None:
        event = event_of(doc["event"])
        concerned = event.data["profiles"]
        page = self._tickets.live(concerned, after=doc["after"], limit=PAGE)
        self._notifier.queue_notice(event, page, self._tickets.titles(concerned))
        if len(page) < PAGE:
            self._notices.settle([doc], "sent", drop=("event", "after"))
        else:
            done = doc.get("orders", 0) + len(page)
            self._notices.advance(doc, after=page[-1]["id"], orders=done)


def event_of(raw: Doc) -> Event:
    """Build the event that was kept."""
    named = {name: raw[name] for name in NAMED}
    return Event(**named, sequence=raw["sequence"], correlation_id=raw["correlationid"], raw=raw)
