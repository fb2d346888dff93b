"""An issue of the newsletter on its way to every confirmed address, each once.

A page at a time, and only while the mails of others do not wait. A process that ends half way
leaves the rest to any other; who has left meanwhile gets nothing, also who leaves while the
mails of its page are written.
"""

from typing import Any
from urllib.parse import urlencode

from services.common.background import BackgroundTask, database_bound
from services.common.events import Event
from services.notify.domain.mails import event_key
from services.notify.domain.newsletter import Subscriber
from services.notify.domain.reached import Recipient
from services.notify.notice_mailing import PAGE, event_of
from services.notify.notifier import Notifier
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.newsletter import Subscribers, newsletter_runs
from services.notify.settings import read_settings

Doc = dict[str, Any]
LEAVE = "/newsletter/abmelden"
ISSUE = "newsletter_issue"


class NewsletterMailing:
    """Keeps where each issue has got to, and goes on with it."""

    def __init__(
        self, runs: LeasedQueue, subscribers: Subscribers, mails: Mails, notifier: Notifier,
        public_url: str,
    ) -> None:  # fmt: skip
        self._runs, self._subscribers = runs, subscribers
        self._mails, self._notifier, self._public_url = mails, notifier, public_url
        self.loop = BackgroundTask("newsletter_mailing", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "NewsletterMailing":
        """Make the one of a running process."""
        return cls(
            runtime.part(newsletter_runs), runtime.part(Subscribers.of), runtime.part(mails),
            runtime.part(Notifier.of), runtime.part(read_settings).public_url,
        )  # fmt: skip

    def begin(self, event: Event) -> None:
        """Keep an issue to be sent; the same event again begins nothing."""
        doc = {"_id": event_key(event), "event": event.raw, "after": None, "state": "waiting"}
        self._runs.put([doc])
        self.loop.wake()

    def round(self) -> bool:
        """Write the mails of one page; tell whether there may be more."""
        with database_bound():
            if self._mails.count_due(PAGE) >= PAGE:
                return False
            taken = self._runs.take(1)
            for doc in taken:
                self._go_on(doc)
        return bool(taken)

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
