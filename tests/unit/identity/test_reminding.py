"""A registration reminds whoever is next, by the same clockwork as an order."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.clockwork import PATIENCE, Flaw
from services.identity.domain import registering
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.deadlines import DEADLINES, closed_after
from services.identity.domain.registration_states import RegistrationState
from services.identity.watching import finding_of
from tests import builders
from tests.builders import NOW, TOKEN, registration

ID = "clerk.1"
FACTS = {
    "submitted": ("reviewer", 3, [2], "admin", None),
    "asked_back": ("applicant", 10, [5, 9], None, 30),
}
"""The table of the domain facts."""


@pytest.fixture(autouse=True)
def figures_as_delivered() -> Iterator[None]:
    """Leave no test the figures of another."""
    yield
    DEADLINES.use("")


def after(working_days: int) -> datetime:
    """Return noon of so many working days after the registration was handed in."""
    day = clock.due_on(NOW, working_days)
    return datetime.combine(day, time(12), clock.LOCAL).astimezone(UTC)


def handed_in(*, confirmed: bool = True) -> Account:
    """Return somebody whose registration waits for the reviewers, or for a confirmed address."""
    account = builders.newcomer(registrations=[registration()])
    registering.submit(account, ID, TOKEN, NOW)
    if confirmed:
        registering.confirm_email(account, ID, TOKEN, NOW)
    builders.news(account, "identity")
    return account


def told(account: Account) -> list[tuple[str, str]]:
    """Return what was said since the last look, and to whom."""
    return [(one["type"], one["data"]["to"]) for one in builders.news(account, "identity")]


@pytest.mark.parametrize(("code", "facts"), FACTS.items())
def test_the_deadlines_are_those_of_the_domain_facts(code: str, facts: tuple[Any, ...]) -> None:
    wait = DEADLINES[code]

    assert facts == (
        wait.role,
        wait.working_days,
        wait.reminded_on,
        wait.escalation,
        wait.closes_after_days,
    )


def test_reviewers_are_reminded_and_the_administration_told() -> None:
    account = handed_in()

    registering.remind(account, after(2))
    reminded = told(account)
    registering.remind(account, after(4))
    registering.remind(account, after(40))

    assert reminded == [("registration.reminded", "reviewer")]
    assert told(account) == [("registration.escalated", "admin")]


def test_whoever_was_asked_or_has_to_confirm_is_reminded_twice() -> None:
    unconfirmed, asked = handed_in(confirmed=False), handed_in()
    registering.decide(asked, ID, "ask-back", by="nina", reason="Bitte mehr.", now=NOW)
    builders.news(asked, "identity")

    for account in (unconfirmed, asked):
        for day in (4, 5, 6, 9, 12, 15):
            registering.remind(account, after(day))

        assert told(account) == [("registration.reminded", "applicant")] * 2


def test_a_draft_waits_without_a_word() -> None:
    account = builders.newcomer()
    registering.begin(account, {"body": builders.PRIEN, "body_name": "Prien"}, NOW)

    registering.remind(account, after(60))

    assert told(account) == []


def test_what_is_said_next_stands_where_it_is_looked_for() -> None:
    account = handed_in()
    assert account.latest
    first = account.latest.next_at

    registering.remind(account, after(2))
    second = account.latest.next_at
    registering.remind(account, after(4))

    assert (first, second) == (
        clock.morning_of(clock.due_on(NOW, 2)),
        clock.morning_of(clock.due_on(NOW, 4)),
    )
    assert account.latest.next_at is None


def test_a_confirmed_address_begins_the_reviewers_time() -> None:
    account = handed_in(confirmed=False)
    assert account.latest

    registering.confirm_email(account, ID, TOKEN, after(3))

    assert account.latest.next_at == clock.morning_of(clock.due_on(after(3), 2))


def test_whose_account_is_not_open_is_not_reminded_of_what_they_cannot_do() -> None:
    account = handed_in(confirmed=False)
    account.state = AccountState.SUSPENDED

    registering.remind(account, after(12))

    assert told(account) == []


def test_nothing_is_said_of_what_is_decided() -> None:
    account = handed_in()
    registering.decide(account, ID, "reject", by="nina", reason="Nein.", now=NOW)
    builders.news(account, "identity")

    registering.remind(account, after(60))

    assert told(account) == []
    assert account.registrations[0].clockwork is None


def test_an_operator_s_figures_hold_for_the_closing_too() -> None:
    DEADLINES.use('{"registration.asked_back": {"closes_after_days": 45}}')

    assert closed_after() == timedelta(days=45)
    asked = registration(state=RegistrationState.ASKED_BACK, changed_at=NOW - timedelta(days=44))
    assert not asked.expire(NOW)


def test_a_registration_of_before_there_were_clockworks_gets_one() -> None:
    held = registration(state=RegistrationState.SUBMITTED, email_confirmed=True)
    account = builders.newcomer(registrations=[held])

    registering.wind(account)
    registering.remind(account, after(30))

    assert told(account) == [
        ("registration.reminded", "reviewer"),
        ("registration.escalated", "admin"),
    ]


def confirmed_by_an_old_release(day: int) -> Account:
    """Return somebody who confirmed so late, by a release that knew no clockworks."""
    account = handed_in(confirmed=False)
    held = account.registrations[-1]
    held.email_confirmed, held.due_on = True, clock.due_on(after(day), 3)
    return account


@pytest.mark.parametrize("has_one", [True, False])
def test_the_reviewers_have_their_time_however_late_the_address_was_confirmed(
    has_one: bool,
) -> None:
    account = confirmed_by_an_old_release(8)
    if not has_one:
        account.registrations[-1].clockwork = None
    assert not registering.is_wound(account)

    registering.remind(account, after(9))
    assert told(account) == []
    registering.remind(account, after(10))
    assert told(account) == [("registration.reminded", "reviewer")]
    registering.remind(account, after(11))
    assert told(account) == []
    registering.remind(account, after(12))

    assert told(account) == [("registration.escalated", "admin")]
    assert registering.is_wound(account)


def test_what_an_old_release_decided_is_not_due_for_ever() -> None:
    account = handed_in()
    account.registrations[-1].state = RegistrationState.REJECTED

    registering.remind(account, after(30))

    assert account.latest
    assert (told(account), account.latest.next_at) == ([], None)


def test_what_an_old_release_made_unfindable_is_found_again() -> None:
    account = handed_in()
    assert account.latest
    account.latest.next_at = None
    assert not registering.is_wound(account)

    registering.wind(account)

    assert account.latest.next_at == clock.morning_of(clock.due_on(NOW, 2))


def flaw(account: Account, *, reviewers: bool = True, now: datetime = NOW) -> Flaw | None:
    found = finding_of(account, reviewers, now)
    return found.flaw if found else None


def test_what_would_wait_for_ever_is_told_apart() -> None:
    late = clock.morning_of(clock.due_on(NOW, 2)) + PATIENCE + timedelta(seconds=1)
    suspended = handed_in(confirmed=False)
    suspended.state = AccountState.SUSPENDED

    assert flaw(handed_in()) is None
    assert flaw(handed_in(confirmed=False), reviewers=False) is None
    assert flaw(handed_in(), reviewers=False) is Flaw.NOBODY_ABLE
    assert flaw(handed_in(), now=late) is Flaw.UNREMINDED
    assert flaw(suspended) is Flaw.NOBODY_ABLE


def test_a_finding_names_no_person() -> None:
    found = finding_of(handed_in(), False, NOW)

    assert found is not None
    assert found.facts == {
        "body": builders.PRIEN,
        "body_name": "Prien a.Chiemsee",
        "state": "submitted",
        "due_on": "2026-11-25",
        "role": "reviewer",
    }
