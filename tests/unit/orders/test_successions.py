"""What becomes of an order when its body ends or a person leaves it."""

from typing import Any

import pytest

from services.orders.domain import successions
from services.orders.domain.history import ERASED_NAME
from services.orders.domain.orders import Order
from services.orders.domain.personal import personal
from services.orders.domain.states import FINAL, OrderState
from services.orders.successions import IDENTITY
from tests import builders
from tests.builders import CLERK, JOINT, MEMBERS, MUNICH, NOW, PRIEN, REVIEWER, order_in
from tests.said import answered

GIVER = {
    "account": "clerk", "name": "Sabine Huber", "email": "Fach@Prien.example", "phone": "1",
    "department": "Amt",
}  # fmt: skip
TAKER = {
    "account": "eva", "name": "Eva Neu", "email": "eva@prien.example", "phone": None,
    "department": None,
}  # fmt: skip


def order_with(**changed: Any) -> Order:
    other = builders.contact("Tom Technik")
    other.email = "technik@prien.example"
    return builders.order(**{"technical_contact": other, **changed})


def test_an_order_follows_its_body_to_the_successor() -> None:
    order = builders.order()

    successions.follow_body(order, PRIEN, MUNICH, "München", by=IDENTITY, now=NOW)

    assert (order.body, order.body_name, order.places) == (MUNICH, "München", [MUNICH])
    assert order.history[-1].action == "body-moved"
    _, told = builders.news(order, "orders")
    assert (told["type"], told["data"]) == ("use.changed", order.use())


def test_a_place_of_a_joint_administration_moves_and_is_named_once() -> None:
    order = builders.order(body=JOINT, body_name="VG", places=[JOINT, *MEMBERS])

    successions.follow_body(order, MEMBERS[0], MEMBERS[1], "Neu", by=IDENTITY, now=NOW)

    assert (order.body, order.body_name, order.places) == (JOINT, "VG", [JOINT, MEMBERS[1]])
    line = answered(order.history[-1].line())
    assert line["reason"] == "Ein Ort, für den bestellt wurde, gehört jetzt zu Neu."


def test_an_order_beside_another_of_the_successor_keeps_its_place_and_asks_for_support() -> None:
    order = builders.order()

    successions.stand_beside(order, PRIEN, MUNICH, "München", by=IDENTITY, now=NOW)

    assert (order.body, order.body_name, order.places) == (MUNICH, "München", [PRIEN])
    told = builders.news(order, "orders")
    assert [event["type"] for event in told] == [
        "order.changed", "use.changed", "order.support_requested",
    ]  # fmt: skip
    assert "zwei laufende Bestellungen" in told[-1]["data"]["reason"]["de"]


def test_an_order_of_another_body_that_keeps_its_places_says_nothing_of_use() -> None:
    order = builders.order(body=JOINT, body_name="VG", places=[JOINT, PRIEN])

    successions.stand_beside(order, PRIEN, MUNICH, "München", by=IDENTITY, now=NOW)

    assert "use.changed" not in builders.kinds(order)


def test_a_hand_over_replaces_who_ordered_and_the_contacts_of_that_address() -> None:
    order = order_with(ordered_by="clerk")

    successions.hand_over(order, GIVER, TAKER, by=IDENTITY, now=NOW)

    functional = order.functional_contact
    assert order.ordered_by == "eva"
    assert (functional.name, functional.email) == ("Eva Neu", "eva@prien.example")
    assert (functional.department, functional.phone) == ("Einwohneramt", "")
    assert order.technical_contact.name == "Tom Technik"
    assert order.history[-1].action == "hand-over"
    assert builders.kinds(order) == ["order.changed"]


def test_a_hand_over_leaves_alone_what_does_not_name_the_person() -> None:
    order = order_with(ordered_by="someone")
    before = order.to_doc()

    successions.hand_over(order, {**GIVER, "email": None}, TAKER, by=IDENTITY, now=NOW)

    assert order.to_doc() == before


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_hand_over_leaves_closed_orders_as_they_were(state: OrderState) -> None:
    order = order_in(state, active=False)

    successions.hand_over(order, GIVER, TAKER, by=IDENTITY, now=NOW)

    assert order.ordered_by == "clerk"
    assert builders.kinds(order) == []


def test_an_erased_person_is_gone_from_contacts_and_history() -> None:
    order = order_with()
    order.move("submit", CLERK, NOW)
    builders.news(order, "orders")

    successions.forget(
        order,
        {"account": "clerk", "name": "Sabine", "email": "FACH@prien.example"},
        by=IDENTITY,
        now=NOW,
    )

    functional = order.functional_contact
    assert (functional.name, functional.email, functional.phone) == (ERASED_NAME, "", "")
    assert functional.department == "Einwohneramt"
    assert "Sabine Huber" not in str(order.to_doc())
    told = builders.news(order, "orders")
    assert [event["type"] for event in told] == ["order.changed", "order.support_requested"]
    assert "neuen Ansprechpartner" in told[-1]["data"]["reason"]["de"]


def test_a_closed_order_that_loses_a_contact_asks_nobody() -> None:
    order = order_with(state=OrderState.WITHDRAWN, active=False)

    successions.forget(
        order,
        {"account": "clerk", "name": "Sabine", "email": "fach@prien.example"},
        by=IDENTITY,
        now=NOW,
    )

    assert order.functional_contact.name == ERASED_NAME
    assert builders.kinds(order) == ["order.changed"]


def test_who_only_acted_on_an_order_is_gone_from_its_history_alone() -> None:
    order = order_with()
    order.move("submit", CLERK, NOW)
    builders.news(order, "orders")

    successions.forget(
        order, {"account": "clerk", "name": "Sabine", "email": None}, by=IDENTITY, now=NOW
    )

    assert order.history[0].actor_name == ERASED_NAME
    assert order.functional_contact.email == "fach@prien.example"
    assert builders.kinds(order) == ["order.changed"]


def test_erasing_twice_changes_nothing_more() -> None:
    order = order_with()
    successions.forget(
        order,
        {"account": "clerk", "name": "Sabine", "email": "fach@prien.example"},
        by=IDENTITY,
        now=NOW,
    )
    before = order.to_doc()

    successions.forget(
        order,
        {"account": "clerk", "name": "Sabine", "email": "fach@prien.example"},
        by=IDENTITY,
        now=NOW,
    )

    assert order.to_doc() == before


def test_an_export_names_nobody_else() -> None:
    order = order_with(ordered_by="eva", remark="von Eva")
    order.move("submit", CLERK, NOW)
    order.move("ask-back", REVIEWER, NOW, "Frage an Eva")

    part = personal(order, "clerk", "fach@prien.example")

    assert part["contacts"].keys() == {"functional_contact"}
    assert [line["actor"] for line in part["history"]] == ["clerk"]
    assert (part["ordered"], part["remark"]) == (False, None)
    assert "Tom Technik" not in str(part)
    assert REVIEWER.name not in str(part)


@pytest.mark.parametrize(("name", "left"), [("Eva  FACH", "Gelöschte Person"), ("Tom", "Eva Fach")])
def test_at_a_shared_address_only_who_is_named_is_forgotten(name: str, left: str) -> None:
    order = builders.order()
    person = {"account": "x", "name": name, "email": "fach@prien.example", "shared": True}

    successions.forget(order, person, by=IDENTITY, now=NOW)

    assert order.functional_contact.name == left
