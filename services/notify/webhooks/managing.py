"""What a vendor does with its webhooks: add, change, try, rotate, enable, replay."""

import hashlib
import ipaddress
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from services.common import context
from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.common.links.addresses import CheckStopped, Target, is_public
from services.common.links.findings import LinkFailure
from services.common.storage.aggregates import to_plain
from services.notify.domain.deliveries import TEST, webhook_test
from services.notify.domain.webhook_deliveries import WebhookDeliveryState, shown
from services.notify.domain.webhook_schedule import Health
from services.notify.domain.webhooks import SealedSecret, Webhook, WebhookState
from services.notify.repositories.people import People
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.repositories.webhook_deliveries import WebhookDeliveries, webhook_deliveries
from services.notify.repositories.webhook_replays import WebhookReplays, webhook_replays
from services.notify.repositories.webhooks import Webhooks
from services.notify.secrets_box import NotSealedHere, SecretsBox
from services.notify.vendor_scope import PREFIX
from services.notify.webhooks.posting import WebhookPoster, purpose_of
from services.notify.webhooks.replaying import WebhookReplaying
from services.notify.webhooks.sending import WebhookSender
from services.notify.webhooks.signing import new_secret

Doc = dict[str, Any]

PERMISSION = "webhooks:write"
TEST_TIMEOUT_S = 5.0
PORTS = (443,)
UNFIT = {
    LinkFailure.MALFORMED: Wrong("webhook-url-malformed"),
    LinkFailure.NOT_HTTPS: Wrong("webhook-url-not-https"),
    LinkFailure.OTHER_PORT: Wrong("webhook-url-other-port"),
}


