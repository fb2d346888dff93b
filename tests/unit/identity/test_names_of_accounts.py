"""A name counts once settled: what the sign-in says, and what a person accepted."""

import pytest

from services.common.errors import Forbidden
from services.identity.domain import rebinding, registering
from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.registrations import Hint
from tests import builders
from tests.builders import NOW, TODAY, TOKEN, registration
from tests.unit.identity.signing_in import (
    DECIDED,
    NEW,
    signed_in,
    with_authority,
)


@pytest.mark.parametrize(
    ("given", "family", "check"),
    [
        ("Sabine", "Huber", "matched"),
        ("Sabine", "Müller", "mismatched"),
        (None, None, "absent"),
    ],
)
def test_a_registration_keeps_what_the_sign_in_says_of_the_name(
    given: str | None, family: str | None, check: str
) -> None:
    account = builders.newcomer(registrations=[registration()])
    signed_in(account, given_name=given, family_name=family)

    registering.submit(account, "clerk.1", TOKEN, NOW)

    assert account.registration("clerk.1").name_check == check


def test_mueller_and_müller_are_one_person_who_may_sign() -> None:
    account = with_authority(family_name="Müller")

    signed_in(account, family_name="Mueller")

    assert account.valid_authorities(TODAY) != []


@pytest.mark.parametrize(("given", "family"), [("Josef", "Huber"), (None, None)])
def test_another_name_or_none_blocks_signing_until_a_reviewer_settles_it(
    given: str | None, family: str | None
) -> None:
    account = signed_in(with_authority(), given_name=given, family_name=family)
    before = account.valid_authorities(TODAY)

    account.settle_name(**DECIDED)

    assert before == []
    assert [a.id for a in account.valid_authorities(TODAY)] == ["clerk.s1"]


def test_a_settled_name_holds_only_for_what_the_sign_in_said_then() -> None:
    account = signed_in(with_authority(), given_name=None, family_name=None)
    account.settle_name(**DECIDED)

    signed_in(account, given_name="Josef", family_name="Huber")

    assert account.valid_authorities(TODAY) == []


def test_an_approval_that_accepts_the_name_settles_it() -> None:
    held = registration(state=RegistrationState.SUBMITTED, email_confirmed=True)
    account = builders.newcomer(
        registrations=[held], authorities=[builders.authority()], asserted_family_name=None,
        asserted_given_name=None,
    )  # fmt: skip

    registering.decide(account, "clerk.1", "approve", accept_name=True, **DECIDED)

    assert account.valid_authorities(TODAY) != []


def test_nobody_settles_the_own_name() -> None:
    account = signed_in(with_authority(), given_name=None, family_name=None)

    with pytest.raises(Forbidden):
        account.settle_name(by="clerk", reason="weil", now=NOW)

    assert account.name_decision is None


def test_a_name_settled_for_one_certificate_is_not_settled_for_the_next() -> None:
    account = signed_in(with_authority(), given_name=None, family_name=None)
    account.settle_name(**DECIDED)
    new = builders.newcomer(id="new", name_id=NEW, asserted_family_name=None)

    rebinding.bind(account, new, by="nina", now=NOW)

    assert account.valid_authorities(TODAY) == []


def test_nobody_but_a_reviewer_is_told_who_shares_the_name() -> None:
    account = builders.newcomer(registrations=[registration()])

    registering.submit(account, "clerk.1", TOKEN, NOW, [Hint("same_name", "other")])

    assert "same_name" not in str(builders.news(account, "identity"))
