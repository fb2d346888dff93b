"""What ends in a chain and when, and what follows it."""

from dataclasses import replace
from datetime import date, timedelta

from services.contracts.domain.chain_ends import Following, ends_of
from services.contracts.domain.chains import Chain
from services.contracts.words.ministries import code_of, ministry_of
from tests import builders
from tests.builders import NOW, TODAY, agreement

END = TODAY + timedelta(days=100)
AFTER = END + timedelta(days=1)


def renewed(chain: Chain) -> Chain:
    chain.renew(NOW)
    return chain


def chain(*more: object) -> Chain:
    ending = agreement(2, valid_until=END)
    return renewed(builders.chain(agreement(1), ending, agreement(3), *more))  # type: ignore[arg-type]


def test_an_end_without_a_successor_says_from_when_no_contract_is_issued() -> None:
    (end,) = ends_of([chain()], TODAY)

    assert (end.ends_on, end.breaks_on, end.following) == (END, AFTER, Following.OPEN)
    assert end.renew_by is not None
    assert TODAY < end.renew_by < END


def test_an_end_with_a_successor_breaks_nothing() -> None:
    (end,) = ends_of([chain(agreement(2, id="next", valid_from=AFTER))], TODAY)

    assert (end.following, end.breaks_on, end.renew_by) == (Following.SUCCEEDED, None, None)


def test_a_successor_that_begins_later_leaves_a_gap() -> None:
    later = agreement(2, id="next", valid_from=AFTER + timedelta(days=30))

    (end,) = ends_of([chain(later)], TODAY)

    assert (end.following, end.breaks_on) == (Following.OPEN, AFTER)


def test_what_is_not_renewed_says_so() -> None:
    one = chain()
    one.decline_renewal(one.renewals[0].agreement, "edith", "Dienst endet", NOW)

    (end,) = ends_of([one], TODAY)

    assert (end.following, end.renew_by) == (Following.DECLINED, None)


def test_the_first_end_comes_first_and_what_is_over_is_left_out() -> None:
    over = agreement(1, id="over", valid_until=TODAY - timedelta(days=1))
    first = agreement(3, id="first", valid_until=END - timedelta(days=50))
    other = replace(chain(over, first), id="another")

    found = ends_of([chain(), other], TODAY)

    assert [(end.profile, end.agreement.level) for end in found] == [
        ("another", 3), ("another", 2), (builders.PROFILE, 2),
    ]  # fmt: skip
    assert found == ends_of([other, chain()], date(2020, 1, 1))[1:]


def test_a_ministry_is_meant_by_its_code_or_its_name() -> None:
    name = ministry_of("stmd")

    assert (code_of("stmd"), code_of(name), code_of("Ein Haus")) == ("StMD", "StMD", "Ein Haus")
