"""Publishes what waits for vendors on their own virtual host, with confirms."""

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any, Protocol

from services.common import clock
from services.common.background import BackgroundTask, database_bound
from services.common.logs import Log
from services.common.messaging.publisher import (
    Blocked,
    ConfirmingPublisher,
    NotConfirmed,
    NotRouted,
    Refused,
)
from services.notify.domain.deliveries import EXCHANGE, as_published, log_facts, routing_key
from services.notify.domain.failures import DeliveryFailure, Failure
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.settings import read_settings

log = Log(__name__)
Doc = dict[str, Any]

BATCH = 100
LONGEST_DELIVERY_S = 90.0
"""No vendor's is begun that might outlive the lease, lest another process publish it too."""
LONGEST_PAUSE_S = 300
LONGEST_PAUSE_WITHOUT_QUEUE_S = 3600


class VendorBroker(Protocol):
    """What the publisher of deliveries needs of a connection to the broker."""

    def publish_to(
        self,
        exchange: str,
        routed: Sequence[tuple[str, Mapping[str, Any]]],
        *,
        mandatory: bool = False,
    ) -> None: ...


class DeliveryPublisher:
    """Takes due deliveries in batches; one vendor's full queue does not hold the others."""

    def __init__(self, waiting: Deliveries, broker: VendorBroker, accesses: BrokerAccesses) -> None:
        self._waiting, self._broker, self._accesses = waiting, broker, accesses
        self.loop = BackgroundTask("deliveries", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "DeliveryPublisher":
        """Make the publisher of a running process."""
        uri = runtime.part(read_settings).vendor_amqp_uri
        publisher = ConfirmingPublisher(uri, "notify-vendors")
        return cls(runtime.part(deliveries), publisher, runtime.part(BrokerAccesses.of))

    def round(self) -> bool:
        """Deliver one batch; tell whether there may be more."""
        last = time.monotonic() + Deliveries.LEASE.total_seconds() - LONGEST_DELIVERY_S
        with database_bound():
            batch = self._waiting.take(BATCH)
        by_vendor: dict[str, list[Doc]] = {}
        for doc in batch:
            by_vendor.setdefault(doc["vendor"], []).append(doc)
        self._set_aside(by_vendor)
        while by_vendor and not self.loop.stopping and time.monotonic() < last:
            vendor = next(iter(by_vendor))
            self._deliver(vendor, by_vendor.pop(vendor))
        if by_vendor:
            with database_bound():
                self._waiting.put_back(chain.from_iterable(by_vendor.values()))
        return len(batch) == BATCH

    def _set_aside(self, by_vendor: dict[str, list[Doc]]) -> None:
        """Take out what is for vendors that want no queue: they have feed and webhooks."""
        with database_bound():
            unwanted = by_vendor.keys() - self._accesses.wanting(by_vendor) if by_vendor else ()
            for vendor in unwanted:
                self._waiting.set_aside(by_vendor.pop(vendor))

    def _deliver(self, vendor: str, docs: list[Doc]) -> None:
        """Publish one vendor's; they share a routing key, so no queue takes all or none."""
        routed = [(routing_key(vendor), as_published(doc)) for doc in docs]
        began = time.monotonic()
        try:
            self._broker.publish_to(EXCHANGE, routed, mandatory=True)
        except NotRouted:
            failure = Failure(DeliveryFailure.QUEUE_MISSING)
            self._put_off(docs, failure, LONGEST_PAUSE_WITHOUT_QUEUE_S, began)
            with database_bound():
                self._accesses.recheck(vendor, clock.now())
        except Refused as error:
            full = [doc for place, doc in enumerate(docs) if place in error.places]
            self._put_off(full, Failure(DeliveryFailure.QUEUE_FULL), LONGEST_PAUSE_S, began)
            self._settle([doc for doc in docs if doc not in full], began)
        except Blocked:
            failure = Failure(DeliveryFailure.BROKER_BLOCKED)
            self._put_off(docs, failure, LONGEST_PAUSE_S, began)
        except NotConfirmed as error:
            failure = Failure.of_error(DeliveryFailure.NOT_CONFIRMED, error)
            self._put_off(docs, failure, LONGEST_PAUSE_S, began, unconfirmed=True)
        except Exception as error:
            log.error("delivery_failed", trace=error, vendor=vendor)
            failure = Failure.of_error(DeliveryFailure.UNFORESEEN, error)
            self._put_off(docs, failure, LONGEST_PAUSE_WITHOUT_QUEUE_S, began)
        else:
            self._settle(docs, began)

    def _settle(self, docs: list[Doc], began: float) -> None:
        if docs:
            with database_bound():
                self._waiting.settle(docs, "delivered", at="delivered_at")
        for doc in docs:
            log.info("delivery_published", **_line(doc, "published", began))

    def _put_off(
        self, docs: list[Doc], failure: Failure, longest_s: int, began: float, **facts: Any
    ) -> None:
        attempts = min(doc["attempts"] for doc in docs)
        pause = timedelta(seconds=min(2 ** min(attempts, 20), longest_s))
        with database_bound():
            self._waiting.put_off(docs, pause, failure, **facts)
        for doc in docs:
            log.warning("delivery_put_off", **_line(doc, failure.code.value, began))


def _line(doc: Doc, outcome: str, began: float) -> dict[str, Any]:
    """Return the facts of the one line a delivery's outcome writes."""
    duration_ms = round((time.monotonic() - began) * 1000, 1)
    return {**log_facts(doc), "outcome": outcome, "duration_ms": duration_ms}
