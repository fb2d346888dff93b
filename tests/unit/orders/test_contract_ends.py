"""An order ends with its contract, goes over to a successor of it, and tells of a notice."""

from typing import Any

import pytest

from services.orders.domain import contract_following
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.states import FINAL, SETUP, OrderState
from tests import builders
from tests.builders import NOW, REVIEWER, order_in
from tests.said import answered

HELD = (*SETUP, OrderState.AWAITING_LINK, OrderState.LIVE)
FIRST = {"id": "c1", "number": "SSN-1", "notice": {"ends_on": "2027-02-28"}, "replaces": None}
SECOND = {
    "id": "c1-2", "number": "SSN-1-2", "replaces": "c1", "succession": "renewal",
    "released_at": None,
}  # fmt: skip
OVER = Why(code="term-over")


def held(state: OrderState, **changed: Any) -> Order:
    return order_in(state, contract="c1", contract_number="SSN-1", **changed)


@pytest.mark.parametrize("state", HELD)
def test_an_order_terminates_when_its_contract_does(state: OrderState) -> None:
    order = held(state)

    contract_following.end(order, OVER, FIRST, by=REVIEWER, now=NOW)
    contract_following.end(order, OVER, FIRST, by=REVIEWER, now=NOW)

    assert (order.state, order.active) == (OrderState.TERMINATED, False)
    assert builders.kinds(order) == ["order.terminated", "use.changed"]
    line = answered(order.history[-1].line())
    assert (line["label"], line["reason"]) == (
        "Vertrag zu Ende", "Die Laufzeit des Vertrags ist zu Ende.",
    )  # fmt: skip


@pytest.mark.parametrize("state", sorted(FINAL))
def test_an_order_that_ended_before_hears_nothing_new(state: OrderState) -> None:
    order = held(state)

    contract_following.end(order, OVER, FIRST, by=REVIEWER, now=NOW)

    assert (order.state, builders.kinds(order)) == (state, [])


def test_a_contract_that_is_the_orders_no_more_ends_nothing() -> None:
    order = held(OrderState.LIVE)

    contract_following.follow(order, "conclude", SECOND, REVIEWER, NOW)
    contract_following.end(order, OVER, FIRST, by=REVIEWER, now=NOW)

    assert (order.state, order.contract) == (OrderState.LIVE, "c1-2")


@pytest.mark.parametrize("action", ["offer", "sign"])
def test_a_successor_is_the_orders_contract_only_when_it_is_concluded(action: str) -> None:
    order = held(OrderState.LIVE)

    contract_following.follow(order, action, SECOND, REVIEWER, NOW)

    assert (order.contract, builders.kinds(order)) == ("c1", [])


@pytest.mark.parametrize(
    ("why", "label"), [("renewal", "Vertrag verlängert"), ("amendment", "Vertrag geändert")]
)
def test_a_concluded_successor_is_said_once(why: str, label: str) -> None:
    order = held(OrderState.LIVE)
    contract = {**SECOND, "succession": why}

    for _ in range(2):
        contract_following.follow(order, "conclude", contract, REVIEWER, NOW)

    assert (order.contract_number, builders.kinds(order)) == ("SSN-1-2", ["order.changed"])
    assert answered(order.history[-1].line())["label"] == label


def test_a_successor_concluded_after_the_end_is_a_task_for_support() -> None:
    order = held(OrderState.TERMINATED)

    contract_following.follow(order, "conclude", SECOND, REVIEWER, NOW)

    assert (order.contract, order.support is not None) == ("c1", True)


def test_a_notice_stands_in_the_history_and_the_order_goes_on() -> None:
    order = held(OrderState.LIVE)

    contract_following.note_notice(order, FIRST, "Anderer Anbieter.", by=REVIEWER, now=NOW)

    line = answered(order.history[-1].line())
    assert order.state is OrderState.LIVE
    assert line["label"] == "Vertrag gekündigt"
    assert line["reason"] == "Der Vertrag endet am 28.02.2027. Anderer Anbieter."


@pytest.mark.parametrize(
    ("action", "asks"), [("refuse", True), ("document-failed", True), ("contract-withdrawn", False)]
)
def test_a_successor_that_cannot_be_made_is_supports_and_moves_no_order(
    action: str, asks: bool
) -> None:
    order = held(OrderState.LIVE)
    why = Why(code="chain-broken")

    contract_following.go_back(order, action, why, SECOND, by=REVIEWER, now=NOW)

    assert (order.state, order.contract, order.support is not None) == (
        OrderState.LIVE, "c1", asks,
    )  # fmt: skip
