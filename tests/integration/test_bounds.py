"""No document grows until the database refuses it, and nothing of what moved out is lost."""

from typing import Any

import pytest
from bson import BSON
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.identity.domain.authorities import Basis
from services.identity.repositories.accounts import Accounts
from services.orders import successions
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.profile_changes import ProfileChanges
from services.orders.repositories.orders import Orders
from services.orders.service import OrdersService
from tests import builders
from tests.builders import CLERK, TODAY

Doc = dict[str, Any]
NOTE = "\N{GRINNING FACE}" * 4000
MANY = 150
SETS_UP = frozenset({"setup:report"})


@pytest.fixture
def orders(database: Database[Doc]) -> Orders:
    """A store with one order."""
    context.enter(Call())
    repository = Orders(database, "orders", lambda *_: None)
    repository.prepare()
    repository.place(builders.order_in(OrderState.SUBMITTED))
    return repository


def ask(orders: Orders, text: str) -> None:
    """Ask for help, as a request of its own whose news are sent at once."""
    context.enter(Call(once=text[-40:]))
    orders.change("o1", lambda o: o.request_support(text, CLERK, clock.now()))
    orders.collection.update_one({"_id": "o1"}, {"$set": {"outbox": []}})


def begin_setup(order: Order) -> None:
    order.state, order.setup_by = OrderState.IN_SETUP, builders.VENDOR
    order.note("progress", builders.SETUP_PARTY, clock.now())


def reasons(orders: Orders) -> list[str | None]:
    order = orders.get("o1")
    return [entry.reason for entry in [*orders.earlier(order), *order.history]]


def test_an_order_stays_small_however_often_help_is_asked_for(orders: Orders) -> None:
    asked = [f"{NOTE} {n}" for n in range(MANY)]

    for text in asked:
        ask(orders, text)

    doc = orders.collection.find_one({"_id": "o1"}) or {}
    assert len(doc["history"]) <= Order.bounds["history"].most
    assert len(BSON.encode(doc)) < 2_000_000
    assert reasons(orders) == asked


def test_a_process_killed_while_lines_move_loses_and_doubles_none(orders: Orders) -> None:
    most = Order.bounds["history"].most
    for n in range(most):
        ask(orders, f"Frage {n}")
    broken_off = orders.get("o1")
    broken_off.request_support("nie geschrieben", CLERK, clock.now())

    orders._move_oldest(broken_off, broken_off.to_doc())
    before = reasons(orders)
    ask(orders, "die nächste")

    assert before == [f"Frage {n}" for n in range(most)]
    assert reasons(orders) == [*before, "die nächste"]
    assert orders.get("o1").moved("history") > 0


def test_the_whole_history_is_read_page_by_page(orders: Orders) -> None:
    for n in range(MANY):
        ask(orders, f"Frage {n}")
    service: Any = OrdersService()
    profiles = ReadCopy(orders.collection.database, "catalog", "profile")
    service.profile_changes = ProfileChanges(profiles)
    service.orders = orders
    context.enter(Call(principal=builders.principal()))

    pages, cursor = [], "0"
    while cursor is not None:
        page = service.history("o1", {"cursor": cursor, "limit": 40})
        pages += page["items"]
        cursor = page["next"]

    assert [line["reason"] for line in pages] == [f"Frage {n}" for n in range(MANY)]
    assert (page["total"], service.get("o1")["history_total"]) == (MANY, MANY)


def test_a_setup_party_is_told_only_the_number_of_lines_it_reads(orders: Orders) -> None:
    for n in range(MANY):
        ask(orders, f"Frage {n}")
    context.enter(Call())
    orders.change("o1", begin_setup)
    for n in range(Order.bounds["history"].most):
        ask(orders, f"Noch eine {n}")
    service: Any = OrdersService()
    service.orders = orders
    context.enter(Call(principal=Principal("daniel", "", {f"vendor:{builders.VENDOR}": SETS_UP})))

    page = service.history("o1", {"cursor": "0", "limit": 200})

    assert orders.get("o1").moved("history") > MANY
    assert page["total"] == 1


def test_a_setup_party_is_not_led_into_the_setup_before_its_own(orders: Orders) -> None:
    context.enter(Call())
    orders.change("o1", begin_setup)
    orders.change("o1", lambda o: o.note("request-setup", builders.SETUP_PARTY, clock.now()))
    orders.change("o1", begin_setup)
    for n in range(Order.bounds["history"].most):
        ask(orders, f"Frage {n}")
    service: Any = OrdersService()
    service.orders = orders
    context.enter(Call(principal=Principal("daniel", "", {f"vendor:{builders.VENDOR}": SETS_UP})))

    page = service.history("o1", {"cursor": "0", "limit": 200})

    assert orders.get("o1").moved("history") > len(page["items"])
    assert [line["action"] for line in page["items"]] == ["request-setup", "progress"]
    assert page["total"] == 2


def test_a_person_is_forgotten_in_what_moved_out_too(orders: Orders) -> None:
    for n in range(MANY):
        ask(orders, f"Frage {n}")
    context.enter(Call())
    for _ in range(100):
        orders.change("o1", lambda o: o.note("claim", builders.REVIEWER, clock.now()))
    assert all(entry.actor != CLERK.id for entry in orders.get("o1").history)
    person = {"account": CLERK.id, "name": CLERK.name, "email": None}

    found = list(orders.about_person(CLERK.id, None))
    successions.forget(orders, person, clock.now())

    order = orders.get("o1")
    assert found == ["o1"]
    assert CLERK.name not in str([*orders.earlier(order), *order.history])


def test_what_people_add_is_refused_beyond_its_bound(database: Database[Doc]) -> None:
    context.enter(Call())
    accounts = Accounts(database, "identity", lambda *_: None)
    most = builders.account().bounds["authorities"].most
    full = builders.account(authorities=[builders.authority(id=f"s{n}") for n in range(most)])
    accounts.add(full)
    facts = {
        "body": builders.PRIEN, "basis": Basis.OFFICE, "title": "Bgm", "valid_from": TODAY,
    }  # fmt: skip

    with pytest.raises(Conflict) as refused:
        accounts.change("clerk", lambda a: a.request_authority(facts, clock.now()))

    assert refused.value.code == "limit-reached"
    assert "authorities" not in str(refused.value)
    assert len(accounts.get("clerk").authorities) == most


def test_what_is_too_long_already_locks_nobody_in(database: Database[Doc]) -> None:
    context.enter(Call())
    accounts = Accounts(database, "identity", lambda *_: None)
    accounts.add(builders.account())
    doc = builders.account(authorities=[builders.authority(id=f"s{n}") for n in range(500)])
    accounts.collection.update_one(
        {"_id": "clerk"}, {"$set": {"authorities": doc.to_doc()["authorities"]}}
    )

    accounts.change("clerk", lambda a: a.suspend(by="nina", reason="weil", now=clock.now()))

    assert accounts.get("clerk").state == "suspended"
