"""What stands in a database is counted by one process and shown by all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from prometheus_client import REGISTRY
from pymongo.database import Database
from pymongo.errors import ExecutionTimeout

from services.common.census import Census, Count, Kept, by_state_and_age, overdue, parked
from services.common.errors import Unavailable
from services.common.messaging.parking import Parking
from services.common.storage.leases import Lease
from services.contracts.census import STATES as CONTRACT_STATES
from services.contracts.repositories.contracts import BY_STATE_AND_AGE
from services.notify.domain.ticket_states import TicketState
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.tickets import Tickets
from services.orders.census import STATES
from services.orders.repositories.order_lists import BY_STATE, WAITING

Db = Database[dict[str, Any]]
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


def at(**ago: float) -> datetime:
    return NOW - timedelta(**ago)


def counted(found: Any) -> dict[tuple[str, ...], float]:
    """Return what was found, without what is zero."""
    return {count.labels: count.value for count in found if count.value}


def shown(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


def build(database: Db, collection: str, *indexes: Any) -> None:
    for index in indexes:
        database[collection].create_index(**index.options())


@pytest.mark.parametrize("built", [True, False], ids=["with the index", "while it is missing"])
def test_orders_are_counted_by_state_and_age(database: Db, built: bool) -> None:
    ages = {"a": at(hours=3), "b": at(days=3), "c": at(days=8), "d": at(days=90), "e": at(days=91)}
    database.orders.insert_many(
        {"_id": id, "state": "live" if id > "c" else "submitted", "created_at": created}
        for id, created in ages.items()
    )
    if built:
        build(database, "orders", BY_STATE)

    found = list(by_state_and_age(database.orders, BY_STATE, "order", STATES, NOW))

    assert counted(found) == {
        ("order", "submitted", "1d"): 1, ("order", "submitted", "7d"): 1,
        ("order", "submitted", "30d"): 1, ("order", "live", "older"): 2,
    }  # fmt: skip
    assert len(found) == len(STATES) * 4


def test_only_what_was_due_before_today_is_late(database: Db) -> None:
    days = {"a": "2026-11-01", "b": "2026-11-02", "c": "2026-10-01", "d": None}
    database.orders.insert_many(
        {"_id": id, "state": "submitted", "due_on": day} for id, day in days.items()
    )
    build(database, "orders", WAITING)

    found = overdue(database.orders, WAITING, "order", STATES, NOW)

    assert counted(found) == {("order", "submitted"): 2}


@pytest.mark.parametrize(
    ("collection", "wanted", "states"),
    [("orders", BY_STATE, STATES), ("contracts", BY_STATE_AND_AGE, CONTRACT_STATES)],
)
def test_no_document_is_read_to_count(
    database: Db, collection: str, wanted: Any, states: list[str]
) -> None:
    build(database, collection, wanted)
    docs = ({"_id": str(n), "state": states[n % 3], "created_at": NOW} for n in range(30))
    database[collection].insert_many(docs)
    database.command("profile", 2)

    list(by_state_and_age(database[collection], wanted, "any", states, NOW))

    database.command("profile", 0)
    read = database.system.profile.find_one({"command.aggregate": collection})
    assert read is not None
    assert (read["docsExamined"], read["planSummary"][:6]) == (0, "IXSCAN")


def test_tickets_are_counted_by_whom_they_wait_for(database: Db) -> None:
    turns = {"a": ("signatory", "2026-11-01"), "b": ("body", "2026-11-03"), "c": ("support", None)}
    waiting = [
        {"_id": id, "order": {"state": "submitted", "waiting_for": {"role": role, "due_on": day}}}
        for id, (role, day) in turns.items()
    ]
    ended = {"_id": "d", "order": {"state": "withdrawn"}}
    database.tickets.insert_many([*waiting, ended, {"_id": "e", "order": {"state": "live"}}])

    found = Tickets(database, "notify", lambda *_: None).census(NOW)

    assert found == {
        TicketState.OPEN: (1, 0), TicketState.CLOSED: (1, 0),
        TicketState.WAITING_FOR_BODY: (2, 1), TicketState.WAITING_FOR_VENDOR: (0, 0),
        TicketState.WAITING_FOR_OPERATOR: (1, 0),
    }  # fmt: skip


def test_the_age_of_a_queue_is_that_of_what_is_due_longest(database: Db) -> None:
    queue = LeasedQueue(database, "mails", "queued")
    assert queue.backlog(10) == (0, 0.0)

    due = queue.now() - timedelta(seconds=90)
    later = queue.now() + timedelta(seconds=90)
    queue.put([{"_id": "a", "state": "queued", "due_at": due}, {"_id": "b", "state": "sent"}])
    queue.put([{"_id": "c", "state": "queued", "due_at": later}])

    count, oldest_s = queue.backlog(10)
    assert (count, 89 < oldest_s < 120) == (2, True)


def test_parked_messages_are_counted_with_the_age_of_the_oldest(database: Db) -> None:
    parking = Parking(database)
    parking.park_unreadable("evt-a", b"?", "no event")
    parking.park("evt-a", {"id": "e1"}, RuntimeError("broken"))
    later = datetime.now(UTC) + timedelta(seconds=60)

    found = counted(parked("orders", parking)(later))

    assert found[("orders", "waiting")] == found[("orders", "retrying")] == 1
    assert found[("orders",)] == pytest.approx(60, abs=30)


def test_every_replica_shows_what_one_has_counted(database: Db) -> None:
    rows = [Count("overdue", ("thing", "old"), 3), Count("overdue", ("thing", "new"), 1)]
    counting, other = (
        Census("things", Kept(database), Lease(database, "census", holder), [lambda _: rows])
        for holder in ("one", "two")
    )

    counting.count(NOW)
    other.show()
    assert shown("business_overdue", noun="thing", state="old") == 3
    assert shown("census_timestamp_seconds", owner="things") == NOW.timestamp()

    del rows[0]
    counting.count(NOW)
    other.show()
    assert shown("business_overdue", noun="thing", state="old") is None
    assert shown("business_overdue", noun="thing", state="new") == 1


def test_what_takes_long_is_counted_less_often(database: Db) -> None:
    clock = iter([0.0, 2.0, 2.0, 100.0])
    done: list[datetime] = []

    def counting(now: datetime) -> list[Count]:
        done.append(now)
        return []

    lease = Lease(database, "census", "one")
    counts = Census("things", Kept(database), lease, [counting], lambda: next(clock))
    counts.round()
    counts.round()

    assert len(done) == 1


def test_a_count_that_fails_for_long_is_not_begun_again_at_once(database: Db) -> None:
    clock = iter([0.0, 10.0, 500.0])

    def counting(now: datetime) -> list[Count]:
        raise ExecutionTimeout("operation exceeded time limit")

    lease = Lease(database, "census", "one")
    counts = Census("things", Kept(database), lease, [counting], lambda: next(clock))
    with pytest.raises(Unavailable):
        counts.round()

    assert counts.round() is False
