"""One write for facts and news, whatever happens at the same time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import NotFound, Unavailable
from services.common.principal import Principal
from services.common.storage.repository import MAX_WAITING_EVENTS
from tests.integration.kernel import Counter, counters

Db = Database[dict[str, Any]]


def test_concurrent_changes_all_count_and_every_one_is_told(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))

    def change(number: int) -> None:
        repository.change("c1", lambda c: c.add(str(number)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(45)))

    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    assert stored["total"] == 45
    assert stored["version"] == 46
    told = [event for event in stored["outbox"] if event["type"] == "counter.grew"]
    assert [event["data"]["total"] for event in told] == list(range(1, 46))
    assert len({event["id"] for event in stored["outbox"]}) == 90


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


def test_a_change_is_recorded_with_who_did_it_for_whom_in_the_same_write(database: Db) -> None:
    repository = counters(database)
    caller = Principal("clerk", "Sabine Huber")
    call = Call(principal=caller, action="probe.add", on_behalf_of="09187162", mandate_id="m1")
    context.enter(call)
    repository.add(Counter(id="c1"))
    context.enter(replace(call, once="r2"))

    repository.change("c1", lambda c: c.add("x"))

    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    added, grew, recorded = stored["outbox"]
    assert (added["type"], grew["type"]) == ("audit.recorded", "counter.grew")
    assert recorded["data"] == {
        "action": "probe.add", "noun": "counters", "object": "c1", "version": 2,
        "actor": "clerk", "on_behalf_of": "09187162", "mandate": "m1", "said": ["counter.grew"],
    }  # fmt: skip
    assert "Sabine" not in str(recorded)


def test_what_only_follows_from_an_event_and_says_nothing_is_not_recorded(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))

    repository.change("c1", lambda c: setattr(c, "total", 7))

    stored = database["counters"].find_one({"_id": "c1"})
    assert stored is not None
    assert (stored["total"], stored["outbox"]) == (7, [])


def test_an_aggregate_with_a_hundred_waiting_events_refuses_for_now(database: Db) -> None:
    repository = counters(database)
    repository.add(Counter(id="c1"))
    changes = MAX_WAITING_EVENTS // 2
    for number in range(changes):
        repository.change("c1", lambda c, n=number: c.add(str(n)))

    with pytest.raises(Unavailable) as refused:
        repository.change("c1", lambda c: c.add("too much"))

    assert refused.value.code == "events-waiting"
    assert repository.get("c1").total == changes


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
