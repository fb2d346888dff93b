"""An order is set up and linked: tasks, setup parties, links and who judges them."""

from datetime import timedelta

import pytest

from services.common.errors import Conflict, Invalid, NotFound
from services.orders.domain import contract_following
from services.orders.domain.publishing import ToldLink, confirm_link, refuse_link, report_link
from services.orders.domain.setting_up import done, set_up_anew, take_over
from services.orders.domain.states import OrderState
from services.orders.domain.task_changes import change_task
from tests import builders
from tests.builders import CLERK, NOW, PRIEN, REVIEWER, SETUP_PARTY, order_in
from tests.unit.orders.acting import CONTRACT, waiting

LINK = f"https://www.bayernportal.de/dokumente/leistung/040414?gemeinde={PRIEN}"


@pytest.mark.parametrize("side", ["body", "vendor"])
def test_each_side_ticks_its_own_tasks_only(side: str) -> None:
    order = order_in(OrderState.AWAITING_LINK)
    own = {task.number for task in order.tasks if task.who == side}

    for task in order.tasks:
        if task.number in own:
            change_task(order, task.number, True, side, by=CLERK, now=NOW)
        else:
            with pytest.raises(Conflict, match="task-not-yours"):
                change_task(order, task.number, True, side, by=CLERK, now=NOW)

    assert {task.number for task in order.tasks if task.done} == own


def test_the_operator_ticks_any_task_and_may_open_it_again() -> None:
    order = order_in(OrderState.AWAITING_LINK)

    for number in (1, 2):
        change_task(order, number, True, "operator", by=REVIEWER, now=NOW)
    change_task(order, 1, False, "operator", by=REVIEWER, now=NOW)

    assert [task.done for task in order.tasks] == [False, True, False]
    assert (order.tasks[0].done_at, order.tasks[0].done_by) == (None, None)
    assert (order.tasks[1].done_at, order.tasks[1].done_by) == (NOW, REVIEWER.id)


def test_a_task_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        change_task(order_in(OrderState.IN_SETUP), 9, True, "operator", by=REVIEWER, now=NOW)


def test_a_finished_setup_ticks_the_setup_party_s_tasks() -> None:
    order = order_in(OrderState.IN_SETUP)

    done(order, SETUP_PARTY, NOW)

    assert order.state is OrderState.AWAITING_LINK
    assert [task.done for task in order.tasks] == [True, False, False]


def test_the_link_makes_the_service_live_and_ticks_its_tasks() -> None:
    order = order_in(OrderState.AWAITING_LINK)

    report_link(order, ToldLink(LINK), by=CLERK, now=NOW)

    assert (order.state, order.link) == (OrderState.LIVE, LINK)
    assert [task.done for task in order.tasks] == [False, True, True]
    assert builders.kinds(order) == ["link.published", "service.live"]


def test_a_corrected_link_is_published_without_going_live_again() -> None:
    order = order_in(OrderState.LIVE, link="https://old")

    report_link(order, ToldLink(LINK), by=CLERK, now=NOW)

    assert order.link == LINK
    assert builders.kinds(order) == ["link.published"]


@pytest.mark.parametrize(
    "state", sorted(set(OrderState) - {OrderState.AWAITING_LINK, OrderState.LIVE})
)
def test_a_link_before_its_time_is_refused(state: OrderState) -> None:
    order = order_in(state)

    with pytest.raises(Conflict):
        report_link(order, ToldLink(LINK), by=CLERK, now=NOW)

    assert order.link is None


def test_a_wrong_link_changes_nothing() -> None:
    order = order_in(OrderState.AWAITING_LINK)
    before = order.to_doc()

    with pytest.raises(Invalid):
        report_link(order, ToldLink("https://example.org"), by=CLERK, now=NOW)

    assert order.to_doc() == before


def test_without_a_setup_party_support_is_next() -> None:
    order = order_in(OrderState.CONTRACT_SIGNED, setup_by=None)

    contract_following.follow(order, "conclude", CONTRACT, REVIEWER, NOW)

    assert waiting(order) == ("support", "2026-11-24")


def test_support_has_its_own_days_in_a_setup_without_setup_party() -> None:
    order = order_in(OrderState.SETUP_REQUESTED, setup_by=None)

    order.move("acknowledge", REVIEWER, NOW)

    assert waiting(order) == ("support", "2027-01-05")


def test_a_setup_takes_as_long_as_its_guide_plans() -> None:
    order = order_in(OrderState.SETUP_REQUESTED, tasks=[builders.task(1)])

    order.move("acknowledge", SETUP_PARTY, NOW)

    assert waiting(order) == ("setup_party", "2026-11-27")


