"""Moves of the register, hand-overs and erasures on the real database, heard more than once."""

import time
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict
from services.common.principal import Delegation, Principal
from services.orders import successions
from services.orders.domain.body_systems import BodySystems
from services.orders.domain.declarations import Declaration
from services.orders.domain.history import ERASED_NAME
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.parties import visible_to
from services.orders.repositories.baskets import Baskets
from services.orders.repositories.bodies import Declarations, SystemsOfBodies
from services.orders.repositories.orders import ANY_CASE, NEWEST_FIRST, Orders, covering
from services.orders.service import OrdersService
from tests import builders
from tests.builders import JOINT, MUNICH, PRIEN, PROFILE
from tests.unit.orders.desks import desk, grantee, lent, wanted

Doc = dict[str, Any]
MOVED = {"from": PRIEN, "to": MUNICH, "to_name": "München", "reason": "merger", "edition": "2027"}


@pytest.fixture
def orders(database: Database[Doc]) -> Orders:
    """An empty store."""
    repository = Orders(database, "orders", lambda *_: None)
    repository.prepare()
    return repository


def keep(orders: Orders, id: str, **changed: Any) -> Order:
    return orders.add(builders.order(**{"id": id, "number": id, "profile": id, **changed}))


def hear(event: str, act: Any, *arguments: Any) -> None:
    """Hear the same event twice."""
    for _ in range(2):
        context.enter(Call(once=f"identity/{event}"))
        act(*arguments, clock.now())


def said(orders: Orders, id: str) -> list[str]:
    doc = orders.collection.find_one({"_id": id}) or {}
    return [e["type"] for e in doc["outbox"] if e["type"] != "audit.recorded"]


def test_every_order_of_a_body_follows_it_once(orders: Orders) -> None:
    ids = [f"o{n}" for n in range(5)]
    for id in ids:
        keep(orders, id)
    keep(orders, "closed", state=OrderState.WITHDRAWN, active=False)
    keep(orders, "joint", body=JOINT, body_name="VG", places=[JOINT, PRIEN])

    hear("b:1:0", successions.move_body, orders, MOVED)

    moved = [orders.get(id) for id in [*ids, "closed"]]
    assert {(o.body, o.body_name, *o.places) for o in moved} == {(MUNICH, "München", MUNICH)}
    assert orders.get("joint").places == [JOINT, MUNICH]
    assert {tuple(said(orders, id)) for id in ids} == {("order.changed", "use.changed")}
    assert list(orders.of_body(PRIEN)) == []


def test_two_active_orders_of_a_merged_body_are_both_kept_and_support_is_asked(
    orders: Orders,
) -> None:
    keep(orders, "old", profile=PROFILE)
    keep(orders, "new", profile=PROFILE, body=MUNICH, places=[MUNICH])

    hear("b:1:0", successions.move_body, orders, MOVED)

    beside = orders.get("old")
    assert (beside.body, beside.places, beside.active) == (MUNICH, [PRIEN], True)
    assert said(orders, "old") == ["order.changed", "use.changed", "order.support_requested"]
    assert orders.get("new").version == 1
    seen = visible_to(builders.principal(grants={MUNICH: frozenset({"orders:read"})}))
    assert orders.collection.count_documents(seen or {}) == 2


def test_while_an_order_stands_beside_nobody_orders_anew_for_the_successor(
    orders: Orders,
) -> None:
    keep(orders, "old", profile=PROFILE)
    keep(orders, "new", profile=PROFILE, body=MUNICH, places=[MUNICH])
    hear("b:1:0", successions.move_body, orders, MOVED)
    context.enter(Call(once="r1"))
    orders.change("new", lambda o: setattr(o, "active", False))
    late = builders.order(id="late", number="late", body=MUNICH, places=[MUNICH])

    with pytest.raises(Conflict) as refused:
        orders.place(late)

    assert refused.value.code == "order-exists"
    assert orders.active(PROFILE, [MUNICH])
    context.enter(Call(once="r2"))
    orders.change("old", lambda o: setattr(o, "active", False))
    assert orders.place(late).id == orders.place(late).id == "late"


def test_open_orders_of_the_body_alone_are_handed_over(orders: Orders) -> None:
    keep(orders, "open")
    keep(orders, "closed", state=OrderState.REJECTED, active=False)
    keep(orders, "elsewhere", body=JOINT, places=[JOINT, PRIEN])
    person = {"name": "Eva", "email": "eva@prien.example", "phone": "2", "department": "Amt"}
    giver = {**person, "account": "clerk", "email": "FACH@prien.example"}
    handed = {"body": PRIEN, "from": giver, "to": {**person, "account": "eva"}}

    hear("a:1:0", successions.hand_over, orders, handed)

    assert [orders.get(id).ordered_by for id in ("open", "closed", "elsewhere")] == [
        "eva", "clerk", "clerk",
    ]  # fmt: skip
    assert orders.get("open").functional_contact.email == "eva@prien.example"
    assert said(orders, "open") == ["order.changed"]


