"""The chain above a contract: whole without a gap, and no longer than its shortest link."""

from datetime import date

import pytest

from services.common.errors import Conflict
from services.contracts.domain.chains import Chain
from tests import builders
from tests.builders import NOW, TODAY, agreement, chain, proposal


def test_a_chain_with_an_agreement_of_each_level_is_whole() -> None:
    whole = chain()

    assert whole.is_whole_on(TODAY)
    assert [a.level for a in whole.on(TODAY)] == [1, 2, 3]
    assert whole.ends_on(TODAY) is None


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_level_without_agreement_is_a_gap(missing: int) -> None:
    broken = chain(*(agreement(level) for level in (1, 2, 3) if level != missing))

    assert not broken.is_whole_on(TODAY)
    assert broken.public()["periods"] == []


@pytest.mark.parametrize("missing", [1, 2, 3])
@pytest.mark.parametrize(
    ("begins", "ends"),
    [(date(2027, 1, 1), None), (date(2025, 1, 1), date(2026, 11, 19))],
    ids=["not yet", "over"],
)
def test_an_agreement_that_does_not_hold_today_is_a_gap(
    missing: int, begins: date, ends: date | None
) -> None:
    odd = agreement(missing, valid_from=begins, valid_until=ends)

    broken = chain(odd, *(agreement(level) for level in (1, 2, 3) if level != missing))

    assert not broken.is_whole_on(TODAY)


def test_an_agreement_holds_on_its_first_and_last_day() -> None:
    day = agreement(1, valid_from=TODAY, valid_until=TODAY)

    assert day.holds_on(TODAY)
    assert not day.holds_on(date(2026, 11, 19))
    assert not day.holds_on(date(2026, 11, 21))


def test_a_contract_ends_with_the_shortest_agreement_above_it() -> None:
    ends = chain(
        agreement(1, valid_until=date(2029, 12, 31)),
        agreement(2, valid_until=date(2027, 6, 30)),
        agreement(3),
    )

    assert ends.ends_on(TODAY) == date(2027, 6, 30)


def test_of_two_agreements_of_a_level_the_longer_one_counts() -> None:
    short, long = agreement(2, valid_until=date(2027, 1, 1)), agreement(2, id="ewa-l2-b")

    held = chain(agreement(1), short, long, agreement(3))

    assert held.on(TODAY)[1] == long
    assert held.ends_on(TODAY) is None


def test_an_agreement_is_added_once_and_told() -> None:
    ends = proposal(agreement(3, valid_until=date(2028, 1, 1)))
    held = chain(agreement(1), agreement(2), proposals=[ends])

    held.accept(ends.id, "otto", NOW)

    told, ending = builders.news(held, "contracts")
    assert told["type"] == "chain.changed"
    assert told["data"] == {
        "profile": "ewa",
        "periods": [{"from": "2025-01-01", "until": "2028-01-01"}],
    }
    assert ending["type"] == "chain.ending"
    with pytest.raises(Conflict):
        held.propose(proposal(agreement(3)))


def test_an_incomplete_chain_holds_in_no_period() -> None:
    assert chain(agreement(1)).public()["periods"] == []
    assert Chain(id="new").public() == {"profile": "new", "periods": []}


def test_a_successor_recorded_ahead_does_not_break_the_chain_of_today() -> None:
    present = agreement(2, valid_until=date(2026, 12, 31))
    successor = agreement(2, id="ewa-l2-b", valid_from=date(2027, 1, 1))

    held = chain(agreement(1), present, successor, agreement(3))

    assert held.is_whole_on(TODAY)
    assert held.public()["periods"] == [
        {"from": "2025-01-01", "until": "2026-12-31"},
        {"from": "2027-01-01", "until": None},
    ]
