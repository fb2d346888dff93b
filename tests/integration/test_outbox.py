"""What documents say reaches the broker: once the topology is there, after a crash too."""

import json
import threading
from contextvars import copy_context
from typing import Any

import pytest
from kombu import Connection
from pymongo.database import Database

from deploy.local.ports import wait_until
from services.common import context, topology
from services.common.context import Call
from services.common.messaging import names, outbox
from services.common.messaging.connection import open_line
from services.common.messaging.outbox import Relay
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.principal import Principal
from services.common.topology import Heard, Plan
from tests.integration.kernel import Counter, Counters, counters

Db = Database[dict[str, Any]]
QUEUE = "evt-probe-counter.grew--listener.hear"
PLAN = Plan("probe", (Heard(QUEUE, "probe", "counter.grew"),))


def relay(database: Db, uri: str, markers: tuple[str, ...] = ()) -> Relay:
    """Return a relay of its own connection, not yet started."""
    publisher = ConfirmingPublisher(uri, "test-outbox", markers=markers, heard=["counter.grew"])
    return Relay(database, publisher, names.events_exchange("probe"))


def count(uri: str) -> int:
    """Return how many messages wait in the queue."""
    with open_line(uri, "test-count") as connection:
        return int(connection.channel().queue_declare(QUEUE, passive=True).message_count)


def take_all(uri: str) -> list[dict[str, Any]]:
    """Take every message out of the queue."""
    taken = []
    with Connection(uri) as connection:
        channel = connection.channel()
        while message := channel.basic_get(QUEUE, no_ack=True):
            taken.append(json.loads(message.body))
    return taken


def filled(database: Db, number: int) -> Counters:
    """Return counters that each have one event waiting."""
    repository = counters(database)
    for n in range(number):
        repository.add(Counter(id=f"c{n}"))
        repository.change(f"c{n}", lambda c: c.add("x"))
    return repository


def test_each_event_the_broker_holds_is_one_line_in_the_log(
    database: Db, amqp_uri: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    topology.declare([PLAN], amqp_uri)
    running = relay(database, amqp_uri)
    repository = counters(database, running.written)
    running.start()

    def write() -> None:
        who, span = Principal("anna"), f"00-{'a' * 32}-{'b' * 16}-00"
        context.enter(Call("r1", principal=who, causation_id="q1", traceparent=span))
        repository.add(Counter(id="c1"))
        repository.change("c1", lambda c: c.add("a"))

    copy_context().run(write)
    wait_until(lambda: count(amqp_uri) == 1, 5, "the event does not arrive")
    running.stop()

    said = [record.facts for record in caplog.records if record.msg == "event_said"]  # type: ignore[attr-defined]
    facts = [line for line in said if line["type"] == "counter.grew"]
    assert facts == [
        {
            "type": "counter.grew", "id": "c1:2:0", "subject": "c1", "correlation_id": "r1",
            "trace_id": "a" * 32, "span_id": "b" * 16, "actor_id": "anna", "cause_id": "q1",
        }
    ]  # fmt: skip


def test_news_is_published_soon_after_the_write_and_leaves_the_document(
    database: Db, amqp_uri: str
) -> None:
    topology.declare([PLAN], amqp_uri)
    running = relay(database, amqp_uri)
    repository = counters(database, running.written)
    running.start()

    repository.add(Counter(id="c1"))
    for step in ("a", "b", "c"):
        repository.change("c1", lambda c, s=step: c.add(s))
    wait_until(lambda: count(amqp_uri) == 3, 5, "events do not arrive")
    running.stop()

    events = take_all(amqp_uri)
    assert [event["data"]["step"] for event in events] == ["a", "b", "c"]
    assert [event["id"] for event in events] == ["c1:2:0", "c1:3:0", "c1:4:0"]
    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    assert stored["outbox"] == []


def test_nothing_is_published_before_the_topology_is_declared(database: Db, amqp_uri: str) -> None:
    with open_line(amqp_uri, "test-exchange") as connection:
        connection.channel().exchange_declare(
            names.events_exchange("probe"), "topic", durable=True, auto_delete=False
        )
    waiting = relay(database, amqp_uri, (PLAN.marker,))
    repository = counters(database, waiting.written)
    repository.add(Counter(id="c1"))
    waiting.start()

    repository.change("c1", lambda c: c.add("early"))
    topology.declare([PLAN], amqp_uri)
    wait_until(lambda: count(amqp_uri) == 1, 5, "the event is gone")
    waiting.stop()

    assert take_all(amqp_uri)[0]["data"]["step"] == "early"


def test_the_sweep_sends_what_a_killed_process_left_and_two_sweepers_send_it_once(
    database: Db, amqp_uri: str
) -> None:
    topology.declare([PLAN], amqp_uri)
    repository = filled(database, 450)
    sweepers = [relay(database, amqp_uri) for _ in range(2)]

    for sweeper in sweepers:
        sweeper.watch(repository.collection)
        sweeper.start()
    wait_until(lambda: count(amqp_uri) >= 450, 25, "the sweep does not come")
    for sweeper in sweepers:
        sweeper.stop()

    ids = [event["id"] for event in take_all(amqp_uri)]
    assert len(ids) == 450
    assert len(set(ids)) == 450
    assert database["counters"].count_documents({"outbox.0": {"$exists": True}}) == 0


def test_a_write_never_waits_for_an_absent_broker(database: Db) -> None:
    lost = relay(database, "amqp://nobody:nothing@127.0.0.1:9/")
    repository = counters(database, lost.written)
    lost.start()
    done = threading.Event()

    def write() -> None:
        repository.add(Counter(id="c1"))
        repository.change("c1", lambda c: c.add("kept"))
        done.set()

    threading.Thread(target=write).start()

    assert done.wait(5)
    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    assert [event["type"] for event in stored["outbox"]] == ["counter.grew", "audit.recorded"]
    lost.stop()


def test_what_the_writer_hands_over_is_what_the_document_says(database: Db) -> None:
    handed: dict[str, Any] = {}
    repository = counters(database, lambda _, id, news: handed.__setitem__(id, news))
    stored = database["counters"]

    repository.add(Counter(id="c1"))
    repository.change("c1", lambda c: c.add("a"))
    assert handed["c1"] == (stored.find_one({"_id": "c1"}) or {})["outbox"]

    repository.change("c1", lambda c: c.add("b"))
    assert handed["c1"] is None


def test_what_was_handed_over_long_ago_is_not_sent_again(
    database: Db, amqp_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    topology.declare([PLAN], amqp_uri)
    late, other = relay(database, amqp_uri), relay(database, amqp_uri)
    counters(database).add(Counter(id="c1"))
    repository = counters(database, late.written)
    repository.change("c1", lambda c: c.add("a"))
    other.written(repository.collection, "c1")
    other.start()
    wait_until(lambda: count(amqp_uri) == 1, 5, "the event does not arrive")
    other.stop()

    monkeypatch.setattr(outbox, "HANDED_FOR_S", 0.0)
    late.start()
    late.stop()

    assert [event["id"] for event in take_all(amqp_uri)] == ["c1:2:0"]
