"""A sign-in opens the account its certificate belongs to now."""

from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden
from services.identity.domain import erasure, rebinding, registering
from services.identity.domain.accounts import AccountState, RoleAssignment
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import RegistrationState
from tests import builders
from tests.builders import NOW, PRIEN, registration
from tests.unit.identity.signing_in import (
    DECIDED,
    NEW,
    OLD,
    TOLD,
    signed_in,
)


def test_a_closed_account_is_not_signed_in_to() -> None:
    with pytest.raises(Forbidden) as refused:
        signed_in(builders.account(state=AccountState.CLOSED))

    assert refused.value.code == "account-closed"


def test_a_re_bound_account_opens_by_the_new_certificate_only() -> None:
    account = builders.account()
    new = builders.newcomer(id="new", name_id=NEW)

    rebinding.bind(account, new, by="nina", now=NOW)

    assert signed_in(account, name_id=NEW).state is AccountState.ACTIVE
    with pytest.raises(Forbidden) as refused:
        signed_in(account, name_id=OLD)
    assert refused.value.code == "certificate-replaced"
    assert [b.name_id for b in account.former_certificates] == [OLD]


def test_re_binding_twice_is_once() -> None:
    account = builders.account()
    new = builders.newcomer(id="new", name_id=NEW)

    for _ in range(2):
        rebinding.bind(account, new, by="nina", now=NOW)

    assert len(account.former_certificates) == 1
    assert builders.kinds(account) == ["account.rebound", *TOLD]


def test_only_a_registration_that_replaces_a_certificate_is_re_bound() -> None:
    new = builders.newcomer(registrations=[registration(state=RegistrationState.SUBMITTED)])

    with pytest.raises(Conflict):
        rebinding.check(new, "clerk.1", "nina")


def test_a_registration_that_replaces_a_certificate_is_not_approved_as_a_second_account() -> None:
    held = registration(
        state=RegistrationState.SUBMITTED, email_confirmed=True, replaces_certificate=True
    )
    new = builders.newcomer(registrations=[held])

    with pytest.raises(Conflict) as refused:
        registering.decide(new, "clerk.1", "approve", **DECIDED)

    assert refused.value.code == "rebind-needed"
    assert new.state is AccountState.NEW


def test_a_merged_account_leads_to_the_earlier_one_and_counts_no_more() -> None:
    held = registration(
        state=RegistrationState.SUBMITTED, email_confirmed=True, replaces_certificate=True
    )
    new = builders.newcomer(registrations=[held])

    rebinding.merge(new, "clerk.1", "earlier", by="nina", now=NOW)

    assert (new.merged_into, new.state, new.counts) == ("earlier", AccountState.CLOSED, False)


def test_a_certificate_that_changed_its_organisation_is_refused() -> None:
    with pytest.raises(Forbidden) as refused:
        signed_in(builders.account(), organisation="du-" + "9" * 40)

    assert refused.value.code == "organisation-changed"


def test_nobody_re_binds_an_account_to_the_own_certificate() -> None:
    held = registration(
        state=RegistrationState.SUBMITTED, email_confirmed=True, replaces_certificate=True
    )
    new = builders.newcomer(registrations=[held])

    with pytest.raises(Forbidden) as refused:
        rebinding.check(new, "clerk.1", "clerk")

    assert refused.value.code == "own-account"


@pytest.mark.parametrize(
    ("account", "facts"),
    [
        ({"state": AccountState.SUSPENDED}, {}),
        ({"state": AccountState.ACTIVE}, {}),
        ({"roles": [RoleAssignment(Role.OFFICER, PRIEN)]}, {}),
        ({}, {"email_confirmed": False}),
        ({}, {"replaces_certificate": False}),
        ({}, {"state": RegistrationState.ASKED_BACK}),
    ],
)
def test_what_cannot_be_merged_is_refused_before_anything_is_written(
    account: dict[str, Any], facts: dict[str, Any]
) -> None:
    asked = {
        "state": RegistrationState.SUBMITTED,
        "email_confirmed": True,
        "replaces_certificate": True,
    }
    new = builders.newcomer(registrations=[registration(**{**asked, **facts})], **account)

    with pytest.raises(Conflict):
        rebinding.check(new, "clerk.1", "nina")


def test_an_erased_person_with_a_re_bound_certificate_can_come_back() -> None:
    account = builders.account()
    rebinding.bind(account, builders.newcomer(id="new", name_id=NEW), by="nina", now=NOW)
    erasure.erase(account)

    signed_in(account, name_id=NEW)

    assert (account.state, account.opened_by) == (AccountState.NEW, NEW)
    assert account.name_id == "erased:clerk"
