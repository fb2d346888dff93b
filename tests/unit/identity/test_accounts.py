"""A decision and its effect on the person are one; nobody decides about themselves."""

from datetime import date

import pytest

from services.common.errors import Conflict, NotFound
from services.identity.domain import authorizing, reaching, registering
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import AuthorityState, Basis
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import RegistrationState
from tests import builders
from tests.builders import NOW, PRIEN, TOKEN, registration

TOLD = ("account.changed", "standing.changed")
FACTS = {"body": PRIEN, "body_name": "Prien a.Chiemsee"}
DECLARED = {
    "body": PRIEN,
    "basis": Basis.OFFICE,
    "title": "1. Bürgermeister",
    "valid_from": date(2026, 1, 1),
}


def applicant(state: AccountState = AccountState.NEW) -> Account:
    held = registration(state=RegistrationState.SUBMITTED, email_confirmed=True)
    return builders.newcomer(state=state, registrations=[held])


def decide(account: Account, verdict: str) -> None:
    registering.decide(account, "clerk.1", verdict, by="nina", reason="weil", now=NOW)


def test_approval_activates_the_account_and_gives_the_role() -> None:
    account = applicant()

    decide(account, "approve")

    assert (account.state, account.email) == (AccountState.ACTIVE, "sabine@prien.example")
    assert account.roles == [RoleAssignment(Role.OFFICER, PRIEN)]
    assert builders.kinds(account) == [*TOLD, "registration.approved"]


def test_a_second_body_adds_a_second_role() -> None:
    account = builders.account(
        registrations=[
            registration(
                body=builders.MUNICH, state=RegistrationState.SUBMITTED, email_confirmed=True
            )
        ]
    )

    decide(account, "approve")

    assert account.roles == [
        RoleAssignment(Role.OFFICER, PRIEN),
        RoleAssignment(Role.OFFICER, builders.MUNICH),
    ]


@pytest.mark.parametrize("verdict", ["reject", "ask-back"])
def test_another_verdict_gives_nothing(verdict: str) -> None:
    account = applicant()

    decide(account, verdict)

    (told,) = builders.news(account, "identity")
    assert (account.state, account.roles) == (AccountState.NEW, [])
    assert told["data"]["reason"] == "weil"


@pytest.mark.parametrize("state", [AccountState.SUSPENDED, AccountState.CLOSED])
def test_an_account_that_is_not_open_is_not_opened_by_a_registration(state: AccountState) -> None:
    with pytest.raises(Conflict) as refused:
        decide(applicant(state), "approve")

    assert refused.value.code == "account-not-open"


@pytest.mark.parametrize(
    "state", [RegistrationState.DRAFT, RegistrationState.SUBMITTED, RegistrationState.ASKED_BACK]
)
def test_a_person_has_one_open_registration(state: RegistrationState) -> None:
    account = builders.newcomer(registrations=[registration(state=state)])

    with pytest.raises(Conflict) as refused:
        registering.begin(account, FACTS, NOW)

    assert refused.value.code == "registration-open"
    assert len(account.registrations) == 1


@pytest.mark.parametrize("state", [RegistrationState.APPROVED, RegistrationState.REJECTED])
def test_after_a_decision_another_registration_may_begin(state: RegistrationState) -> None:
    account = builders.newcomer(registrations=[registration(state=state)])

    begun = registering.begin(account, FACTS, NOW)

    assert (begun.id, begun.state) == ("clerk.2", RegistrationState.DRAFT)


def test_handing_in_tells_the_reviewers_and_sends_the_token() -> None:
    account = builders.newcomer(registrations=[registration()])

    registering.submit(account, "clerk.1", TOKEN, NOW)

    submitted, wanted = builders.news(account, "identity")
    assert (submitted["type"], wanted["type"]) == (
        "registration.submitted",
        "registration.confirmation_wanted",
    )
    assert TOKEN not in str(submitted)
    assert wanted["data"]["token"] == TOKEN


def test_a_confirmed_address_is_not_asked_for_again() -> None:
    held = registration(state=RegistrationState.ASKED_BACK, email_confirmed=True)
    account = builders.newcomer(registrations=[held])

    registering.submit(account, "clerk.1", TOKEN, NOW)

    assert builders.kinds(account) == ["registration.submitted"]


def test_a_registration_of_somebody_else_is_not_found() -> None:
    with pytest.raises(NotFound):
        builders.account().registration("other.1")


def test_a_declared_authority_waits_for_a_reviewer() -> None:
    account = builders.account()

    declared = account.request_authority(dict(DECLARED), NOW)

    assert (declared.id, declared.state) == ("clerk.s1", AuthorityState.REQUESTED)
    assert account.valid_authorities(builders.TODAY) == []
    assert builders.kinds(account) == ["authority.requested"]


def test_an_approved_authority_counts_and_is_told() -> None:
    account = builders.account()
    account.request_authority(dict(DECLARED), NOW)

    authorizing.decide(account, "clerk.s1", "approve", by="nina", now=NOW)

    assert [a.id for a in account.valid_authorities(builders.TODAY)] == ["clerk.s1"]
    assert account.public()["signs_for"] == [PRIEN]
    assert builders.kinds(account)[1:] == ["authority.granted", *TOLD]


