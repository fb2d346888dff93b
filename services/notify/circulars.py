"""A notice of the operator on its way to the people of every body with a live service.

Thousands of mails are not written within one event: a page at a time, and only while the
mails of others do not wait. A process that ends half way leaves the rest to any other.
"""

from typing import Any

from services.common.background import BackgroundTask, database_bound
from services.common.events import Event
from services.notify.domain.mails import event_key
from services.notify.outgoing import Mails, mails
from services.notify.post import Post
from services.notify.repository import Tickets
from services.notify.waiting import Waiting, circulars

Doc = dict[str, Any]

PAGE = 100
NAMED = ("id", "source", "type", "subject", "data")


class Circulars:
    """Keeps where each notice has got to, and goes on with it."""

    def __init__(self, waiting: Waiting, tickets: Tickets, mails: Mails, post: Post) -> None:
        self._waiting, self._tickets, self._mails, self._post = waiting, tickets, mails, post
        self.loop = BackgroundTask("circulars", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "Circulars":
        """Make the one of a running process."""
        parts = (runtime.part(make) for make in (Tickets.of, mails, Post.of))
        return cls(runtime.part(circulars), *parts)

    def begin(self, event: Event) -> None:
        """Keep a notice to be sent; the same event again begins nothing."""
        doc = {"_id": event_key(event), "event": event.raw, "after": "", "state": "waiting"}
        self._waiting.put([doc])
        self.loop.wake()

    def round(self) -> bool:
        """Write the mails of one page; tell whether there may be more."""
        with database_bound():
            if self._mails.count_due(PAGE) >= PAGE:
                return False
            taken = self._waiting.take(1)
            for doc in taken:
                self._go_on(doc)
        return bool(taken)

    def _go_on(self, doc: Doc) -> None:
        event = event_of(doc["event"])
        concerned = event.data["profiles"]
        page = self._tickets.live(concerned, after=doc["after"], limit=PAGE)
        self._post.circulate(event, page, self._tickets.titles(concerned))
        if len(page) < PAGE:
            self._waiting.settle([doc], "sent", drop=("event", "after"))
        else:
            self._waiting.advance(doc, after=page[-1]["id"])


def event_of(raw: Doc) -> Event:
    """Build the event that was kept."""
    named = {name: raw[name] for name in NAMED}
    return Event(**named, sequence=raw["sequence"], correlation_id=raw["correlationid"], raw=raw)
