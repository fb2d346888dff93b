"""How fast webhooks are: from an order's event to its POST, and how many a process can post.

The first is measured beside round trips of one RPC in the same seconds, the second beside the
same HTTP client in a bare loop. Both post over TLS to a server in a process of its own.
"""

import base64
import secrets
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

from deploy.bench import receiver
from deploy.bench.figures import Figure, Target, compared, percentile
from deploy.bench.place import Place
from deploy.local.ports import wait_until
from deploy.local.specs import ROOT
from gateway.calls.client import RpcClient
from services.common import principal
from services.common.events import envelope
from services.common.links.reach import Reach
from services.common.messaging import names
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.principal import Principal
from services.notify.domain.deliveries import CHANGED
from services.notify.domain.webhook_deliveries import delivery, delivery_id
from services.notify.secrets_box import SecretsBox
from services.notify.webhooks.http import Poster
from services.notify.webhooks.posting import purpose_of
from services.notify.webhooks.signing import MEDIA_TYPE, body_of, headers, new_secret

Doc = dict[str, Any]

HOST, VENDOR = "hersteller.example", "bench-vendor"
WEBHOOKS = 4
ROUNDS = 3
EVENTS_A_SECOND, SECONDS = 50, 6
POSTED = 1200
"""So many in a round."""
PATIENCE_S = 60.0
AT_MOST, AT_LEAST = 25, 0.2
KIND = "order.progressed"


def webhook_speed(place: Place) -> list[Figure]:
    """Measure both, round by round."""
    with _hearing(place) as bench:
        bench.latencies(1)
        latencies = [bench.latencies(SECONDS) for _ in range(ROUNDS)]
        rates = [(bench.rate(), bench.bare_rate()) for _ in range(ROUNDS)]
    return [
        compared(
            "webhook_p95_ms", latencies, unit="ms", reference="one RPC round trip",
            target=Target(AT_MOST),
        ),
        compared(
            "webhook_rate", rates, unit="a second", reference="the same client in a bare loop",
            target=Target(AT_LEAST, at_least=True),
        ),
    ]  # fmt: skip


@contextmanager
def _hearing(place: Place) -> Iterator["_Bench"]:
    """Let notify reach a server that stands in for the vendor's, and know its webhooks."""
    folder = place.system.folder
    command = [sys.executable, "-m", "deploy.bench.receiver", str(folder), HOST]
    server = subprocess.Popen(command, cwd=ROOT)
    usual = place.system.processes.known()["notify"][0]
    try:
        wait_until(lambda: (folder / receiver.PORT).exists(), PATIENCE_S, "no server to post to")
        port = int((folder / receiver.PORT).read_text())
        reaching = {
            "WEBHOOK_STANDS_IN": f"{HOST}=127.0.0.1:{port}",
            "SSL_CERT_FILE": str(folder / receiver.CERTIFICATE),
        }
        place.system.processes.stop("notify")
        place.system.processes.start(replace(usual, settings={**usual.settings, **reaching}))
        place.system.wait_ready("notify")
        bench = _Bench(place, folder, port, usual.settings)
        yield bench
        bench.close()
    finally:
        server.kill()
        server.wait()
        place.system.processes.stop("notify")
        place.system.processes.start(usual)
        place.system.wait_ready("notify")


