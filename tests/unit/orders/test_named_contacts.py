"""Who is named as contact of a body, and what a hand-over leaves alone."""

from services.orders.domain.body_systems import BodySystems
from services.orders.domain.history import Contact
from services.orders.domain.named_contacts import named_contacts
from services.orders.domain.states import OrderState
from services.orders.domain.successions import hand_over_contact
from tests import builders
from tests.builders import CLERK, NOW, PRIEN

EVA = Contact("Eva Fach", "Amt", "fach@prien.example", "1")
TOM = Contact("Tom Technik", "IT", "FACH@prien.example ", "2")
GIVER = {"name": "eva  fach", "email": "FACH@prien.example", "shared": True}
TAKER = {"name": "Nora Neu", "department": "", "email": "nora@prien.example", "phone": "3"}


def test_everybody_is_named_once_with_the_number_of_their_orders() -> None:
    again = Contact("eva fach", "Anderes Amt", "Fach@Prien.example", "9")

    found = named_contacts([(EVA, TOM), (EVA, again)], [None, TOM])

    assert [(one.contact.name, one.orders, one.usual) for one in found] == [
        ("Eva Fach", 2, False), ("Tom Technik", 1, True),
    ]  # fmt: skip
    assert len({one.id for one in found}) == 2
    assert all("@" not in one.id for one in found)


def test_who_is_erased_is_nobody() -> None:
    assert named_contacts([(EVA.erased(), EVA.erased())], [EVA.erased()]) == []


def test_at_a_shared_address_only_the_person_named_is_replaced() -> None:
    order = builders.order_in(
        OrderState.IN_SETUP, functional_contact=EVA, technical_contact=TOM, ordered_by="eva"
    )

    hand_over_contact(order, GIVER, TAKER, "Elternzeit", by=CLERK, now=NOW)

    assert order.functional_contact == Contact("Nora Neu", "Amt", "nora@prien.example", "3")
    assert (order.technical_contact, order.ordered_by) == (TOM, "eva")
    (line,) = order.history
    assert (line.actor, line.action, line.reason) == (CLERK.id, "hand-over", "Elternzeit")
    assert builders.kinds(order) == ["order.changed"]


def test_what_is_closed_or_names_somebody_else_stays_as_it_is() -> None:
    closed = builders.order_in(OrderState.REJECTED, active=False, functional_contact=EVA)
    others = builders.order_in(OrderState.LIVE, functional_contact=TOM, technical_contact=TOM)

    for order in (closed, others):
        hand_over_contact(order, GIVER, TAKER, "Elternzeit", by=CLERK, now=NOW)

    assert closed.history == others.history == []
    assert closed.functional_contact == EVA


def test_a_body_names_the_successor_from_now_on_and_says_so_once() -> None:
    systems = BodySystems(id=PRIEN, functional_contact=EVA, technical_contact=TOM)
    told = {"body_name": "Prien", "reason": "Elternzeit", "orders": 2,
            "by": {"id": "clerk", "name": "Sabine"}}  # fmt: skip

    systems.hand_over(GIVER, Contact(**{**TAKER, "department": "Bürgerbüro"}), told, NOW)

    said, for_copies = builders.news(systems, "orders")
    assert for_copies["type"] == "body_systems.changed"
    assert systems.functional_contact == Contact(
        "Nora Neu", "Bürgerbüro", "nora@prien.example", "3"
    )
    assert systems.technical_contact == TOM
    assert said["type"] == "body_contact.handed_over"
    assert (said["data"]["from"], said["data"]["to"]["name"]) == (
        {"name": "eva  fach", "email": "FACH@prien.example", "shared": True}, "Nora Neu",
    )  # fmt: skip
