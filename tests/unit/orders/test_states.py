"""Properties of the order's state table that hold whatever stands in it."""

import itertools

import pytest

from services.common.errors import Conflict
from services.orders.domain.orders import EVENT_OF
from services.orders.domain.states import FINAL, MOVES, State
from services.orders.domain.waiting import PASSING, WAITS, states_waiting_for, wait_in
from tests import builders

ACTIONS = sorted({action for _, action in MOVES.table})
REFUSED = [p for p in itertools.product(State, ACTIONS) if p not in MOVES.table]
ROLES = {
    "officer", "reviewer", "body", "document_worker", "signatory", "countersigner",
    "setup_party", "support",
}  # fmt: skip


@pytest.mark.parametrize(("state", "action"), REFUSED)
def test_a_move_that_is_not_in_the_table_changes_nothing(state: State, action: str) -> None:
    order = builders.order_in(state)
    before = order.to_doc()

    with pytest.raises(Conflict) as refused:
        order.move(action, builders.CLERK, builders.NOW)

    assert refused.value.code == "order-wrong-state"
    assert order.to_doc() == before
    assert builders.news(order, "orders") == []


@pytest.mark.parametrize(("state", "action"), MOVES.table)
def test_a_move_of_the_table_is_made_noted_and_told(state: State, action: str) -> None:
    order = builders.order_in(state)

    order.move(action, builders.REVIEWER, builders.NOW, "weil")

    assert order.state is MOVES.table[state, action]
    assert (order.history[-1].action, order.history[-1].reason) == (action, "weil")
    assert order.history[-1].state is order.state
    said = [EVENT_OF[action]] if action in EVENT_OF else []
    ended = ["use.changed"] if order.state in FINAL else []
    assert builders.kinds(order) == said + ended


def test_dead_ends_are_exactly_the_final_states() -> None:
    left = {state for (state, _), after in MOVES.table.items() if after is not state}

    dead_ends = set(State) - left

    assert dead_ends == FINAL | {State.LIVE}
    assert MOVES.actions(State.LIVE) == ["link"]
    assert all(MOVES.actions(state) == [] for state in FINAL)


@pytest.mark.parametrize("start", [State.PREPARED, State.SUBMITTED])
def test_every_state_can_be_reached(start: State) -> None:
    reached, grown = {start}, True
    while grown:
        more = {after for (state, _), after in MOVES.table.items() if state in reached}
        grown = not more <= reached
        reached |= more

    assert set(State) - reached <= {State.PREPARED}


def test_every_state_waits_for_somebody_unless_it_is_over_or_passed() -> None:
    waiting = set(State) - FINAL - PASSING - {State.LIVE}

    assert set(WAITS) == waiting
    assert {wait.role for wait in WAITS.values()} == ROLES


@pytest.mark.parametrize("state", WAITS)
def test_a_waiting_state_declares_owner_days_and_both_languages(state: State) -> None:
    wait = WAITS[state]

    assert wait.working_days >= 1
    assert wait.de
    assert wait.en
    assert MOVES.actions(state)


@pytest.mark.parametrize(("state", "action"), MOVES.table)
def test_whoever_is_waited_for_has_a_day_from_the_first_moment(state: State, action: str) -> None:
    order = builders.order_in(state)

    order.move(action, builders.CLERK, builders.NOW)

    waiting_for = order.view()["waiting_for"]
    assert (waiting_for is None) == (order.state not in WAITS)
    assert waiting_for is None or waiting_for["due_on"] > builders.TODAY.isoformat()


@pytest.mark.parametrize("usage", ["new", "already_productive"])
@pytest.mark.parametrize("state", State)
def test_no_order_rests_in_a_passing_state(state: State, usage: str) -> None:
    if state in PASSING:
        return
    for action in ("offer", "sign", "conclude"):
        order = builders.order_in(state, usage=usage)

        order.contract_moved(action, {"id": "c1"}, builders.REVIEWER, builders.NOW)

        assert order.state not in PASSING


def test_without_a_setup_party_support_finds_one() -> None:
    for state in (State.SETUP_REQUESTED, State.IN_SETUP):
        found = wait_in(state, has_setup_party=False)

        assert found is not None
        assert found.role == "support"


def test_only_waits_for_the_setup_party_depend_on_one() -> None:
    for state in set(State) - {State.SETUP_REQUESTED, State.IN_SETUP}:
        assert wait_in(state, has_setup_party=False) == wait_in(state, has_setup_party=True)


def test_the_states_a_role_is_next_in_can_be_listed() -> None:
    assert states_waiting_for("reviewer") == [State.SUBMITTED]
    assert states_waiting_for("body") == [State.ASKED_BACK, State.AWAITING_LINK]
    assert states_waiting_for("nobody") == []
