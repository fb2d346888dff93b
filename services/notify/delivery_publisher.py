"""Publishes what waits for vendors on their own virtual host, with confirms."""

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any, Protocol

from services.common.background import BackgroundTask, database_bound
from services.common.logs import Log
from services.common.messaging.publisher import (
    Blocked,
    ConfirmingPublisher,
    NotConfirmed,
    NotRouted,
)
from services.notify.domain.deliveries import as_published, routing_key
from services.notify.domain.mails import reason_of
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.settings import read_settings

log = Log(__name__)
Doc = dict[str, Any]

BATCH = 100
EXCHANGE = "digitalmarkt.events"
LONGEST_DELIVERY_S = 90.0
"""No vendor's is begun that might outlive the lease, lest another process publish it too."""
LONGEST_PAUSE_S = 300
LONGEST_PAUSE_WITHOUT_QUEUE_S = 3600


class VendorBroker(Protocol):
    """What the deliverer needs of a connection to the broker."""

    def publish_to(
        self,
        exchange: str,
        routed: Sequence[tuple[str, Mapping[str, Any]]],
        *,
        mandatory: bool = False,
    ) -> None: ...


class DeliveryPublisher:
    """Takes due deliveries in batches; one vendor's full queue does not hold the others."""

    def __init__(self, waiting: LeasedQueue, publisher: VendorBroker) -> None:
        self._waiting, self._publisher = waiting, publisher
        self.loop = BackgroundTask("deliveries", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "DeliveryPublisher":
        """Make the deliverer of a running process."""
        uri = runtime.part(read_settings).vendor_amqp_uri
        return cls(runtime.part(deliveries), ConfirmingPublisher(uri, "notify-vendors"))

    def round(self) -> bool:
        """Deliver one batch; tell whether there may be more."""
        last = time.monotonic() + Deliveries.LEASE.total_seconds() - LONGEST_DELIVERY_S
        with database_bound():
            batch = self._waiting.take(BATCH)
        by_vendor: dict[str, list[Doc]] = {}
        for doc in batch:
            by_vendor.setdefault(doc["vendor"], []).append(doc)
        while by_vendor and not self.loop.stopping and time.monotonic() < last:
            vendor = next(iter(by_vendor))
            self._deliver(vendor, by_vendor.pop(vendor))
        if by_vendor:
            with database_bound():
                self._waiting.put_back(chain.from_iterable(by_vendor.values()))
        return len(batch) == BATCH

    def _deliver(self, vendor: str, docs: list[Doc]) -> None:
        """Publish one vendor's; they share a routing key, so no queue takes all or none."""
        routed = [(routing_key(vendor), as_published(doc)) for doc in docs]
        try:
            self._publisher.publish_to(EXCHANGE, routed, mandatory=True)
        except NotRouted:
            log.warning("vendor_queue_missing", vendor=vendor, waiting=len(docs))
            self._put_off(docs, "no queue", LONGEST_PAUSE_WITHOUT_QUEUE_S)
        except Blocked:
            log.warning("broker_blocked", vendor=vendor, waiting=len(docs))
            self._put_off(docs, "broker out of memory", LONGEST_PAUSE_S)
        except NotConfirmed as error:
            log.warning("delivery_waits", vendor=vendor, reason=str(error)[:100])
            self._put_off(docs, "not confirmed", LONGEST_PAUSE_S, unconfirmed=True)
        except Exception as error:
            log.error("delivery_failed", trace=error, vendor=vendor)
            self._put_off(docs, reason_of(error), LONGEST_PAUSE_WITHOUT_QUEUE_S)
        else:
            with database_bound():
                self._waiting.settle(docs, "delivered", delivered_at=self._waiting.now())

    def _put_off(self, docs: list[Doc], reason: str, longest_s: int, **facts: Any) -> None:
        attempts = min(doc["attempts"] for doc in docs)
        pause = timedelta(seconds=min(2 ** min(attempts, 20), longest_s))
        with database_bound():
            self._waiting.put_off(docs, pause, reason, **facts)
