"""SIGTERM under a backlog of slow handlers: the process ends in time, nothing is lost, and
pings wait for none of them meanwhile.
"""

import json
import re
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.local.ports import wait_until
from deploy.local.system import SERVICES, System
from services.common.messaging import names
from tests.faults.straight import caller, headers_for
from tests.journeys import Journeys

BACKLOG = 60
SLOW_MS = 1500
COMMANDS = ["find", "insert", "update", "aggregate", "findAndModify"]

# What each service hears that it must keep or answer: source, type, and how to count it.
COPIES = {
    "orders": ("catalog", "profile.changed", "copy_catalog_profile"),
    "contracts": ("catalog", "profile.changed", "copy_catalog_profile"),
    "notify": ("identity", "account.changed", "copy_identity_account"),
}
ANSWERS = {"identity": ("notify", "account"), "catalog": ("notify", "vendor")}


@contextmanager
def slow_database(system: System, service: str) -> Iterator[None]:
    """Make every database call of one service take long, on the real server."""
    client: MongoClient[dict[str, Any]] = MongoClient(system.mongo_uri)
    slow = {
        "failCommands": COMMANDS, "blockConnection": True, "blockTimeMS": SLOW_MS,
        "appName": service,
    }  # fmt: skip
    client.admin.command("configureFailPoint", "failCommand", mode="alwaysOn", data=slow)
    try:
        yield
    finally:
        client.admin.command("configureFailPoint", "failCommand", mode="off")
        client.close()


def event(source: str, kind: str, subject: str, data: dict[str, Any]) -> bytes:
    """Return an event as the broker carries it."""
    return json.dumps(
        {
            "specversion": "1.0", "id": f"{subject}:1:0", "source": source, "type": kind,
            "subject": subject, "sequence": 1, "correlationid": "backlog", "data": data,
        }
    ).encode()  # fmt: skip


def backlog(service: str) -> list[tuple[str, str, bytes]]:
    """Return the events to send: exchange, routing key, body."""
    if service in COPIES:
        source, kind, _ = COPIES[service]
        return [
            (
                names.events_exchange(source),
                kind,
                event(source, kind, f"probe-{service}-{n}", {"n": n}),
            )
            for n in range(BACKLOG)
        ]
    asker, noun = ANSWERS[service]
    wanted = {"owner": service, "noun": noun}
    return [
        (
            names.events_exchange(asker),
            "copy.wanted",
            event(asker, "copy.wanted", f"probe-{service}-{n}", wanted),
        )
        for n in range(BACKLOG)
    ]


def pings_ms(system: System, service: str) -> list[float]:
    """Measure pings while the backlog is worked on."""
    with caller(system.broker.amqp_uri) as calling:
        headers = headers_for(system, service)
        return [calling.ping_ms(service, headers) for _ in range(60)]


def effects(system: System, service: str, pages: str) -> int:
    """Count what the backlog has brought about.

    Of events that feed a copy, those the service says it applied: the documents themselves go
    again with the next filling of the copy, for their owner knows none of them.
    """
    if service in COPIES:
        heard = re.compile(rf'"id": "(probe-{service}-\d+):1:0".*"outcome": "applied"')
        log = (system.folder / "logs" / f"{service}.log").read_text("utf-8", "replace")
        return len(set(heard.findall(log)))
    queue = system.broker.call("GET", f"queues/%2F/{pages}")
    return int(queue.get("messages", 0))


def takes_nothing(system: System, service: str) -> bool:
    """Tell whether the process has left its queues."""
    with caller(system.broker.amqp_uri) as calling:
        queue = names.rpc_queue(service)
        return int(calling.channel.queue_declare(queue, passive=True).consumer_count) == 0


@pytest.fixture(autouse=True)
def tidied(journeys: Journeys) -> Iterator[None]:
    """Leave nothing made up in the copies: other tests compare them with their owners."""
    yield
    for service, (*_, copies) in COPIES.items():
        journeys.stored(service)[copies].delete_many({"_id": {"$regex": "^probe-"}})


@pytest.fixture
def pages(system: System) -> Iterator[str]:
    """A queue of the test's own that keeps the pages of snapshots sent to notify."""
    name, place = "test-pages", "%2F"
    system.broker.call("PUT", f"queues/{place}/{name}", {"durable": True})
    for owner, (asker, noun) in ANSWERS.items():
        system.broker.call(
            "POST", f"bindings/{place}/e/{names.events_exchange(owner)}/q/{name}",
            {"routing_key": names.page_type(asker, noun)},
        )  # fmt: skip
    yield name
    system.broker.call("DELETE", f"queues/{place}/{name}")


@pytest.mark.parametrize("service", SERVICES)
def test_the_process_ends_in_time_and_nothing_is_lost(
    journeys: Journeys, service: str, pages: str
) -> None:
    system = journeys.system
    pings_ms(system, service)

    with slow_database(system, service):
        with caller(system.broker.amqp_uri) as calling:
            for exchange, key, body in backlog(service):
                calling.tell(exchange, key, body, content_type="application/json")
        pings = pings_ms(system, service)
        handled_meanwhile = effects(system, service, pages)
        before = time.monotonic()
        system.processes.signal(service, signal.SIGTERM)
        wait_until(lambda: takes_nothing(system, service), 10, "it still takes messages")
        wait_until(lambda: not system.processes.alive(service), 32, "it does not end")
        ended_after_s = time.monotonic() - before
    system.start(service)

    wait_until(
        lambda: effects(system, service, pages) >= BACKLOG, 180, "events were lost", every_s=0.5
    )
    assert handled_meanwhile < BACKLOG, "there was no backlog"
    assert ended_after_s < 30
    assert statistics.quantiles(pings, n=10)[-1] < SLOW_MS / 2, "pings wait for slow handlers"
