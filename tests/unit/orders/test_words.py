"""What orders says: by code and with facts, whose turn it is, in the words of today."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden
from services.common.principal import Principal
from services.orders.domain.history import HistoryEntry
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.sides import turn_for
from services.orders.domain.states import TABLE, OrderState
from services.orders.domain.waiting import FAILURES as POINTS_OF_FAILURE
from services.orders.domain.waiting import OpenPoint, Point
from services.orders.parties import act_for, actions_of
from services.orders.schemas import FAILURES as FAILURE_CODES
from services.orders.words import FAILURES, TURNS, reason_text
from services.orders.words.acts import DID, did_text
from tests.builders import CLERK, MUNICH, NOW, PRIEN, PROFILE, REVIEWER, SETUP_PARTY, order_in
from tests.said import answered, said
from tests.unit.orders.test_service import service


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    context.enter(Call())


def asked() -> Order:
    order = order_in(OrderState.IN_SETUP)
    order.move("vendor-ask-back", SETUP_PARTY, NOW, "Welche IP?")
    return order


def test_who_can_answer_reads_that_it_is_their_turn_and_until_when() -> None:
    turn = turn_for(asked(), ["answer", "request-support"])

    assert answered(turn)["reason"] == (
        "Sie sind am Zug, bis 04.12.2026: Rückfrage zur Einrichtung beantworten."
    )
    assert answered(turn, "en")["reason"].startswith("It is your turn, until 4 December 2026")


def test_everybody_else_reads_who_is_next() -> None:
    turn = turn_for(asked(), ["request-support", "progress"])

    assert answered(turn)["reason"].startswith("Die bestellende Stelle ist am Zug, bis 04.12.2026")
    assert answered(turn)["role"] == "body"


def test_to_take_an_order_back_is_nobody_s_turn() -> None:
    turn = turn_for(order_in(OrderState.PREPARED), ["withdraw"])

    assert answered(turn)["reason"].startswith("Die bestellende Stelle ist am Zug")


def test_a_turn_says_what_is_to_be_done_and_whether_it_is_the_reader_s() -> None:
    order = order_in(OrderState.AWAITING_LINK)

    mine, theirs = turn_for(order, ["link"]), turn_for(order, ["request-support"])

    assert (answered(mine)["task"], answered(mine)["yours"]) == ("Link mitteilen", True)
    assert (answered(theirs)["task"], answered(theirs)["yours"]) == ("Link mitteilen", False)


def test_what_the_state_refuses_says_whose_turn_it_is_with_the_caller_s_own_actions() -> None:
    orders = service(asked(), PRIEN, "orders:read", "orders:act")

    with pytest.raises(Conflict) as refused:
        orders.withdraw("o1", {})

    turn = refused.value.facts["waiting_for"]
    assert (turn["role"], turn["actions"]) == ("body", ["answer"])
    assert "Sie sind am Zug, bis 04.12.2026" in said(refused.value, "orders")


def test_what_has_ended_says_so() -> None:
    order = order_in(OrderState.REJECTED, active=False)

    with pytest.raises(Conflict) as refused:
        order.move("submit", CLERK, NOW)

    assert "abgeschlossen (abgelehnt)" in said(refused.value, "orders")
    assert refused.value.facts["waiting_for"] is None


@pytest.mark.parametrize(("scope", "advice"), [(PRIEN, "ask-role"), (MUNICH, "register")])
def test_who_may_not_is_told_what_they_can_do(scope: str, advice: str) -> None:
    context.enter(Call(principal=Principal("p", "", {scope: frozenset({"orders:read"})})))

    with pytest.raises(Forbidden) as refused:
        act_for(PRIEN, "orders:place", profile=PROFILE)

    assert (refused.value.code, refused.value.facts["advice"]) == ("not-permitted", advice)
    assert len(said(refused.value, "orders", "en").split()) > 3


def test_every_act_has_its_words() -> None:
    moves = {action for _, action in TABLE}
    by_calls = {"prepare", "claim", "contacts", "request-support", "remind", "escalate"}

    assert moves | by_calls <= DID.keys()
    assert answered(did_text("task-3")) == "Aufgabe bearbeitet"


def test_every_failure_and_every_turn_has_its_words() -> None:
    assert set(FAILURE_CODES) == FAILURES.keys() == {point.value for point in POINTS_OF_FAILURE}
    assert {point.value for point in Point} <= TURNS.keys()


def test_a_reason_of_ours_is_stored_as_code_and_worded_when_it_is_read() -> None:
    order = order_in(OrderState.IN_SETUP)

    why = Why("Kein Zugang", "setup-failed-noted", {"failure": "no-licence"})
    order.move("failed", SETUP_PARTY, NOW, why)

    line = answered(Order.from_doc(order.to_doc()).history[-1].line())
    assert line["reason_code"] == "setup-failed-noted"
    assert line["reason"].endswith("Eine Lizenz fehlt. Kein Zugang")


@pytest.mark.parametrize(
    ("reason", "german", "english"),
    [
        ("chain-broken", "Die vorgelagerten", "The upstream"),
        ("Bitte klären. / Please settle.", "Bitte klären.", "Please settle."),
    ],
)
def test_what_a_program_stored_before_there_were_codes_is_read_in_one_language(
    reason: str, german: str, english: str
) -> None:
    line = HistoryEntry(NOW, "service:contracts", "", "refuse", OrderState.SUBMITTED, reason)

    told: Any = line.line()["reason"]

    assert told.de.startswith(german)
    assert told.en.startswith(english)


def test_a_failed_document_of_before_is_still_told() -> None:
    old = "Das Erstellen brach mehrmals ab. / Making it broke off several times."
    point = OpenPoint(Point.DOCUMENT_FAILED, NOW, old)

    assert answered(point.plain())["reason"] == "Das Erstellen brach mehrmals ab."


def test_what_a_person_wrote_stays_as_it_is() -> None:
    assert reason_text("Ja / nein?", None, {}) == "Ja / nein?"


def test_what_a_person_writes_on_withdrawing_a_contract_is_read_whole() -> None:
    words = "Doppelt bestellt / siehe DM-2026-AB"
    entry = HistoryEntry(
        NOW, "service:contracts", "", "contract-withdrawn", OrderState.SUBMITTED, words
    )

    assert answered(entry.line(), "en")["reason"] == words


def test_what_another_reviewer_has_claimed_is_not_offered() -> None:
    order = order_in(OrderState.SUBMITTED)
    order.claim(REVIEWER, clock.now())
    rights = {"*": frozenset({"orders:read", "orders:review"})}

    own = actions_of(order, Principal(REVIEWER.id, "", rights))
    other = actions_of(order, Principal("somebody", "", rights))

    assert {"release", "reject", "ask-back"} <= set(own)
    assert not {"claim", "release", "reject", "ask-back"} & set(other)
