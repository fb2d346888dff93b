"""One write for facts and news, whatever happens at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import NotFound, Unavailable
from services.common.mongo import MAX_WAITING_EVENTS
from tests.integration.kernel import Counter, counters

Db = Database[dict[str, Any]]


def test_concurrent_changes_all_count_and_every_one_is_told(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))

    def change(number: int) -> None:
        repository.change("c1", lambda c: c.add(str(number)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(60)))

    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    assert stored["total"] == 60
    assert stored["version"] == 61
    assert [event["data"]["total"] for event in stored["outbox"]] == list(range(1, 61))
    assert len({event["id"] for event in stored["outbox"]}) == 60


def test_a_call_delivered_twice_has_one_effect(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))
    context.enter(Call(once="request-1"))

    for _ in range(3):
        repository.change("c1", lambda c: c.add("once"))

    assert repository.get("c1").total == 1


def test_the_same_call_at_the_same_time_has_one_effect(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))

    def change(_: int) -> None:
        context.enter(Call(once="request-1"))
        repository.change("c1", lambda c: c.add("once"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(40)))

    assert repository.get("c1").total == 1


def test_an_aggregate_added_twice_is_there_once_and_the_first_one(database: Db) -> None:
    repository = counters(database)

    first = repository.add(Counter(id="c1", total=1))
    second = repository.add(Counter(id="c1", total=2))

    assert first.total == second.total == 1


def test_a_verb_that_raises_changes_nothing(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))

    def fail(counter: Counter) -> None:
        counter.add("half")
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        repository.change("c1", fail)

    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    assert (stored["version"], stored["total"], stored["outbox"]) == (1, 0, [])


def test_an_aggregate_with_a_hundred_waiting_events_refuses_for_now(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))
    for number in range(MAX_WAITING_EVENTS):
        repository.change("c1", lambda c, n=number: c.add(str(n)))

    with pytest.raises(Unavailable) as refused:
        repository.change("c1", lambda c: c.add("too much"))

    assert refused.value.code == "events-waiting"
    assert repository.get("c1").total == MAX_WAITING_EVENTS


def test_what_is_not_there_is_not_found(database: Db) -> None:
    repository = counters(database)

    with pytest.raises(NotFound):
        repository.change("nobody", lambda c: c.add("x"))


def test_the_sweep_finds_waiting_events_by_index(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))
    repository.change("c1", lambda c: c.add("x"))

    query = {"outbox.time": {"$lt": "9999"}, "outbox.0.id": {"$exists": True}}
    plan = database["counters"].find(query).hint("waiting_events").explain()

    assert plan["executionStats"]["totalDocsExamined"] == 1
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
