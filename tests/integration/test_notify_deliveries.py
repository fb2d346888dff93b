"""Deliveries on a real database: written once, published once for their vendor."""

from typing import Any

import pytest

from deploy.local.broker import Broker as BrokerAdministration
from services.common import clock
from services.common.messaging.publisher import (
    Blocked,
    ConfirmingPublisher,
    NotConfirmed,
    NotRouted,
)
from services.notify import delivery_publisher
from services.notify.delivery_publisher import DeliveryPublisher, VendorBroker
from services.notify.domain.deliveries import SETUP_REQUESTED
from services.notify.notifier import Notifier
from services.notify.repositories.deliveries import Deliveries
from tests.integration.notify_stores import lines_of, make_due, states
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event
from tests.vendors import VendorHost, WantedByAll

Doc = dict[str, Any]


class Broker:
    """The vendors' exchange in memory; queues may be full, or not there at all."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Any]] = []
        self.blocked = False
        self.full: set[str] = set()
        self.breaks_on: set[str] = set()
        self.unknown: set[str] = set()

    def publish_to(self, exchange: str, routed: Any, *, mandatory: bool = False) -> None:
        if self.blocked:
            raise Blocked("the broker takes no messages")
        keys = {key for key, _ in routed}
        if keys & self.breaks_on:
            raise TypeError("not serialisable")
        if keys & self.full:
            raise NotConfirmed("queue is full")
        self.taken += [(key, event) for key, event in routed if key not in self.unknown]
        if mandatory and keys & self.unknown:
            raise NotRouted(frozenset(keys & self.unknown))


def publisher_of(deliveries: Deliveries, broker: VendorBroker) -> DeliveryPublisher:
    accesses = WantedByAll(deliveries.collection.database, "notify", print)
    return DeliveryPublisher(deliveries, broker, accesses)


def tell_vendors(notifier: Notifier, *vendors: str) -> None:
    for number, vendor in enumerate(vendors, start=1):
        changed = {"id": f"order-{vendor}", "state": "in_setup", "setup_by": vendor}
        event = samples.order_event(sequence=number, **changed)
        notifier.tell_vendors(event, event.data["order"])


def test_one_line_says_what_became_of_each_delivery(
    notifier: Notifier, deliveries: Deliveries, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    event = any_event("order.setup_requested")
    notifier.tell_vendors(event, event.data["order"])

    publisher_of(deliveries, Broker()).round()

    (line,) = lines_of(caplog, "delivery_published")
    assert line.pop("duration_ms") >= 0
    assert line == {
        "delivery": "o1:1:0:demo-it-dienst", "vendor": "demo-it-dienst", "type": SETUP_REQUESTED,
        "event_id": "o1:1:0", "correlation_id": "trace-1", "object_id": "o1",
        "outcome": "published",
    }  # fmt: skip


def test_a_delivery_is_published_once_for_its_vendor(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    event, broker = any_event("order.setup_requested"), Broker()
    publisher = publisher_of(deliveries, broker)

    notifier.tell_vendors(event, event.data["order"])
    notifier.tell_vendors(event, event.data["order"])
    publisher.round()
    publisher.round()

    assert [key for key, _ in broker.taken] == ["vendor.demo-it-dienst"]
    assert "redelivered" not in broker.taken[0][1]
    assert states(deliveries) == ["delivered"]


def test_a_vendor_hears_the_end_of_an_order_once_even_if_it_went_to_another(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    first = samples.order_event("order.setup_requested", sequence=4, state="setup_requested")
    moved = {"state": "setup_requested", "setup_by": "another"}
    second = samples.order_event("order.setup_requested", sequence=5, **moved)
    for event in (first, second, second, samples.order_event(sequence=6, **moved)):
        notifier.tell_vendors(event, event.data["order"])

    told = list(deliveries.collection.find().sort("queued_at"))

    heard = {(doc["vendor"], doc["envelope"]["type"].split(".")[3]) for doc in told}
    assert heard == {
        ("demo-it-dienst", "setup_requested"), ("demo-it-dienst", "terminated"),
        ("another", "setup_requested"), ("another", "changed"),
    }  # fmt: skip
    assert len(told) == len(heard)


def test_an_event_that_may_be_in_the_queue_comes_again_marked_with_its_id(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    broker = Broker()
    broker.full = {"vendor.slow"}
    publisher = publisher_of(deliveries, broker)
    tell_vendors(notifier, "slow", "killed")
    (taken_by_a_killed_process,) = (d for d in deliveries.take(10) if d["vendor"] == "killed")
    make_due(deliveries)

    publisher.round()
    broker.full = set()
    make_due(deliveries)
    publisher.round()

    published = dict(broker.taken)
    assert published["vendor.killed"]["id"] == taken_by_a_killed_process["envelope"]["id"]
    assert all(event["redelivered"] for event in published.values())
    assert len(broker.taken) == 2


def test_a_broker_that_takes_nothing_for_now_makes_no_repetition_and_hides_none(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    broker = Broker()
    broker.blocked = True
    publisher = publisher_of(deliveries, broker)
    tell_vendors(notifier, "never-sent", "killed")
    (killed,) = (d for d in deliveries.take(10) if d["vendor"] == "killed")
    deliveries.collection.update_one({"vendor": "never-sent"}, {"$unset": {"taken": ""}})
    make_due(deliveries)

    publisher.round()
    broker.blocked = False
    make_due(deliveries)
    publisher.round()

    published = dict(broker.taken)
    assert "redelivered" not in published["vendor.never-sent"]
    assert published["vendor.killed"] == {**killed["envelope"], "redelivered": True}


def test_a_full_queue_holds_only_its_own_vendor(notifier: Notifier, deliveries: Deliveries) -> None:
    broker = Broker()
    broker.full = {"vendor.full"}
    tell_vendors(notifier, "full", "free")

    publisher_of(deliveries, broker).round()

    assert [key for key, _ in broker.taken] == ["vendor.free"]
    assert states(deliveries) == ["delivered", "waiting"]


def test_an_event_that_cannot_be_published_holds_only_its_own_vendor(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    broker = Broker()
    broker.breaks_on = {"vendor.odd"}
    tell_vendors(notifier, "odd", "free")

    publisher_of(deliveries, broker).round()

    assert [key for key, _ in broker.taken] == ["vendor.free"]
    held = deliveries.collection.find_one({"vendor": "odd"}) or {}
    assert (held["state"], held["attempts"]) == ("waiting", 1)


def test_no_vendor_is_begun_that_might_outlive_the_lease(
    notifier: Notifier, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker = Broker()
    monkeypatch.setattr(delivery_publisher, "LONGEST_DELIVERY_S", Deliveries.LEASE.total_seconds())
    tell_vendors(notifier, "late")

    publisher_of(deliveries, broker).round()

    assert broker.taken == []
    assert len(deliveries.take(10)) == 1


def test_a_vendor_without_a_queue_waits_alone_and_ever_longer(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    broker = Broker()
    broker.unknown = {"vendor.new"}
    tell_vendors(notifier, "new", "free")
    publisher = publisher_of(deliveries, broker)

    pauses = []
    for attempts in (0, 5, 20):
        deliveries.collection.update_many({"vendor": "new"}, {"$set": {"attempts": attempts}})
        make_due(deliveries)
        publisher.round()
        waits = deliveries.collection.find_one({"vendor": "new"}) or {}
        pauses.append(round((waits["due_at"] - clock.now()).total_seconds()))

    assert [key for key, _ in broker.taken] == ["vendor.free"]
    assert states(deliveries) == ["delivered", "waiting"]
    assert (waits["reason_code"], waits["attempts"]) == ("queue-missing", 21)
    assert pauses == [1, 32, 3600]


def test_what_no_queue_of_the_broker_takes_is_not_delivered(
    notifier: Notifier, deliveries: Deliveries, vhost_broker: BrokerAdministration
) -> None:
    host = VendorHost(vhost_broker, vhost_broker.vhost)
    host.queue("known")
    publisher = ConfirmingPublisher(host.publisher, "test-vendors")
    tell_vendors(notifier, "unknown", "known")

    publisher_of(deliveries, publisher).round()
    publisher.close()
    host.forget()

    found = {doc["vendor"]: doc for doc in deliveries.collection.find()}
    assert found["known"]["state"] == "delivered"
    assert (found["unknown"]["state"], found["unknown"]["reason_code"]) == (
        "waiting",
        "queue-missing",
    )
