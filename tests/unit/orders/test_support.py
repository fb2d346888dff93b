"""Help that was asked for: open, reminded of and late until support has answered it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from services.common import clock
from services.common.errors import Conflict
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.reminding import remind_support
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import CLERK, NOW, REVIEWER


def asked(state: OrderState = OrderState.LIVE) -> Order:
    """Return an order of which the body asked for help just now, with nothing left to tell."""
    order = builders.order_in(state)
    order.request_support("Hilfe", CLERK, NOW)
    builders.news(order, "orders")
    return order


def morning(working_day: int) -> datetime:
    """Return ten o'clock of so many working days after the request."""
    day = clock.due_on(NOW, working_day)
    return datetime.combine(day, time(10), clock.LOCAL).astimezone(UTC)


def test_a_request_for_support_is_open_until_support_has_answered() -> None:
    order, later = builders.order(), NOW + timedelta(days=3)
    order.request_support("Hilfe", CLERK, NOW)
    due_on = clock.due_on(NOW, 2, order.body)
    order.request_support("Immer noch", CLERK, later)
    asked = order.support

    order.answer_support("So geht es.", REVIEWER, later)

    assert asked is not None
    assert (asked.due_on, asked.side) == (due_on, "body")
    assert order.support is None
    assert order.history[-1].action == "answer-support"
    told = builders.news(order, "orders")[-1]
    assert (told["type"], told["data"]["side"]) == ("order.support_answered", "body")


def test_a_person_asks_once_until_support_has_answered() -> None:
    order = builders.order()
    order.ask_for_support("Hilfe", CLERK, NOW, "body")
    offered = order.actions()

    with pytest.raises(Conflict, match="support-open"):
        order.ask_for_support("Immer noch", CLERK, NOW, "vendor")

    assert "request-support" not in offered
    assert [entry.reason for entry in order.history if entry.action == "request-support"] == [
        "Hilfe"
    ]
    order.answer_support("So geht es.", REVIEWER, NOW)
    assert "request-support" in order.actions()


def test_where_only_a_rule_of_ours_asked_a_person_still_can() -> None:
    order = builders.order()
    order.request_support(Why(code="contact-needed"), REVIEWER, NOW)

    assert "request-support" in order.actions()
    order.ask_for_support("Hilfe", CLERK, NOW, "body")
    assert "request-support" not in order.actions()


def test_only_an_open_request_for_support_is_answered() -> None:
    order = builders.order()
    closed = order.actions()
    order.request_support("Hilfe", CLERK, NOW)

    assert "answer-support" in order.actions()
    assert "answer-support" not in closed
    with pytest.raises(Conflict, match="support-not-asked"):
        builders.order().answer_support("Ja", REVIEWER, NOW)


def test_support_is_reminded_and_the_administration_told_once_each() -> None:
    order = asked()

    said: list[list[tuple[str, str]]] = []
    for day in (0, 1, 1, 2, 3, 3, 30):
        remind_support(order, morning(day))
        told = builders.news(order, "orders")
        said.append([(event["type"], event["data"]["to"]) for event in told])

    reminded, late = ("order.support_reminded", "support"), ("order.support_escalated", "admin")
    assert said == [[], [reminded], [], [], [late], [], []]
    assert [line.reason_code for line in order.history[1:]] == [
        "support-reminded", "support-escalated",
    ]  # fmt: skip


def test_it_is_said_of_an_order_that_has_ended_and_until_when_support_answers() -> None:
    order = asked(OrderState.TERMINATED)

    remind_support(order, morning(1))

    (told,) = builders.news(order, "orders")
    due_on = clock.due_on(NOW, 2)
    assert told["data"]["support"]["due_on"] == due_on.isoformat()
    assert told["data"]["order"]["waiting_for"] is None
    reason = told["data"]["reason"]["de"]
    assert reason.startswith("BayKommun ist erinnert: Bitte um Unterstützung beantworten")
    assert f"{due_on:%d.%m.%Y}" in reason


def test_of_what_is_answered_nothing_more_is_said() -> None:
    order = asked()
    order.answer_support("So geht es.", REVIEWER, NOW)
    builders.news(order, "orders")

    remind_support(order, morning(30))

    assert builders.news(order, "orders") == []


def test_one_who_slept_says_the_reminder_and_that_it_is_late() -> None:
    order = asked()

    remind_support(order, morning(30))

    assert builders.kinds(order) == ["order.support_reminded", "order.support_escalated"]


def test_a_rule_of_ours_asks_on_no_side_until_a_person_asks_too() -> None:
    order = builders.order()

    order.request_support(Why(code="contact-needed"), REVIEWER, NOW)
    ours = order.support
    order.request_support("Hilfe", CLERK, NOW + timedelta(days=1), "vendor")

    assert ours is not None
    assert (ours.side, ours.code) == ("service", "contact-needed")
    assert order.support is not None
    assert (order.support.side, order.support.code) == ("vendor", None)
    assert order.support.since == NOW
