"""A failed setup is begun again, and body and setup party ask each other, on a real database."""

from itertools import count
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, NotFound
from services.common.principal import EVERYWHERE, Principal
from services.orders.domain.states import OrderState
from services.orders.repositories.orders import Orders
from services.orders.service import OrdersService
from tests import builders
from tests.builders import PRIEN, VENDOR
from tests.fakes import PassingTime

Doc = dict[str, Any]
AT_BODY = {"orders:read", "orders:prepare", "orders:act"}
CLERK = Principal("clerk", "Sabine Huber", {PRIEN: frozenset(AT_BODY)})
PARTY = Principal("party", "Claudia Beck", {f"vendor:{VENDOR}": frozenset({"setup:report"})})
HELPS = frozenset({"orders:read", "orders:support"})
SUPPORT = Principal("support", "Jana Hilfe", {EVERYWHERE: HELPS})
QUESTION, ANSWER = {"text": "Welche Version brauchen Sie?"}, {"text": "Version 4 oder neuer."}


class Setup:
    """An order in setup, and the calls of those concerned with it."""

    def __init__(self, orders: Orders, **changed: Any) -> None:
        self.orders, self._calls = orders, count(1)
        orders.add(builders.order_in(OrderState.IN_SETUP, **changed))
        self.service: Any = OrdersService()
        self.service.orders = orders

    def act(self, who: Principal, name: str, once: str = "", **payload: Any) -> Doc:
        """Let somebody do it, by a call of its own unless ``once`` names one."""
        call = once or f"r{next(self._calls)}"
        context.enter(Call(once=call, principal=who, action=f"orders.{name}"))
        told: Doc = getattr(self.service, name)("o1", payload)
        return told

    def said(self) -> list[str]:
        """Return what the order told the world, in this order."""
        doc = self.orders.collection.find_one({"_id": "o1"}) or {}
        kinds = [event["type"] for event in doc["outbox"]]
        return [kind for kind in kinds if kind.startswith("order.")]

    def fail(self, code: str) -> Doc:
        return self.act(PARTY, "failed", reason_code=code, text="So geht es nicht weiter.")


@pytest.fixture
def setup(orders: Orders, time: PassingTime) -> Setup:
    return Setup(orders)


def turn(told: Doc) -> tuple[str, str]:
    return told["waiting_for"]["role"], told["waiting_for"]["reason_code"]


def test_a_setup_its_body_has_settled_begins_again(setup: Setup) -> None:
    failed = setup.fail("no-licence")

    begun = setup.act(CLERK, "retry", text="Die Lizenz ist da.")

    assert (turn(failed), turn(begun)) == (
        ("body", "no-licence"),
        ("setup_party", "setup_requested"),
    )
    due_on = clock.due_on(clock.now(), 5, PRIEN)
    assert begun["waiting_for"]["due_on"] == due_on.isoformat()
    assert setup.said() == ["order.setup_failed", "order.setup_retried"]
    assert setup.orders.get("o1").open_point is None


def test_a_retry_that_is_delivered_twice_begins_one_setup(setup: Setup) -> None:
    setup.fail("data-missing")

    told = [setup.act(CLERK, "retry", "again", text="Nachgereicht.") for _ in range(2)]

    assert told[0]["version"] == told[1]["version"]
    assert setup.said().count("order.setup_retried") == 1
    assert [one.action for one in setup.orders.get("o1").history] == ["failed", "retry"]


def test_what_support_settles_no_body_retries(setup: Setup) -> None:
    setup.fail("capacity")

    with pytest.raises(Conflict, match="order-nothing-open"):
        setup.act(CLERK, "retry", text="Bitte noch einmal.")

    assert setup.orders.get("o1").state is OrderState.SETUP_FAILED
    assert setup.said() == ["order.setup_failed"]


def test_the_body_asks_and_the_setup_party_answers(setup: Setup) -> None:
    asked = setup.act(CLERK, "ask_setup", **QUESTION)
    setup.act(PARTY, "progress", note="Wir sehen nach.")
    answered = setup.act(PARTY, "answer_setup", **ANSWER)

    assert turn(asked) == ("setup_party", "setup_question")
    assert asked["open_point"]["reason"] == QUESTION["text"]
    assert answered["open_point"] is None
    assert [answered["history"][n]["reason"] for n in (0, -1)] == [QUESTION["text"], ANSWER["text"]]
    assert setup.said() == ["order.setup_asked", "order.progressed", "order.setup_answered"]


def test_a_question_stays_open_while_the_setup_goes_on(setup: Setup) -> None:
    setup.act(CLERK, "ask_setup", **QUESTION)

    told = setup.act(PARTY, "progress", note="Zur Hälfte fertig.")

    assert turn(told) == ("setup_party", "setup_question")
    assert "answer-setup" in told["actions"]


def test_without_a_setup_party_support_answers(orders: Orders) -> None:
    setup = Setup(orders, setup_by=None)

    asked = setup.act(CLERK, "ask_setup", **QUESTION)
    answered = setup.act(SUPPORT, "answer_setup", **ANSWER)

    assert turn(asked)[0] == "support"
    assert answered["open_point"] is None


@pytest.mark.parametrize(
    ("who", "name", "refused"),
    [
        (CLERK, "answer_setup", Forbidden),
        (PARTY, "ask_setup", Forbidden),
        (PARTY, "retry", Forbidden),
        (Principal("stranger"), "ask_setup", NotFound),
    ],
)
def test_nobody_asks_or_answers_for_another_side(
    setup: Setup, who: Principal, name: str, refused: type[Exception]
) -> None:
    setup.act(CLERK, "ask_setup", **QUESTION)

    with pytest.raises(refused):
        setup.act(who, name, text="Für die anderen.")

    assert setup.said() == ["order.setup_asked"]


def test_what_is_not_asked_is_not_answered(setup: Setup) -> None:
    with pytest.raises(Conflict, match="order-nothing-open"):
        setup.act(PARTY, "answer_setup", **ANSWER)

    assert setup.orders.get("o1").history == []
