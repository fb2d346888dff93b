"""From an event for a vendor to what its webhooks are sent: once per event and webhook."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from services.notify.domain.webhook_deliveries import delivery
from services.notify.domain.webhooks import WebhookState, wants
from services.notify.repositories.webhook_deliveries import WebhookDeliveries
from services.notify.repositories.webhooks import Webhooks

Doc = dict[str, Any]


class WebhookFanOut:
    """Takes new events; given one again it makes nothing, for the ids are the same."""

    def __init__(
        self, webhooks: Webhooks, deliveries: WebhookDeliveries, wake: Callable[[], None]
    ) -> None:
        self._webhooks, self._deliveries, self._wake = webhooks, deliveries, wake

    def take(self, records: Sequence[Doc]) -> None:
        """Keep what the webhooks of their vendors are to be sent."""
        by_vendor = defaultdict[str, list[Doc]](list)
        for webhook in self._webhooks.of_vendors({record["vendor"] for record in records}):
            by_vendor[webhook["vendor"]].append(webhook)
        now = self._deliveries.now()
        docs = [
            delivery(record, webhook["_id"], now, held=webhook["state"] != WebhookState.ENABLED)
            for record in records
            for webhook in by_vendor[record["vendor"]]
            if wants(webhook["types"], record["envelope"]["type"])
        ]
        if docs:
            self._deliveries.put(docs)
            self._wake()