class WebhookDesk:
    """Everything a caller may do with the webhooks of its vendors."""

    def __init__(
        self, webhooks: Webhooks, deliveries: WebhookDeliveries, replays: WebhookReplays, *,
        box: SecretsBox, poster: WebhookPoster, connections: VendorConnections, people: People,
        wake: tuple[Callable[[], None], Callable[[], None]],
    ) -> None:  # fmt: skip
        self.webhooks, self.deliveries, self._replays = webhooks, deliveries, replays
        self._box, self._poster, self._connections = box, poster, connections
        self._people = people
        self._wake_sender, self._wake_replays = wake

    @classmethod
    def of(cls, runtime: Any) -> "WebhookDesk":
        """Make the one of a running process."""
        sender = runtime.part(WebhookSender.of)
        return cls(
            runtime.part(Webhooks.of),
            runtime.part(webhook_deliveries),
            runtime.part(webhook_replays),
            box=runtime.part(SecretsBox.of),
            poster=sender.poster,
            connections=runtime.part(VendorConnections.of),
            people=runtime.part(People.of),
            wake=(sender.loop.wake, runtime.part(WebhookReplaying.of).loop.wake),
        )

    def get(self, id: str) -> Webhook:
        """Return a webhook of a vendor the caller acts for, or raise NotFound."""
        webhook = self.webhooks.find(id)
        if webhook is None or webhook.state is WebhookState.DELETED:
            raise NotFound("webhook-not-found")
        if not context.principal().may(PERMISSION, PREFIX + webhook.vendor):
            raise NotFound("webhook-not-found")
        return webhook

    def view(self, webhook: Webhook) -> Doc:
        """Return what its vendor sees of a webhook; ``disabled_by`` names a person, no program."""
        health, replay = self.webhooks.health(webhook.id), self._replays.of(webhook.id)
        by = {"disabled_by": self._people.name_of(webhook.disabled_by)}
        return {**webhook.public(), **by, **_health(health), "replay": _replay(replay)}

    def add(self, vendor: str, facts: Doc) -> Doc:
        """Make a webhook; the secret is in this answer and nowhere else."""
        context.act(PERMISSION, PREFIX + vendor)
        check_address(facts["url"])
        once = context.current().once or secrets.token_hex(12)
        id = "w-" + hashlib.sha256(once.encode()).hexdigest()[:24]
        secret, now = new_secret(), self.deliveries.now()
        sealed = SealedSecret(self._box.seal(secret, purpose_of(id)), now)
        webhook = Webhook(
            id=id, vendor=vendor, **facts, slot=None, secrets=[sealed], created_at=now,
            created_by=context.principal().subject,
        )  # fmt: skip
        if self.webhooks.add_to(vendor, webhook) is not webhook:
            raise Conflict("webhook-exists", webhook=id)
        self._connections.note(vendor, "webhook")
        return {**self.view(webhook), "secret": secret}

    def change(self, id: str, facts: Doc, version: int) -> Doc:
        """Change a webhook as of the version seen."""
        self._act(id)
        if "url" in facts:
            check_address(facts["url"])
        return self.view(self.webhooks.change(id, lambda known: known.change(facts, version)))

    def delete(self, id: str) -> None:
        """End a webhook; what waited for it is not sent any more."""
        self._act(id)
        self.webhooks.change(id, lambda known: known.delete())
        self.deliveries.forget(id)

    def enable(self, id: str) -> Doc:
        """Post again, beginning with what waited and what was given up."""
        self._act(id)
        return self.take_up(id)

    def pause(self, id: str) -> Doc:
        """Post nothing more until the vendor enables it; what comes is held."""
        self._act(id)
        by, now = context.principal().subject, self.deliveries.now()
        webhook = self.webhooks.change(id, lambda known: known.pause(by, now))
        self.deliveries.hold_idle(id)
        return self.view(webhook)

    def take_up(self, id: str) -> Doc:
        """Post again to a webhook, whoever may let it be done."""
        webhook = self.webhooks.change(id, lambda known: known.enable())
        self.webhooks.arrived(id)
        given_up = (WebhookDeliveryState.HELD, WebhookDeliveryState.FAILED)
        resumed = self.deliveries.resume(id, given_up)
        self._wake_sender()
        return {**self.view(webhook), "resumed": resumed}

    def rotate(self, id: str) -> Doc:
        """Make a new secret; the one before signs beside it for a day, sealed by the newest key.

        A call that came twice gives the secret of its first answer.
        """
        self._act(id)
        call, purpose = context.current().once or secrets.token_hex(12), purpose_of(id)
        sealed = self._box.seal(new_secret(), purpose)
        kept = SealedSecret(sealed, self.deliveries.now(), call=call)
        webhook = self.webhooks.change(id, lambda known: known.rotate(kept, self._renewed))
        secret = self._box.open(webhook.made_by(call).sealed, purpose)
        return {**self.view(webhook), "secret": secret}

    def _renewed(self, webhook: str, sealed: str) -> str:
        """Seal by the newest key: ``reseal`` may have done so since the webhook was read.

        What no key opens stays as it is.
        """
        with suppress(NotSealedHere):
            return self._box.renew(sealed, purpose_of(webhook))
        return sealed

    def test(self, id: str) -> Doc:
        """Post a test event now, and return what came of it."""
        webhook, now = self._act(id), self.deliveries.now()
        name = "msg_" + secrets.token_hex(16)
        envelope = webhook_test(name, webhook.id, now)
        attempt = self._poster.post(webhook, name, envelope, now, TEST_TIMEOUT_S)
        doc = {"_id": name, "webhook": id, "event": name, "type": TEST, "queued_at": now}
        self.deliveries.note(doc, attempt)
        return shown(self.deliveries.get(id, name))

    def retry(self, id: str, delivery: str) -> Doc:
        """Post one event once more."""
        webhook = self._act(id)
        if webhook.state is not WebhookState.ENABLED:
            raise Conflict("webhook-disabled", webhook=id)
        if self.deliveries.get(id, delivery)["type"] == TEST:
            raise Conflict("webhook-test-over")
        doc = self.deliveries.retry(id, delivery)
        self._wake_sender()
        return shown(doc)

    def replay(self, id: str, start: datetime, end: datetime) -> Doc:
        """Begin to post once more what the vendor was told in a time."""
        webhook = self._act(id)
        if webhook.state is not WebhookState.ENABLED:
            raise Conflict("webhook-disabled", webhook=id)
        if not self._replays.begin(id, start, end, context.principal().subject):
            raise Conflict("replay-running", webhook=id)
        self._wake_replays()
        return self.view(webhook)

    def _act(self, id: str) -> Webhook:
        """Return a webhook to act on, as the caller's vendor."""
        webhook = self.get(id)
        context.act(PERMISSION, PREFIX + webhook.vendor)
        return webhook


def check_address(url: str) -> None:
    """Refuse an address that would never be called, naming why; names are looked up later."""
    try:
        target = Target.of(url, PORTS)
    except CheckStopped as stopped:
        raise invalid_fields([("/url", UNFIT[stopped.reason])]) from stopped
    try:
        literal = str(ipaddress.ip_address(target.host))
    except ValueError:
        return
    if not is_public(literal):
        raise invalid_fields([("/url", Wrong("webhook-url-internal-address"))])


def _health(health: Health) -> Doc:
    facts = {"failing_since": health.failing_since, "rests_until": health.rests_until}
    return {"failures": health.failures, **to_plain(facts)}


def _replay(doc: Doc | None) -> Doc | None:
    if doc is None:
        return None
    names = ("state", "from", "to", "events", "asked_at")
    return dict(to_plain({name: doc[name] for name in names}))
