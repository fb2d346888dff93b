"""From an event for a vendor to what its webhooks are sent: once per event and webhook."""

from collections.abc import Sequence
from typing import Any, Protocol

from services.notify.domain.webhook_deliveries import delivery
from services.notify.domain.webhooks import Webhook, WebhookState, wants
from services.notify.repositories.webhook_deliveries import WebhookDeliveries
from services.notify.repositories.webhooks import Webhooks
from services.notify.webhooks.sending import BATCH

Doc = dict[str, Any]


class Sender(Protocol):
    """What posts: at once what it has room for, all else when it looks for it."""

    def reserve(self, id: str) -> bool: ...
    def give_back(self, id: str) -> None: ...
    def hand_over(self, webhook: Webhook, docs: list[Doc], records: dict[str, Doc]) -> None: ...
    def wake(self) -> None: ...


class WebhookFanOut:
    """Takes new events; given one again it makes nothing, for the ids are the same.

    What a healthy webhook has room for is kept as leased already and handed to the sender, which
    need not look for it.
    """

    def __init__(self, webhooks: Webhooks, deliveries: WebhookDeliveries, sender: Sender) -> None:
        self._webhooks, self._deliveries, self._sender = webhooks, deliveries, sender

    def take(self, records: Sequence[Doc]) -> None:
        """Keep what the webhooks of their vendors are to be sent."""
        by_id = {record["_id"]: record for record in records}
        for kept in self._webhooks.of_vendors({record["vendor"] for record in records}):
            theirs = [one for one in records if one["vendor"] == kept["vendor"]]
            wanted = [one for one in theirs if wants(kept["types"], one["envelope"]["type"])]
            if wanted:
                self._keep(kept, wanted, by_id)

    def _keep(self, kept: Doc, wanted: Sequence[Doc], records: dict[str, Doc]) -> None:
        id, held, now = kept["_id"], kept["state"] != WebhookState.ENABLED, self._deliveries.now()
        docs = [delivery(record, id, now, held=held) for record in wanted]
        if held or "health" in kept or not self._sender.reserve(id):
            self._deliveries.put(docs)
            self._sender.wake()
            return
        handed: list[Doc] = []
        try:
            handed = self._deliveries.put_new(self._deliveries.leased(docs[:BATCH]))
            self._deliveries.put(docs[BATCH:])
        finally:
            if handed:
                self._sender.hand_over(Webhook.from_doc(kept), handed, records)
            else:
                self._sender.give_back(id)
        if docs[BATCH:]:
            self._sender.wake()
