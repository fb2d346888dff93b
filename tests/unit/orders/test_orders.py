"""What an order does when its parties act."""

import itertools
from dataclasses import asdict
from datetime import timedelta

import pytest

from services.common.errors import Conflict, Invalid, NotFound
from services.common.storage.aggregates import to_plain
from services.orders.domain.orders import Order
from services.orders.domain.publishing import ToldLink, confirm_link, refuse_link, report_link
from services.orders.domain.setting_up import done, set_up_anew, take_over
from services.orders.domain.states import FINAL, OrderState
from tests import builders
from tests.builders import CLERK, NOW, OTHER_REVIEWER, PRIEN, REVIEWER, SETUP_PARTY, order_in

LINK = f"https://www.bayernportal.de/dokumente/leistung/040414?gemeinde={PRIEN}"
CONTRACT = {"id": "c1"}
WORDS = ("offer", "sign", "conclude")
HEARINGS = [
    words
    for length in (3, 4, 5)
    for words in itertools.product(WORDS, repeat=length)
    if set(words) == set(WORDS)
]


def waiting(order: Order) -> tuple[str, str]:
    held = order.waiting_for()
    assert held is not None
    return held["role"], held["due_on"]


def follow(order: Order, words: tuple[str, ...]) -> Order:
    for word in words:
        order.contract_moved(word, CONTRACT, REVIEWER, NOW)
    return order


def test_an_order_tells_the_whole_of_itself_but_its_history() -> None:
    order = builders.order()

    order.move("submit", CLERK, NOW)

    (told,) = builders.news(order, "orders")
    assert told["type"] == "order.submitted"
    assert told["data"]["order"] == to_plain(order.summary())
    assert told["data"]["by"] == {"id": "clerk", "name": "Sabine Huber"}
    assert {"history", "tasks", "active", "version"}.isdisjoint(told["data"]["order"])


def test_an_order_tells_the_number_of_its_contract() -> None:
    order = order_in(OrderState.RELEASED)

    order.contract_moved("offer", {"id": "c1", "number": "V-2026-000123"}, REVIEWER, NOW)

    assert order.summary()["contract_number"] == "V-2026-000123"


def test_an_order_that_is_new_is_set_up_after_its_contract() -> None:
    order = order_in(OrderState.CONTRACT_SIGNED)

    order.contract_moved("conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is OrderState.SETUP_REQUESTED
    assert builders.kinds(order) == ["order.setup_requested"]


def test_a_service_in_use_already_goes_straight_to_its_link() -> None:
    order = order_in(OrderState.CONTRACT_SIGNED, usage="already_productive")

    order.contract_moved("conclude", CONTRACT, REVIEWER, NOW)

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

    order.contract_refused("refuse", "chain-broken", CONTRACT, REVIEWER, NOW)

    assert order.state is OrderState.SUBMITTED
    assert order.history[-1].reason == "chain-broken"


@pytest.mark.parametrize(
    "state", [OrderState.SUBMITTED, OrderState.CONTRACT_SIGNED, OrderState.LIVE]
)
def test_a_late_refusal_changes_nothing(state: OrderState) -> None:
    order = order_in(state)

    order.contract_refused("refuse", "chain-broken", CONTRACT, REVIEWER, NOW)

    assert order.state is state
    assert order.history == []


def test_who_claims_an_order_has_it() -> None:
    order = order_in(OrderState.SUBMITTED)

    order.claim(REVIEWER, NOW)

    assert order.claimed_by == REVIEWER.id
    with pytest.raises(Conflict) as refused:
        order.claim(OTHER_REVIEWER, NOW)
    assert refused.value.code == "order-claimed"
    assert order.claimed_by == REVIEWER.id


def test_claiming_twice_does_no_harm() -> None:
    order = order_in(OrderState.SUBMITTED)

    order.claim(REVIEWER, NOW)
    order.claim(REVIEWER, NOW)

    assert order.claimed_by == REVIEWER.id


@pytest.mark.parametrize("state", sorted(set(OrderState) - {OrderState.SUBMITTED}))
def test_only_what_is_to_be_reviewed_can_be_claimed(state: OrderState) -> None:
    order = order_in(state)

    with pytest.raises(Conflict):
        order.claim(REVIEWER, NOW)

    assert order.claimed_by is None


def test_a_release_says_who_released() -> None:
    order = order_in(OrderState.SUBMITTED)

    order.review("release", REVIEWER, NOW)

    (told,) = builders.news(order, "orders")
    assert told["data"]["order"]["released_by"] == REVIEWER.id


@pytest.mark.parametrize("side", ["body", "vendor"])
def test_each_side_ticks_its_own_tasks_only(side: str) -> None:
    order = order_in(OrderState.AWAITING_LINK)
    own = {task.number for task in order.tasks if task.who == side}

    for task in order.tasks:
        if task.number in own:
            order.change_task(task.number, True, side, CLERK, NOW)
        else:
            with pytest.raises(Conflict, match="task-not-yours"):
                order.change_task(task.number, True, side, CLERK, NOW)

    assert {task.number for task in order.tasks if task.done} == own


def test_the_operator_ticks_any_task_and_may_open_it_again() -> None:
    order = order_in(OrderState.AWAITING_LINK)

    for number in (1, 2):
        order.change_task(number, True, "operator", REVIEWER, NOW)
    order.change_task(1, False, "operator", REVIEWER, NOW)

    assert [task.done for task in order.tasks] == [False, True, False]
    assert (order.tasks[0].done_at, order.tasks[0].done_by) == (None, None)
    assert (order.tasks[1].done_at, order.tasks[1].done_by) == (NOW, REVIEWER.id)


def test_a_task_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        order_in(OrderState.IN_SETUP).change_task(9, True, "operator", REVIEWER, NOW)


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


@pytest.mark.parametrize("state", OrderState)
def test_help_can_be_asked_for_in_every_state(state: OrderState) -> None:
    order = order_in(state)

    order.request_support("Hilfe", CLERK, NOW)

    (told,) = builders.news(order, "orders")
    assert order.state is state
    assert (told["type"], told["data"]["reason"]) == ("order.support_requested", "Hilfe")


def test_without_a_setup_party_support_is_next() -> None:
    order = order_in(OrderState.CONTRACT_SIGNED, setup_by=None)

    order.contract_moved("conclude", CONTRACT, REVIEWER, NOW)

    assert waiting(order) == ("support", "2026-11-24")


def test_support_has_its_own_days_in_a_setup_without_setup_party() -> None:
    order = order_in(OrderState.SETUP_REQUESTED, setup_by=None)

    order.move("acknowledge", REVIEWER, NOW)

    assert waiting(order) == ("support", "2027-01-05")


def test_a_setup_takes_as_long_as_its_guide_plans() -> None:
    order = order_in(OrderState.SETUP_REQUESTED, tasks=[builders.task(1)])

    order.move("acknowledge", SETUP_PARTY, NOW)

    assert waiting(order) == ("setup_party", "2026-11-27")


def test_other_contacts_can_be_named_while_the_order_counts() -> None:
    order = order_in(OrderState.IN_SETUP)
    new = builders.contact("Neu")

    order.change_contacts({"technical_contact": new}, CLERK, NOW)

    assert order.technical_contact == new
    assert asdict(order.functional_contact) == asdict(builders.contact())
    assert builders.kinds(order) == ["order.changed"]


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_closed_order_keeps_its_contacts(state: OrderState) -> None:
    order = order_in(state, active=False)

    with pytest.raises(Conflict):
        order.change_contacts({"technical_contact": builders.contact("Neu")}, CLERK, NOW)


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("reject", OrderState.SUBMITTED),
        ("withdraw", OrderState.SUBMITTED),
        ("withdraw", OrderState.ASKED_BACK),
        ("withdraw", OrderState.PREPARED),
    ],
)
def test_a_closed_order_makes_room_for_another(action: str, state: OrderState) -> None:
    order = order_in(state)

    order.move(action, CLERK, NOW)

    assert not order.active
    assert order.waiting_for() is None


