"""Mails and deliveries on a real database: written once, taken by one, marked when done."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage
from typing import Any, Self

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.publisher import NotConfirmed
from services.notify.delivering import Deliverer
from services.notify.domain.tickets import Visibility
from services.notify.loop import Loop
from services.notify.post import Post
from services.notify.repository import Tickets, Waiting
from services.notify.sending import Sender
from services.notify.smtp import Refused
from tests.unit.notify import samples

Doc = dict[str, Any]


class Relay:
    """A mail relay in memory that may be away or refuse an address."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.connections = 0
        self.away = False
        self.refuses = ""

    def connect(self) -> Self:
        if self.away:
            raise ConnectionRefusedError
        self.connections += 1
        return self

    def send(self, message: EmailMessage) -> None:
        if self.away:
            raise smtplib.SMTPServerDisconnected("gone")
        if self.refuses and self.refuses in str(message["To"]):
            raise Refused("550 no such mailbox")
        self.taken.append(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


class Broker:
    """The vendors' exchange in memory; it confirms nothing for the vendors in ``full``."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Any]] = []
        self.full: set[str] = set()

    def publish_to(self, exchange: str, routed: Any) -> None:
        if any(key in self.full for key, _ in routed):
            raise NotConfirmed("queue is full")
        self.taken += routed


@pytest.fixture
def mails(database: Database[Doc]) -> Waiting:
    waiting = Waiting(database, "mails", "queued")
    waiting.prepare()
    return waiting


@pytest.fixture
def deliveries(database: Database[Doc]) -> Waiting:
    waiting = Waiting(database, "deliveries", "waiting")
    waiting.prepare()
    return waiting


@pytest.fixture
def post(mails: Waiting, deliveries: Waiting) -> Post:
    idle = Loop("idle", lambda: False)
    return Post(
        "https://markt.example", samples.People(), mails=mails, deliveries=deliveries,
        senders=(idle, idle),
    )  # fmt: skip


def states(waiting: Waiting) -> list[str]:
    return sorted(doc["state"] for doc in waiting.collection.find())


def make_due(waiting: Waiting) -> None:
    past = clock.now() - timedelta(seconds=1)
    waiting.collection.update_many({"due_at": {"$exists": True}}, {"$set": {"due_at": past}})


def test_an_event_delivered_twice_makes_one_mail_per_recipient(post: Post, mails: Waiting) -> None:
    event, relay = samples.order_event(), Relay()
    sender = Sender(mails, relay, "markt@op.example")

    post.mail(event)
    sender.round()
    post.mail(event)
    sender.round()

    assert len(relay.taken) == 3
    assert relay.connections == 1
    assert states(mails) == ["sent"] * 3


def test_a_redelivery_adds_the_recipients_that_were_missing(post: Post, mails: Waiting) -> None:
    post.mail(samples.order_event())
    mails.collection.delete_one({"address": "fach@prien.example"})

    post.mail(samples.order_event())

    assert mails.collection.count_documents({}) == 3


def test_nothing_is_counted_while_the_relay_is_away(post: Post, mails: Waiting) -> None:
    relay = Relay()
    relay.away = True
    sender = Sender(mails, relay, "markt@op.example")
    post.mail(samples.order_event())

    with pytest.raises(ConnectionRefusedError):
        sender.round()
    relay.away = False
    make_due(mails)
    sender.round()

    assert len(relay.taken) == 3
    assert {doc["attempts"] for doc in mails.collection.find()} == {0}


def test_a_refused_address_fails_alone_and_with_its_reason(post: Post, mails: Waiting) -> None:
    relay = Relay()
    relay.refuses = "fach@prien.example"
    post.mail(samples.order_event())

    Sender(mails, relay, "markt@op.example").round()

    failed = mails.collection.find_one({"state": "failed"})
    assert states(mails) == ["failed", "sent", "sent"]
    assert failed is not None
    assert failed["reason"] == "550 no such mailbox"


def test_what_is_no_address_fails_without_holding_the_others(post: Post, mails: Waiting) -> None:
    broken = samples.contact(email="no address")
    post.mail(samples.order_event(functional_contact=broken))

    Sender(mails, Relay(), "markt@op.example").round()

    assert states(mails) == ["failed", "sent", "sent"]


def test_a_mail_is_taken_by_one_sender_until_its_lease_ends(post: Post, mails: Waiting) -> None:
    post.mail(samples.order_event())

    first, second = mails.take(10), mails.take(10)
    make_due(mails)
    after_the_lease = mails.take(10)

    assert [len(first), len(second), len(after_the_lease)] == [3, 0, 3]
    assert {doc["message_id"] for doc in first} == {doc["message_id"] for doc in after_the_lease}


def test_words_are_forgotten_once_the_mail_is_sent(post: Post, mails: Waiting) -> None:
    post.mail(samples.any_event("registration.confirmation_wanted"))

    Sender(mails, Relay(), "markt@op.example").round()

    assert "t0ken" not in str(list(mails.collection.find()))


def test_a_delivery_is_published_once_for_its_vendor(post: Post, deliveries: Waiting) -> None:
    event, broker = samples.any_event("order.setup_requested"), Broker()
    deliverer = Deliverer(deliveries, broker)

    post.tell_vendor(event)
    post.tell_vendor(event)
    deliverer.round()
    deliverer.round()

    assert [key for key, _ in broker.taken] == ["vendor.demo-it-dienst"]
    assert states(deliveries) == ["delivered"]


def test_a_full_queue_holds_only_its_own_vendor(post: Post, deliveries: Waiting) -> None:
    broker = Broker()
    broker.full = {"vendor.full"}
    for number, vendor in enumerate(("full", "free"), start=1):
        event = samples.order_event(sequence=number, state="in_setup", setup_by=vendor)
        post.tell_vendor(event)

    Deliverer(deliveries, broker).round()

    assert [key for key, _ in broker.taken] == ["vendor.free"]
    assert states(deliveries) == ["delivered", "waiting"]


def test_a_ticket_is_opened_once_and_keeps_each_line_once(database: Database[Doc]) -> None:
    tickets = Tickets(database, "notify", lambda *_: None)
    events = [samples.order_event(), samples.order_event("order.released", sequence=2)]

    for event in [*events, *events]:
        context.enter(event.call())
        tickets.follow(event)

    doc = database["tickets"].find_one({"_id": "o1"})
    assert doc is not None
    assert len(doc["lines"]) == 2
    assert [event["type"] for event in doc["outbox"]] == ["ticket.opened"]


def test_a_call_delivered_twice_adds_one_comment(database: Database[Doc]) -> None:
    tickets = Tickets(database, "notify", lambda *_: None)
    context.enter(samples.order_event().call())
    tickets.follow(samples.order_event())
    context.enter(Call(once="r1", principal=samples.body_person()))

    first = tickets.comment("o1", "Hallo", Visibility.VENDOR)
    second = tickets.comment("o1", "Hallo", Visibility.VENDOR)

    assert first == second
    assert len(tickets.shown_to("o1").lines) == 2
