"""What waits to be told is counted and never starved; who cannot tell it is not ready."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from deploy.local.ports import wait_until
from services.common.messaging.backlog import TOO_OLD_S, Backlog
from services.common.messaging.outbox import BATCH, Relay
from services.common.messaging.publisher import ConfirmingPublisher
from tests.integration.kernel import Counters, counters

Db = Database[dict[str, Any]]
ABSENT = "amqp://nobody:nothing@127.0.0.1:9/"
ROUNDS = 12


def left(database: Db, number: int, age_s: float) -> Counters:
    """Return counters whose news an ended process has left behind."""
    repository = counters(database)
    then = (datetime.now(UTC) - timedelta(seconds=age_s)).isoformat(timespec="milliseconds")
    news = {"id": "", "type": "counter.grew", "time": then}
    docs = [
        {"_id": f"left{n}", "version": 2, "done": [], "outbox": [{**news, "id": f"left{n}:2:0"}]}
        for n in range(number)
    ]
    repository.collection.insert_many(docs)
    return repository


class Writing:
    """A publisher beside which something is written all the time, as fast as it is sent."""

    def __init__(self, repository: Counters) -> None:
        self.told: list[str] = []
        self.relay: Relay | None = None
        self._repository, self._written = repository, 0

    def connect(self) -> None: ...

    def close(self) -> None: ...

    def publish(self, exchange: str, events: Iterable[dict[str, Any]]) -> None:
        self.told += [event["id"] for event in events]
        if self._written < ROUNDS:
            self._written += 1
            self.write(f"w{self._written}")

    def write(self, id: str) -> None:
        assert self.relay is not None
        self._repository.collection.insert_one(
            {
                "_id": id,
                "outbox": [{"id": f"{id}:1:0", "type": "counter.grew", "time": _now()}],
            }
        )
        self.relay.written(self._repository.collection, id)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def test_what_was_left_behind_is_told_beside_constant_writing_and_nothing_twice(
    database: Db,
) -> None:
    repository = left(database, 50, age_s=60)
    writing = Writing(repository)
    relay = Relay(database, writing, "probe.events")  # type: ignore[arg-type]
    relay.watch(repository.collection)
    writing.relay = relay

    writing.write("w0")
    relay._round()

    last_written = writing.told.index(f"w{ROUNDS}:1:0")
    told = writing.told[:last_written]
    assert {f"left{n}:2:0" for n in range(50)} <= set(told)
    assert len(writing.told) == len(set(writing.told)) == 50 + ROUNDS + 1


def test_a_sweep_looks_once_at_what_cannot_be_told_and_ends(
    database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, looked_at = left(database, BATCH + 20, age_s=60), []
    relay = Relay(database, Writing(repository), "probe.events")  # type: ignore[arg-type]
    relay.watch(repository.collection)

    def publish(events: list[dict[str, Any]]) -> frozenset[str]:
        looked_at.extend(event["id"] for event in events)
        assert len(looked_at) <= BATCH + 20, "it begins again at what stays"
        return frozenset({"counter.grew"})

    monkeypatch.setattr(relay, "_publish", publish)

    relay._round()
    relay._round()

    assert len(set(looked_at)) == BATCH + 20


def test_waiting_events_are_counted_with_the_age_of_the_oldest(database: Db) -> None:
    left(database, 20, age_s=10)
    backlog = Backlog({"counters": database["counters"]})

    backlog.measure()

    assert backlog.count == 20
    assert 10 <= backlog.oldest_s < TOO_OLD_S
    assert backlog.fresh


def test_they_are_counted_before_their_index_is_built(database: Db) -> None:
    left(database, 20, age_s=10)
    database["counters"].drop_index("waiting_events")
    backlog = Backlog({"counters": database["counters"]})

    backlog.measure()

    assert backlog.count == 20


def test_a_relay_whose_marker_never_comes_is_not_ready_and_says_why(
    database: Db, amqp_uri: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    repository = left(database, 50, age_s=TOO_OLD_S + 10)
    publisher = ConfirmingPublisher(amqp_uri, "outbox", markers=["topology.never"])
    relay = Relay(database, publisher, "probe.events")
    relay.watch(repository.collection)

    relay.start()
    wait_until(lambda: not relay.backlog.fresh, 20, "it says all is well")
    relay.stop()

    said = next(r for r in caplog.records if r.getMessage() == "events_unsaid")
    assert said.levelno == logging.ERROR
    assert "topology.never" in str(vars(said))


def test_a_relay_without_a_broker_is_not_ready_after_a_minute(database: Db) -> None:
    repository = left(database, 1, age_s=TOO_OLD_S + 10)
    relay = Relay(database, ConfirmingPublisher(ABSENT, "outbox"), "probe.events")
    relay.watch(repository.collection)

    relay.backlog.measure()

    assert not relay.backlog.fresh
    assert not relay.declared.is_set()
