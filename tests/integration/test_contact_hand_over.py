"""Contacts without an account are handed over in all open orders of a body, on a database."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid, NotFound
from services.common.principal import EVERYWHERE, Principal
from services.orders import successions
from services.orders.domain.states import OrderState
from services.orders.repositories.bodies import SystemsOfBodies
from services.orders.repositories.named_contacts import named_by
from services.orders.repositories.orders import Orders
from services.orders.service import OrdersService
from tests import builders
from tests.builders import MUNICH, PRIEN

Doc = dict[str, Any]
OFFICER = Principal("sabine", "Sabine Huber", {PRIEN: frozenset({"contacts:hand-over"})})
SUPPORT = Principal("jana", "Jana Hilfe", {EVERYWHERE: frozenset({"orders:support"})})
NORA = {"name": "Nora Neu", "department": "Amt", "email": "nora@prien.example", "phone": "3",
        "reason": "Elternzeit"}  # fmt: skip
OPEN = [f"open{n}" for n in range(3)]


class KnownBodies:
    """The directory of one body."""

    def name_of(self, _body: str) -> str:
        return "Prien a.Chiemsee"


@pytest.fixture
def service(database: Database[Doc], orders: Orders) -> Any:
    """The service with open and closed orders of Prien, and one of another body."""
    for id in OPEN:
        orders.add(builders.order_in(OrderState.IN_SETUP, id=id, number=id, profile=id))
    orders.add(builders.order_in(OrderState.REJECTED, id="closed", number="c", active=False))
    orders.add(builders.order_in(OrderState.LIVE, id="else", number="e", body=MUNICH, places=["m"]))
    made: Any = OrdersService()
    made.orders, made.directory = orders, KnownBodies()
    made.in_use = SystemsOfBodies(database, "orders", lambda *_: None)
    made.in_use.prepare()
    return made


def call(who: Principal, once: str = "r1") -> None:
    context.enter(Call(once=once, principal=who, action="orders.hand_over_contact"))


def listed(service: Any, who: Principal = OFFICER) -> list[Doc]:
    call(who)
    found: list[Doc] = service.contacts(PRIEN)["items"]
    return found


def hand_over(service: Any, who: Principal = OFFICER, once: str = "r1", **changed: Any) -> Doc:
    (eva,) = [one for one in listed(service) if one["name"] == "Eva Fach"]
    call(who, once)
    told: Doc = service.hand_over_contact(PRIEN, eva["id"], {**NORA, **changed})
    return told


def said(service: Any) -> list[Doc]:
    doc = service.in_use.collection.find_one({"_id": PRIEN}) or {"outbox": []}
    return [e["data"] for e in doc["outbox"] if e["type"] == "body_contact.handed_over"]


def hear(service: Any) -> None:
    """Hear twice what was said of it."""
    (told,) = said(service)
    for _ in range(2):
        context.enter(Call(once="orders/handed"))
        successions.hand_over_contact(service.orders, told, clock.now())


@pytest.mark.parametrize("who", [OFFICER, SUPPORT], ids=["officer", "support"])
def test_every_open_order_of_the_body_names_the_successor_once(
    service: Any, who: Principal
) -> None:
    told = hand_over(service, who)
    hear(service)

    for id in OPEN:
        order = service.orders.get(id)
        assert order.functional_contact.name == "Nora Neu"
        assert order.technical_contact.name == "Tom Technik"
        assert [(one.action, one.actor_name) for one in order.history] == [("hand-over", who.name)]
    assert told["orders"] == len(OPEN)
    assert service.orders.get("closed").functional_contact.name == "Eva Fach"
    assert service.orders.get("else").functional_contact.name == "Eva Fach"


def test_who_is_handed_over_is_named_no_more(service: Any) -> None:
    before = {one["name"]: one["orders"] for one in listed(service)}

    hand_over(service)
    hear(service)

    assert before == {"Eva Fach": 3, "Tom Technik": 3}
    assert {one["name"]: one["orders"] for one in listed(service)} == {
        "Nora Neu": 3, "Tom Technik": 3,
    }  # fmt: skip
    with pytest.raises(NotFound, match="contact-not-found"):
        service.hand_over_contact(PRIEN, "nobody", NORA)


def test_what_broke_off_in_the_middle_goes_on_and_repeats_nothing(service: Any) -> None:
    hand_over(service)
    (told,) = said(service)
    context.enter(Call(once="orders/handed"))
    service.orders.change(
        OPEN[0],
        lambda o: successions.domain.hand_over_contact(
            o, told["from"], told["to"], told["reason"], by=builders.CLERK, now=clock.now()
        ),
    )

    hear(service)

    assert [len(service.orders.get(id).history) for id in OPEN] == [1, 1, 1]


def test_a_call_that_is_delivered_twice_is_said_once(service: Any) -> None:
    for _ in range(2):
        hand_over(service, once="again")

    assert len(said(service)) == 1


def test_the_usual_contact_is_handed_over_at_once(service: Any) -> None:
    eva = {"name": "Eva Fach", "department": "Amt", "email": "fach@prien.example", "phone": "1"}
    context.enter(Call(once="systems"))
    held = service.in_use.of_body(PRIEN)
    facts = {"specialist_systems": [], "it_provider": None, "functional_contact": eva,
             "technical_contact": None}  # fmt: skip
    service.in_use.write(held, lambda one: one.change(facts, 0, clock.now()))

    hand_over(service)

    assert service.in_use.of_body(PRIEN).functional_contact.name == "Nora Neu"


def test_nobody_hands_over_to_themselves_and_no_stranger_at_all(service: Any) -> None:
    with pytest.raises(Invalid):
        hand_over(service, name="eva fach", email="Fach@prien.example")
    with pytest.raises(Forbidden):
        listed(service, Principal("x", "X", {MUNICH: frozenset({"contacts:hand-over"})}))

    assert said(service) == []


def test_whom_the_orders_of_a_body_name_is_found_by_index(service: Any) -> None:
    found = service.orders.collection.find(named_by(PRIEN))

    plan = str(found.explain()["queryPlanner"]["winningPlan"])

    assert "IXSCAN" in plan
    assert "COLLSCAN" not in plan
