"""A queue that is gone while everything runs: noticed by who hears, by who speaks, and mended."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo.database import Database

from deploy.local.ports import wait_until
from services.common import topology
from services.common.keeper import Keeper
from services.common.messaging import names
from services.common.messaging.connection import open_line
from services.common.messaging.consumer import Consumer, Source
from services.common.messaging.outbox import Relay
from services.common.messaging.publisher import ConfirmingPublisher, NotDeclared
from services.common.topology import Heard, Plan
from tests.integration.kernel import Counter, Counters, counters

Db = Database[dict[str, Any]]
QUEUE, OTHER = "evt-probe-counter.grew--listener.hear", "evt-probe-other--listener.hear"
PLAN = Plan("probe", (Heard(QUEUE, "probe", "counter.grew"), Heard(OTHER, "probe", "other")))
HEARD = ["counter.grew", "other"]


class Hearing:
    """A lane on both queues that keeps what it takes."""

    def __init__(self, uri: str) -> None:
        self.taken: list[dict[str, Any]] = []
        self.found_again: list[str] = []
        sources = [Source(queue, 4, self._take, self._park) for queue in (QUEUE, OTHER)]
        self.lane = Consumer(uri, "hearing", lambda: sources, self.found_again.append)
        self._thread = threading.Thread(target=self.lane.run)
        self._thread.start()
        wait_until(lambda: self.lane.consuming, 10, "it never consumes")

    def stop(self) -> None:
        self.lane.stopping = True
        self._thread.join(10)

    def _take(self, message: Any) -> None:
        self.taken.append(json.loads(message.body))
        self.lane.ack(message)

    def _park(self, *_: Any) -> None:
        raise AssertionError("nothing is parked")


@pytest.fixture
def hearing(amqp_uri: str) -> Iterator[Hearing]:
    topology.declare([PLAN], amqp_uri)
    made = Hearing(amqp_uri)
    yield made
    made.stop()


@pytest.fixture
def relay(database: Db, amqp_uri: str) -> Iterator[Relay]:
    publisher = ConfirmingPublisher(amqp_uri, "outbox", markers=[PLAN.marker], heard=HEARD)
    made = Relay(database, publisher, names.events_exchange("probe"))
    topology.declare([PLAN], amqp_uri)
    made.start()
    yield made
    made.stop()


def said(database: Db, relay: Relay) -> Counters:
    """Return counters of which one has said something."""
    repository = counters(database, relay.written)
    relay.watch(repository.collection)
    repository.add(Counter(id="c1"))
    repository.change("c1", lambda c: c.add("x"))
    return repository


def waiting(database: Db) -> list[str]:
    """Return the types of the events that are not on the broker."""
    doc = database["counters"].find_one({"_id": "c1"}) or {}
    return [event["type"] for event in doc["outbox"]]


def delete(uri: str, *queues: str) -> None:
    with open_line(uri, "test") as line:
        for queue in queues:
            line.channel().queue_delete(queue)


def count(uri: str, queue: str = QUEUE) -> int:
    with open_line(uri, "test") as line:
        return int(line.channel().queue_declare(queue, passive=True).message_count)


def test_who_hears_says_which_queue_is_gone_and_goes_on_with_the_others(
    hearing: Hearing, amqp_uri: str
) -> None:
    delete(amqp_uri, QUEUE)

    wait_until(lambda: hearing.lane.missing == [QUEUE], 10, "it does not notice")
    consumes_all = hearing.lane.consuming
    publisher = ConfirmingPublisher(amqp_uri, "test")
    publisher.publish("probe.events", [{"id": "1", "type": "other"}])

    assert not consumes_all
    wait_until(lambda: [e["id"] for e in hearing.taken] == ["1"], 10, "the other is left too")
    publisher.close()


def test_who_hears_takes_from_a_queue_that_is_declared_again_and_asks_for_what_it_missed(
    hearing: Hearing, amqp_uri: str
) -> None:
    delete(amqp_uri, QUEUE)
    wait_until(lambda: hearing.lane.missing == [QUEUE], 10, "it does not notice")

    Keeper([PLAN], amqp_uri).look()

    wait_until(lambda: hearing.lane.consuming, 10, "it does not come back")
    assert hearing.found_again == [QUEUE]


def test_an_event_somebody_should_hear_is_kept_until_a_queue_takes_it(
    database: Db, relay: Relay, amqp_uri: str
) -> None:
    wait_until(relay.declared.is_set, 10, "it never begins")
    delete(amqp_uri, QUEUE)

    said(database, relay)
    wait_until(lambda: waiting(database) == ["counter.grew"], 10, "it is not kept")
    topology.declare([PLAN], amqp_uri)

    wait_until(lambda: count(amqp_uri) == 1, 30, "it is not sent later")
    wait_until(lambda: waiting(database) == [], 10, "it is not taken out")


def test_an_event_nobody_should_hear_waits_for_no_queue(
    database: Db, relay: Relay, amqp_uri: str
) -> None:
    said(database, relay)

    wait_until(lambda: waiting(database) == [], 10, "audit.recorded has no queue here")
    assert count(amqp_uri) == 1


def test_after_a_lost_connection_the_marker_is_looked_for_again(
    database: Db, relay: Relay, amqp_uri: str
) -> None:
    wait_until(relay.declared.is_set, 10, "it never begins")
    broken_off(amqp_uri)
    relay._publisher._line.abort()  # type: ignore[union-attr]

    said(database, relay)
    wait_until(lambda: "NotDeclared" in relay.backlog._why, 10, "it does not look")
    kept = waiting(database)
    topology.declare([PLAN], amqp_uri)

    assert kept == ["counter.grew", "audit.recorded"]
    wait_until(lambda: count(amqp_uri) == 1, 30, "it is not sent later")


def broken_off(uri: str) -> None:
    """Leave the broker as a topology job does that ended in the middle, after all was lost."""
    delete(uri, QUEUE, OTHER)
    with open_line(uri, "test") as line:
        line.channel().exchange_delete(PLAN.marker)


def test_the_keeper_declares_what_is_gone_and_says_what_it_was(amqp_uri: str) -> None:
    topology.declare([PLAN], amqp_uri)
    keeper = Keeper([PLAN], amqp_uri)

    assert keeper.look() == []
    broken_off(amqp_uri)
    assert keeper.look() == sorted([QUEUE, OTHER, PLAN.marker])
    assert keeper.look() == []


def test_the_keeper_binds_again_what_somebody_unbound(amqp_uri: str) -> None:
    topology.declare([PLAN], amqp_uri)
    with open_line(amqp_uri, "test") as line:
        line.channel().queue_unbind(QUEUE, "probe.events", "counter.grew")

    Keeper([PLAN], amqp_uri).look()

    publisher = ConfirmingPublisher(amqp_uri, "test", heard=HEARD)
    publisher.publish("probe.events", [{"id": "1", "type": "counter.grew"}])
    publisher.close()


def test_a_declaration_broken_off_in_the_middle_lets_nobody_speak(
    amqp_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "rpc_queue", _break_off)
    with pytest.raises(KeyboardInterrupt):
        topology.declare([PLAN], amqp_uri)
    monkeypatch.undo()

    publisher = ConfirmingPublisher(amqp_uri, "test", markers=[PLAN.marker])

    with open_line(amqp_uri, "test") as line:
        line.channel().exchange_declare("probe.events", "topic", passive=True)
    with pytest.raises(NotDeclared):
        publisher.connect()


def _break_off(service: str) -> str:
    raise KeyboardInterrupt
