"""Orders on the real database: one active order, lists by index, events in any order."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Unavailable
from services.common.validation.input import parse
from services.orders import schemas
from services.orders.domain import contract_following
from services.orders.domain.orders import Actor, Order
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import turns_of
from services.orders.repositories.numbers import number_of
from services.orders.repositories.order_lists import FIRST_DUE_FIRST, criteria_of
from services.orders.repositories.orders import Orders
from services.orders.repositories.turns import by_phase
from tests import builders

Db = Database[dict[str, Any]]
BY = Actor("a1", "Nina")


@pytest.fixture
def orders(database: Db) -> Orders:
    """An empty store."""
    repository = Orders(database, "orders", lambda *_: None)
    repository.prepare()
    return repository


def test_a_joint_administration_and_its_member_count_as_one(orders: Orders) -> None:
    orders.place(builders.order(id="o1", number="1", places=["091715101", "09171111"]))

    with pytest.raises(Conflict) as refused:
        orders.place(builders.order(id="o2", number="2", places=["09171111"]))

    assert refused.value.code == "order-exists"


def test_a_withdrawn_order_makes_room_for_another(orders: Orders) -> None:
    orders.place(builders.order_in(OrderState.SUBMITTED, id="o1", number="1"))
    orders.change("o1", lambda o: o.move("withdraw", BY, clock.now()))

    second = orders.place(builders.order(id="o2", number="2"))

    assert second.id == "o2"


def test_what_is_used_is_told_with_a_change_and_given_as_a_snapshot(orders: Orders) -> None:
    orders.place(builders.order_in(OrderState.SUBMITTED, id="o1", number="1"))
    orders.change("o1", lambda o: o.request_support("Hilfe", BY, clock.now()))
    orders.change("o1", lambda o: o.move("withdraw", BY, clock.now()))

    (item,) = orders.uses()

    doc = orders.collection.find_one({"_id": "o1"}) or {}
    (told,) = (event for event in doc["outbox"] if event["type"] == "use.changed")
    assert item == {"id": "o1", "sequence": 3, "state": told["data"]}
    assert (told["sequence"], told["data"]["active"]) == (3, False)


def test_events_and_commands_in_any_order_lose_nothing(orders: Orders) -> None:
    contract = {"id": "c1"}
    acts: list[tuple[str, Callable[[Order], Any]]] = [
        (
            f"contracts/{action}",
            lambda o, a=action: contract_following.follow(o, a, contract, BY, clock.now()),
        )
        for action in ("offer", "sign", "conclude")
    ]
    acts.append(("notify/ticket", lambda o: setattr(o, "ticket", "T-1")))
    acts += [
        (f"person/{n}", lambda o, n=n: o.request_support(f"Frage {n}", BY, clock.now()))
        for n in range(5)
    ]

    def apply(order_id: str, once: str, act: Callable[[Order], Any]) -> None:
        context.enter(Call(once=once))
        orders.change(order_id, act)

    for number in range(12):
        id = f"o{number}"
        orders.place(
            builders.order_in(OrderState.RELEASED, id=id, number=id, places=[id], history=[])
        )
        shuffled = [*acts, *acts]
        random.Random(number).shuffle(shuffled)
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda one, id=id: apply(id, *one), shuffled))

    for number in range(12):
        order = orders.get(f"o{number}")
        asked = sorted(e.reason or "" for e in order.history if e.action == "request-support")
        assert order.state is OrderState.SETUP_REQUESTED
        assert (order.ticket, order.contract) == ("T-1", "c1")
        assert asked == [f"Frage {n}" for n in range(5)]


@pytest.mark.parametrize(
    "query",
    [
        {"body": "09162000"},
        {"vendor": "v"},
        {"state": "submitted"},
        {"waiting_for": "reviewer"},
        {"number": "dm-2026-a"},
    ],
)
def test_no_list_scans_the_collection(orders: Orders, query: dict[str, str]) -> None:
    criteria = criteria_of(parse(schemas.OrderQuery, query), {"places": {"$in": ["09162000"]}})

    plan = orders.collection.find(criteria).sort([("created_at", -1), ("_id", -1)]).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_looking_for_an_active_order_reads_the_unique_index(orders: Orders) -> None:
    criteria = {"profile": "ewa", "places": {"$in": ["09162000"]}, "active": True}

    plan = orders.collection.find(criteria).explain()

    assert "one_active" in str(plan["queryPlanner"]["winningPlan"])


def test_pages_of_orders_hold_each_once_newest_first(orders: Orders) -> None:
    for number in range(25):
        id = f"o{number:02}"
        orders.place(builders.order(id=id, number=id, places=[id], created_at=clock.now()))

    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = parse(schemas.OrderQuery, {"limit": "10", **({"cursor": cursor} if cursor else {})})
        page, cursor, total = orders.listed(query, None)
        seen += [order.id for order in page]
        if cursor is None:
            break

    assert total == 25
    assert seen == [f"o{number:02}" for number in reversed(range(25))]


def test_pages_by_due_day_hold_each_once_the_first_due_first(orders: Orders) -> None:
    for number in range(7):
        order = builders.order_in(OrderState.SUBMITTED, id=f"o{number}", number=f"DM-{number}")
        order.places, order.due_on = [f"p{number}"], date(2026, 12, 10 - number // 2)
        orders.place(order)
    orders.place(builders.order_in(OrderState.LIVE, id="live", number="DM-live", places=["x"]))

    seen: list[str] = []
    cursor: str | None = None
    while True:
        asked = {"limit": "3", "sort": "due", "waiting_for": "reviewer"}
        query = parse(schemas.OrderQuery, {**asked, **({"cursor": cursor} if cursor else {})})
        page, cursor, total = orders.listed(query, None)
        seen += [order.id for order in page]
        if cursor is None:
            break

    assert (seen, total) == (["o6", "o4", "o5", "o2", "o3", "o0", "o1"], 7)


def test_a_list_by_due_day_sorts_nothing_itself(orders: Orders) -> None:
    query = parse(schemas.OrderQuery, {"sort": "due", "waiting_for": "reviewer"})

    plan = orders.collection.find(criteria_of(query, None)).sort(FIRST_DUE_FIRST).explain()

    winning = str(plan["queryPlanner"]["winningPlan"])
    assert "COLLSCAN" not in winning
    assert "'stage': 'SORT'" not in winning


def test_the_beginning_of_a_number_finds_the_order(orders: Orders) -> None:
    orders.place(builders.order(id="o1", number="DM-2026-ABCDEFGH"))
    orders.place(builders.order(id="o2", number="DM-2026-BBCDEFGH", places=["x"]))

    page, _, total = orders.listed(parse(schemas.OrderQuery, {"number": "dm-2026-abc"}), None)

    assert ([order.id for order in page], total) == (["o1"], 1)


def test_it_is_counted_for_whom_orders_wait_and_how_many_too_long(orders: Orders) -> None:
    due = (date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4))
    for number, day in enumerate(due):
        order = builders.order_in(OrderState.SUBMITTED, id=f"o{number}", number=f"DM-{number}")
        order.places, order.due_on = [f"p{number}"], day
        orders.place(order)
    alone = builders.order_in(OrderState.SETUP_REQUESTED, id="o8", number="DM-8", places=["p8"])
    alone.setup_by, alone.due_on = None, date(2026, 12, 2)
    orders.place(alone)

    oldest = {"since": builders.NOW}
    turns = turns_of(by_phase(orders, date(2026, 12, 3)))

    assert turns == [
        {"role": "reviewer", "count": 3, "overdue": 1, "first_due_on": "2026-12-01", **oldest},
        {"role": "support", "count": 1, "overdue": 1, "first_due_on": "2026-12-02", **oldest},
    ]


def test_an_order_whose_number_another_one_has_gets_the_next(orders: Orders) -> None:
    taken = number_of("o2", 2026)
    orders.place(builders.order(id="o1", number=taken))

    number = orders.free_number("o2", 2026)
    other = builders.order(id="o2", number=number, profile="another")
    with pytest.raises(Unavailable) as at_the_same_moment:
        orders.place(builders.order(id="o3", number=taken, profile="a-third"))

    assert number == number_of("o2", 2026, 1) != taken
    assert orders.place(other).id == "o2"
    assert orders.free_number("o2", 2026) == number_of("o2", 2026, 1)
    assert at_the_same_moment.value.code == "number-taken"
