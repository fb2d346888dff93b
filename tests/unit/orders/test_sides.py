"""What each side sees of an order, field by field and state by state, alone and in lists."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import NotFound
from services.common.principal import Principal
from services.orders.domain import sides
from services.orders.domain.history import HistoryEntry
from services.orders.domain.orders import Order
from services.orders.domain.sides import FIELDS, ONLY_WHOLE, SEES, OrderSide
from services.orders.domain.states import FINAL, OrderState
from services.orders.domain.waiting import FAILURES, PHASES, OpenPoint, Phase, Point
from services.orders.parties import NEEDED, actions_of, side_of, visible_to
from tests.builders import NOW, PRIEN, VENDOR, order_in

CALLERS = {
    OrderSide.BODY: Principal("clerk", "", {PRIEN: frozenset({"orders:read", "orders:act"})}),
    OrderSide.OPERATOR: Principal("nina", "", {"*": frozenset({"orders:read", "orders:review"})}),
    OrderSide.VENDOR: Principal("daniel", "", {f"vendor:{VENDOR}": frozenset({"setup:report"})}),
    OrderSide.MINISTRY: Principal("vera", "", {"*": frozenset({"reuse:read"})}),
    None: Principal("stranger", "", {"09162000": frozenset({"orders:read", "orders:act"})}),
}
SUPPORT = Principal("sven", "", {"*": frozenset({"orders:read", "orders:support"})})
EVERY_PHASE = sorted({phase for phase, _ in PHASES} | set(PHASES.values()), key=str)
SEEN_BY_A_SETUP_PARTY = {
    "id", "number", "state", "state_label", "version", "changed_at", "body", "body_name", "profile",
    "profile_title", "profile_version", "usage", "specialist_system", "setup_by", "wanted_on",
    "functional_contact", "technical_contact", "contacts", "open_point", "waiting_for",
    "actions", "ticket", "link", "tasks", "own_task", "history", "contract_number", "leika_keys",
}  # fmt: skip
NOT_FOR_A_SETUP_PARTY = ("geheim-remark", "geheim-question", "geheim-help", "clerk-account")


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    context.enter(Call())


def full(state: OrderState = OrderState.IN_SETUP, point: Point | None = None) -> Order:
    """Return an order with something in each field that is not for everyone."""
    return order_in(
        state,
        active=state not in FINAL,
        remark="geheim-remark",
        ordered_by="clerk-account",
        claimed_by="nina",
        contract="c1",
        mandate="m1",
        open_point=OpenPoint(point, NOW, "geheim-point") if point else None,
        history=[
            HistoryEntry(NOW, "clerk-account", "Sabine", "submit", OrderState.SUBMITTED),
            HistoryEntry(NOW, "nina", "Nina", "ask-back", OrderState.ASKED_BACK, "geheim-question"),
            HistoryEntry(NOW, "clerk-account", "Sabine", "request-support", state, "geheim-help"),
            HistoryEntry(
                NOW, "daniel", "Daniel", "vendor-ask-back", OrderState.IN_SETUP, "Welche IP?"
            ),
            HistoryEntry(NOW, "clerk-account", "Sabine", "answer", OrderState.IN_SETUP, "10.0.0.1"),
        ],
    )


def test_every_field_of_an_order_stands_in_the_table_and_none_that_is_gone() -> None:
    every = {name for name in FIELDS if OrderSide.OPERATOR in FIELDS[name]}

    assert sides.view(full(), OrderSide.OPERATOR, []).keys() == every
    assert every == FIELDS.keys()


def test_what_a_setup_party_sees_is_what_a_setup_needs() -> None:
    assert {
        name for name, seen in FIELDS.items() if OrderSide.VENDOR in seen
    } == SEEN_BY_A_SETUP_PARTY


@pytest.mark.parametrize(("side", "state"), list(itertools.product([*OrderSide, None], OrderState)))
def test_each_side_sees_its_fields_in_its_states_and_nothing_else(
    side: OrderSide | None, state: OrderState
) -> None:
    order, caller = full(state), CALLERS[side]

    if side is None or state not in SEES[side]:
        with pytest.raises(NotFound):
            side_of(order, caller)
        return

    assert side_of(order, caller) is side
    shown = sides.view(order, side, [])
    assert shown.keys() == {name for name, seen in FIELDS.items() if side in seen}


OF_THE_SETUP = {Point.VENDOR_QUESTION, Point.SETUP_QUESTION, *FAILURES}
"""What can be open between a body and its setup party."""


@pytest.mark.parametrize(
    "phase", [phase for phase in EVERY_PHASE if phase[0] in SEES[OrderSide.VENDOR]]
)
def test_a_setup_party_reads_nothing_of_what_was_said_between_the_others(phase: Phase) -> None:
    order = full(*phase)

    shown = str(sides.view(order, OrderSide.VENDOR, []))

    assert all(secret not in shown for secret in NOT_FOR_A_SETUP_PARTY)
    assert ("geheim-point" in shown) == (phase[1] in OF_THE_SETUP)
    assert "Welche IP?" in shown
    assert "10.0.0.1" in shown


def test_a_setup_party_reads_nothing_of_a_setup_before_its_own() -> None:
    order = full()
    asked = HistoryEntry(
        NOW, "sven", "Sven", "request-setup", OrderState.SETUP_REQUESTED, "Bitte einrichten"
    )
    order.history = [
        asked,
        *order.history,
        asked,
        HistoryEntry(NOW, "d", "D", "done", OrderState.IN_SETUP),
    ]

    shown = sides.view(order, OrderSide.VENDOR, [])["history"]
    whole = sides.view(order, OrderSide.BODY, [])["history"]

    assert [line["action"] for line in shown] == ["request-setup", "done"]
    assert len(whole) == len(order.history)


@pytest.mark.parametrize("side", [OrderSide.BODY, OrderSide.OPERATOR, OrderSide.VENDOR])
def test_a_list_shows_no_histories_and_no_long_texts(side: OrderSide) -> None:
    order = full(OrderState.IN_SETUP, Point.VENDOR_QUESTION)

    item, whole = sides.item(order, side, []), sides.view(order, side, [])

    assert item.keys() == whole.keys() - ONLY_WHOLE
    assert "geheim" not in str(item)
    assert item["open_point"]["kind"] == "vendor_question"


@pytest.mark.parametrize(("side", "phase"), list(itertools.product(CALLERS, EVERY_PHASE)))
def test_a_list_holds_exactly_what_can_be_opened(side: OrderSide | None, phase: Phase) -> None:
    order, caller = full(*phase), CALLERS[side]
    criteria = visible_to(caller)

    listed = criteria is None or fits(order.to_doc(), criteria)

    assert listed == (side is not None and order.state in SEES[side])


@pytest.mark.parametrize("phase", EVERY_PHASE)
def test_everything_that_can_be_done_names_who_may(phase: Phase) -> None:
    assert set(full(*phase).actions()) <= NEEDED.keys()


@pytest.mark.parametrize(
    ("caller", "state", "actions"),
    [
        (CALLERS[OrderSide.BODY], OrderState.SUBMITTED, {"withdraw"}),
        (CALLERS[OrderSide.BODY], OrderState.CONTRACT_OFFERED, {"withdraw"}),
        (
            CALLERS[OrderSide.OPERATOR],
            OrderState.SUBMITTED,
            {"ask-back", "claim", "reject", "release", "request-support"},
        ),
        (
            CALLERS[OrderSide.VENDOR],
            OrderState.IN_SETUP,
            {"done", "failed", "progress", "request-support", "vendor-ask-back"},
        ),
        (
            SUPPORT,
            OrderState.SETUP_FAILED,
            {"cancel", "request-setup", "request-support", "take-over"},
        ),
        (SUPPORT, OrderState.SUBMITTED, {"request-support"}),
    ],
)
def test_the_actions_shown_are_the_caller_s_own(
    caller: Principal, state: OrderState, actions: set[str]
) -> None:
    order = full(state)

    own = actions_of(order, caller)

    shown = sides.view(order, side_of(order, caller), own)
    assert set(own) == actions
    assert shown["actions"] == shown["waiting_for"]["actions"] == sorted(actions)


def test_without_a_setup_party_support_reports_on_the_setup() -> None:
    order = order_in(OrderState.IN_SETUP, setup_by=None)

    assert {"done", "failed", "progress"} <= set(actions_of(order, SUPPORT))
    assert "done" not in actions_of(order, CALLERS[OrderSide.BODY])


def fits(doc: Mapping[str, Any], criteria: Mapping[str, Any]) -> bool:
    """Tell whether a document meets criteria as the database reads them."""
    for name, wanted in criteria.items():
        if name == "$or":
            if not any(fits(doc, one) for one in wanted):
                return False
            continue
        held = doc[name] if isinstance(doc[name], list) else [doc[name]]
        among = wanted["$in"] if isinstance(wanted, dict) else [wanted]
        if not any(value in among for value in held):
            return False
    return True
