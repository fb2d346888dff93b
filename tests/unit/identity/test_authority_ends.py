"""The end of a signing authority is told thirty days ahead and when it is over, once each."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.common import clock
from services.identity.domain import authorizing
from services.identity.domain.accounts import Account
from services.identity.domain.authorities import AuthorityState
from tests import builders
from tests.builders import MUNICH, NOW

LAST = date(2027, 3, 31)
NEAR, OVER = date(2027, 3, 1), date(2027, 4, 1)
UNDECIDED = AuthorityState.REQUESTED


def approved(last: date | None = LAST, **more: Any) -> Account:
    """Return somebody whose authority until ``last`` was approved just now."""
    declared = builders.authority(state=UNDECIDED, valid_until=last)
    account = builders.account(authorities=[declared], **more)
    authorizing.decide(account, "clerk.s1", "approve", by="nina", now=NOW)
    builders.kinds(account)
    return account


def said(account: Account, moment: datetime) -> list[str]:
    authorizing.tell_ends(account, moment)
    return [kind for kind in builders.kinds(account) if kind.startswith("authority.")]


def test_its_end_is_told_ahead_and_when_it_is_over_once_each() -> None:
    account = approved()
    before, ahead, after = (clock.morning_of(day) for day in (NEAR, NEAR, OVER))

    early = said(account, before - timedelta(minutes=1))
    moments = [said(account, moment) for moment in (ahead, ahead, after, after)]

    assert early == []
    assert moments == [["authority.ending"], [], ["authority.ended"], []]
    assert account.next_ending_at is None


def test_what_is_said_carries_authority_and_person() -> None:
    account = approved()

    authorizing.tell_ends(account, clock.morning_of(NEAR))

    (told,) = builders.news(account, "identity")
    assert told["data"]["authority"]["valid_until"] == "2027-03-31"
    assert told["data"]["person"]["id"] == "clerk"


def test_what_was_slept_over_is_told_as_over_only() -> None:
    assert said(approved(), clock.morning_of(date(2028, 1, 1))) == ["authority.ended"]


def test_one_approved_for_a_short_time_is_told_of_when_it_is_over() -> None:
    account = approved(last=NOW.date() + timedelta(days=10))

    soon = said(account, NOW + timedelta(days=9))

    assert soon == []
    assert said(account, NOW + timedelta(days=11)) == ["authority.ended"]


@pytest.mark.parametrize("last", [None, date(2029, 1, 1)])
def test_whoever_may_go_on_is_told_nothing(last: date | None) -> None:
    account = approved()
    account.authorities.append(builders.authority(id="clerk.s2", state=UNDECIDED, valid_until=last))

    authorizing.decide(account, "clerk.s2", "approve", by="nina", now=NOW)
    builders.kinds(account)

    assert said(account, clock.morning_of(OVER)) == []


def test_whoever_may_not_go_on_after_all_is_told_at_once_where_the_end_is_near() -> None:
    account = approved()
    account.authorities.append(builders.authority(id="clerk.s2", valid_until=None))
    near = clock.morning_of(NEAR)
    unsaid = said(account, near)

    authorizing.decide(account, "clerk.s2", "revoke", by="nina", now=near + timedelta(days=10))

    assert unsaid == []
    told = [kind for kind in builders.kinds(account) if kind.startswith("authority.")]
    assert told == ["authority.revoked", "authority.ending"]
    assert said(account, near + timedelta(days=10)) == []
    assert said(account, clock.morning_of(OVER)) == ["authority.ended"]


def test_an_end_told_of_before_is_not_told_again_when_another_one_is_decided() -> None:
    account = approved()
    account.authorities.append(builders.authority(id="clerk.s2", state=UNDECIDED, valid_until=None))
    near = clock.morning_of(NEAR)
    told = said(account, near)

    authorizing.decide(account, "clerk.s2", "revoke", by="nina", now=near + timedelta(days=10))

    assert told == ["authority.ending"]
    assert "authority.ending" not in builders.kinds(account)


def test_an_authority_for_another_body_is_another_matter() -> None:
    account = approved()
    other = builders.authority(id="clerk.s2", body=MUNICH, valid_until=None)
    account.authorities.append(other)

    assert said(account, clock.morning_of(NEAR)) == ["authority.ending"]


def test_a_revoked_one_does_not_end_again() -> None:
    account = approved()
    authorizing.decide(account, "clerk.s1", "revoke", by="nina", now=NOW)
    builders.kinds(account)

    assert account.next_ending_at is None
    assert said(account, clock.morning_of(OVER)) == []


def test_an_approval_after_the_day_of_another_one_loses_nothing() -> None:
    account = approved()
    later = builders.authority(id="clerk.s2", body=MUNICH, state=UNDECIDED, valid_until=None)
    account.authorities.append(later)

    authorizing.decide(account, "clerk.s2", "approve", by="nina", now=clock.morning_of(OVER))
    builders.kinds(account)

    assert said(account, clock.morning_of(OVER)) == ["authority.ended"]


def test_a_gap_before_the_next_one_is_an_end_and_two_that_end_together_are_told_of_once() -> None:
    gap, together = approved(), approved()
    last = gap.authorities[0].valid_until
    assert last is not None
    begins = last + timedelta(days=60)
    gap.authorities.append(builders.authority(id="clerk.s2", valid_from=begins, valid_until=None))
    together.authorities.append(builders.authority(id="clerk.s2", valid_until=last))

    assert said(gap, clock.morning_of(OVER))[-1] == "authority.ended"
    assert said(together, clock.morning_of(OVER)).count("authority.ended") == 1
