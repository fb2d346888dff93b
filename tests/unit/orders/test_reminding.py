"""An order reminds whoever is next and tells somebody else when it is late, once each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.moves import Wait
from services.common.storage.aggregates import to_plain
from services.orders.domain.deadlines import DEADLINES
from services.orders.domain.history import MACHINES
from services.orders.domain.orders import Order
from services.orders.domain.reminding import CLOCK, remind, wind
from services.orders.domain.setting_up import set_up_anew, take_over
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import TURNS, OpenPoint, Phase, wait_in
from services.orders.words.labels import TOLD
from services.orders.words.labels import TURNS as TO_DO
from tests import builders
from tests.builders import CLERK, NOW, REVIEWER, SETUP_PARTY

FACTS = {
    "prepared": ("officer", 10, [5], "officer"),
    "submitted": ("reviewer", 3, [2], "admin"),
    "asked_back": ("body", 10, [5, 9], "support"),
    "released": ("document_worker", 1, [], "operations"),
    "contract_offered": ("signatory", 10, [5, 9], "support"),
    "contract_signed": ("countersigner", 2, [1], "admin"),
    "setup_requested": ("setup_party", 5, [3], "support"),
    "in_setup": ("setup_party", 30, [5, 10, 15, 20, 25], "support"),
    "setup_failed": ("support", 2, [1], "admin"),
    "awaiting_link": ("body", 10, [5, 9], "support"),
}
"""The table of the domain facts."""


@pytest.fixture(autouse=True)
def figures_as_delivered() -> Iterator[None]:
    """Leave no test the figures of another."""
    yield
    DEADLINES.use("")


def row(wait: Wait) -> tuple[Any, ...]:
    return wait.role, wait.working_days, wait.reminded_on, wait.escalation


def waiting(phase: Phase = (OrderState.SUBMITTED, None), **changed: Any) -> Order:
    """Return an order that began to wait in this phase just now."""
    state, point = phase
    held = OpenPoint(point, NOW, "weil") if point else None
    order = builders.order_in(state, open_point=held, **changed)
    order._begin_wait(NOW)
    return order


def after(working_days: int) -> datetime:
    """Return noon of so many working days after the wait began."""
    day = clock.due_on(NOW, working_days)
    return datetime.combine(day, time(12), clock.LOCAL).astimezone(UTC)


@pytest.mark.parametrize(("code", "facts"), FACTS.items())
def test_the_deadlines_are_those_of_the_domain_facts(code: str, facts: tuple[Any, ...]) -> None:
    assert row(DEADLINES[code]) == facts


def test_every_phase_somebody_waits_in_has_its_row_and_every_row_its_phase() -> None:
    used = {
        turn[0]: turn[1]
        for state, point in TURNS.waits
        for party in (True, False)
        if (turn := wait_in(state, party, point))
    }

    assert set(used) == set(DEADLINES.values())


@pytest.mark.parametrize("wait", DEADLINES.values(), ids=list(DEADLINES))
def test_somebody_hears_of_everything_that_is_late(wait: Wait) -> None:
    assert wait.escalation in TOLD
    assert wait.role in TOLD


@pytest.mark.parametrize("phase", TURNS.waits, ids=str)
def test_whoever_is_next_is_reminded_and_somebody_told_once_each(phase: Phase) -> None:
    order = waiting(phase)
    wait = order.wait()
    assert wait is not None

    said: list[str] = []
    for day in range(1, wait.working_days + 10):
        remind(order, after(day))
        said += builders.kinds(order)
        remind(order, after(day))

    assert builders.news(order, "orders") == []
    assert said == ["order.reminded"] * len(wait.reminded_on) + ["order.escalated"]
    actions = [line.action for line in order.history]
    assert actions == ["remind"] * len(wait.reminded_on) + ["escalate"]


def test_nobody_is_reminded_before_the_morning_of_the_day() -> None:
    order = waiting()

    remind(order, datetime(2026, 11, 24, 5, 59, tzinfo=UTC))
    assert order.history == []
    remind(order, datetime(2026, 11, 24, 6, 0, tzinfo=UTC))

    assert [line.action for line in order.history] == ["remind"]


def test_a_reminder_says_whom_what_and_until_when() -> None:
    order = waiting()

    remind(order, after(2))

    (told,) = builders.news(order, "orders")
    line = to_plain(order.history[-1].line())
    assert (told["type"], told["data"]["to"]) == ("order.reminded", "reviewer")
    assert told["data"]["order"]["waiting_for"]["due_on"] == "2026-11-25"
    assert (
        line["reason"]["de"] == "BayKommun ist erinnert: Bestellung prüfen, fällig am 25.11.2026."
    )
    assert line["actor"].startswith(MACHINES)
    assert (line["actor"], line["actor_name"]) == (CLOCK.id, CLOCK.name)


def test_what_is_late_is_told_to_somebody_else() -> None:
    order = waiting((OrderState.ASKED_BACK, None))

    remind(order, after(11))

    told = builders.news(order, "orders")
    assert [(one["type"], one["data"]["to"]) for one in told] == [
        ("order.reminded", "body"),
        ("order.escalated", "support"),
    ]


def test_what_was_slept_over_is_not_made_up_for_one_by_one() -> None:
    order = waiting((OrderState.IN_SETUP, None), tasks=[])

    remind(order, after(60))

    assert builders.kinds(order) == ["order.reminded", "order.escalated"]


def test_a_setup_is_late_when_the_guide_says_so() -> None:
    order = waiting((OrderState.IN_SETUP, None))

    remind(order, after(15))
    assert builders.kinds(order) == ["order.reminded"]
    remind(order, after(16))

    assert order.due_on == clock.due_on(NOW, 15)
    assert builders.kinds(order) == ["order.escalated"]


def test_a_setup_is_late_after_a_year_of_working_days_whatever_the_guide_adds_up_to() -> None:
    long = [builders.task(number, f"step-{number}", "vendor") for number in range(100)]
    for task in long:
        task.duration_workdays = 250

    order = waiting((OrderState.IN_SETUP, None), tasks=long)

    assert order.due_on == clock.due_on(NOW, 250)


def test_a_new_state_begins_a_new_wait() -> None:
    order = waiting()
    remind(order, after(2))

    order.review("ask-back", REVIEWER, after(2), "Bitte mehr.")
    later = after(2) + timedelta(days=30)
    remind(order, later)

    assert builders.kinds(order)[-2:] == ["order.reminded", "order.escalated"]
    assert order.clockwork is not None
    assert order.clockwork.since == after(2)


def test_another_setup_party_has_the_whole_time() -> None:
    order = waiting((OrderState.SETUP_REQUESTED, None))
    remind(order, after(6))

    set_up_anew(order, "other-dienst", REVIEWER, after(6))

    assert order.due_on == clock.due_on(after(6), 5)
    remind(order, after(9))
    assert builders.kinds(order)[-1] == "order.reminded"


def test_support_that_takes_over_has_the_whole_time() -> None:
    order = waiting((OrderState.IN_SETUP, None))
    order.move("progress", SETUP_PARTY, after(1))
    assert order.due_on == clock.due_on(NOW, 15)

    take_over(order, REVIEWER, after(10))

    assert order.due_on == clock.due_on(after(10), 30)


@pytest.mark.parametrize("state", [OrderState.LIVE, OrderState.REJECTED, OrderState.TERMINATED])
def test_whatever_waits_for_nobody_says_nothing(state: OrderState) -> None:
    order = waiting((state, None))

    remind(order, after(200))

    assert (order.clockwork, order.history, order.due_on) == (None, [], None)


def test_an_order_of_before_there_were_clockworks_gets_one_and_is_reminded_once() -> None:
    order = builders.order_in(OrderState.SUBMITTED, due_on=date(2026, 11, 25))

    wind(order)
    wind(order)
    remind(order, after(30))

    assert builders.kinds(order) == ["order.reminded", "order.escalated"]


def moved_by_an_old_release(order: Order, state: OrderState, working_days: int) -> None:
    """Move the order as a release did that knew no clockworks, five days after it began."""
    order.state, order.changed_at = state, after(5)
    order.due_on = clock.due_on(after(5), working_days) if working_days else None


def test_what_an_old_release_moved_is_reminded_of_by_its_own_wait() -> None:
    order = waiting()
    remind(order, after(4))
    builders.news(order, "orders")
    moved_by_an_old_release(order, OrderState.ASKED_BACK, 10)

    said = []
    for day in range(5, 20):
        remind(order, after(day))
        said += [(day, kind) for kind in builders.kinds(order)]

    assert said == [(10, "order.reminded"), (14, "order.reminded"), (16, "order.escalated")]


@pytest.mark.parametrize("state", [OrderState.LIVE, OrderState.REJECTED])
def test_what_an_old_release_ended_is_not_due_for_ever(state: OrderState) -> None:
    order = waiting()
    moved_by_an_old_release(order, state, 0)

    remind(order, after(30))

    assert (order.clockwork, order.history) == (None, [])


def test_what_waits_since_before_there_were_clockworks_is_late_after_its_own_due_day() -> None:
    due_on = clock.due_on(NOW, 3)
    order = builders.order_in(OrderState.SUBMITTED, due_on=due_on, changed_at=after(2))

    remind(order, after(3))
    assert builders.kinds(order) == ["order.reminded"]
    remind(order, after(4))

    assert builders.kinds(order)[-1] == "order.escalated"


def test_an_operator_s_figures_hold_for_what_begins_to_wait() -> None:
    DEADLINES.use('{"order.submitted": {"working_days": 5, "reminders": [1, 4]}}')

    order = builders.order()
    order.begin(True, CLERK, NOW)

    assert order.due_on == clock.due_on(NOW, 5)
    remind(order, after(1))
    remind(order, after(4))
    assert [line.action for line in order.history] == ["submit", "remind", "remind"]


@pytest.mark.parametrize("phase", TURNS.waits, ids=str)
def test_what_is_to_be_done_has_words(phase: Phase) -> None:
    order = waiting(phase)

    assert order.turn_code in TO_DO
    remind(order, after(100))
    assert "…" not in str(to_plain([line.line() for line in order.history]))