@dataclass
class _Bench:
    place: Place
    folder: Path
    port: int
    settings: Mapping[str, str]

    def __post_init__(self) -> None:
        prefix = self.place.system.database_prefix
        self._client: MongoClient[Doc] = MongoClient(self.place.system.mongo_uri, tz_aware=True)
        self._database: Database[Doc] = self._client[f"{prefix}notify"]
        box, self._secret = SecretsBox(self.settings["SECRETS_KEY"]), new_secret()
        now = datetime.now(UTC)
        for number in range(WEBHOOKS):
            id = f"w-bench-{number}"
            sealed = box.seal(self._secret, purpose_of(id))
            self._database["webhooks"].insert_one(
                {
                    "_id": id, "vendor": VENDOR, "url": f"https://{HOST}/{number}", "types": [],
                    "slot": number + 1, "description": "", "state": "enabled", "version": 1,
                    "secrets": [{"sealed": sealed, "created_at": now, "expires_at": None}],
                    "disabled_reason": None, "disabled_at": None, "created_by": "bench",
                    "created_at": now, "outbox": [], "done": [],
                }
            )  # fmt: skip
        orders = self.place.system.processes.known()["orders"][0].settings
        self._broker = ConfirmingPublisher(orders["AMQP_URI"], "bench")
        gateway = self.place.system.processes.known()["gateway"][0].settings
        key = gateway["PRINCIPAL_PRIVATE_KEY"]
        self._rpc = RpcClient(
            gateway["AMQP_URI"], lambda who, service: principal.sign(who, service, key), threads=9
        )
        self._rpc.start()
        self._turn = 0

    def close(self) -> None:
        """Let go of all connections."""
        self._rpc.stop()
        self._broker.close()
        self._client.close()

    def latencies(self, seconds: int) -> tuple[float, float]:
        """Say fifty events a second; give the p95 of their POSTs and of an RPC, in ms.

        The first webhook is the one whose POST counts; the RPC is asked in the same seconds.
        """
        self._turn += 1
        said: dict[str, float] = {}
        trips: list[float] = []
        caller = threading.Thread(target=self._call, args=(seconds, trips))
        caller.start()
        began = time.monotonic()
        for number in range(seconds * EVENTS_A_SECOND):
            time.sleep(max(0.0, began + number / EVENTS_A_SECOND - time.monotonic()))
            event = _event(f"bench-{self._turn}-{number}")
            said[delivery_id(f"{event['id']}:{VENDOR}", "w-bench-0")] = time.time()
            self._broker.publish(names.events_exchange("orders"), [event])
        caller.join()
        wait_until(lambda: said.keys() <= self._heard().keys(), PATIENCE_S, "POSTs are missing")
        heard = self._heard()
        posted = [(heard[id] - at) * 1000 for id, at in said.items()]
        return percentile(posted, 0.95), percentile(trips, 0.5)

    def _call(self, seconds: int, trips: list[float]) -> None:
        """Measure an RPC again and again."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            self._rpc.call("notify", "ping", arguments={}, principal=Principal("gateway"))
            trips.append((time.monotonic() - began) * 1000)
            time.sleep(0.05)

    def _heard(self) -> dict[str, float]:
        """Return when each POST came."""
        lines = (self.folder / receiver.HEARD).read_text().splitlines()
        pairs = (line.split() for line in lines)
        return {pair[1]: float(pair[0]) for pair in pairs if len(pair) == 2}

    def rate(self) -> float:
        """Return how many a second the process posts of what waits for it, all of it noted."""
        self._turn += 1
        now, done = datetime.now(UTC), self._count()
        record = {"_id": f"bench-{self._turn}", "envelope": _told(), "vendor": VENDOR}
        feed = {**record, "state": "delivered", "queued_at": now, "position": 10**6 + self._turn}
        self._database["deliveries"].insert_one(feed)
        docs = [
            {**delivery(record, f"w-bench-{number % WEBHOOKS}", now, held=False),
             "_id": f"msg_{self._turn}_{number}", "due_at": now}
            for number in range(POSTED)
        ]  # fmt: skip
        self._database["webhook_deliveries"].insert_many(docs)
        wait_until(lambda: self._count() > done, PATIENCE_S, "nothing is posted", every_s=0.005)
        begun, began = self._count() - done, time.monotonic()
        wait_until(
            lambda: self._count() - done == POSTED, PATIENCE_S, "not all is posted", every_s=0.02
        )
        return (POSTED - begun) / (time.monotonic() - began)

    def _count(self) -> int:
        done = {"state": "delivered", "_id": {"$gte": "msg_1_", "$lt": "msg_a"}}
        return self._database["webhook_deliveries"].count_documents(done)

    def bare_rate(self) -> float:
        """Return how many a second the same client posts, with a body that was signed before."""
        trust = ssl.create_default_context(cafile=str(self.folder / receiver.CERTIFICATE))
        reach = Reach(stands_in={HOST: ("127.0.0.1", self.port)}, trust=trust)
        poster, body = Poster(reach, 15, "bench"), body_of(_told())
        signed = headers(secrets.token_hex(8), int(time.time()), body, [self._secret])
        posted = {"Content-Type": MEDIA_TYPE, **signed}
        began = time.monotonic()
        for number in range(POSTED):
            poster.post(f"https://{HOST}/{number % WEBHOOKS}", body, posted)
        rate = POSTED / (time.monotonic() - began)
        poster.close()
        return rate


def _event(order: str) -> Doc:
    """Return an event of an order that is being set up."""
    contact = {"name": "Eva Fach", "department": "Amt", "email": "", "phone": ""}
    facts = {
        "id": order, "number": order, "body": "09187162", "body_name": "Prien a.Chiemsee",
        "profile": "ewa", "profile_title": {"de": "Ummelden", "en": "Moving"}, "usage": "new",
        "profile_version": 1, "functional_contact": contact, "technical_contact": contact,
        "specialist_system": None, "setup_by": VENDOR, "wanted_on": None, "state": "in_setup",
        "link": None, "ordered_by": "bench", "waiting_for": None, "contract": None,
    }  # fmt: skip
    by = {"id": "bench", "name": "Bench"}
    told = {"order": facts, "action": "progress", "reason": None, "by": by}
    return envelope("orders", KIND, told, subject=order, version=1)


def _told() -> Doc:
    """Return an event as a vendor is told of it, of the usual size."""
    filling = base64.b64encode(bytes(1200)).decode()
    return {
        "specversion": "1.0", "id": "bench", "source": "urn:digitalmarkt", "type": CHANGED,
        "subject": "bench", "time": "2026-11-28T10:00:00.000+00:00", "data": {"order": filling},
    }  # fmt: skip


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"webhook_speed": webhook_speed}
