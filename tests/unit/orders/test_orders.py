"""What an order does when its parties act."""

from dataclasses import asdict

import pytest

from services.common.errors import Conflict
from services.common.storage.aggregates import to_plain
from services.orders.domain.states import FINAL, OrderState
from tests import builders
from tests.builders import CLERK, NOW, OTHER_REVIEWER, REVIEWER, order_in


def test_an_order_tells_the_whole_of_itself_but_its_history() -> None:
    order = builders.order()

    order.move("submit", CLERK, NOW)

    (told,) = builders.news(order, "orders")
    assert told["type"] == "order.submitted"
    assert told["data"]["order"] == to_plain(order.summary())
    assert told["data"]["by"] == {"id": "clerk", "name": "Sabine Huber"}
    assert {"history", "tasks", "active", "version"}.isdisjoint(told["data"]["order"])


def test_who_claims_an_order_has_it() -> None:
    order = order_in(OrderState.SUBMITTED)

    order.claim(REVIEWER, NOW)

    assert order.claimed_by == REVIEWER.id
    with pytest.raises(Conflict) as refused:
        order.claim(OTHER_REVIEWER, NOW)
    assert refused.value.code == "order-claimed"
    assert order.claimed_by == REVIEWER.id


def test_claiming_twice_does_no_harm() -> None:
    order = order_in(OrderState.SUBMITTED)

    order.claim(REVIEWER, NOW)
    order.claim(REVIEWER, NOW)

    assert order.claimed_by == REVIEWER.id


@pytest.mark.parametrize("state", sorted(set(OrderState) - {OrderState.SUBMITTED}))
def test_only_what_is_to_be_reviewed_can_be_claimed(state: OrderState) -> None:
    order = order_in(state)

    with pytest.raises(Conflict):
        order.claim(REVIEWER, NOW)

    assert order.claimed_by is None


def test_a_release_says_who_released() -> None:
    order = order_in(OrderState.SUBMITTED)

    order.review("release", REVIEWER, NOW)

    (told,) = builders.news(order, "orders")
    assert told["data"]["order"]["released_by"] == REVIEWER.id


@pytest.mark.parametrize("state", OrderState)
def test_help_can_be_asked_for_in_every_state(state: OrderState) -> None:
    order = order_in(state)

    order.request_support("Hilfe", CLERK, NOW)

    (told,) = builders.news(order, "orders")
    assert order.state is state
    assert (told["type"], told["data"]["reason"]) == ("order.support_requested", "Hilfe")


def test_other_contacts_can_be_named_while_the_order_counts() -> None:
    order = order_in(OrderState.IN_SETUP)
    new = builders.contact("Neu")

    order.change_contacts({"technical_contact": new}, CLERK, NOW)

    assert order.technical_contact == new
    assert asdict(order.functional_contact) == asdict(builders.contact())
    assert builders.kinds(order) == ["order.changed"]


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_closed_order_keeps_its_contacts(state: OrderState) -> None:
    order = order_in(state, active=False)

    with pytest.raises(Conflict):
        order.change_contacts({"technical_contact": builders.contact("Neu")}, CLERK, NOW)


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("reject", OrderState.SUBMITTED),
        ("withdraw", OrderState.SUBMITTED),
        ("withdraw", OrderState.ASKED_BACK),
        ("withdraw", OrderState.PREPARED),
    ],
)
def test_a_closed_order_makes_room_for_another(action: str, state: OrderState) -> None:
    order = order_in(state)

    order.move(action, CLERK, NOW)

    assert not order.active
    assert order.waiting_for() is None


def test_a_change_of_another_version_is_refused() -> None:
    order = builders.order(version=4)

    order.expect(4)
    with pytest.raises(Conflict) as refused:
        order.expect(3)

    assert refused.value.code == "changed-meanwhile"


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (
            OrderState.RELEASED,
            ["ask-back", "reject", "request-support", "retry-document", "withdraw"],
        ),
        (
            OrderState.CONTRACT_OFFERED,
            ["ask-back", "reject", "request-support", "sign", "withdraw"],
        ),
        (OrderState.CONTRACT_SIGNED, ["countersign", "reject", "request-support"]),
        (OrderState.AWAITING_LINK, ["cancel", "link", "request-support"]),
    ],
)
def test_what_can_be_done_is_what_people_can_do(state: OrderState, actions: list[str]) -> None:
    assert order_in(state).actions() == actions
