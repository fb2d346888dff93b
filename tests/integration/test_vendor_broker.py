"""Vendors' queues on a real broker: made, read by real clients, full, changed, ended."""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import aio_pika
import pika
import pika.exceptions
import pytest
import requests
from pymongo.database import Database

from deploy.local.ports import free_ports, wait_until
from deploy.local.system import System
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.storage.leases import Lease
from services.notify.delivery_publisher import DeliveryPublisher
from services.notify.domain.broker_access import (
    OVERLAP,
    BrokerUser,
    Filling,
    Standing,
    password_hash,
)
from services.notify.domain.deliveries import EXCHANGE
from services.notify.notifier import Notifier
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.repositories.deliveries import Deliveries
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.vendor_broker.management import Limits, Management
from services.notify.vendor_broker.provisioning import Provisioning
from tests.fakes import PassingTime
from tests.integration.notify_stores import make_due, states
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event
from tests.vendors import VendorHost

Doc = dict[str, Any]
SMALL = Limits(messages=5, bytes=1_000_000)
COUNTED_S = 20.0
"""The broker counts what is in a queue every five seconds."""


class Office:
    """Provisioning and publishing on a virtual host of the test's own."""

    def __init__(self, host: VendorHost, database: Database[Doc], deliveries: Deliveries) -> None:
        self.host, self.deliveries = host, deliveries
        self.said: list[Doc] = []
        self.accesses = BrokerAccesses(database, "notify", self._written)
        self.accesses.prepare()
        self.provisioning = self.provisioning_by(host.management)
        self.publisher = ConfirmingPublisher(host.publisher, "test-vendors")
        self.deliverer = DeliveryPublisher(deliveries, self.publisher, self.accesses)

    def _written(self, collection: Any, id: str, news: list[Doc] | None) -> None:
        self.said += news or []

    def provisioning_by(self, management: Management) -> Provisioning:
        database = self.accesses.collection.database
        lease, connected = Lease(database, "vendor_broker", "test"), VendorConnections(database)
        return Provisioning(self.accesses, self.deliveries, connected, management, SMALL, lease)

    def user(self, vendor: str, number: int, at: Any) -> BrokerUser:
        name = f"{self.host.vhost}.{vendor}.{number}"
        kept = password_hash(f"secret-{number}", b"salt")
        return BrokerUser(name, f"call-{number}", kept, at)

    def ask(self, vendor: str, at: Any) -> str:
        self.accesses.opened(vendor, vendor.title())
        self.accesses.change(vendor, lambda a: a.ask(self.user(vendor, a.made + 1, at), "m"))
        self.provisioning.round()
        return self.address(vendor, self.accesses.get(vendor).made)

    def address(self, vendor: str, number: int) -> str:
        return self.host.address(f"{self.host.vhost}.{vendor}.{number}", f"secret-{number}")

    def count(self, vendor: str, messages: int) -> None:
        """Wait until the broker has counted so many, then have them looked at."""

        def is_counted() -> bool:
            queues = {queue["name"]: queue for queue in self.host.management.queues()}
            return queues[f"vendor.{vendor}"].get("messages") == messages

        wait_until(is_counted, COUNTED_S, f"the broker does not count {messages}")
        self.provisioning._look_at = 0.0
        self.provisioning.round()


@pytest.fixture
def host(installation: System, vhost_broker: Any) -> Iterator[VendorHost]:
    made = VendorHost(installation.broker, vhost_broker.vhost, SMALL)
    yield made
    made.forget()


@pytest.fixture
def office(
    host: VendorHost, database: Database[Doc], deliveries: Deliveries, time: PassingTime
) -> Iterator[Office]:
    made = Office(host, database, deliveries)
    yield made
    made.publisher.close()


def refused(uri: str, act: Callable[[Any], Any]) -> bool:
    """Tell whether the broker answers what pika does with ACCESS_REFUSED."""
    line = pika.BlockingConnection(pika.URLParameters(uri))
    try:
        channel = line.channel()
        channel.confirm_delivery()
        act(channel)
    except pika.exceptions.ChannelClosedByBroker as closed:
        return bool(closed.reply_code == 403)
    finally:
        if line.is_open:
            line.close()
    return False