@pytest.mark.parametrize("verdict", ["approve", "revoke"])
def test_nobody_decides_about_the_own_authority(verdict: str) -> None:
    account = builders.account(authorities=[builders.authority(state=AuthorityState.REQUESTED)])

    with pytest.raises(Conflict) as refused:
        authorizing.decide(account, "clerk.s1", verdict, by="clerk", now=NOW)

    assert refused.value.code == "own-authority"
    assert account.authorities[0].state is AuthorityState.REQUESTED


def test_a_revoked_authority_counts_no_more_and_stays_revoked() -> None:
    account = builders.account(authorities=[builders.authority()])

    authorizing.decide(account, "clerk.s1", "revoke", by="nina", now=NOW)

    assert account.valid_authorities(builders.TODAY) == []
    assert builders.kinds(account) == ["authority.revoked", *TOLD]
    for verdict in ("approve", "revoke"):
        with pytest.raises(Conflict):
            authorizing.decide(account, "clerk.s1", verdict, by="nina", now=NOW)


def test_an_authority_is_approved_once() -> None:
    account = builders.account(authorities=[builders.authority()])

    with pytest.raises(Conflict):
        authorizing.decide(account, "clerk.s1", "approve", by="nina", now=NOW)


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), True),
        (date(2026, 11, 21), None, False),
        (date(2026, 1, 1), date(2026, 11, 19), False),
        (date(2026, 1, 1), None, True),
    ],
    ids=["its only day", "not yet", "over", "open-ended"],
)
def test_an_authority_holds_from_its_first_to_its_last_day(
    begins: date, ends: date | None, holds: bool
) -> None:
    authority = builders.authority(valid_from=begins, valid_until=ends)

    assert authority.holds_on(builders.TODAY) is holds


def test_an_invited_person_is_active_and_invited_once() -> None:
    account = builders.newcomer()

    for _ in range(2):
        account.invite(RoleAssignment(Role.REVIEWER, "*"), name="Nina", email="nina@op.example")

    assert (account.state, account.roles) == (
        AccountState.ACTIVE,
        [RoleAssignment(Role.REVIEWER, "*")],
    )
    assert builders.kinds(account) == [*TOLD]


def test_an_invitation_does_not_open_a_suspended_account() -> None:
    held = RoleAssignment(Role.REVIEWER, "*")
    account = builders.account(state=AccountState.SUSPENDED, roles=[held])

    account.invite(held, name="Nina", email="nina@op.example")

    assert (account.state, account.roles) == (AccountState.SUSPENDED, [held])


def test_the_public_state_holds_no_certificate() -> None:
    shown = builders.account().public()

    assert set(shown) == {
        "id", "name", "email", "phone", "department", "state", "roles", "signs_for", "signing",
    }  # fmt: skip


def test_the_name_the_sign_in_proves_stands_in_the_draft() -> None:
    proven = builders.newcomer(asserted_given_name="Anna Maria", asserted_family_name="Huber")
    unproven = builders.newcomer(asserted_given_name=None, asserted_family_name=None)
    facts = {"body": builders.PRIEN, "body_name": "Prien"}

    drafts = [registering.begin(account, facts, NOW) for account in (proven, unproven)]

    assert [(d.given_name, d.family_name) for d in drafts] == [("Anna Maria", "Huber"), ("", "")]


def test_a_person_changes_how_they_are_reached_and_the_others_are_told_once() -> None:
    account = builders.account(department="Bürgerbüro", phone="08051 1")

    for _ in range(2):
        reaching.change_contact(account, department="Hauptamt", phone="08051 2")

    assert (account.contact()["department"], account.contact()["phone"]) == ("Hauptamt", "08051 2")
    assert builders.kinds(account) == [*TOLD]


def test_a_closed_account_changes_nothing_any_more() -> None:
    with pytest.raises(Conflict):
        reaching.change_contact(
            builders.account(state=AccountState.CLOSED), department="x", phone="1"
        )


def test_a_declaration_is_taken_back_only_while_it_waits() -> None:
    account = builders.account()
    waits = account.request_authority(dict(DECLARED), NOW)

    with pytest.raises(NotFound):
        account.signing.withdraw(waits.id, "09162000", by="clerk", now=NOW)
    account.signing.withdraw(waits.id, PRIEN, by="clerk", now=NOW)

    assert (waits.state, waits.decided_by) == (AuthorityState.WITHDRAWN, account.id)
    assert account.signing.kept_as_proof() == []
    with pytest.raises(Conflict):
        account.signing.withdraw(waits.id, PRIEN, by="clerk", now=NOW)


def test_an_approved_authority_is_not_taken_back() -> None:
    account = builders.account(authorities=[builders.authority()])

    with pytest.raises(Conflict):
        account.signing.withdraw("clerk.s1", PRIEN, by="clerk", now=NOW)
