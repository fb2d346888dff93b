"""Where vendors connect to, and how much their queues hold."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from services.common.storage.aggregates import to_plain
from services.notify.domain.deliveries import EXCHANGE, routing_key
from services.notify.settings import read_settings
from services.notify.vendor_broker.management import Limits

Doc = dict[str, Any]
SEEN = ("messages", "bytes", "seen_at", "read_at")
"""What the broker counted last, and when it was last seen that the queue is read."""
PORTS = {"amqps": 5671, "amqp": 5672}


@dataclass(frozen=True)
class BrokerSettings:
    """``address`` is the broker as vendors reach it: ``amqps://host:port``."""

    address: str
    vhost: str
    limits: Limits

    def place(self) -> Doc:
        """Return what a client is told to connect."""
        parts = urlsplit(self.address)
        return {
            "host": parts.hostname, "port": parts.port or PORTS[parts.scheme],
            "tls": parts.scheme == "amqps", "vhost": self.vhost, "exchange": EXCHANGE,
        }  # fmt: skip

    def queue_of(self, vendor: str, seen: Doc | None) -> Doc:
        """Return a vendor's queue: its name, what it holds, and what was last seen in it."""
        return {
            "name": routing_key(vendor),
            "most_messages": self.limits.messages,
            "most_bytes": self.limits.bytes,
            **{name: to_plain((seen or {}).get(name)) for name in SEEN},
        }

    def user_name(self, vendor: str, number: int) -> str:
        """Name a vendor's nth user: users are global on a broker, so with the virtual host."""
        return f"{self.vhost.strip('/') or 'main'}.{vendor}.{number}"


def broker_settings(runtime: Any) -> BrokerSettings:
    """Read them once per process."""
    settings = runtime.part(read_settings)
    return BrokerSettings(
        settings.vendor_broker_address,
        vhost_of(settings.vendor_amqp_uri),
        Limits(settings.vendor_queue_messages, settings.vendor_queue_bytes),
    )


def vhost_of(amqp_uri: str) -> str:
    """Return the virtual host an AMQP address names."""
    return unquote(urlsplit(amqp_uri).path.removeprefix("/")) or "/"