def test_an_erased_person_is_found_by_address_or_by_account(orders: Orders) -> None:
    keep(orders, "contact", ordered_by="other")
    acted = builders.order(id="acted", number="acted", profile="acted", ordered_by="other",
                           functional_contact=contact_at("x@y.example"),
                           technical_contact=contact_at("x@y.example"))  # fmt: skip
    acted.move("submit", builders.CLERK, clock.now())
    acted.take_news("orders")
    orders.add(acted)
    erased = {"account": "clerk", "name": "Sabine Huber", "email": "Fach@PRIEN.example"}

    hear("a:2:0", successions.forget, orders, erased)

    assert orders.get("contact").functional_contact.name == ERASED_NAME
    assert orders.get("acted").history[0].actor_name == ERASED_NAME
    assert said(orders, "contact") == ["order.changed", "order.support_requested"]
    assert said(orders, "acted") == ["order.changed"]


def test_an_export_holds_the_caller_s_orders_alone(orders: Orders, database: Database[Doc]) -> None:
    keep(orders, "ordered")
    keep(orders, "contact", ordered_by="other")
    keep(orders, "strange", ordered_by="other", functional_contact=contact_at("x@y.example"),
         technical_contact=contact_at("x@y.example"))  # fmt: skip
    service: Any = OrdersService()
    service.orders = orders
    service.in_use = SystemsOfBodies(database, "orders", lambda *_: None)
    service.declared = Declarations(database, "orders", lambda *_: None)
    service.baskets = Baskets(database, "orders", lambda *_: None)
    for part in (service.in_use, service.declared, service.baskets):
        part.prepare()
    contact = builders.contact()
    service.in_use.add(BodySystems(id=PRIEN, functional_contact=contact))
    id = f"{PRIEN}:hund"
    said = Declaration(id=id, body=PRIEN, profile="hund", declared_by="clerk")
    service.declared.add(said)
    service.baskets.change_of(PRIEN, lambda held: held.put("hund", builders.CLERK, clock.now()))
    claims = {"email": "FACH@prien.example"}
    context.enter(Call(principal=Principal("clerk", claims=claims)))

    files = service.export_person()["files"]

    items = {name: file["items"] for name, file in files.items()}
    ordered = {item["id"]: item["ordered"] for item in items["orders/orders.json"]}
    assert ordered == {"ordered": True, "contact": False}
    (systems,) = items["orders/systems.json"]
    assert list(systems["contacts"]) == ["functional_contact"]
    assert [item["profile"] for item in items["orders/declarations.json"]] == ["hund"]
    (filled,) = items["orders/baskets.json"]
    assert [entry["profile"] for entry in filled["entries"]] == ["hund"]


def contact_at(email: str) -> Any:
    made = builders.contact()
    made.email = email
    return made


def test_an_order_placed_by_a_delegation_is_recorded_with_it(orders: Orders) -> None:
    context.enter(Call(once="r1", principal=grantee(lent("m1")), action="orders.place"))
    kept: Any = orders

    placed = desk(orders=kept).place(wanted(body=JOINT))

    doc = orders.collection.find_one({"_id": placed.id}) or {}
    (recorded,) = (e["data"] for e in doc["outbox"] if e["type"] == "audit.recorded")
    assert (recorded["actor"], recorded["action"]) == ("clerk", "orders.place")
    assert (recorded["on_behalf_of"], recorded["mandate"]) == (JOINT, "m1")
    assert doc["mandate"] == "m1"


def test_no_look_for_a_person_or_a_body_scans_the_collection(orders: Orders) -> None:
    some = Delegation("m1", JOINT, frozenset({"orders:read"}), time.time() + 60,
                      frozenset({PROFILE}))  # fmt: skip
    seen = visible_to(builders.principal(delegations=(some,))) or {}
    person = {"$or": [{"ordered_by": "clerk"}, {"history.actor": "clerk"}]}
    body = {"$or": [{"places": PRIEN}, {"body": PRIEN}]}
    contact = {"$or": [{"functional_contact.email": "a"}, {"technical_contact.email": "a"}]}
    done = {"done": {"$ne": "r1"}}
    found = orders.collection.find

    plans = [
        found(seen).sort(NEWEST_FIRST).explain(),
        found({**person, **done}).explain(),
        found({**body, **done}).explain(),
        found({**contact, **done}, collation=ANY_CASE).explain(),
        found(covering(PROFILE, [PRIEN, MUNICH])).explain(),
    ]

    winners = [str(plan["queryPlanner"]["winningPlan"]) for plan in plans]
    assert all("COLLSCAN" not in winner for winner in winners)