ELSE_WHERE: dict[str, Callable[[Any], Any]] = {
    "read another queue": lambda c: c.basic_get("vendor.other"),
    "consume another queue": lambda c: c.basic_consume("vendor.other", print),
    "empty another queue": lambda c: c.queue_purge("vendor.other"),
    "declare a queue": lambda c: c.queue_declare("vendor.mine.too"),
    "declare a queue named by the broker": lambda c: c.queue_declare(""),
    "delete its queue": lambda c: c.queue_delete("vendor.mine"),
    "delete another queue": lambda c: c.queue_delete("vendor.other"),
    "bind its queue": lambda c: c.queue_bind("vendor.mine", EXCHANGE, "#"),
    "unbind its queue": lambda c: c.queue_unbind("vendor.mine", EXCHANGE, "vendor.mine"),
    "declare an exchange": lambda c: c.exchange_declare("mine"),
    "delete the exchange": lambda c: c.exchange_delete(EXCHANGE),
    "publish to the exchange": lambda c: c.basic_publish(EXCHANGE, "vendor.other", b"{}"),
    "publish to a queue": lambda c: c.basic_publish("", "vendor.other", b"{}"),
}


def test_a_vendors_user_reads_its_own_queue_and_does_nothing_else(
    office: Office, time: PassingTime
) -> None:
    office.ask("other", time())
    uri = office.ask("mine", time())

    assert not refused(uri, lambda c: c.basic_get("vendor.mine"))
    assert {what: refused(uri, act) for what, act in ELSE_WHERE.items()} == dict.fromkeys(
        ELSE_WHERE, True
    )
    elsewhere = uri.rpartition("/")[0] + "/" + quote("/", safe="")
    with pytest.raises(pika.exceptions.ProbableAccessDeniedError):
        pika.BlockingConnection(pika.URLParameters(elsewhere))


def test_a_vendors_user_gets_nothing_out_of_the_management_api(
    office: Office, time: PassingTime
) -> None:
    parts = urlsplit(office.ask("mine", time()))
    known = (parts.username or "", parts.password or "")

    place = quote(office.host.vhost, safe="")
    answers = [
        requests.get(f"{office.host.admin.api}/api/{path}", auth=known, timeout=10).status_code
        for path in ("whoami", "overview", f"queues/{place}", "users", "definitions")
    ]

    assert answers == [401] * 5


def test_another_client_reads_with_it_too(
    office: Office, notifier: Notifier, deliveries: Deliveries, time: PassingTime
) -> None:
    uri = office.ask("demo-it-dienst", time())
    event = any_event("order.setup_requested")
    notifier.tell_vendors(event, event.data["order"])
    office.deliverer.round()

    async def read() -> Doc:
        async with await aio_pika.connect(uri) as line:
            channel = await line.channel()
            queue = await channel.get_queue("vendor.demo-it-dienst", ensure=False)
            message = await queue.get(timeout=10)
            await message.ack()
            return dict(json.loads(message.body))

    assert asyncio.run(read())["data"]["order"]["id"] == samples.ORDER
    assert states(deliveries) == ["delivered"]


def test_a_full_queue_loses_and_doubles_nothing_and_goes_on_by_itself(
    office: Office, notifier: Notifier, deliveries: Deliveries, time: PassingTime
) -> None:
    uri = office.ask("demo-it-dienst", time())
    tell(notifier, range(1, 7))
    office.deliverer.round()

    office.count("demo-it-dienst", 6)
    tell(notifier, range(7, 13))
    office.deliverer.round()
    refused = [doc["reason_code"] for doc in deliveries.collection.find({"state": "waiting"})]
    told = [one["data"] for one in office.said if one["type"] == "delivery.queue_filled"]
    read = drained(uri)
    office.count("demo-it-dienst", 0)
    while "waiting" in states(deliveries):
        office.deliverer.round()
        read += drained(uri)
        make_due(deliveries)

    ids = [event["id"] for event in read]
    assert refused == ["queue-full"] * 6
    assert [(data["filling"], data["messages"]) for data in told] == [("full", 6)]
    assert len(ids) == len(set(ids)) == 12
    assert not any("redelivered" in event for event in read)
    assert office.accesses.get("demo-it-dienst").filling is Filling.NORMAL


def tell(notifier: Notifier, numbers: Iterable[int]) -> None:
    """Keep an event for the vendor under each of these sequences."""
    for number in numbers:
        event = samples.order_event("order.progressed", sequence=number, state="in_setup")
        notifier.tell_vendors(event, event.data["order"])


