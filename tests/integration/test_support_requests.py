"""Help that was asked for, on the real database: reminded of once each, none overlooked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pymongo.database import Database

from services.common import reminding
from services.common.clockwork import PATIENCE
from services.common.messaging.read_copies import ReadCopy
from services.common.messaging.snapshots import FILL, Page
from services.common.reminding import Reminders
from services.common.watchdog import Findings, Watchdog
from services.orders import watching
from services.orders.domain.reminding import remind_support
from services.orders.domain.states import OrderState
from services.orders.repositories import support_requests
from services.orders.repositories.orders import Orders
from services.orders.repositories.standings import Standings
from tests import builders
from tests.builders import CLERK, NOW

Db = Database[dict[str, Any]]
LATER = NOW + timedelta(days=60)
NOTHING: Any = None
BOTH = ["order.support_reminded", "order.support_escalated"]


def asked(orders: Orders, number: int, state: OrderState = OrderState.LIVE) -> str:
    """Store an order of which somebody asked for help; with nothing told yet but that."""
    id = f"h{number:03}"
    order = builders.order_in(state, id=id, number=id, profile=id)
    order.request_support("Hilfe", CLERK, NOW)
    orders.place(order)
    return id


def process(orders: Orders) -> Reminders:
    """Return the reminders of one process; under no lease, so that two may collide."""

    def say(id: str, now: datetime) -> Any:
        return orders.change(id, lambda order: remind_support(order, now))

    return Reminders("orders", NOTHING, partial(support_requests.due, orders), say)


def sweep(reminders: Reminders) -> None:
    while reminders.sweep(LATER):
        pass


def told(orders: Orders, id: str) -> list[str]:
    doc = orders.collection.find_one({"_id": id}) or {}
    return [event["type"] for event in doc["outbox"] if event["type"] in BOTH]


def test_two_processes_at_once_say_each_thing_once_of_orders_in_any_state(orders: Orders) -> None:
    states = (OrderState.LIVE, OrderState.SUBMITTED, OrderState.IN_SETUP)
    ids = [asked(orders, number, states[number % 3]) for number in range(30)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: sweep(process(orders)), range(4)))

    assert all(told(orders, id) == BOTH for id in ids)
    assert support_requests.due(orders, LATER, None, 10) == []


def test_of_what_support_has_answered_nothing_is_due(orders: Orders) -> None:
    id = asked(orders, 1)
    orders.change(id, lambda order: order.answer_support("So geht es.", CLERK, NOW))

    sweep(process(orders))

    assert told(orders, id) == []


def test_what_is_due_is_found_by_the_index_alone(orders: Orders) -> None:
    asked(orders, 1)
    path = support_requests.NEXT_STEP

    found = reminding.due_by(orders.collection, path, LATER, None, hint="next_support_step")

    plan = str(found.explain()["queryPlanner"]["winningPlan"])
    assert "FETCH" not in plan
    assert "'stage': 'SORT'" not in plan
    assert len(support_requests.due(orders, LATER, None, 10)) == 1


def watched(orders: Orders, database: Db, *roles: str) -> dict[str, str]:
    """Return why each order would wait for ever, where one person holds these roles."""
    copy = ReadCopy(database, "identity", "standing")
    record = copy.walks[FILL].begin()
    assert record is not None
    copy.walks[FILL].move(Page(record["snapshot"], FILL, "", None, []))
    held = [{"role": role, "scope": "*"} for role in roles]
    copy.keep("nina", 1, {"state": "active", "roles": held, "signing": []})
    bodies, found = ReadCopy(database, "identity", "body"), Findings(database, "order")
    lookout = watching.Lookout(orders, Standings(copy), bodies)
    dog = Watchdog(found, NOTHING, lookout.look)
    while dog.walk(NOW):
        pass
    return {item["id"]: item["flaw"] for item in found.newest()["items"]}


@pytest.mark.parametrize(
    ("role", "others"), [("support", None), ("admin", None), ("reviewer", "nobody-able")]
)
def test_the_watchdog_sees_who_was_not_reminded_and_that_nobody_can_answer(
    orders: Orders, database: Db, role: str, others: str | None
) -> None:
    fine, late = asked(orders, 1), asked(orders, 2)
    overdue = {support_requests.NEXT_STEP: NOW - PATIENCE - timedelta(minutes=1)}
    orders.collection.update_one({"_id": late}, {"$set": overdue})

    found = watched(orders, database, role)

    assert (found.get(late), found.get(fine)) == ("unreminded", others)