def test_reporting_progress_moves_no_due_date() -> None:
    order = order_in(OrderState.SETUP_REQUESTED, tasks=[builders.task(1)])
    order.move("acknowledge", SETUP_PARTY, NOW)
    due_on = order.due_on

    order.move("progress", SETUP_PARTY, NOW + timedelta(days=3))

    assert order.due_on == due_on


@pytest.mark.parametrize("state", [OrderState.SETUP_REQUESTED, OrderState.IN_SETUP])
def test_a_setup_party_s_question_is_the_body_s_turn_until_it_answers(state: OrderState) -> None:
    order = order_in(state)

    order.move("vendor-ask-back", SETUP_PARTY, NOW, "Welche IP?")
    asked = waiting(order)
    order.move("answer", CLERK, NOW, "10.0.0.1")

    assert asked == ("body", "2026-12-04")
    assert order.state is state
    assert waiting(order)[0] == "setup_party"
    with pytest.raises(Conflict):
        order.move("answer", CLERK, NOW, "noch einmal")


def test_support_takes_a_setup_over_and_brings_it_to_its_end() -> None:
    order = order_in(OrderState.SETUP_FAILED)

    take_over(order, REVIEWER, NOW)
    owner = waiting(order)[0]
    done(order, REVIEWER, NOW)

    assert owner == "support"
    assert (order.setup_by, order.state) == (None, OrderState.AWAITING_LINK)


def test_support_names_another_setup_party() -> None:
    order = order_in(OrderState.IN_SETUP)

    set_up_anew(order, "other-dienst", REVIEWER, NOW)

    assert (order.setup_by, order.state) == ("other-dienst", OrderState.SETUP_REQUESTED)
    assert builders.kinds(order) == ["order.setup_requested"]


def test_an_order_that_cannot_become_live_is_ended() -> None:
    order = order_in(OrderState.SETUP_FAILED)

    order.move("cancel", REVIEWER, NOW, "Kein Anschluss möglich")

    assert (order.state, order.active, order.waiting_for()) == (OrderState.TERMINATED, False, None)
    assert builders.kinds(order) == ["order.terminated", "use.changed"]


UNPROVEN = "https://www.bayernportal.de/dokumente/onlineverfahren/0103957199332"


def test_a_link_that_proves_nothing_goes_live_only_by_a_person() -> None:
    order = order_in(OrderState.AWAITING_LINK)

    report_link(order, ToldLink(UNPROVEN), by=CLERK, now=NOW)
    told = (order.state, order.link, waiting(order)[0])
    confirm_link(order, UNPROVEN, by=REVIEWER, now=NOW)

    assert told == (OrderState.AWAITING_LINK, None, "reviewer")
    assert (order.state, order.link, order.proposed_link) == (OrderState.LIVE, UNPROVEN, None)
    assert builders.kinds(order) == ["order.link_proposed", "link.published", "service.live"]


@pytest.mark.parametrize("state", [OrderState.AWAITING_LINK, OrderState.LIVE])
def test_a_refused_link_leaves_everything_as_it_was(state: OrderState) -> None:
    order = order_in(state, link="https://old" if state is OrderState.LIVE else None)
    before = order.link

    report_link(order, ToldLink(UNPROVEN), by=CLERK, now=NOW)
    refuse_link(order, UNPROVEN, "Nicht Ihre Stelle", by=REVIEWER, now=NOW)

    assert (order.state, order.link, order.proposed_link) == (state, before, None)
    assert order.history[-1].reason == "Nicht Ihre Stelle"
    assert "link.published" not in builders.kinds(order)


def test_nobody_judges_a_link_that_was_swapped_after_the_look() -> None:
    order = order_in(OrderState.AWAITING_LINK)
    seen, swapped = UNPROVEN, UNPROVEN + "1"
    report_link(order, ToldLink(seen), by=CLERK, now=NOW)
    report_link(order, ToldLink(swapped), by=CLERK, now=NOW)

    with pytest.raises(Conflict) as confirming:
        confirm_link(order, seen, by=REVIEWER, now=NOW)
    with pytest.raises(Conflict) as refusing:
        refuse_link(order, seen, "Nicht Ihre Stelle", by=REVIEWER, now=NOW)

    assert {confirming.value.code, refusing.value.code} == {"changed-meanwhile"}
    assert (order.state, order.link, order.proposed_link) == (
        OrderState.AWAITING_LINK,
        None,
        swapped,
    )
