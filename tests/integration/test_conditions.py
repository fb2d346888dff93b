"""What waits and runs in the background of a service is seen, also while the service is down."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import state
from services.common.messaging.backlog import Backlog
from services.common.messaging.conditions import Conditions
from services.common.messaging.parking import DELAYS_S, Parking
from services.common.storage.leases import Lease

Db = Database[dict[str, Any]]
QUEUE = "evt-probe-counter.grew--orders.hear"
EVENT = {"id": "c1:2:0", "source": "probe", "type": "counter.grew"}
NOW = datetime.now(UTC)


@pytest.fixture
def conditions(database: Db) -> Conditions:
    """Those of a service in which nothing waits."""
    parking = Parking(database)
    parking.prepare()
    return Conditions(database, "orders", parking, Backlog({}), lambda: NOW)


def wrong(conditions: Conditions) -> list[tuple[str, int]]:
    return [(one["kind"], one["count"]) for one in conditions.all() if one["is_wrong"]]


def walk(database: Db, **facts: Any) -> None:
    whole = {"_id": "catalog.profile.fill", "items": 7, "complete_at": NOW, "moved_at": NOW,
             "differences": {}}  # fmt: skip
    database["snapshots"].insert_one({**whole, **facts})


def test_where_all_is_well_nothing_is_wrong(database: Db, conditions: Conditions) -> None:
    Lease(database, "recount", "one").take(60)
    walk(database)

    assert wrong(conditions) == []
    assert {one["kind"] for one in conditions.all()} == {
        "outbox", "parked", "retrying", "copy", "lock",
    }  # fmt: skip


def test_a_message_is_wrong_once_it_waits_for_a_person(
    database: Db, conditions: Conditions
) -> None:
    parking = Parking(database)
    parking.park(QUEUE, EVENT, KeyError("x"))
    while_retried = wrong(conditions)
    (record,) = parking.collection.find()
    parking.failed_again({**record, "failures": len(DELAYS_S)}, KeyError("x"))

    (parked,) = [one for one in conditions.all() if one["kind"] == "parked"]

    assert while_retried == []
    assert wrong(conditions) == [("parked", 1)]
    assert datetime.fromisoformat(parked["since"]) > NOW - timedelta(minutes=1)
    assert parked["advice"] is not None


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"complete_at": None, "moved_at": NOW - timedelta(minutes=5)}, 1),
        ({"complete_at": None}, 0),
        ({"differences": {"missing": {"count": 2, "ids": ["a", "b"]}}}, 1),
    ],
)
def test_a_copy_is_wrong_where_it_stands_still_or_differs(
    database: Db, conditions: Conditions, facts: dict[str, Any], count: int
) -> None:
    walk(database, **facts)

    assert len(wrong(conditions)) == count


def test_a_lock_is_wrong_where_it_is_held_for_longer_than_until_the_next_night(
    database: Db, conditions: Conditions
) -> None:
    Lease(database, "figures-compared", "one").take(23 * 3600)
    of_a_night = wrong(conditions)
    Lease(database, "for-ever", "one").take(7 * 24 * 3600)

    assert of_a_night == []
    assert wrong(conditions) == [("lock", 1)]


def test_events_are_wrong_once_they_wait_for_a_minute(
    database: Db, conditions: Conditions, mongo_uri: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_DATABASE", database.name)
    old = (NOW - timedelta(minutes=5)).isoformat(timespec="milliseconds")

    before = state.main(["orders"])
    database["orders"].insert_one({"_id": "o", "outbox": [{"id": "o:1:0", "time": old}]})
    after = state.main(["orders"])

    assert (before, after) == (0, 1)
    assert "! Events still to be told: 1, since" in capsys.readouterr().out
