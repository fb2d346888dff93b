"""Two active orders of one service for one body: one ends, the other holds alone."""

from typing import Any

import pytest

from services.common.errors import Conflict
from services.orders.domain.duplicates import end_for, stand_alone
from services.orders.domain.orders import Order
from services.orders.domain.states import FINAL, OrderState
from services.orders.domain.successions import stay_beside
from tests import builders
from tests.builders import CLERK, MUNICH, NOW, PRIEN, REVIEWER

S = OrderState


def kept(state: OrderState = S.LIVE, **changed: Any) -> Order:
    return builders.order_in(state, **{"id": "kept", "number": "DM-1", **changed})


@pytest.mark.parametrize("state", sorted(set(S) - {*FINAL, S.CONTRACT_CONCLUDED}))
def test_an_order_ends_for_another_one_whatever_its_state(state: OrderState) -> None:
    order = builders.order_in(state)

    end_for(order, kept(), "Zwei sind zu viel.", by=REVIEWER, now=NOW)

    assert (order.state, order.active, order.due_on) == (S.TERMINATED, False, None)
    assert builders.kinds(order) == ["order.terminated", "use.changed"]
    said = order.history[-1].line()["reason"].de
    assert said == "Für diesen Dienst gilt die Bestellung DM-1 weiter. Zwei sind zu viel."


@pytest.mark.parametrize(
    "other",
    [
        kept(profile="other"),
        kept(body=MUNICH, places=[MUNICH]),
        kept(id="o1"),
        kept(state=S.WITHDRAWN, active=False),
    ],
)
def test_no_order_ends_for_one_that_is_no_second_one(other: Order) -> None:
    order = builders.order_in(S.LIVE, id="o1")

    with pytest.raises(Conflict) as refused:
        end_for(order, other, "weil", by=REVIEWER, now=NOW)

    assert refused.value.code == "order-no-duplicate"
    assert order.active


def test_one_that_stood_beside_takes_the_place_of_its_body() -> None:
    order = kept(body=MUNICH, places=[PRIEN])

    stand_alone(order, "DM-2", by=REVIEWER, now=NOW)

    assert order.places == [MUNICH]
    assert builders.kinds(order) == ["order.changed", "use.changed"]


def test_to_settle_it_answers_what_we_asked_of_support_and_nothing_else() -> None:
    ending, staying, helped = builders.order_in(S.LIVE), kept(), kept()
    for order in (ending, staying, helped):
        stay_beside(order, by=REVIEWER, now=NOW)
    helped.request_support("Hilfe", CLERK, NOW)

    end_for(ending, staying, "weil", by=REVIEWER, now=NOW)
    for order in (staying, helped):
        stand_alone(order, "DM-2", by=REVIEWER, now=NOW)

    assert ending.support is None
    assert staying.support is None
    assert helped.support is not None
    assert helped.support.side == "body"


def test_one_that_has_its_place_only_notes_it() -> None:
    order = kept(body=PRIEN, places=[PRIEN])

    stand_alone(order, "DM-2", by=REVIEWER, now=NOW)

    assert order.history[-1].line()["reason"].de.endswith("DM-2, ist beendet.")
    assert builders.kinds(order) == ["order.changed"]
