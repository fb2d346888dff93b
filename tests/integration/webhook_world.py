"""Webhooks on a real database and real HTTPS servers, by a clock the test moves."""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from services.common import clock, context
from services.common.context import Call
from services.common.links.reach import Reach
from services.common.links.request import is_public
from services.common.principal import Principal
from services.notify.domain.deliveries import PROFILE_PUBLISHED
from services.notify.domain.webhooks import SealedSecret, Webhook
from services.notify.repositories.deliveries import Deliveries
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.repositories.vendor_feed import VendorFeed
from services.notify.repositories.webhook_deliveries import WebhookDeliveries
from services.notify.repositories.webhook_replays import WebhookReplays
from services.notify.repositories.webhooks import Webhooks
from services.notify.secrets_box import SecretsBox
from services.notify.vendor_fan_out import VendorFanOut
from services.notify.webhooks.fan_out import WebhookFanOut
from services.notify.webhooks.http import Poster
from services.notify.webhooks.managing import WebhookDesk
from services.notify.webhooks.posting import WebhookPoster, purpose_of
from services.notify.webhooks.replaying import WebhookReplaying
from services.notify.webhooks.sending import WebhookSender
from services.notify.webhooks.signing import new_secret
from tests.integration.catalogue_files import Db
from tests.integration.webhook_receiver import Receiver
from tests.unit.notify import samples

Doc = dict[str, Any]

HOST, INSIDE = "hersteller.example", "inside.example"
VENDOR = "demo-it-dienst"
KEY = base64.b64encode(bytes(32)).decode()


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = clock.now()

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, seconds: float) -> None:
        """Let so much time pass."""
        self.at += timedelta(seconds=seconds)


class Looking:
    """A sender that looks for everything: only then does it post what the test lets it."""

    def reserve(self, id: str) -> bool:
        return False

    def give_back(self, id: str) -> None: ...
    def hand_over(self, webhook: Webhook, docs: list[Doc], records: dict[str, Doc]) -> None: ...
    def wake(self) -> None: ...


class WebhookWorld:
    """All parts of webhooks, wired as in the service, but woken by the test."""

    def __init__(self, database: Db, folder: Path, *, timeout_s: float = 5.0) -> None:
        self.clock, self.receiver = Clock(), Receiver(folder, HOST, INSIDE)
        self.events = Deliveries(database, "deliveries", "waiting")
        self.feed, self.webhooks = VendorFeed(database), Webhooks(database, "notify", _nothing)
        self.deliveries = WebhookDeliveries(database, "webhook_deliveries", "waiting")
        self.replays = WebhookReplays(database, "webhook_replays", "running")
        for part in (self.events, self.feed, self.webhooks, self.deliveries, self.replays):
            part.prepare()
        for part in (self.events, self.deliveries, self.replays):
            part.now = self.clock  # type: ignore[method-assign]
        self.box, self.timeout_s, self.patience_s = SecretsBox(KEY), timeout_s, 60.0
        self.sender = self.new_sender()
        self.replaying = WebhookReplaying(
            self.replays, self.webhooks, self.feed, self.deliveries, self.sender
        )
        self.connections = VendorConnections(database)
        self.desk = self.new_desk(self.box)
        fan_out = WebhookFanOut(self.webhooks, self.deliveries, Looking())
        self.fan_out = VendorFanOut(self.feed, self.events, [fan_out.take])

    def new_desk(self, box: SecretsBox) -> WebhookDesk:
        """Return a desk as a process with these keys has it."""
        people: Any = samples.People()
        return WebhookDesk(
            self.webhooks, self.deliveries, self.replays, box=box, poster=self.sender.poster,
            connections=self.connections, people=people, wake=(_nothing, _nothing),
        )  # fmt: skip

    def new_sender(self, chance: Callable[[], float] = lambda: 0.0) -> WebhookSender:
        """Return a sender as one more process has it."""
        poster = Poster(self.reach(), self.timeout_s, "test")
        return WebhookSender(
            self.webhooks, self.deliveries, self.feed, WebhookPoster(poster, self.box), chance
        )

    def reach(self) -> Reach:
        """Return the way to the receiver, while all else is vetted as ever."""
        here = ("127.0.0.1", self.receiver.port)
        return Reach(
            may_call=is_public, resolve=lambda host, port: ["127.0.0.1"],
            ports=(443, self.receiver.port), trust=self.receiver.trust, stands_in={HOST: here},
        )  # fmt: skip

    def add(self, path: str, *, host: str = HOST, vendor: str = VENDOR, **more: Any) -> str:
        """Add a webhook at a path of the receiver; give its id, which is in the path."""
        id = f"w-{path.strip('/')}"
        self.secret = new_secret()
        sealed = SealedSecret(self.box.seal(self.secret, purpose_of(id)), self.clock())
        port = "" if host == HOST else f":{self.receiver.port}"
        webhook = Webhook(
            id=id, vendor=vendor, url=f"https://{host}{port}{path}", slot=None, secrets=[sealed],
            created_by="party", created_at=self.clock(), **more,
        )  # fmt: skip
        self.webhooks.add_to(vendor, webhook)
        return id

    def tell(self, count: int = 1, vendor: str = VENDOR, name: str = "e", **data: Any) -> None:
        """Keep so many events for a vendor, and hand them out."""
        now = self.clock()
        self.events.put([record(vendor, f"{name}{n}", now, **data) for n in range(count)])
        while self.fan_out.round():
            pass

    def post(self, *senders: WebhookSender) -> None:
        """Let the senders post all that is due by now."""
        for sender in senders or (self.sender,):
            sender.round()
        for sender in senders or (self.sender,):
            assert sender.wait_until_idle(self.patience_s)

    def kept(self, **criteria: Any) -> list[Doc]:
        """Return deliveries, oldest first."""
        return list(self.deliveries.collection.find(criteria).sort("queued_at", 1))

    def as_vendor(self, *vendors: str) -> None:
        """Let what follows be asked by somebody of these vendors."""
        may = frozenset({"webhooks:write", "events:read"})
        person = Principal("party", "Claudia", {f"vendor:{vendor}": may for vendor in vendors})
        context.enter(Call(principal=person))

    def close(self) -> None:
        """End the receiver."""
        self.receiver.close()


def record(vendor: str, name: str, now: datetime, **data: Any) -> Doc:
    """Return an event for a vendor."""
    envelope = {
        "specversion": "1.0", "id": name, "source": "urn:digitalmarkt", "subject": "ewa",
        "type": PROFILE_PUBLISHED, "time": now.isoformat(), "sequence": "000000000001",
        "datacontenttype": "application/json", "data": {"profile": {"id": "ewa"}, **data},
    }  # fmt: skip
    return {"_id": f"{name}:{vendor}", "vendor": vendor, "envelope": envelope, "state": "waiting",
            "attempts": 0, "queued_at": now}  # fmt: skip


def _nothing(*_args: Any) -> None:
    """Wake nobody: the test does."""
