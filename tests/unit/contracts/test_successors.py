"""A renewal begins where the levels above allow it, and is a contract of its own."""

from datetime import date, timedelta

import pytest

from services.common import clock
from services.common.errors import Conflict
from services.common.principal import Principal
from services.contracts.domain import ends
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import ContractState
from services.contracts.domain.ends import Succession
from services.contracts.domain.successors import renewal_start, successor_of
from services.contracts.parties import actions_of
from tests import builders
from tests.builders import NOW, PRIEN, agreement

TODAY = NOW.date()
END = date(2028, 12, 31)
NEXT = END + timedelta(days=1)


def chain_with(*third: tuple[date, date | None]) -> Chain:
    levels = [
        agreement(3, id=f"l3-{number}", number=f"N/{number}", valid_from=since, valid_until=until)
        for number, (since, until) in enumerate(third)
    ]
    return builders.chain(agreement(1), agreement(2), *levels)


LONG_AGO = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("third", "start"),
    [
        ([(LONG_AGO, END), (NEXT, None)], NEXT),
        ([(LONG_AGO, END), (TODAY, date(2032, 12, 31))], None),
        ([(LONG_AGO, None)], None),
    ],
)
def test_a_renewal_holds_at_once_or_from_the_day_after(
    third: list[tuple[date, date | None]], start: date | None
) -> None:
    assert renewal_start(builders.concluded(), chain_with(*third), TODAY) == start


@pytest.mark.parametrize(
    ("third", "code"),
    [
        ([(LONG_AGO, END)], "nothing-to-renew"),
        ([(LONG_AGO, END), (NEXT + timedelta(days=1), None)], "nothing-to-renew"),
        ([(LONG_AGO, date(2026, 1, 1))], "chain-broken"),
        ([], "chain-broken"),
    ],
)
def test_without_a_longer_chain_nothing_is_renewed(
    third: list[tuple[date, date | None]], code: str
) -> None:
    with pytest.raises(Conflict) as refused:
        renewal_start(builders.concluded(), chain_with(*third), TODAY)

    assert refused.value.code == code


def test_what_has_no_end_needs_no_renewal() -> None:
    with pytest.raises(Conflict) as refused:
        renewal_start(builders.concluded(valid_until=None), builders.chain(), TODAY)

    assert refused.value.code == "nothing-to-renew"


def test_a_contract_under_notice_is_renewed_by_the_same_chain() -> None:
    contract = builders.concluded()
    ends.give_notice(contract, builders.notice(), TODAY)

    assert renewal_start(contract, chain_with((LONG_AGO, END)), TODAY) is None


def test_a_successor_has_a_number_of_its_own_and_names_the_former() -> None:
    former = builders.concluded()
    ends.begin_succession(former, Succession.AMENDMENT, "Neuer Betreiber", "olaf")

    made = successor_of(former, Succession.AMENDMENT, "Neuer Betreiber", "olaf", NOW)

    assert (made.id, made.number, made.revision) == ("c1-2", "SSN-2026-ABCDEFGH-2", 2)
    assert (made.replaces, made.change) == ("c1", "Neuer Betreiber")
    assert (made.state, made.released_by) == (ContractState.DRAFTED, "olaf")


def test_the_successor_of_a_successor_goes_on_counting() -> None:
    former = builders.concluded(id="c1-2", number="SSN-2026-ABCDEFGH-2", revision=2)
    ends.begin_succession(former, Succession.RENEWAL, "", "olaf")

    made = successor_of(former, Succession.RENEWAL, "", "olaf", NOW)

    assert (made.id, made.number, made.revision) == ("c1-3", "SSN-2026-ABCDEFGH-3", 3)


def test_a_signatory_ends_and_renews_and_the_operator_amends() -> None:
    mayor = Principal("mayor", "", {PRIEN: frozenset({"contracts:read", "contracts:sign"})})
    olaf = Principal("olaf", "", {"*": frozenset({"contracts:read", "contracts:countersign"})})
    clerk = Principal("clerk", "", {PRIEN: frozenset({"contracts:read"})})
    contract = builders.concluded(valid_until=date(2099, 12, 31))

    assert actions_of(contract, mayor) == ["give-notice", "renew"]
    assert actions_of(contract, olaf) == ["give-notice", "renew", "amend"]
    assert actions_of(contract, clerk) == []
    contract.replaced_by = "c1-2"
    assert actions_of(contract, olaf) == ["give-notice"]
    assert actions_of(builders.concluded(valid_until=None), mayor) == ["give-notice"]


def test_notice_that_could_only_come_too_late_is_not_offered() -> None:
    mayor = Principal("mayor", "", {PRIEN: frozenset({"contracts:read", "contracts:sign"})})
    soon = clock.local_date(clock.now()) + timedelta(days=20)

    assert actions_of(builders.concluded(valid_until=soon), mayor) == ["renew"]


def test_a_signatory_can_say_no_to_a_successor_and_not_to_a_first_contract() -> None:
    mayor = Principal("mayor", "", {PRIEN: frozenset({"contracts:read", "contracts:sign"})})

    assert actions_of(builders.offered(), mayor) == ["sign"]
    assert actions_of(builders.offered(replaces="c0"), mayor) == ["sign", "withdraw"]
    assert actions_of(builders.signed(replaces="c0"), mayor) == []
