"""An issue of the newsletter on its way to every confirmed address, each once.

Who has left meanwhile gets nothing, also who leaves while the mails of its page are written.
"""

from typing import Any
from urllib.parse import urlencode

from services.notify.domain.newsletter import Subscriber
from services.notify.domain.reached import Recipient
from services.notify.notifier import Notifier
from services.notify.paged_mailing import PAGE, PagedMailing, event_of
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.newsletter import Subscribers, newsletter_runs
from services.notify.settings import read_settings

Doc = dict[str, Any]
LEAVE = "/newsletter/abmelden"
ISSUE = "newsletter_issue"


class NewsletterMailing(PagedMailing):
    """Goes on with each issue."""

    def __init__(
        self, runs: LeasedQueue, subscribers: Subscribers, mails: Mails, notifier: Notifier,
        public_url: str,
    ) -> None:  # fmt: skip
        super().__init__("newsletter_mailing", runs, mails, first=None)
        self._subscribers, self._notifier, self._public_url = subscribers, notifier, public_url

    @classmethod
    def of(cls, runtime: Any) -> "NewsletterMailing":
        """Make the one of a running process."""
        return cls(
            runtime.part(newsletter_runs), runtime.part(Subscribers.of), runtime.part(mails),
            runtime.part(Notifier.of), runtime.part(read_settings).public_url,
        )  # fmt: skip

    def _go_on(self, doc: Doc) -> None:
        event = event_of(doc["event"])
        page = self._subscribers.confirmed(doc["after"], PAGE)
        self._notifier.queue_issue(event, ISSUE, [self._addressed(one) for one in page])
        for one in self._subscribers.gone(page):
            self._mails.take_back(ISSUE, one.address)
        if len(page) < PAGE:
            self._runs.settle([doc], "sent", drop=("event", "after"), at="sent_at")
        else:
            self._runs.advance(doc, after=page[-1].id)

    def _addressed(self, subscriber: Subscriber) -> tuple[Recipient, str]:
        """Return whom it goes to, and where one click takes the address off the list."""
        query = urlencode({"token": subscriber.leave_token})
        to = Recipient(subscriber.address, "", language=subscriber.language)
        return to, f"{self._public_url.rstrip('/')}{LEAVE}?{query}"
