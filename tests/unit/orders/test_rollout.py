"""Which tasks of an order can be ticked when, and by which day they are due."""

from datetime import timedelta

import pytest

from services.common.errors import Conflict
from services.orders.domain import contract_following
from services.orders.domain.orders import Order
from services.orders.domain.rollout import Rollout
from services.orders.domain.states import OrderState
from services.orders.domain.task_changes import change_task
from services.orders.domain.tasks import BY_LINK
from tests.builders import CLERK, NOW, SETUP_PARTY, order_in, task

GUIDE = (
    ("maintain-competence", "body"), ("set-up-service", "vendor"), ("commission-interface", "body"),
    ("connect-system", "vendor"), ("test-together", "body"), ("store-link", "body"),
    ("tell-link", "body"), ("check-link", "operator"),
)  # fmt: skip
PREPARED = {1, 3}
SET_UP = {2, 4}
CASES = {
    OrderState.CONTRACT_SIGNED: set(),
    OrderState.SETUP_REQUESTED: PREPARED,
    OrderState.IN_SETUP: PREPARED | SET_UP,
    OrderState.SETUP_FAILED: PREPARED | SET_UP,
    OrderState.AWAITING_LINK: PREPARED | SET_UP | {5, 6},
    OrderState.LIVE: PREPARED | SET_UP | {5, 6},
    OrderState.WITHDRAWN: set(),
}


def guided(state: OrderState, **changed: object) -> Order:
    tasks = [task(number, code, who) for number, (code, who) in enumerate(GUIDE, start=1)]
    return order_in(state, tasks=tasks, **changed)


def tickable(order: Order) -> set[int]:
    return {one.number for one in order.tasks if Rollout(order).can_change(one)}


@pytest.mark.parametrize("state", CASES, ids=str)
def test_a_task_waits_for_its_step(state: OrderState) -> None:
    assert tickable(guided(state)) == CASES[state]


@pytest.mark.parametrize("state", CASES, ids=str)
def test_what_is_not_offered_is_refused(state: OrderState) -> None:
    order = guided(state)

    for number in {one.number for one in order.tasks} - CASES[state]:
        with pytest.raises(Conflict):
            change_task(order, number, True, "operator", by=CLERK, now=NOW)

    assert not any(task.done for task in order.tasks)


def test_what_is_set_up_is_tried_before_the_setup_is_reported() -> None:
    order = guided(OrderState.IN_SETUP)
    for number in SET_UP:
        change_task(order, number, True, "vendor", by=SETUP_PARTY, now=NOW)

    change_task(order, 5, True, "body", by=CLERK, now=NOW)

    assert order.tasks[4].done


@pytest.mark.parametrize("done", [True, False])
def test_the_link_is_told_not_ticked(done: bool) -> None:
    order = guided(OrderState.AWAITING_LINK)

    for one in order.tasks:
        if one.code in BY_LINK:
            with pytest.raises(Conflict, match="task-by-link"):
                change_task(order, one.number, done, "operator", by=CLERK, now=NOW)


def test_a_task_done_by_mistake_is_opened_again() -> None:
    order = guided(OrderState.SETUP_REQUESTED)
    change_task(order, 1, True, "body", by=CLERK, now=NOW)

    change_task(order, 1, False, "body", by=CLERK, now=NOW)

    assert not order.tasks[0].done


def test_tasks_are_due_from_the_day_their_step_began() -> None:
    order = guided(OrderState.CONTRACT_SIGNED)
    contract_following.follow(order, "conclude", {"id": "c1"}, CLERK, NOW)
    later = NOW + timedelta(days=7)
    order.move("acknowledge", SETUP_PARTY, later)

    plain = [Rollout(order).plain(one)["due_on"] for one in order.tasks]

    assert plain[:4] == ["2026-11-27", "2026-12-04", "2026-12-04", "2026-12-11"]
    assert plain[4:] == [None] * 4


def test_a_day_that_is_not_known_is_not_said() -> None:
    assert Rollout(guided(OrderState.IN_SETUP)).next_of("body") == {
        "number": 1, "title": {"de": "Schritt", "en": "Step"}, "due_on": None,
    }  # fmt: skip


def test_each_side_has_a_next_task_of_its_own_while_there_is_one() -> None:
    order = guided(OrderState.IN_SETUP)

    found = {side: Rollout(order).next_of(side) for side in ("body", "vendor", "operator")}
    numbers = {side: one and one["number"] for side, one in found.items()}

    assert numbers == {"body": 1, "vendor": 2, "operator": None}


@pytest.mark.parametrize(
    "order",
    [guided(OrderState.LIVE), guided(OrderState.SUBMITTED),
     guided(OrderState.AWAITING_LINK, usage="already_productive")],
    ids=["live", "under review", "in use"],
)  # fmt: skip
def test_where_nothing_is_set_up_no_task_waits(order: Order) -> None:
    assert Rollout(order).next_of("body") is None


def test_no_task_is_overdue_once_its_work_is_reported_or_the_service_is_live() -> None:
    order = guided(OrderState.CONTRACT_SIGNED)
    contract_following.follow(order, "conclude", {"id": "c1"}, CLERK, NOW)
    order.move("acknowledge", SETUP_PARTY, NOW)
    order.move("done", SETUP_PARTY, NOW)
    reported = {one.number for one in order.tasks if Rollout(order).due_on(one)}

    order.move("link", CLERK, NOW)

    assert reported == {1, 3, 5, 6}
    assert [Rollout(order).due_on(one) for one in order.tasks] == [None] * len(GUIDE)


def test_another_setup_party_gives_the_body_no_other_day() -> None:
    order = guided(OrderState.CONTRACT_SIGNED)
    contract_following.follow(order, "conclude", {"id": "c1"}, CLERK, NOW)
    day = Rollout(order).due_on(order.tasks[0])

    order.move("request-setup", CLERK, NOW + timedelta(days=20))

    assert day is not None
    assert Rollout(order).due_on(order.tasks[0]) == day


def test_a_link_the_setup_party_stores_makes_no_earlier_task_a_trial() -> None:
    order = guided(OrderState.SETUP_REQUESTED)
    order.tasks[5].who = "vendor"

    assert tickable(order) == PREPARED
