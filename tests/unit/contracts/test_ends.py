"""A concluded contract ends by notice, by its term or for a successor, and says so ahead."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Conflict
from services.contracts.domain import ends
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.domain.ends import Succession
from services.contracts.domain.notices import month_end, possible_ends
from services.contracts.domain.retention import retained_until
from services.contracts.domain.states import ENDED, OPEN
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import NOW, order_in
from tests.said import answered, said

TODAY = clock.local_date(NOW)
END = date(2028, 12, 31)
OVER = clock.start_of(END + timedelta(days=1))
A_SECOND = timedelta(seconds=1)


def told(contract: Contract) -> list[str]:
    return builders.kinds(contract)


def pass_until(contract: Contract, now: datetime, *, is_succeeded: bool = False) -> list[str]:
    ends.pass_time(contract, now, is_succeeded=is_succeeded)
    return told(contract)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 10), 3, date(2026, 4, 30)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2026, 12, 1), 12, date(2027, 12, 31)),
    ],
)
def test_a_period_of_notice_ends_with_a_month(day: date, months: int, end: date) -> None:
    assert month_end(day, months) == end


def test_a_contract_can_end_each_month_before_its_term_does() -> None:
    possible = possible_ends(date(2026, 1, 10), 3, date(2026, 6, 30))

    assert possible == [date(2026, 4, 30), date(2026, 5, 31)]


def test_notice_is_given_to_the_end_of_a_month_and_said() -> None:
    contract = builders.concluded()

    ends.give_notice(contract, builders.notice(), TODAY)

    (news,) = builders.news(contract, "contracts")
    assert (contract.state, news["type"]) == (ContractState.NOTICE_GIVEN, "contract.notice_given")
    shown = news["data"]["contract"]
    assert (shown["notice"]["side"], shown["last_day"]) == ("body", "2027-02-28")
    assert shown["notice"]["given_by"] == {"account": "mayor", "name": "Andreas Bürger"}


@pytest.mark.parametrize("day", [date(2027, 1, 31), date(2027, 3, 15), date(2030, 1, 31)])
def test_notice_for_a_day_the_period_does_not_allow_is_refused(day: date) -> None:
    contract = builders.concluded()
    before = contract.to_doc()

    with pytest.raises(Conflict) as refused:
        ends.give_notice(contract, builders.notice(ends_on=day), TODAY)

    assert refused.value.code == "notice-not-possible"
    assert "28.02.2027" in said(refused.value, "contracts")
    assert contract.to_doc() == before


def test_a_contract_that_ends_before_notice_could_work_needs_none() -> None:
    contract = builders.concluded(valid_until=date(2026, 12, 31))

    with pytest.raises(Conflict) as refused:
        ends.give_notice(contract, builders.notice(ends_on=date(2026, 12, 31)), TODAY)

    assert refused.value.code == "ends-anyway"


@pytest.mark.parametrize("state", [*OPEN, *ENDED, ContractState.NOTICE_GIVEN])
def test_notice_is_given_of_a_running_contract_once(state: ContractState) -> None:
    contract = builders.signed(state=state)

    with pytest.raises(Conflict) as refused:
        ends.give_notice(contract, builders.notice(), TODAY)

    assert refused.value.code == "contract-wrong-state"


def test_the_end_is_said_ahead_and_then_comes() -> None:
    contract = builders.concluded()

    heard = []
    for days in (181, 179, 91, 89, 31, 29, 0):
        heard.append(pass_until(contract, OVER - timedelta(days=days + 1)))
    last = pass_until(contract, OVER - A_SECOND)
    over = pass_until(contract, OVER)

    ending = ["contract.ending"]
    assert heard == [[], ending, [], ending, [], ending, []]
    assert (last, over) == ([], ["contract.expired"])
    assert (contract.state, contract.ended_at) == (ContractState.EXPIRED, OVER)
    assert answered(contract.summary())["reason"] == "Die Laufzeit des Vertrags ist zu Ende."


def test_who_slept_over_several_words_says_the_newest_alone() -> None:
    contract = builders.concluded()

    assert pass_until(contract, OVER - timedelta(days=5)) == ["contract.ending"]
    assert pass_until(contract, OVER - timedelta(days=4)) == []


def test_time_says_nothing_of_what_is_open_ended() -> None:
    contract = builders.concluded(valid_until=None)

    assert pass_until(contract, OVER + timedelta(days=9999)) == []
    assert contract.course is not None
    assert contract.course.next_at is None


def test_a_contract_under_notice_is_terminated_after_its_last_day() -> None:
    contract = builders.concluded()
    ends.give_notice(contract, builders.notice(), TODAY)
    told(contract)
    over = clock.start_of(date(2027, 3, 1))

    soon = pass_until(contract, over - timedelta(days=10))
    done = pass_until(contract, over)

    assert (soon, done) == (["contract.ending"], ["contract.terminated"])
    assert contract.state is ContractState.TERMINATED
    assert "gekündigt" in answered(contract.summary())["reason"]


def test_what_the_clock_waits_for_is_the_next_step() -> None:
    contract = builders.concluded()
    assert contract.course is not None
    first = contract.course.next_at

    pass_until(contract, OVER - timedelta(days=2))

    assert first == clock.morning_of(END - timedelta(days=180))
    assert contract.course.next_at == OVER


def test_a_contract_whose_successor_holds_makes_way_when_it_is_over() -> None:
    contract = builders.concluded(replaced_by="c1-2")

    soon = pass_until(contract, OVER - timedelta(days=10), is_succeeded=True)
    done = pass_until(contract, OVER, is_succeeded=True)

    assert (soon, done) == ([], ["contract.superseded"])
    assert contract.state is ContractState.SUPERSEDED


def test_time_does_nothing_to_what_ended_with_its_order() -> None:
    contract = builders.concluded()
    contract.end(order_in(OrderState.TERMINATED).summary(), "weil", NOW)
    told(contract)

    assert pass_until(contract, OVER) == []
    assert contract.state is ContractState.TERMINATED


def test_a_contract_under_notice_ends_with_its_order_before() -> None:
    contract = builders.concluded()
    ends.give_notice(contract, builders.notice(), TODAY)

    contract.end(order_in(OrderState.TERMINATED).summary(), "weil", NOW)

    assert contract.state is ContractState.TERMINATED


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        ({}, date(2038, 12, 31)),
        ({"ended_at": OVER}, date(2038, 12, 31)),
        ({"ended_at": NOW}, date(2036, 12, 31)),
        ({"valid_until": None}, None),
        ({"valid_until": None, "notice": builders.notice()}, date(2037, 12, 31)),
        ({"valid_until": date(9999, 12, 31)}, date(9999, 12, 31)),
    ],
)
def test_the_archive_keeps_ten_years_from_the_end_of_the_year(
    facts: dict[str, Any], until: date | None
) -> None:
    assert retained_until(builders.concluded(**facts)) == until


def test_a_contract_gets_one_successor_at_a_time() -> None:
    contract = builders.concluded()

    ends.begin_succession(contract, Succession.AMENDMENT, "Neue Kontaktstelle", "olaf")
    (news,) = builders.news(contract, "contracts")
    with pytest.raises(Conflict) as refused:
        ends.begin_succession(contract, Succession.RENEWAL, "", "olaf")

    assert (news["type"], news["data"]["succession"]) == (
        "contract.succession_begun", "amendment",
    )  # fmt: skip
    assert (contract.replaced_by, contract.state) == ("c1-2", ContractState.CONCLUDED)
    assert refused.value.code == "succession-open"


def test_after_a_successor_was_taken_back_another_can_follow() -> None:
    contract = builders.concluded()
    ends.begin_succession(contract, Succession.RENEWAL, "", "olaf")

    ends.give_up_succession(contract, "c1-9")
    kept = contract.replaced_by
    ends.give_up_succession(contract, "c1-2")
    ends.begin_succession(contract, Succession.RENEWAL, "", "olaf")

    assert (kept, contract.replaced_by) == ("c1-2", "c1-3")


@pytest.mark.parametrize("state", [*OPEN, *ENDED])
@pytest.mark.parametrize("why", Succession)
def test_only_what_runs_is_followed_by_another(state: ContractState, why: Succession) -> None:
    contract = builders.signed(state=state)

    with pytest.raises(Conflict):
        ends.begin_succession(contract, why, "weil", "olaf")


def test_a_contract_under_notice_can_be_renewed_and_not_amended() -> None:
    contract = builders.concluded()
    ends.give_notice(contract, builders.notice(), TODAY)

    with pytest.raises(Conflict):
        ends.begin_succession(contract, Succession.AMENDMENT, "weil", "olaf")
    ends.begin_succession(contract, Succession.RENEWAL, "", "olaf")
    ends.make_way(contract, NOW)

    assert contract.state is ContractState.SUPERSEDED


@pytest.mark.parametrize("state", [*OPEN, *ENDED])
def test_only_what_runs_makes_way(state: ContractState) -> None:
    contract = builders.signed(state=state)
    before = contract.to_doc()

    ends.make_way(contract, NOW)

    assert contract.to_doc() == before


def test_who_is_to_sign_a_successor_is_reminded_and_somebody_else_hears_it_is_late() -> None:
    contract = builders.contract(replaces="c0")
    contract.offer(builders.DOCUMENT, "muster-1", NOW)
    told(contract)

    heard = []
    for day in (5, 9, 11):
        due = clock.morning_of(clock.due_on(NOW, day, contract.body))
        heard += [*pass_until(contract, due - A_SECOND), *pass_until(contract, due)]
    contract.sign(builders.signature())
    told(contract)
    due = clock.morning_of(clock.due_on(NOW, 1, contract.body))
    ends.pass_time(contract, due, is_succeeded=False)
    (news,) = builders.news(contract, "contracts")

    assert heard == ["contract.reminded", "contract.reminded", "contract.escalated"]
    assert (news["type"], news["data"]["to"]) == ("contract.reminded", "countersigner")


def test_of_an_order_s_first_contract_the_order_reminds() -> None:
    contract = builders.contract()
    contract.offer(builders.DOCUMENT, "muster-1", NOW)
    told(contract)

    assert pass_until(contract, NOW + timedelta(days=99)) == []
    assert contract.course is not None
    assert contract.course.next_at is None
