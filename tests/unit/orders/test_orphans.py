"""What would wait for ever is told apart from what is in good hands."""

from datetime import timedelta
from typing import Any

import pytest

from services.common.clockwork import PATIENCE, Flaw
from services.orders.domain.orphans import HELD, flaw_of, is_wound, role_of
from services.orders.domain.states import FINAL, MOVES, OrderState
from services.orders.domain.waiting import TURNS, OpenPoint, Phase, wait_in
from tests import builders
from tests.builders import JOINT, NOW, PRIEN, VENDOR

ALL_ABLE = dict.fromkeys(
    [
        *((role, PRIEN) for role in ("officer", "signatory")),
        *((role, "*") for role in ("reviewer", "support")),
        ("vendor_manager", f"vendor:{VENDOR}"),
    ],
    frozenset({"a1", "a2"}),
)


def stored(phase: Phase = (OrderState.SUBMITTED, None), **changed: Any) -> dict[str, Any]:
    state, point = phase
    order = builders.order_in(state, open_point=OpenPoint(point, NOW) if point else None)
    order._begin_wait(NOW)
    return {**order.to_doc(), **changed}


def flaw(order: dict[str, Any], able: Any = ALL_ABLE, joint: str | None = None) -> Flaw | None:
    return flaw_of(order, able, joint, NOW)


@pytest.mark.parametrize("phase", TURNS.waits, ids=str)
def test_whatever_waits_for_somebody_who_can_act_is_well(phase: Phase) -> None:
    assert flaw(stored(phase)) is None


@pytest.mark.parametrize("phase", TURNS.waits, ids=str)
def test_whatever_waits_where_nobody_can_act_is_reported(phase: Phase) -> None:
    order = stored(phase)
    program = role_of(order) == "document_worker"

    assert flaw(order, able={}) == (None if program else Flaw.NOBODY_ABLE)
    assert flaw(order, able=None) is None


@pytest.mark.parametrize("state", sorted(set(OrderState) - FINAL - set(MOVES.turns.rests)))
def test_a_state_without_a_day_or_owner_is_reported(state: OrderState) -> None:
    assert flaw(stored((state, None), due_on=None)) is Flaw.NO_OWNER


def test_a_state_nobody_knows_is_reported() -> None:
    assert flaw(stored(state="lost")) is Flaw.NO_OWNER
    assert flaw(stored(open_point={"kind": "lost"})) is Flaw.NO_OWNER


def test_a_step_that_is_long_due_is_reported() -> None:
    late, fresh = NOW - PATIENCE - timedelta(seconds=1), NOW - PATIENCE

    assert flaw(stored(clockwork={"next_at": late})) is Flaw.UNREMINDED
    assert flaw(stored(clockwork={"next_at": fresh})) is None


@pytest.mark.parametrize("phase", TURNS.waits, ids=str)
def test_a_clockwork_of_another_wait_is_noticed(phase: Phase) -> None:
    order = stored(phase)

    assert is_wound(order)
    assert not is_wound({**order, "clockwork": None})
    assert not is_wound({**order, "due_on": "2031-01-02"})
    assert not is_wound({**order, "clockwork": {**order["clockwork"], "code": "another"}})
    assert is_wound({**order, "state": "lost"})


@pytest.mark.parametrize(
    ("state", "held", "is_well"),
    [
        (OrderState.ASKED_BACK, ("signatory", PRIEN), True),
        (OrderState.ASKED_BACK, ("member", PRIEN), False),
        (OrderState.ASKED_BACK, ("officer", JOINT), True),
        (OrderState.ASKED_BACK, ("officer", builders.MUNICH), False),
        (OrderState.CONTRACT_OFFERED, ("officer", PRIEN), False),
        (OrderState.CONTRACT_OFFERED, ("signatory", JOINT), True),
        (OrderState.SUBMITTED, ("admin", "*"), True),
        (OrderState.SUBMITTED, ("support", "*"), False),
        (OrderState.SETUP_REQUESTED, ("vendor_manager", "vendor:other"), False),
    ],
)
def test_only_the_right_role_in_the_right_place_can_act(
    state: OrderState, held: tuple[str, str], is_well: bool
) -> None:
    found = flaw(stored((state, None)), able={held: {"a1"}}, joint=JOINT)

    assert found == (None if is_well else Flaw.NOBODY_ABLE)


def test_only_another_than_the_releaser_can_countersign() -> None:
    order = stored((OrderState.CONTRACT_SIGNED, None), released_by="a1")
    alone, both = {("reviewer", "*"): {"a1"}}, {("reviewer", "*"): {"a1"}, ("admin", "*"): {"a2"}}

    assert flaw(order, able=alone) is Flaw.NOBODY_ABLE
    assert flaw(order, able=both) is None
    assert flaw({**order, "released_by": "a3"}, able=alone) is None
    assert flaw(stored(released_by="a1"), able=alone) is None


def test_whoever_was_lent_the_right_is_not_known_to_be_missing() -> None:
    assert flaw(stored((OrderState.ASKED_BACK, None), mandate="m1"), able={}) is None
    assert flaw(stored(mandate="m1"), able={}) is Flaw.NOBODY_ABLE


def test_every_person_that_is_waited_for_is_judged() -> None:
    waited_for = {
        turn[0].role
        for state, point in TURNS.waits
        for party in (True, False)
        if (turn := wait_in(state, party, point))
    }

    assert waited_for - set(HELD) == {"document_worker"}
