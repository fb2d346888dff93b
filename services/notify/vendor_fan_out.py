"""Takes each vendor event to the webhooks and into the feed of its vendor, once it is kept."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from services.common.background import BackgroundTask, database_bound
from services.common.events import Event
from services.notify.domain.deliveries import profile_news
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.repositories.vendor_feed import VendorFeed
from services.notify.repositories.webhook_deliveries import webhook_deliveries
from services.notify.repositories.webhooks import Webhooks
from services.notify.restored import Uncertainty
from services.notify.settings import read_settings
from services.notify.webhooks.fan_out import WebhookFanOut
from services.notify.webhooks.sending import WebhookSender

Doc = dict[str, Any]
Taker = Callable[[Sequence[Doc]], None]

BATCH = 200
VENDORS_AT_ONCE = 200
KEPT_FOR = timedelta(days=90)
RETIRED_AT_ONCE = 500
RETIRE_EVERY_S = 600.0


class VendorFanOut:
    """Hands new events to their takers and numbers them.

    Takers come first and may be given an event again, where this process is killed in between or
    another one is at work as well; each of them keeps an event once.
    """

    def __init__(self, feed: VendorFeed, kept: Deliveries, takers: Iterable[Taker] = ()) -> None:
        self._feed, self._kept, self._takers = feed, kept, tuple(takers)
        self._retired_at = float("-inf")
        self.loop = BackgroundTask("vendor-events", self.round)
        kept.follow(self.loop.wake)

    @classmethod
    def of(cls, runtime: Any) -> "VendorFanOut":
        """Make the one of a running process."""
        webhooks = WebhookFanOut(
            runtime.part(Webhooks.of),
            runtime.part(webhook_deliveries),
            runtime.part(WebhookSender.of),
        )
        return cls(runtime.part(VendorFeed.of), runtime.part(deliveries), [webhooks.take])

    def round(self) -> bool:
        """Take in one batch; tell whether there may be more."""
        with database_bound():
            docs = self._feed.unnumbered(BATCH)
            if docs:
                for take in self._takers:
                    take(docs)
            all_numbered = self._feed.number(docs)
        self._retire()
        return len(docs) == BATCH or not all_numbered

    def _retire(self) -> None:
        """Let go of what was kept for its time; asked often, it looks every ten minutes."""
        if time.monotonic() - self._retired_at < RETIRE_EVERY_S:
            return
        with database_bound():
            retired = self._feed.retire(self._kept.now() - KEPT_FOR, RETIRED_AT_ONCE)
        if retired < RETIRED_AT_ONCE:
            self._retired_at = time.monotonic()


class ProfileNews:
    """Tells connected vendors of every published version of a profile."""

    def __init__(
        self, kept: Deliveries, connected: VendorConnections, public_url: str,
        uncertainty: Uncertainty | None = None,
    ) -> None:  # fmt: skip
        self._kept, self._connected, self._public_url = kept, connected, public_url
        self._uncertainty = uncertainty or Uncertainty()

    @classmethod
    def of(cls, runtime: Any) -> "ProfileNews":
        """Make the one of a running process."""
        public_url = runtime.part(read_settings).public_url
        connected = runtime.part(VendorConnections.of)
        return cls(runtime.part(deliveries), connected, public_url, runtime.part(Uncertainty.of))

    def tell(self, event: Event) -> None:
        """Keep the event for each connected vendor, a page of them at a time."""
        after, now = "", self._kept.now()
        while vendors := self._connected.page(after, VENDORS_AT_ONCE):
            docs = profile_news(event, vendors, self._public_url, now)
            self._kept.put([self._uncertainty.delivery(event, doc) for doc in docs])
            after = vendors[-1]
