"""Figures of a setup party among very many orders: counted from the index, few are read."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.common.storage.indexes import Index
from services.orders.domain.setup_figures import standing_told
from services.orders.domain.states import OrderState
from services.orders.repositories import setup_counts
from services.orders.repositories.order_lists import NEWEST_OF_VENDOR
from services.orders.repositories.orders import Orders
from services.orders.repositories.setup_counts import COUNTED, SetupCounts
from tests import builders

MANY, VENDORS, READ = 1200, 12, 40
TODAY = date(2026, 12, 4)
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
ACTS = [("release", 0), ("request-setup", 1), ("acknowledge", 2), ("task-1", 3)]
PHASES = [
    ("live", None, None), ("in_setup", None, "2026-12-03"), ("in_setup", "setup_question", None),
    ("submitted", None, "2026-12-01"),
]  # fmt: skip


def filled(orders: Orders) -> SetupCounts:
    counts = SetupCounts(orders)
    counts.prepare()
    shape = orders.new_doc(builders.order_in(OrderState.LIVE))
    history = [line(action, MONDAY + timedelta(days=days)) for action, days in ACTS]
    orders.collection.insert_many([{**shape, **told(n), "history": history} for n in range(MANY)])
    return counts


def line(action: str, at: datetime) -> dict[str, Any]:
    return {"at": at, "action": action, "reason_facts": {}, "actor_name": "Nina", "reason": "x"}


def told(n: int) -> dict[str, Any]:
    state, point, due_on = PHASES[n // VENDORS % len(PHASES)]
    open_point = {"kind": point, "since": builders.NOW, "reason": None} if point else None
    return {
        "_id": f"o{n:06}", "number": f"DM-{n:06}", "setup_by": f"v{n % VENDORS}", "state": state,
        "open_point": open_point, "due_on": due_on, "active": False,
        "created_at": builders.NOW + timedelta(seconds=n),
    }  # fmt: skip


def plan_of(database: Database[dict[str, Any]], steps: Any, by: Index) -> str:
    command = {"aggregate": "orders", "pipeline": steps, "cursor": {}, "hint": dict(by.keys)}
    return str(database.command("explain", command, verbosity="executionStats"))


def test_setups_are_counted_from_the_index_alone(
    database: Database[dict[str, Any]], orders: Orders
) -> None:
    counts, own = filled(orders), MANY // VENDORS // len(PHASES)

    phases = counts.phases("v3", TODAY)

    found = {(p["_id"]["state"], p["_id"].get("point")): (p["count"], p["overdue"]) for p in phases}
    assert found == {
        ("live", None): (own, 0), ("in_setup", None): (own, own),
        ("in_setup", "setup_question"): (own, 0),
    }  # fmt: skip
    turns = {turn["role"]: turn["count"] for turn in standing_told(phases, {})["turns"]}
    assert turns == {"setup_party": 2 * own}
    plan = plan_of(database, setup_counts.counting("v3", TODAY), COUNTED)
    assert "'indexName': 'setups_counted'" in plan
    assert "'totalDocsExamined': 0" in plan


def test_courses_are_read_of_the_newest_orders_and_no_more(
    database: Database[dict[str, Any]], orders: Orders, monkeypatch: Any
) -> None:
    monkeypatch.setattr(setup_counts, "MOST_READ", READ)
    counts = filled(orders)

    courses, is_part = counts.courses("v3")

    assert len(courses) == READ
    assert is_part is True
    assert {course.days_until("acknowledged") for course in courses} == {1}
    plan = plan_of(database, setup_counts.reading("v3"), NEWEST_OF_VENDOR)
    assert "'indexName': 'by_setup_by'" in plan
    assert "'SORT'" not in plan
    examined = max(map(int, re.findall(r"'totalDocsExamined': (\d+)", plan)))
    assert READ < examined < 2 * READ


def test_a_course_goes_on_where_its_earlier_lines_are_kept_beside_the_order(
    orders: Orders,
) -> None:
    counts = filled(orders)
    later = {"history": [line("acknowledge", MONDAY + timedelta(days=4))], "moved": {"history": 1}}
    orders.collection.update_one({"_id": "o000003"}, {"$set": later})
    earlier = {"of": "o000003", "n": 0, "entry": line("request-setup", MONDAY)}
    orders.older["history"].collection.insert_one(earlier)

    courses, _ = counts.courses("v3")

    assert courses[-1].days_until("acknowledged") == 4
