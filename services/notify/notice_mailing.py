"""A notice of the operator on its way to the people of every body with a live service."""

from typing import Any

from services.notify.notifier import Notifier
from services.notify.paged_mailing import PAGE, PagedMailing, event_of
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.notices import notices
from services.notify.repositories.tickets import Tickets

Doc = dict[str, Any]

NOTICE = "notice.published"


class NoticeMailing(PagedMailing):
    """Goes on with each notice."""

    def __init__(
        self, notices: LeasedQueue, tickets: Tickets, mails: Mails, notifier: Notifier
    ) -> None:
        super().__init__("notice_mailing", notices, mails, first="")
        self._tickets, self._notifier = tickets, notifier

    @classmethod
    def of(cls, runtime: Any) -> "NoticeMailing":
        """Make the one of a running process."""
        makers = (notices, Tickets.of, mails, Notifier.of)
        return cls(*(runtime.part(make) for make in makers))

    def _go_on(self, doc: Doc) -> None:
        event = event_of(doc["event"])
        concerned = event.data["profiles"]
        page = self._tickets.live(concerned, after=doc["after"], limit=PAGE)
        self._notifier.queue_notice(event, page, self._tickets.titles(concerned))
        if len(page) < PAGE:
            self._runs.settle([doc], "sent", drop=("event", "after"))
        else:
            done = doc.get("orders", 0) + len(page)
            self._runs.advance(doc, after=page[-1]["id"], orders=done)
