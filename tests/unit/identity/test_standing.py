"""A sign-in opens the account its certificate belongs to now, and a name counts once settled."""

from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden, Invalid
from services.identity.domain import erasure, rebinding, registering
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.deadlines import closed_after
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.registrations import Hint
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN, TODAY, TOKEN, registration

TOLD = ("account.changed", "standing.changed")
OLD, NEW = "ek-" + "0" * 40, "ek-" + "1" * 40
DECIDED: dict[str, Any] = {"by": "nina", "reason": "weil", "now": NOW}


def person(**changed: Any) -> dict[str, Any]:
    facts = {
        "name_id": OLD, "organisation": "du-" + "0" * 40, "name": "Sabine Huber",
        "given_name": "Sabine", "family_name": "Huber",
        "assurance": "substanziell",
    }  # fmt: skip
    return {**facts, **changed}


def signed_in(account: Account, **changed: Any) -> Account:
    account.sign_in(person(**changed), NOW)
    return account


def with_authority(**changed: Any) -> Account:
    return builders.account(authorities=[builders.authority()], **changed)


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


def test_an_erased_account_knows_nothing_of_the_person_but_what_proves_signatures() -> None:
    account = with_authority(registrations=[registration()], phone="08051 2")
    account.request_authority(
        {"body": MUNICH, "basis": "deputy", "title": "Vertreterin", "valid_from": TODAY}, NOW
    )

    erasure.erase(account)

    doc = str(account.to_doc())
    assert account.state is AccountState.ERASED
    assert [a.state for a in account.authorities] == [AuthorityState.REVOKED]
    for personal in ("Sabine", "Huber", "prien.example", "08051", OLD, "du-0"):
        assert personal not in doc


def test_erasing_twice_tells_once() -> None:
    account = builders.account()

    for _ in range(2):
        erasure.erase(account)

    assert builders.kinds(account) == ["account.erased", *TOLD]


def test_an_erased_person_who_comes_back_is_new() -> None:
    account = with_authority()
    erasure.erase(account)

    signed_in(account)

    assert (account.state, account.roles) == (AccountState.NEW, [])


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


def test_a_name_settled_for_one_certificate_is_not_settled_for_the_next() -> None:
    account = signed_in(with_authority(), given_name=None, family_name=None)
    account.settle_name(**DECIDED)
    new = builders.newcomer(id="new", name_id=NEW, asserted_family_name=None)

    rebinding.bind(account, new, by="nina", now=NOW)

    assert account.valid_authorities(TODAY) == []


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


def test_an_erased_person_with_a_re_bound_certificate_can_come_back() -> None:
    account = builders.account()
    rebinding.bind(account, builders.newcomer(id="new", name_id=NEW), by="nina", now=NOW)
    erasure.erase(account)

    signed_in(account, name_id=NEW)

    assert (account.state, account.opened_by) == (AccountState.NEW, NEW)
    assert account.name_id == "erased:clerk"


def test_an_account_used_meanwhile_is_not_erased() -> None:
    account = builders.newcomer(last_sign_in_at=NOW)

    erasure.erase_if_unused(account, AccountState.NEW, NOW)

    assert account.state is AccountState.NEW


def test_what_was_agreed_by_invitation_is_declared_once_it_is_changed() -> None:
    account = builders.newcomer()
    registering.begin_invited(
        account, {"body": PRIEN, "body_name": "Prien", "role": "member"}, "s@x.example", NOW
    )

    registering.change(account, "clerk.1", {"role": "body_admin"}, NOW)

    assert account.registration("clerk.1").email_origin == "declared"


def test_nobody_but_a_reviewer_is_told_who_shares_the_name() -> None:
    account = builders.newcomer(registrations=[registration()])

    registering.submit(account, "clerk.1", TOKEN, NOW, [Hint("same_name", "other")])

    assert "same_name" not in str(builders.news(account, "identity"))