def drained(uri: str) -> list[Doc]:
    """Read a vendor's queue empty."""
    line = pika.BlockingConnection(pika.URLParameters(uri))
    channel, found = line.channel(), []
    queue = "vendor." + (urlsplit(uri).username or "").split(".")[-2]
    while True:
        method, _, body = channel.basic_get(queue, auto_ack=True)
        if method is None:
            line.close()
            return found
        found.append(json.loads(body))


def test_a_changed_secret_works_beside_the_one_before_which_ends_a_day_later(
    office: Office, time: PassingTime
) -> None:
    old = office.ask("mine", time())
    still_open = pika.BlockingConnection(pika.URLParameters(old))

    made = office.user("mine", 2, time())
    office.accesses.change("mine", lambda a: a.rotate(made, at_once=False))
    office.provisioning.round()
    new = office.address("mine", 2)
    both = [refused(uri, lambda c: c.basic_get("vendor.mine")) for uri in (old, new)]
    time.now += OVERLAP + timedelta(seconds=1)
    office.provisioning.round()

    assert both == [False, False]
    assert not refused(new, lambda c: c.basic_get("vendor.mine"))
    with pytest.raises(pika.exceptions.AMQPConnectionError):
        pika.BlockingConnection(pika.URLParameters(old))
    with pytest.raises(pika.exceptions.AMQPConnectionError):
        still_open.process_data_events(time_limit=10)


def test_an_ended_access_is_read_empty_first_and_then_gone(
    office: Office, notifier: Notifier, deliveries: Deliveries, time: PassingTime
) -> None:
    uri = office.ask("demo-it-dienst", time())
    event = any_event("order.setup_requested")
    notifier.tell_vendors(event, event.data["order"])
    office.deliverer.round()

    office.accesses.change("demo-it-dienst", lambda a: a.end(time(), at_once=False))
    office.provisioning.round()
    ending = office.accesses.get("demo-it-dienst").standing
    read = drained(uri)
    office.count("demo-it-dienst", 0)
    time.now += timedelta(minutes=3)
    office.provisioning.round()

    assert (ending, len(read)) == (Standing.ENDING, 1)
    assert office.accesses.get("demo-it-dienst").standing is Standing.ENDED
    assert office.host.management.queues() == []
    assert "delivery.broker_ended" in {one["type"] for one in office.said}
    with pytest.raises(pika.exceptions.AMQPConnectionError):
        pika.BlockingConnection(pika.URLParameters(uri))


def test_what_happened_before_there_was_a_queue_comes_once_there_is_one(
    office: Office, notifier: Notifier, deliveries: Deliveries, time: PassingTime
) -> None:
    tell(notifier, [1])
    office.deliverer.round()
    without = states(deliveries)

    uri = office.ask("demo-it-dienst", time())
    office.deliverer.round()

    assert without == ["without_queue"]
    assert len(drained(uri)) == 1


def test_a_queue_that_is_gone_is_made_again_and_what_waited_comes(
    office: Office, notifier: Notifier, deliveries: Deliveries, time: PassingTime
) -> None:
    uri = office.ask("demo-it-dienst", time())
    office.host.management.remove_queue("vendor.demo-it-dienst", only_if_empty=False)
    event = any_event("order.setup_requested")
    notifier.tell_vendors(event, event.data["order"])

    office.deliverer.round()
    office.provisioning.round()
    make_due(deliveries)
    office.deliverer.round()

    assert len(drained(uri)) == 1


def test_a_management_api_that_is_away_is_waited_for(office: Office, time: PassingTime) -> None:
    (port,) = free_ports(1)
    nobody = Management(f"http://u:p@127.0.0.1:{port}", office.host.vhost)
    away, there = office.provisioning_by(nobody), office.provisioning
    office.provisioning = away
    office.ask("mine", time())

    trouble = office.accesses.get("mine").shown()
    time.now += timedelta(minutes=1)
    there.round()

    assert (trouble["state"], trouble["trouble"]["code"]) == ("setting_up", "management-away")
    assert office.accesses.get("mine").shown()["trouble"] is None
    assert office.accesses.get("mine").standing is Standing.READY


def test_making_all_of_it_again_changes_nothing(office: Office, time: PassingTime) -> None:
    uri = office.ask("mine", time())
    before = office.host.admin.call("GET", "definitions")

    time.now += timedelta(hours=2)
    office.provisioning.round()

    after = office.host.admin.call("GET", "definitions")
    assert {name: before[name] for name in ("queues", "bindings", "policies", "users")} == {
        name: after[name] for name in ("queues", "bindings", "policies", "users")
    }
    assert not refused(uri, lambda c: c.basic_get("vendor.mine"))
