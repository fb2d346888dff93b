"""How an order follows its contract, whatever comes late, twice or not at all."""

import itertools

import pytest

from services.orders.domain import contract_following
from services.orders.domain.orders import Order
from services.orders.domain.states import FINAL, OrderState
from tests import builders
from tests.builders import NOW, REVIEWER, order_in
from tests.unit.orders.acting import CONTRACT, waiting

WORDS = ("offer", "sign", "conclude")
HEARINGS = [
    words
    for length in (3, 4, 5)
    for words in itertools.product(WORDS, repeat=length)
    if set(words) == set(WORDS)
]


def follow(order: Order, words: tuple[str, ...]) -> Order:
    for word in words:
        contract_following.follow(order, word, CONTRACT, REVIEWER, NOW)
    return order


def test_an_order_tells_the_number_of_its_contract() -> None:
    order = order_in(OrderState.RELEASED)

    contract_following.follow(
        order, "offer", {"id": "c1", "number": "V-2026-000123"}, REVIEWER, NOW
    )

    assert order.summary()["contract_number"] == "V-2026-000123"


def test_an_order_that_is_new_is_set_up_after_its_contract() -> None:
    order = order_in(OrderState.CONTRACT_SIGNED)

    contract_following.follow(order, "conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is OrderState.SETUP_REQUESTED
    assert builders.kinds(order) == ["order.setup_requested"]


def test_a_service_in_use_already_goes_straight_to_its_link() -> None:
    order = order_in(OrderState.CONTRACT_SIGNED, usage="already_productive")

    contract_following.follow(order, "conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is OrderState.AWAITING_LINK
    assert builders.kinds(order) == ["order.link_awaited"]
    assert waiting(order)[0] == "body"


@pytest.mark.parametrize("usage", ["new", "already_productive"])
def test_words_of_the_contract_lead_to_the_same_state_in_whatever_order(usage: str) -> None:
    heard = {words: follow(order_in(OrderState.RELEASED, usage=usage), words) for words in HEARINGS}

    end = OrderState.SETUP_REQUESTED if usage == "new" else OrderState.AWAITING_LINK
    assert {order.state for order in heard.values()} == {end}
    assert {order.contract for order in heard.values()} == {"c1"}


@pytest.mark.parametrize("words", list(itertools.permutations(WORDS)), ids="-".join)
def test_each_word_of_the_contract_makes_one_setup_request(words: tuple[str, ...]) -> None:
    order = follow(order_in(OrderState.RELEASED), words * 3)

    assert builders.kinds(order).count("order.setup_requested") == 1


@pytest.mark.parametrize("state", [OrderState.IN_SETUP, OrderState.AWAITING_LINK, OrderState.LIVE])
def test_a_late_word_of_the_contract_changes_nothing(state: OrderState) -> None:
    order = order_in(state, contract="c1")
    before = order.to_doc()

    follow(order, WORDS)

    assert order.to_doc() == before


@pytest.mark.parametrize("state", [OrderState.RELEASED, OrderState.CONTRACT_OFFERED])
def test_a_broken_chain_sends_the_order_back_to_its_reviewers(state: OrderState) -> None:
    order = order_in(state)

    contract_following.go_back(order, "refuse", "chain-broken", CONTRACT, by=REVIEWER, now=NOW)

    assert order.state is OrderState.SUBMITTED
    assert order.history[-1].reason == "chain-broken"


@pytest.mark.parametrize(
    "state", [OrderState.SUBMITTED, OrderState.CONTRACT_SIGNED, OrderState.LIVE]
)
def test_a_late_refusal_changes_nothing(state: OrderState) -> None:
    order = order_in(state)

    contract_following.go_back(order, "refuse", "chain-broken", CONTRACT, by=REVIEWER, now=NOW)

    assert order.state is state
    assert order.history == []


FAILED = {"id": "c1", "released_at": None}


def test_an_order_whose_document_fails_says_why_and_waits_for_a_reviewer() -> None:
    order = order_in(OrderState.RELEASED)

    contract_following.go_back(
        order, "document-failed", "invalid: /title", FAILED, by=REVIEWER, now=NOW
    )

    assert order.state is OrderState.RELEASED
    assert order.open_point is not None
    assert order.open_point.reason == "invalid: /title"
    assert waiting(order) == ("reviewer", "2026-11-23")
    assert builders.kinds(order) == ["order.document_failed"]


@pytest.mark.parametrize(
    ("action", "state"),
    [("retry-document", OrderState.RELEASED), ("ask-back", OrderState.ASKED_BACK),
     ("reject", OrderState.REJECTED), ("withdraw", OrderState.WITHDRAWN)],
)  # fmt: skip
def test_whoever_is_next_gets_an_order_out_of_a_failed_document(
    action: str, state: OrderState
) -> None:
    order = order_in(OrderState.RELEASED)
    contract_following.go_back(order, "document-failed", "invalid", FAILED, by=REVIEWER, now=NOW)

    order.move(action, REVIEWER, NOW)

    assert (order.state, order.open_point) == (state, None)


def test_a_word_about_an_earlier_release_changes_nothing() -> None:
    order = order_in(OrderState.RELEASED, released_at=NOW)
    before = {"id": "c1", "released_at": "2026-11-19T10:00:00+00:00"}

    for word in ("offer", "sign"):
        contract_following.follow(order, word, before, REVIEWER, NOW)
    contract_following.go_back(order, "document-failed", "invalid", before, by=REVIEWER, now=NOW)

    assert (order.state, order.open_point) == (OrderState.RELEASED, None)


@pytest.mark.parametrize("state", [OrderState.SUBMITTED, OrderState.ASKED_BACK])
def test_what_both_sides_signed_holds_though_a_reviewer_went_back(state: OrderState) -> None:
    order = order_in(state)

    contract_following.follow(order, "conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is OrderState.SETUP_REQUESTED


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_contract_concluded_as_its_order_ended_is_a_person_s_task(state: OrderState) -> None:
    order = order_in(state, active=False)

    contract_following.follow(order, "conclude", CONTRACT, REVIEWER, NOW)
    contract_following.follow(order, "conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is state
    assert builders.kinds(order) == ["order.support_requested"]
