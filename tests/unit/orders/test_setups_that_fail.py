"""Why a setup cannot go on, who settles that, and what body and setup party ask each other."""

import pytest

from services.common.errors import Conflict
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.sides import turn_for
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import FAILURES, Point
from tests import builders
from tests.builders import CLERK, NOW, REVIEWER, SETUP_PARTY, order_in
from tests.unit.orders.acting import waiting

OWNERS = {
    "no-licence": ("body", "2026-12-04"),
    "interface-missing": ("body", "2026-12-04"),
    "wrong-contact": ("body", "2026-11-27"),
    "data-missing": ("body", "2026-12-04"),
    "version-too-old": ("body", "2026-12-04"),
    "capacity": ("support", "2026-11-24"),
    "other": ("support", "2026-11-24"),
}


def failed(code: str) -> Order:
    order = order_in(OrderState.IN_SETUP)
    order.move("failed", SETUP_PARTY, NOW, Why("Leider", "setup-failed-noted", {"failure": code}))
    return order


def test_each_reason_of_the_table_has_its_owner() -> None:
    assert {point.value for point in FAILURES} == OWNERS.keys()


@pytest.mark.parametrize(("code", "owner"), OWNERS.items())
def test_who_settles_it_follows_from_the_reason(code: str, owner: tuple[str, str]) -> None:
    order = failed(code)

    assert (order.state, order.point) == (OrderState.SETUP_FAILED, Point(code))
    assert waiting(order) == owner


@pytest.mark.parametrize("code", [c for c, (role, _) in OWNERS.items() if role == "body"])
def test_what_the_body_has_settled_is_set_up_anew(code: str) -> None:
    order = failed(code)
    builders.news(order, "orders")

    order.move("retry", CLERK, NOW, "Die Lizenz ist da")

    assert (order.state, order.point) == (OrderState.SETUP_REQUESTED, None)
    assert waiting(order) == ("setup_party", "2026-11-27")
    assert builders.kinds(order) == ["order.setup_retried"]


@pytest.mark.parametrize("code", ["capacity", "other"])
def test_what_support_settles_is_not_the_turn_of_the_setup_party(code: str) -> None:
    order = failed(code)

    party, support = turn_for(order, ["acknowledge"]), turn_for(order, ["request-setup"])

    assert party
    assert support
    assert (party["yours"], support["yours"]) == (False, True)


def test_what_support_sets_up_itself_is_its_turn() -> None:
    order = order_in(OrderState.SETUP_REQUESTED)
    order.setup_by = None

    turn = turn_for(order, ["acknowledge"])

    assert turn
    assert (turn["role"], turn["yours"]) == ("support", True)


@pytest.mark.parametrize("code", ["capacity", "other"])
def test_what_support_settles_the_body_does_not_begin_again(code: str) -> None:
    order = failed(code)

    with pytest.raises(Conflict) as refused:
        order.move("retry", CLERK, NOW, "Jetzt aber")

    assert refused.value.facts["waiting_for"]["role"] == "support"


@pytest.mark.parametrize("code", OWNERS)
def test_a_setup_party_that_can_after_all_goes_on(code: str) -> None:
    order = failed(code)

    order.move("acknowledge", SETUP_PARTY, NOW)

    assert (order.state, order.point) == (OrderState.IN_SETUP, None)


def test_a_failure_of_before_there_were_owners_waits_for_support() -> None:
    order = order_in(OrderState.SETUP_REQUESTED)

    order.move("failed", SETUP_PARTY, NOW, "Ein Grund")

    assert waiting(order) == ("support", "2026-11-24")


@pytest.mark.parametrize("state", [OrderState.SETUP_REQUESTED, OrderState.IN_SETUP])
def test_a_question_of_the_body_waits_for_the_setup_party_until_it_is_answered(
    state: OrderState,
) -> None:
    order = order_in(state)
    before = order.waiting_for()

    order.move("ask-setup", CLERK, NOW, "Welche Version?")
    asked = waiting(order)
    order.move("answer-setup", SETUP_PARTY, NOW, "Version 4")

    assert asked == ("setup_party", "2026-11-27")
    after = order.waiting_for()
    assert before is not None
    assert after is not None
    assert after["reason_code"] == before["reason_code"]


def test_a_question_to_nobody_is_answered_by_support() -> None:
    order = order_in(OrderState.IN_SETUP, setup_by=None)

    order.move("ask-setup", CLERK, NOW, "Welche Version?")

    assert waiting(order) == ("support", "2026-11-24")


def test_a_question_stays_open_while_the_setup_goes_on() -> None:
    order = order_in(OrderState.SETUP_REQUESTED)
    order.move("ask-setup", CLERK, NOW, "Welche Version?")

    order.move("acknowledge", SETUP_PARTY, NOW)
    order.move("progress", SETUP_PARTY, NOW)

    assert order.point is Point.SETUP_QUESTION


def test_who_was_asked_may_ask_in_turn() -> None:
    order = order_in(OrderState.IN_SETUP)
    order.move("ask-setup", CLERK, NOW, "Wann?")

    order.move("vendor-ask-back", SETUP_PARTY, NOW, "Wofür?")

    assert waiting(order) == ("body", "2026-12-04")
    with pytest.raises(Conflict):
        order.move("answer-setup", REVIEWER, NOW)
