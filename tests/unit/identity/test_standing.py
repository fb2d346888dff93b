"""Which accounts act and count, and what roles and authorities become of them."""

import pytest

from services.common.errors import Conflict, Forbidden, Invalid
from services.identity.domain import erasure, registering
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.deadlines import closed_after
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import RegistrationState
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN, TODAY, TOKEN, registration
from tests.unit.identity.signing_in import (
    DECIDED,
    TOLD,
    signed_in,
    with_authority,
)


@pytest.mark.parametrize("verb", ["suspend", "close"])
def test_a_suspended_or_closed_account_is_told_to_everyone(verb: str) -> None:
    account = builders.account()

    getattr(account, verb)(**DECIDED)

    assert account.state_reason == "weil"
    assert builders.kinds(account) == [f"account.{account.state.value}", *TOLD]


def test_a_suspended_account_acts_again_once_resumed() -> None:
    account = builders.account()

    account.suspend(**DECIDED)
    account.resume(**DECIDED)

    assert account.state is AccountState.ACTIVE


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (AccountState.NEW, "suspend"), (AccountState.SUSPENDED, "suspend"),
        (AccountState.ACTIVE, "resume"), (AccountState.CLOSED, "resume"),
        (AccountState.CLOSED, "close"), (AccountState.ERASED, "suspend"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_state_changes_nothing(state: AccountState, verb: str) -> None:
    account = builders.account(state=state)

    with pytest.raises(Conflict):
        getattr(account, verb)(**DECIDED)

    assert account.state is state


@pytest.mark.parametrize("verb", ["suspend", "resume", "close", "settle_name"])
def test_nobody_decides_about_the_own_account(verb: str) -> None:
    account = builders.account(state=AccountState.ACTIVE)

    with pytest.raises(Forbidden) as refused:
        getattr(account, verb)(by="clerk", reason="weil", now=NOW)

    assert refused.value.code == "own-account"


@pytest.mark.parametrize(
    ("account", "counts"),
    [
        (builders.account(), True),
        (builders.account(state=AccountState.SUSPENDED), True),
        (builders.account(state=AccountState.CLOSED), False),
        (builders.newcomer(), False),
        (builders.newcomer(registrations=[registration()]), False),
        (builders.newcomer(registrations=[registration(state=RegistrationState.SUBMITTED)]), True),
        (builders.newcomer(registrations=[registration(state=RegistrationState.ASKED_BACK)]), True),
        (builders.newcomer(registrations=[registration(state=RegistrationState.REJECTED)]), False),
    ],
    ids=["active", "suspended", "closed", "new", "draft", "submitted", "asked back", "rejected"],
)
def test_submitted_approved_and_suspended_accounts_count(account: Account, counts: bool) -> None:
    assert account.counts is counts


def test_an_unanswered_question_closes_the_registration() -> None:
    asked = registration(state=RegistrationState.ASKED_BACK, changed_at=NOW - closed_after())
    account = builders.newcomer(registrations=[asked])

    registering.expire(account, NOW)

    assert account.registration("clerk.1").state is RegistrationState.REJECTED
    assert builders.kinds(account) == ["registration.expired"]


def test_a_question_that_still_may_be_answered_stays_open() -> None:
    asked = registration(state=RegistrationState.ASKED_BACK, changed_at=NOW - closed_after() / 2)
    account = builders.newcomer(registrations=[asked])

    registering.expire(account, NOW)

    assert account.registration("clerk.1").state is RegistrationState.ASKED_BACK
    assert builders.kinds(account) == []


def test_roles_and_authorities_follow_a_body_to_its_successor() -> None:
    account = with_authority(registrations=[registration(state=RegistrationState.APPROVED)])

    account.move(PRIEN, MUNICH, "München", same_body=True)

    assert [held.scope for held in account.roles] == [MUNICH]
    assert [a.body for a in account.valid_authorities(TODAY)] == [MUNICH]
    assert account.registrations[0].body_name == "München"


def test_a_team_never_signs_and_never_declares_that_it_may() -> None:
    members = [{"name": "Eva", "email": "eva@x.example"}, {"name": "Tom", "email": "tom@x.example"}]
    held = registration(
        state=RegistrationState.SUBMITTED,
        email_confirmed=True,
        team=members,
        functional_mailbox=True,
    )
    account = builders.newcomer(registrations=[held], authorities=[builders.authority()])
    registering.decide(account, "clerk.1", "approve", accept_name=True, **DECIDED)

    with pytest.raises(Forbidden) as refused:
        account.request_authority({"body": PRIEN}, NOW)

    assert refused.value.code == "team-never-signs"
    assert account.valid_authorities(TODAY) == []
    assert account.name == "Einwohneramt, Prien a.Chiemsee"


def test_a_member_who_left_the_team_is_never_somebody_else_s_number() -> None:
    members = [{"name": "Eva", "email": "eva@x.example"}, {"name": "Tom", "email": "tom@x.example"}]
    account = builders.account()
    account.team = []
    with pytest.raises(Conflict):
        account.set_team(members)
    account.registrations = [registration(state=RegistrationState.SUBMITTED, email_confirmed=True,
                                          team=members, functional_mailbox=True)]  # fmt: skip
    registering.decide(account, "clerk.1", "approve", **DECIDED)

    account.set_team([members[1], {"name": "Ida", "email": "ida@x.example"}])

    assert [(m.id, m.name, m.active) for m in account.team] == [
        ("t1", "Eva", False), ("t2", "Tom", True), ("t3", "Ida", True),
    ]  # fmt: skip


def test_after_a_merger_a_reviewer_decides_anew_who_signs_and_administers() -> None:
    account = with_authority(roles=[RoleAssignment(Role.BODY_ADMIN, PRIEN)])

    account.move(PRIEN, MUNICH, "München", same_body=False)

    assert account.roles == [RoleAssignment(Role.OFFICER, MUNICH)]
    assert account.valid_authorities(TODAY) == []
    assert account.authorities[0].state is AuthorityState.REQUESTED


def test_a_role_taken_away_does_not_come_back_by_the_old_invitation() -> None:
    account = builders.newcomer()

    first = account.use_invitation("i1")
    account.invite(RoleAssignment(Role.REVIEWER, "*"), name="Nina", email="n@x.example")
    account.set_roles("*", [], scope_name="*", by="olaf", now=NOW)
    erasure.erase(account)
    again = signed_in(account).use_invitation("i1")

    assert (first, again) == (True, False)


def test_an_invitation_leaves_a_known_name_alone() -> None:
    account = with_authority()

    account.invite(
        RoleAssignment(Role.VENDOR_MANAGER, "vendor:x"), name="Max Mayor", email="m@x.example"
    )

    assert (account.name, account.email) == ("Sabine Huber", "sabine@prien.example")


def test_whoever_loses_all_roles_at_a_body_signs_for_it_no_more() -> None:
    account = with_authority()

    account.set_roles(PRIEN, [], scope_name="Prien", by="olaf", now=NOW)

    assert account.authorities[0].state is AuthorityState.REVOKED
    assert "authority.revoked" in builders.kinds(account)


def test_closing_an_account_ends_its_open_registration() -> None:
    account = builders.account(registrations=[registration(state=RegistrationState.SUBMITTED)])

    account.close(**DECIDED)

    assert account.registrations[0].state is RegistrationState.REJECTED


def test_a_person_s_account_never_becomes_a_team_s() -> None:
    members = [{"name": "Eva", "email": "e@x.example"}, {"name": "Tom", "email": "t@x.example"}]
    account = builders.account(registrations=[registration(team=members, functional_mailbox=True)])

    with pytest.raises(Invalid):
        registering.submit(account, "clerk.1", TOKEN, NOW)


def test_what_was_agreed_by_invitation_is_declared_once_it_is_changed() -> None:
    account = builders.newcomer()
    registering.begin_invited(
        account, {"body": PRIEN, "body_name": "Prien", "role": "member"}, "s@x.example", NOW
    )

    registering.change(account, "clerk.1", {"role": "body_admin"}, NOW)

    assert account.registration("clerk.1").email_origin == "declared"
