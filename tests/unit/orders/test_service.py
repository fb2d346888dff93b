"""Who sees and does what with an order, with the orders kept in memory."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Forbidden, NotFound
from services.common.principal import Principal
from services.orders.domain.orders import Order
from services.orders.domain.states import State
from services.orders.service import OrdersService
from tests import builders
from tests.builders import JOINT, MEMBERS, MUNICH, PRIEN, VENDOR


class Orders:
    """One order."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def get(self, id: str) -> Order:
        return self.order

    def change(self, id: str, act: Callable[[Order], Any]) -> Order:
        act(self.order)
        return self.order


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    context.enter(Call())


def service(order: Order, scope: str, *permissions: str) -> Any:
    context.enter(Call(principal=Principal("p", "Person", {scope: frozenset(permissions)})))
    made: Any = OrdersService()
    made.orders = Orders(order)
    return made


@pytest.mark.parametrize(
    ("scope", "permission"),
    [(PRIEN, "orders:read"), ("*", "orders:read"), (f"vendor:{VENDOR}", "setup:report")],
)
def test_the_parties_of_an_order_see_it(scope: str, permission: str) -> None:
    orders = service(builders.order(), scope, permission)

    assert orders.get("o1")["id"] == "o1"


@pytest.mark.parametrize(
    ("scope", "permission"),
    [(MUNICH, "orders:read"), ("vendor:other", "setup:report"), ("*", "setup:report")],
)
def test_to_others_it_does_not_exist(scope: str, permission: str) -> None:
    orders = service(builders.order(setup_by=None), scope, permission)

    with pytest.raises(NotFound):
        orders.get("o1")


def test_a_member_sees_what_its_joint_administration_ordered_and_does_not_act_on_it() -> None:
    order = builders.order_in(State.AWAITING_LINK, body=JOINT, places=[JOINT, *MEMBERS])
    orders = service(order, MEMBERS[0], "orders:read", "orders:act")

    assert orders.get("o1")["state"] == "awaiting_link"
    with pytest.raises(Forbidden):
        orders.report_link("o1", {"url": "https://www.bayernportal.de"})


def test_another_vendor_does_not_report_on_a_setup() -> None:
    orders = service(builders.order_in(State.IN_SETUP), "vendor:other", "setup:report")

    with pytest.raises(NotFound):
        orders.done("o1", {})


def test_a_vendor_does_not_do_what_is_the_body_s() -> None:
    orders = service(builders.order_in(State.ASKED_BACK), f"vendor:{VENDOR}", "setup:report")

    with pytest.raises(Forbidden):
        orders.answer("o1", {"text": "Hallo"})


def test_what_the_setup_party_notes_at_the_end_stands_in_the_history() -> None:
    orders = service(builders.order_in(State.IN_SETUP), f"vendor:{VENDOR}", "setup:report")

    done = orders.done("o1", {"note": "Zugang liegt im Postfach"})

    assert done["history"][-1]["reason"] == "Zugang liegt im Postfach"


def test_the_day_of_contact_stands_in_the_history_beside_a_note() -> None:
    orders = service(builders.order_in(State.SETUP_REQUESTED), f"vendor:{VENDOR}", "setup:report")

    facts = {"contact_on": "2026-11-25", "note": "Wir rufen an"}
    acknowledged = orders.acknowledge("o1", facts)

    assert "2026-11-25" in acknowledged["history"][-1]["reason"]


def test_what_somebody_claimed_is_not_released_by_another() -> None:
    until = clock.now() + timedelta(hours=1)
    order = builders.order_in(State.SUBMITTED, claimed_by="nina", claimed_until=until)
    orders = service(order, "*", "orders:read", "orders:review")

    with pytest.raises(Exception, match="Claimed"):
        orders.reject("o1", {"reason": "weil"})
