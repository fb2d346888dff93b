"""What a vendor receives by each of the three ways, read with the examples of ``docs/vendors``."""

import importlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from tempfile import TemporaryDirectory
from typing import Any

from deploy.local import receiver
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.specs import RECEIVER, ROOT
from deploy.local.system import System
from deploy.local.vendors import PERSON, VENDOR

EXAMPLES = ROOT / "docs/vendors"
WITHIN_S = 60
IDLE_S = "2"


@dataclass
class VendorJourney:
    """A vendor that takes all three ways beside the main job; see ``Journey``."""

    system: System
    journey: Journey
    client: dict[str, Any] = field(default_factory=dict)
    posted: list[dict[str, Any]] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    def connecting(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps before the main job."""
        return [
            ("vendor makes an API client", self.client_is_made),
            ("vendor adds a webhook and has it tested", self.webhook_is_tested),
        ]

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps after it: what arrived by each way."""
        return [
            ("by AMQP: docs/vendors/amqp.py reads the rest of the queue", self.queue_is_read),
            ("by webhook: docs/vendors/webhook.py was posted", self.webhook_was_posted),
            ("by feed: docs/vendors/feed.py asks for all of it", self.feed_is_read),
        ]

    def client_is_made(self) -> str:
        """Make a client that may read the feed."""
        asked = {"name": "Feed", "scope": f"vendor:{VENDOR}", "scopes": ["events:read"]}
        self.client = self.journey.person(PERSON).post("clients", asked)
        return f"{self.client['client_id']}: {', '.join(self.client['scopes'])}"

    def webhook_is_tested(self) -> str:
        """Add a webhook, run the example behind TLS, and press "test"."""
        manager = self.journey.person(PERSON)
        made = manager.post("webhooks", {"url": f"https://{RECEIVER}/events"})
        self._receive(made["secret"])
        tested = manager.post(f"webhooks/{made['id']}/test")
        return f"{made['url']}: {tested['log'][0]['status']}, {len(self.posted)} event"

    def _receive(self, secret: str) -> None:
        """Run the example receiver with TLS before it, as a vendor's proxy has it."""
        os.environ["WEBHOOK_SECRET"] = secret
        sys.path.insert(0, str(EXAMPLES))
        example: Any = importlib.import_module("webhook")
        example.handle = self.posted.append
        example.Receiver.log_message = lambda *_: None
        port = self.system.ports["receiver"]
        self.server = ThreadingHTTPServer(("127.0.0.1", port), example.Receiver)
        tls = receiver.tls_of(self.system.folder / "keys")
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def queue_is_read(self) -> str:
        """Read what the main job has left in the queue."""
        return self._run("amqp.py", self.system.vendor_uri(), f"vendor.{VENDOR}", IDLE_S)

    def webhook_was_posted(self) -> str:
        """Wait for the good end, and say what was posted of the order."""
        number = self.journey.order["number"]

        def of_order() -> list[dict[str, Any]]:
            orders = [(e, e["data"]["order"]) for e in self.posted if "order" in e["data"]]
            return [{"type": e["type"], **o} for e, o in orders if o["number"] == number]

        wait_until(lambda: any(o["state"] == "live" for o in of_order()), WITHIN_S,
                   "the webhook was not posted the end")  # fmt: skip
        return _lines(f"{o['type']} {o['number']} {o['state']}" for o in of_order())

    def feed_is_read(self) -> str:
        """Ask for all events from the first one on."""
        with TemporaryDirectory() as folder:
            return self._run("feed.py", self.journey.place.gateway, f"{folder}/cursor.json")

    def _run(self, example: str, *arguments: str) -> str:
        secrets = {name.upper(): str(self.client[name]) for name in ("client_id", "client_secret")}
        done = subprocess.run(
            [sys.executable, example, *arguments], cwd=EXAMPLES, env={**os.environ, **secrets},
            capture_output=True, text=True, timeout=WITHIN_S, check=True,
        )  # fmt: skip
        lines = [line for line in done.stdout.splitlines() if self.journey.order["number"] in line]
        if not lines:
            raise AssertionError(f"{example} says nothing of the order: {done.stdout[-500:]}")
        return _lines(lines)

    def close(self) -> None:
        """Listen no more."""
        if self.server:
            self.server.shutdown()


def _lines(told: Any) -> str:
    return "\n           ".join(told)