def test_a_change_of_another_version_is_refused() -> None:
    order = builders.order(version=4)

    order.expect(4)
    with pytest.raises(Conflict) as refused:
        order.expect(3)

    assert refused.value.code == "changed-meanwhile"


def test_reporting_progress_moves_no_due_date() -> None:
    order = order_in(OrderState.SETUP_REQUESTED, tasks=[builders.task(1)])
    order.move("acknowledge", SETUP_PARTY, NOW)
    due_on = order.due_on

    order.move("progress", SETUP_PARTY, NOW + timedelta(days=3))

    assert order.due_on == due_on


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (
            OrderState.RELEASED,
            ["ask-back", "reject", "request-support", "retry-document", "withdraw"],
        ),
        (
            OrderState.CONTRACT_OFFERED,
            ["ask-back", "reject", "request-support", "sign", "withdraw"],
        ),
        (OrderState.CONTRACT_SIGNED, ["countersign", "reject", "request-support"]),
        (OrderState.AWAITING_LINK, ["cancel", "link", "request-support"]),
    ],
)
def test_what_can_be_done_is_what_people_can_do(state: OrderState, actions: list[str]) -> None:
    assert order_in(state).actions() == actions


FAILED = {"id": "c1", "released_at": None}


def test_an_order_whose_document_fails_says_why_and_waits_for_a_reviewer() -> None:
    order = order_in(OrderState.RELEASED)

    order.contract_refused("document-failed", "invalid: /title", FAILED, REVIEWER, NOW)

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
    order.contract_refused("document-failed", "invalid", FAILED, REVIEWER, NOW)

    order.move(action, REVIEWER, NOW)

    assert (order.state, order.open_point) == (state, None)


def test_a_word_about_an_earlier_release_changes_nothing() -> None:
    order = order_in(OrderState.RELEASED, released_at=NOW)
    before = {"id": "c1", "released_at": "2026-11-19T10:00:00+00:00"}

    for word in ("offer", "sign"):
        order.contract_moved(word, before, REVIEWER, NOW)
    order.contract_refused("document-failed", "invalid", before, REVIEWER, NOW)

    assert (order.state, order.open_point) == (OrderState.RELEASED, None)


@pytest.mark.parametrize("state", [OrderState.SUBMITTED, OrderState.ASKED_BACK])
def test_what_both_sides_signed_holds_though_a_reviewer_went_back(state: OrderState) -> None:
    order = order_in(state)

    order.contract_moved("conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is OrderState.SETUP_REQUESTED


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_contract_concluded_as_its_order_ended_is_a_person_s_task(state: OrderState) -> None:
    order = order_in(state, active=False)

    order.contract_moved("conclude", CONTRACT, REVIEWER, NOW)
    order.contract_moved("conclude", CONTRACT, REVIEWER, NOW)

    assert order.state is state
    assert builders.kinds(order) == ["order.support_requested"]


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
