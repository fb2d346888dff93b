"""Vendors' queues on a real broker, made as notify makes them."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from deploy.local.broker import Broker, grant_vendors
from services.notify.domain.broker_access import password_hash
from services.notify.domain.deliveries import routing_key
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.vendor_broker.management import Limits, Management

PLENTY = Limits(100_000, 256 * 1024 * 1024)


class WantedByAll(BrokerAccesses):
    """Every vendor wants a queue."""

    def wanting(self, vendors: Collection[str]) -> set[str]:
        return set(vendors)


@dataclass
class VendorHost:
    """The vendors' virtual host of a broker: ``publisher`` is notify's address there."""

    admin: Broker
    vhost: str
    limits: Limits = PLENTY

    def __post_init__(self) -> None:
        granted = grant_vendors(self.admin, self.vhost, {})
        self.publisher, self.api = granted["notify"], granted["api"]
        self.management = Management(self.api, self.vhost)
        self.management.prepare(self.limits)

    def queue(self, vendor: str) -> str:
        """Make a vendor's queue and return the address of the user that reads it."""
        user, secret = f"{self.vhost}.{vendor}.1", secrets.token_urlsafe(16)
        self.management.make_queue(routing_key(vendor))
        self.management.make_user(user, password_hash(secret, b"salt"), routing_key(vendor))
        return self.address(user, secret)

    def address(self, user: str, secret: str) -> str:
        """Return the AMQP address of a user of this host."""
        place = f"{self.admin.host}/{quote(self.vhost, safe='')}"
        return f"amqp://{quote(user, safe='')}:{quote(secret, safe='')}@{place}"

    def forget(self) -> None:
        """Remove the users, which are the broker's and outlive the virtual host."""
        for user in self.admin.call("GET", "users"):
            if user["name"].startswith((f"{self.vhost}.", f"{self.vhost}-")):
                self.admin.call("DELETE", f"users/{quote(user['name'], safe='')}")
