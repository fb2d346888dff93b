"""What notify answers about the webhooks of vendors."""

from typing import Any

from services.common.background import BackgroundPart
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.notify.domain.webhook_deliveries import shown
from services.notify.repositories.webhook_deliveries import cursor_of, webhook_deliveries
from services.notify.repositories.webhook_replays import webhook_replays
from services.notify.repositories.webhooks import Webhooks
from services.notify.schemas import webhooks as schemas
from services.notify.schemas.mails import Nothing
from services.notify.vendor_scope import vendor_of_call, vendors_of_caller
from services.notify.webhooks.managing import PERMISSION, WebhookDesk
from services.notify.webhooks.replaying import WebhookReplaying
from services.notify.webhooks.sending import WebhookSender

Payload = dict[str, Any]


class WebhookCalls:
    """The calls about webhooks; all are for their vendor's people and programs."""

    webhooks = Part(Webhooks.of)
    webhook_deliveries = Part(webhook_deliveries)
    webhook_replays = Part(webhook_replays)
    webhook_desk = Part(WebhookDesk.of)
    webhook_sender = BackgroundPart(WebhookSender.of)
    webhook_replaying = BackgroundPart(WebhookReplaying.of)

    @rpc(needs=PERMISSION, query=schemas.WebhookQuery)
    def list_webhooks(self, query: Payload) -> Payload:
        """Return the webhooks of the caller's vendors."""
        asked, store = query["vendor"], self.webhook_desk.webhooks
        vendors = [vendor_of_call(PERMISSION, asked)] if asked else vendors_of_caller(PERMISSION)
        page = store.page_of(vendors, query["cursor"], query["limit"] + 1)
        items = [self.webhook_desk.view(webhook) for webhook in page]
        return listing(items, query["limit"], lambda one: one["id"], store.count_of(vendors))

    @rpc(needs=PERMISSION, payload=schemas.WebhookAdded)
    def add_webhook(self, payload: Payload) -> Payload:
        """Add a webhook; its secret is in this answer and nowhere else."""
        return self.webhook_desk.add(vendor_of_call(PERMISSION, payload.pop("vendor")), payload)

    @rpc(needs=PERMISSION)
    def get_webhook(self, webhook_id: str) -> Payload:
        """Return one webhook."""
        return self.webhook_desk.view(self.webhook_desk.get(webhook_id))

    @rpc(needs=PERMISSION, payload=schemas.WebhookFacts, partial=True)
    def change_webhook(self, webhook_id: str, payload: Payload, version: int) -> Payload:
        """Change address, description or types."""
        return self.webhook_desk.change(webhook_id, payload, version)

    @rpc(needs=PERMISSION)
    def delete_webhook(self, webhook_id: str) -> Payload:
        """End a webhook."""
        self.webhook_desk.delete(webhook_id)
        return {}

    @rpc(needs=PERMISSION, payload=Nothing)
    def test_webhook(self, webhook_id: str, payload: Payload) -> Payload:
        """Post a test event and return what came of it."""
        return self.webhook_desk.test(webhook_id)

    @rpc(needs=PERMISSION, payload=Nothing)
    def pause_webhook(self, webhook_id: str, payload: Payload) -> Payload:
        """Post nothing more until somebody of the vendor enables it; what comes is held."""
        return self.webhook_desk.pause(webhook_id)

    @rpc(needs=PERMISSION, payload=Nothing)
    def enable_webhook(self, webhook_id: str, payload: Payload) -> Payload:
        """Post again, beginning with what waited."""
        return self.webhook_desk.enable(webhook_id)

    @rpc(needs=PERMISSION, payload=Nothing)
    def rotate_webhook_secret(self, webhook_id: str, payload: Payload) -> Payload:
        """Make a new secret, which is in this answer and nowhere else."""
        return self.webhook_desk.rotate(webhook_id)

    @rpc(needs=PERMISSION, query=schemas.WebhookDeliveryQuery)
    def list_webhook_deliveries(self, webhook_id: str, query: Payload) -> Payload:
        """Return what was and will be posted, newest first, each with its attempts."""
        webhook, store = self.webhook_desk.get(webhook_id), self.webhook_desk.deliveries
        state = query["state"].value if query["state"] else None
        docs = store.log(webhook.id, state, query["cursor"], query["limit"] + 1)
        page = listing(docs, query["limit"], cursor_of, store.count(webhook.id, state))
        return {**page, "items": [shown(doc) for doc in page["items"]]}

    @rpc(needs=PERMISSION, payload=Nothing)
    def retry_webhook_delivery(
        self, webhook_id: str, delivery_id: str, payload: Payload
    ) -> Payload:
        """Post one event once more, now."""
        return self.webhook_desk.retry(webhook_id, delivery_id)

    @rpc(needs=PERMISSION, payload=schemas.Replay)
    def replay_webhook(self, webhook_id: str, payload: Payload) -> Payload:
        """Post once more what the vendor was told in a time, in the background."""
        return self.webhook_desk.replay(webhook_id, payload["start"], payload["end"])
