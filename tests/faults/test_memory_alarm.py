"""A broker short of memory: each vendor's event once in its queue, or marked as a repetition."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from kombu import Connection
from pymongo.database import Database

from deploy.local import broker
from deploy.local.broker import Broker
from deploy.local.ports import free_ports, wait_until
from services.common.background import BackgroundTask
from services.common.messaging import publisher as publishing
from services.common.messaging.publisher import ConfirmingPublisher
from services.notify.delivery_publisher import DeliveryPublisher
from services.notify.notifier import Notifier
from services.notify.repositories.deliveries import Deliveries
from tests.unit.notify import samples
from tests.vendors import VendorHost, WantedByAll

VENDOR, PATIENCE_S = "demo-it-dienst", 90
ROOM, NONE = ("absolute", "1GB"), ("0.00001",)
EVENTS = 20


class Node:
    """A broker node of this test's own, whose memory can be taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.amqp, self.api, self.dist, self.epmd = free_ports(4)
        self.child = broker.start(folder, self.amqp, self.api, self.dist, self.epmd)
        self.admin: Broker = broker.own_broker(folder, self.amqp, self.api)

    @contextmanager
    def short_of_memory(self) -> Iterator[None]:
        self._limit(*NONE)
        try:
            wait_until(self._alarmed, PATIENCE_S, "no alarm")
            yield
        finally:
            self.give_room()

    def give_room(self) -> None:
        self._limit(*ROOM)
        wait_until(lambda: not self._alarmed(), PATIENCE_S, "the alarm goes on")

    def _limit(self, *limit: str) -> None:
        command = ("set_vm_memory_high_watermark", *limit)
        broker.control(self.folder, self.amqp, self.epmd, *command)

    def _alarmed(self) -> bool:
        try:
            self.admin.call("GET", "health/checks/local-alarms")
        except requests.HTTPError as error:
            return error.response.status_code == 503
        return False

    def stop(self) -> None:
        self.child.terminate()
        self.child.wait(60)
        broker.stop_port_mapper(self.epmd)


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    made = Node(tmp_path_factory.mktemp("broker"))
    try:
        broker.wait_ready(made.admin, lambda: made.child.poll() is not None)
        yield made
    finally:
        made.stop()


class Office:
    """Deliveries on a real database, published to the vendors of that node."""

    def __init__(self, database: Database[Any], node: Node) -> None:
        self.deliveries = Deliveries(database, "deliveries", "waiting")
        self.deliveries.prepare()
        vhost = database.name
        host = VendorHost(node.admin, vhost)
        self.vendor_uri = host.queue(VENDOR)
        self.publisher = ConfirmingPublisher(host.publisher, "test-vendors")
        accesses = WantedByAll(database, "notify", print)
        self.deliverer = DeliveryPublisher(self.deliveries, self.publisher, accesses)
        idle, nothing = BackgroundTask("idle", lambda: False), None
        self.notifier = Notifier(
            "https://markt.example", samples.People(), mails=nothing,  # type: ignore[arg-type]
            inbox=nothing, deliveries=self.deliveries,  # type: ignore[arg-type]
            senders=(idle, idle),
        )  # fmt: skip

    def tell(self, first: int) -> None:
        """Queue events of one order for its vendor."""
        for number in range(first, first + EVENTS):
            event = samples.order_event("order.progressed", sequence=number, state="in_setup")
            self.notifier.tell_vendors(event, event.data["order"])

    def left(self) -> int:
        return self.deliveries.collection.count_documents({"state": "waiting"})

    def deliver_all(self) -> None:
        """Deliver until nothing waits; what rests is made due."""

        def delivered() -> bool:
            due = {"due_at": self.deliveries.now()}
            self.deliveries.collection.update_many({"state": "waiting"}, {"$set": due})
            self.deliverer.round()
            return self.left() == 0

        wait_until(delivered, PATIENCE_S, "deliveries wait on")

    def in_the_queue(self) -> list[dict[str, Any]]:
        """Take everything out of the vendor's queue."""
        found = []
        with Connection(self.vendor_uri) as connection:
            channel = connection.channel()
            while message := channel.basic_get(f"vendor.{VENDOR}", no_ack=True):
                found.append(json.loads(message.body))
        return found


@pytest.fixture
def office(database: Database[Any], node: Node) -> Iterator[Office]:
    made = Office(database, node)
    yield made
    made.publisher.close()


def assert_repetitions_are_marked(found: list[dict[str, Any]]) -> None:
    ids = [event["id"] for event in found]
    unmarked = [event["id"] for event in found if not event.get("redelivered")]
    assert len(set(ids)) == 2 * EVENTS
    assert len(unmarked) == len(set(unmarked))


def test_what_is_sent_into_an_alarm_arrives_once_when_it_is_over(
    office: Office, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine: this alarm is over before the publisher's patience is.
    for patience in ("CONFIRM_WAIT_S", "BLOCKED_WAIT_S"):
        monkeypatch.setattr(publishing, patience, 4.0 * PATIENCE_S)
    office.tell(1)
    office.deliver_all()
    office.tell(1 + EVENTS)

    with node.short_of_memory():
        sending = threading.Thread(target=office.deliverer.round, daemon=True)
        sending.start()
        wait_until(lambda: office.publisher._blocked, PATIENCE_S, "the broker does not say so")
    sending.join(4 * PATIENCE_S)
    assert not sending.is_alive()
    office.deliver_all()

    found = office.in_the_queue()
    assert len(found) == 2 * EVENTS
    assert not any("redelivered" in event for event in found)


def test_what_an_alarm_outlasts_comes_again_with_its_id_and_marked(
    office: Office, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "BLOCKED_WAIT_S", 1.0)
    office.tell(1)
    office.deliver_all()
    office.tell(1 + EVENTS)

    with node.short_of_memory():
        office.deliverer.round()
        waiting = office.left()
    office.deliver_all()

    assert waiting == EVENTS
    assert_repetitions_are_marked(office.in_the_queue())
