"""Sends a webhook once more what its vendor was told in a time, a page at a go."""

from typing import Any

from services.common.background import BackgroundTask, database_bound
from services.notify.domain.webhook_deliveries import delivery
from services.notify.domain.webhooks import wants
from services.notify.repositories.vendor_feed import VendorFeed
from services.notify.repositories.webhook_deliveries import (
    WebhookDeliveries,
    webhook_deliveries,
)
from services.notify.repositories.webhook_replays import WebhookReplays, webhook_replays
from services.notify.repositories.webhooks import Webhooks
from services.notify.webhooks.sending import WebhookSender

Doc = dict[str, Any]

PAGE = 200


class WebhookReplaying:
    """Each replay goes on where it was, whoever was killed; the ids stay what they were."""

    def __init__(
        self, replays: WebhookReplays, webhooks: Webhooks, feed: VendorFeed,
        deliveries: WebhookDeliveries, sender: WebhookSender,
    ) -> None:  # fmt: skip
        self._replays, self._webhooks, self._feed = replays, webhooks, feed
        self._deliveries, self._sender = deliveries, sender
        self.loop = BackgroundTask("webhook-replays", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "WebhookReplaying":
        """Make the one of a running process."""
        return cls(
            runtime.part(webhook_replays),
            runtime.part(Webhooks.of),
            runtime.part(VendorFeed.of),
            runtime.part(webhook_deliveries),
            runtime.part(WebhookSender.of),
        )

    def round(self) -> bool:
        """Take in one page of each of some replays; tell whether there may be more."""
        with database_bound():
            replays = self._replays.take(10)
            for replay in replays:
                self._go_on(replay)
        if replays:
            self._sender.loop.wake()
        return bool(replays)

    def _go_on(self, replay: Doc) -> None:
        known = self._webhooks.to_send(replay["_id"])
        if known is None:
            self._replays.finish(replay, replay["events"])
            return
        webhook = known[0]
        start, end = replay["from"], replay["to"]
        records = self._feed.between(webhook.vendor, start, end, replay["after"], PAGE)
        wanted = [one for one in records if wants(webhook.types, one["envelope"]["type"])]
        now, events = self._deliveries.now(), replay["events"] + len(wanted)
        self._deliveries.send_again(
            [delivery(record, webhook.id, now, held=False) for record in wanted]
        )
        if len(records) < PAGE:
            self._replays.finish(replay, events)
        else:
            self._replays.advance(replay, after=records[-1]["position"], events=events)
