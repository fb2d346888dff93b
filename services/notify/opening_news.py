"""A service that opened on its way into the inboxes of the people who may order it."""

from typing import Any

from services.notify.domain.inbox import OPENED
from services.notify.notifier import Notifier
from services.notify.paged_mailing import PAGE, PagedMailing, event_of
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.openings import openings
from services.notify.repositories.people import People

Doc = dict[str, Any]


class OpeningNews(PagedMailing):
    """Goes on with each page of bodies; nobody is mailed who does not watch the service."""

    def __init__(self, runs: LeasedQueue, people: People, mails: Mails, notifier: Notifier) -> None:
        super().__init__("opening_news", runs, mails, first="")
        self._people, self._notifier = people, notifier

    @classmethod
    def of(cls, runtime: Any) -> "OpeningNews":
        """Make the one of a running process."""
        return cls(*(runtime.part(make) for make in (openings, People.of, mails, Notifier.of)))

    def _has_to_wait(self) -> bool:
        """Return False: entries are no mails, and do not wait for the relay."""
        return False

    def _go_on(self, doc: Doc) -> None:
        event = event_of(doc["event"])
        page = self._people.of_bodies(event.data["bodies"], after=doc["after"], limit=PAGE)
        self._notifier.note_in_inboxes(event, OPENED, "profile", page)
        if len(page) < PAGE:
            self._runs.settle([doc], "told", drop=("event", "after"), at="told_at")
        else:
            self._runs.advance(doc, after=page[-1])
