"""Properties of the order's state table that hold whatever stands in it."""

import itertools

import pytest

from services.common.errors import Conflict
from services.common.moves import Wait
from services.orders.domain import contract_following
from services.orders.domain.orders import Order
from services.orders.domain.states import EVENT_OF, FINAL, MOVES, WAITS, OrderState
from services.orders.domain.waiting import (
    FAILURES,
    NEEDS,
    PHASES,
    POINT_WAITS,
    RAISES,
    TURNS,
    OpenPoint,
    Phase,
    Point,
    wait_in,
    waiting_for,
)
from services.orders.words.labels import TURNS as TURNS_IN_WORDS
from tests import builders

ACTIONS = sorted({action for _, action in MOVES.table})
EVERY_PHASE = sorted({phase for phase, _ in PHASES} | set(PHASES.values()), key=str)
REFUSED = [p for p in itertools.product(EVERY_PHASE, ACTIONS) if p not in PHASES]
SAME_ROLE = {*FAILURES, Point.SETUP_QUESTION}
"""Here only the day and what is to be done change."""
PASSING = MOVES.turns.passes
ROLES = {
    "officer", "reviewer", "body", "document_worker", "signatory", "countersigner",
    "setup_party", "support",
}  # fmt: skip


def order_in(phase: Phase) -> Order:
    state, point = phase
    held = OpenPoint(point, builders.NOW, "weil") if point else None
    proposed = "https://www.bayernportal.de" if point is Point.LINK_UNPROVEN else None
    return builders.order_in(state, open_point=held, proposed_link=proposed)


@pytest.mark.parametrize(("phase", "action"), REFUSED)
def test_a_move_that_is_not_in_the_table_changes_nothing(phase: Phase, action: str) -> None:
    order = order_in(phase)
    before = order.to_doc()

    with pytest.raises(Conflict) as refused:
        order.move(action, builders.CLERK, builders.NOW)

    assert refused.value.code == "order-wrong-state"
    assert order.to_doc() == before
    assert builders.news(order, "orders") == []


@pytest.mark.parametrize(("phase", "action"), PHASES)
def test_a_move_of_the_table_is_made_noted_and_told(phase: Phase, action: str) -> None:
    order = order_in(phase)

    order.move(action, builders.REVIEWER, builders.NOW, "weil")

    assert (order.state, order.point) == PHASES[phase, action]
    assert (order.history[-1].action, order.history[-1].reason) == (action, "weil")
    assert order.history[-1].state is order.state
    said = [EVENT_OF[action]] if action in EVENT_OF else []
    ended = ["use.changed"] if order.state in FINAL else []
    assert builders.kinds(order) == said + ended


def test_dead_ends_are_exactly_the_final_states() -> None:
    by_others = ("settle", "contract-ended")
    moves = {move: after for move, after in MOVES.table.items() if move[1] not in by_others}
    left = {state for (state, _), after in moves.items() if after is not state}

    dead_ends = set(OrderState) - left

    assert dead_ends == FINAL | {OrderState.LIVE}
    assert {after for (state, _), after in moves.items() if state is OrderState.LIVE} == {
        OrderState.LIVE
    }
    assert all(MOVES.actions(state) == [] for state in FINAL)


@pytest.mark.parametrize("start", [OrderState.PREPARED, OrderState.SUBMITTED])
def test_every_state_can_be_reached(start: OrderState) -> None:
    reached, grown = {start}, True
    while grown:
        more = {after for (state, _), after in MOVES.table.items() if state in reached}
        grown = not more <= reached
        reached |= more

    assert set(OrderState) - reached <= {OrderState.PREPARED}


def test_every_state_waits_for_somebody_unless_it_is_over_or_passed() -> None:
    waiting = set(OrderState) - FINAL - PASSING - {OrderState.LIVE}

    assert set(WAITS) == waiting
    assert {wait.role for wait in WAITS.values()} == ROLES


@pytest.mark.parametrize("state", WAITS)
def test_a_waiting_state_declares_owner_days_and_both_languages(state: OrderState) -> None:
    wait, text = WAITS[state], TURNS_IN_WORDS[state.value]

    assert wait.working_days >= 1
    assert text.de
    assert text.en
    assert MOVES.actions(state)


@pytest.mark.parametrize(("phase", "action"), PHASES)
def test_whoever_is_waited_for_has_a_day_from_the_first_moment(phase: Phase, action: str) -> None:
    order = order_in(phase)

    order.move(action, builders.CLERK, builders.NOW)

    waiting = order.waiting_for()
    assert (waiting is None) == ((order.state, order.point) not in TURNS.waits)
    assert waiting is None or waiting["due_on"] > builders.TODAY.isoformat()


@pytest.mark.parametrize("phase", TURNS.waits)
def test_whoever_is_waited_for_is_found_by_that(phase: Phase) -> None:
    role = TURNS.waits[phase].role

    found = {(state, point) for state, point, _ in waiting_for(role)}

    assert phase in found


@pytest.mark.parametrize(("phase", "wait"), POINT_WAITS.items())
def test_what_is_open_within_a_state_changes_whose_turn_it_is(phase: Phase, wait: Wait) -> None:
    order = order_in(phase)

    waiting = order.waiting_for()

    assert waiting is not None
    assert waiting["role"] == wait.role
    own = WAITS.get(phase[0])
    assert own is None or waiting["role"] != own.role or phase[1] in SAME_ROLE


def test_every_point_is_raised_and_settled_by_some_move() -> None:
    assert {*RAISES.values(), *FAILURES} == set(Point)
    for phase in POINT_WAITS:
        after = {PHASES[pair][1] for pair in PHASES if pair[0] == phase}
        assert None in after, phase
    assert set(NEEDS) <= set(MOVES.table)


@pytest.mark.parametrize("usage", ["new", "already_productive"])
@pytest.mark.parametrize("state", OrderState)
def test_no_order_rests_in_a_passing_state(state: OrderState, usage: str) -> None:
    if state in PASSING:
        return
    for action in ("offer", "sign", "conclude"):
        order = builders.order_in(state, usage=usage)

        contract_following.follow(order, action, {"id": "c1"}, builders.REVIEWER, builders.NOW)

        assert order.state not in PASSING


def test_without_a_setup_party_support_finds_one() -> None:
    for state in (OrderState.SETUP_REQUESTED, OrderState.IN_SETUP):
        found = wait_in(state, has_setup_party=False)

        assert found is not None
        assert found[0].role == "support"


def test_only_waits_for_the_setup_party_depend_on_one() -> None:
    for state in set(OrderState) - {OrderState.SETUP_REQUESTED, OrderState.IN_SETUP}:
        assert wait_in(state, has_setup_party=False) == wait_in(state, has_setup_party=True)


def test_the_states_a_role_is_next_in_can_be_listed() -> None:
    assert set(waiting_for("reviewer")) == {
        (OrderState.SUBMITTED, None, None),
        (OrderState.RELEASED, Point.DOCUMENT_FAILED, None),
        (OrderState.AWAITING_LINK, Point.LINK_UNPROVEN, None),
        (OrderState.LIVE, Point.LINK_UNPROVEN, None),
    }
    assert (OrderState.IN_SETUP, Point.VENDOR_QUESTION, None) in set(waiting_for("body"))
    assert (OrderState.IN_SETUP, None, True) in set(waiting_for("setup_party"))
    assert (OrderState.IN_SETUP, None, False) in set(waiting_for("support"))
    assert list(waiting_for("nobody")) == []
