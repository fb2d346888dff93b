"""Identity's calls on the real store: what two documents share survives a call broken off."""

import uuid
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, Refusal
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.identity.domain import rebinding
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.mandates import MandateState
from services.identity.domain.permissions import PERMISSIONS, Role
from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.teams import renewed
from services.identity.repositories.accounts import Accounts, account_id
from services.identity.repositories.clients import Clients
from services.identity.repositories.invitations import Invitations
from services.identity.repositories.mandates import Mandates
from services.identity.repositories.organisations import Organisations
from services.identity.retention import Retention
from services.identity.service import IdentityService
from services.identity.settings import IdentitySettings
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN, TOKEN, registration

Db = Database[dict[str, Any]]
OLD, NEW = "ek-" + "0" * 40, "ek-" + "1" * 40


@pytest.fixture
def identity(database: Db) -> Any:
    """The service with real stores and a register of two bodies."""
    made: Any = IdentityService()
    for name, kind in (("accounts", Accounts), ("mandates", Mandates), ("clients", Clients),
                       ("invitations", Invitations)):  # fmt: skip
        repository = kind(database, "identity", lambda *_: None)
        repository.prepare()
        setattr(made, name, repository)
    settings = IdentitySettings(accounts_per_organisation=3)
    made.organisations = Organisations(
        SimpleNamespace(database=database, part=lambda _: settings)  # type: ignore[arg-type]
    )
    bodies = {PRIEN: builders.body(), MUNICH: builders.body(id=MUNICH, name="München")}
    made.bodies = SimpleNamespace(
        find=bodies.get, get=bodies.__getitem__, named=lambda keys: [bodies[key] for key in keys]
    )
    made.vendors = ReadCopy(database, "catalog", "vendor")
    made.vendors.keep("demo-it-dienst", 1, {"title": "Demo IT-Dienst"})
    return made


def by(subject: str, role: str, scope: str = "*", once: str | None = None) -> None:
    """Let this person make the next call."""
    caller = Principal(subject, subject, {scope: PERMISSIONS[role]})
    context.enter(Call(principal=caller, once=once or uuid.uuid4().hex, action="test"))


def new_person(identity: Any, **facts: Any) -> Account:
    """Store a person with a submitted registration that replaces a certificate."""
    asked = {
        "state": RegistrationState.SUBMITTED,
        "email_confirmed": True,
        "replaces_certificate": True,
    }
    id = account_id(NEW)
    held = registration(id=f"{id}.1", **{**asked, **facts})
    account = builders.newcomer(id=id, name_id=NEW, registrations=[held])
    identity.accounts.add(account)
    identity.organisations.take_seat(account.organisation, id)
    return account


def test_a_certificate_is_replaced_and_the_place_given_back(identity: Any) -> None:
    earlier = identity.accounts.add(builders.account())
    new = new_person(identity)
    by("nina", Role.REVIEWER)

    identity.rebind(earlier.id, {"registration": f"{new.id}.1"})

    found = identity.accounts.behind(NEW)
    assert (found.id, found.opened_by) == (earlier.id, NEW)
    assert not identity.organisations.has_seat(new.organisation, new.id)


def test_a_call_broken_off_in_between_is_completed_by_the_next(identity: Any) -> None:
    earlier = identity.accounts.add(builders.account())
    new = new_person(identity)
    identity.accounts.change(earlier.id, lambda a: rebinding.bind(a, new, by="nina", now=NOW))
    by("nina", Role.REVIEWER)

    identity.rebind(earlier.id, {"registration": f"{new.id}.1"})

    assert identity.accounts.behind(NEW).id == earlier.id
    assert len(identity.accounts.get(earlier.id).former_certificates) == 1


@pytest.mark.parametrize(
    "facts", [{"email_confirmed": False}, {"state": RegistrationState.ASKED_BACK}]
)
def test_a_refused_re_binding_changes_nothing(identity: Any, facts: dict[str, Any]) -> None:
    earlier = identity.accounts.add(builders.account())
    new = new_person(identity, **facts)
    by("nina", Role.REVIEWER)

    with pytest.raises(Conflict):
        identity.rebind(earlier.id, {"registration": f"{new.id}.1"})

    assert identity.accounts.get(earlier.id).opened_by == OLD
    assert identity.accounts.get(new.id).merged_into is None


def test_a_reviewer_takes_over_no_account_of_the_operator(identity: Any) -> None:
    admin = identity.accounts.add(builders.account(roles=[RoleAssignment(Role.ADMIN, "*")]))
    new = new_person(identity)

    for reviewer in ("nina", new.id):
        by(reviewer, Role.REVIEWER)
        with pytest.raises(Forbidden):
            identity.rebind(admin.id, {"registration": f"{new.id}.1"})

    assert identity.accounts.get(admin.id).opened_by == OLD


def test_a_reviewer_suspends_no_admin(identity: Any) -> None:
    admin = identity.accounts.add(builders.account(roles=[RoleAssignment(Role.ADMIN, "*")]))
    by("nina", Role.REVIEWER)

    with pytest.raises(Forbidden):
        identity.change_account(admin.id, "suspend", {"reason": "weil"})

    assert identity.accounts.get(admin.id).state is AccountState.ACTIVE


def test_a_reviewer_settles_no_admin_s_name(identity: Any) -> None:
    admin = identity.accounts.add(builders.account(roles=[RoleAssignment(Role.ADMIN, "*")]))
    by("nina", Role.REVIEWER)

    with pytest.raises(Forbidden):
        identity.settle_name(admin.id, {"reason": "weil"})


TEAM = [{"name": "Eva", "email": "eva@x.example"}, {"name": "Ute", "email": "ute@x.example"}]


def team_account(identity: Any, *roles: RoleAssignment) -> Account:
    """Store a team account that acts in these roles."""
    members = renewed([], TEAM)
    stored: Account = identity.accounts.add(builders.account(roles=list(roles), team=members))
    return stored


@pytest.mark.parametrize(
    ("places", "caller", "at"),
    [
        ([], Role.BODY_ADMIN, PRIEN),
        ([MUNICH], Role.BODY_ADMIN, PRIEN),
        ([PRIEN, MUNICH], Role.BODY_ADMIN, PRIEN),
        (["*"], Role.REVIEWER, "*"),
    ],
    ids=["of no place", "of another place", "of another place too", "of the operator"],
)
def test_a_foreign_team_is_left_alone(
    identity: Any, places: list[str], caller: Role, at: str
) -> None:
    account = team_account(identity, *(RoleAssignment(Role.OFFICER, place) for place in places))
    by("anton", caller, at)

    with pytest.raises(Forbidden):
        identity.set_team(account.id, {"members": [*TEAM, {"name": "X", "email": "x@x.example"}]})

    assert [member.name for member in identity.accounts.get(account.id).team] == ["Eva", "Ute"]


@pytest.mark.parametrize(
    ("places", "caller", "at"),
    [([PRIEN], Role.BODY_ADMIN, PRIEN), ([], Role.REVIEWER, "*"), ([PRIEN], Role.REVIEWER, "*")],
)
def test_who_manages_its_places_names_a_team_anew(
    identity: Any, places: list[str], caller: Role, at: str
) -> None:
    account = team_account(identity, *(RoleAssignment(Role.OFFICER, place) for place in places))
    by("anton", caller, at)

    members = [*TEAM, {"name": "Ida", "email": "ida@x.example"}]
    changed = identity.set_team(account.id, {"members": members})

    assert {member["name"] for member in changed["team"]} == {"Eva", "Ute", "Ida"}


def test_a_decision_about_what_nobody_has_seen_is_refused(identity: Any) -> None:
    held = registration(state=RegistrationState.SUBMITTED, email_confirmed=True)
    account = identity.accounts.add(builders.newcomer(registrations=[held]))
    identity.accounts.change(account.id, lambda a: setattr(a, "phone", "1"))
    by("nina", Role.REVIEWER)

    with pytest.raises(Conflict) as refused:
        identity.decide_registration("clerk.1", "approve", {"version": account.version})

    assert refused.value.code == "changed-meanwhile"
    assert identity.accounts.get(account.id).state is AccountState.NEW


def grant(identity: Any, **changed: Any) -> dict[str, Any]:
    facts = {
        "grantor": PRIEN, "grantee": MUNICH, "scope": "order", "valid_from": "2026-01-01",
        "valid_until": clock.now().date().replace(month=12, day=31).isoformat(),
        "document_hash": "a" * 64,
    }  # fmt: skip
    by("mayor", "signatory", PRIEN)
    return dict(identity.grant_mandate({**facts, **changed}))


def test_a_mandate_is_granted_and_seen_by_both_sides(identity: Any) -> None:
    granted = grant(identity)

    by("aylin", Role.OFFICER, MUNICH)
    seen = identity.list_mandates({})["items"]
    by("stranger", Role.OFFICER, "09761000")
    strangers = identity.list_mandates({})["items"]

    assert [m["id"] for m in seen] == [granted["id"]]
    assert strangers == []


def test_all_mandates_are_read_by_their_end_a_page_at_a_time(identity: Any) -> None:
    ends = (date(2026, 11, 1), date(2027, 3, 31), date(2026, 12, 31))
    for n, last in enumerate(ends):
        identity.mandates.add(builders.mandate(id=f"m{n}", valid_until=last,
                                               state=MandateState.GRANTED))  # fmt: skip
    identity.mandates.add(builders.mandate(id="m9", grantee="aylin",
                                           state=MandateState.REQUESTED))  # fmt: skip
    by("nina", Role.REVIEWER)

    first = identity.list_mandates({"limit": 2})
    second = identity.list_mandates({"limit": 2, "cursor": first["next"]})
    soon = identity.list_mandates(
        {"state": "granted", "ends_from": "2026-12-01", "ends_by": "2026-12-31"}
    )
    held = identity.list_mandates({"holder": "aylin"})

    assert [m["id"] for m in (*first["items"], *second["items"])] == ["m0", "m2", "m9", "m1"]
    assert (first["total"], second["next"]) == (4, None)
    assert [m["id"] for m in soon["items"]] == ["m2"]
    assert [m["id"] for m in held["items"]] == ["m9"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"valid_until": "9999-12-31"}, "/valid_until"),
        ({"valid_until": "2026-01-02"}, "/valid_until"),
        ({"grantee": "mayor"}, "/grantee"),
        ({"grantee": "nobody"}, "/grantee"),
        ({"scope": "sign"}, "/grantee"),
        ({"document_hash": "x"}, "/document_hash"),
    ],
)
def test_a_mandate_that_makes_no_sense_is_refused(
    identity: Any, changed: dict[str, Any], field: str
) -> None:
    identity.accounts.add(builders.account(id="mayor"))

    with pytest.raises(Invalid) as refused:
        grant(identity, **changed)

    assert field in refused.value.fields
    assert identity.mandates.collection.count_documents({}) == 0


def heard(identity: Any, kind: str, subject: str, **data: Any) -> None:
    event = builders.event(id=f"{subject}:{kind}:0", source="identity", type=kind, subject=subject,
                           data=data)  # fmt: skip
    context.enter(event.call())
    handlers: dict[str, Callable[[Any], None]] = {
        "account.erased": identity.forget_account, "account.closed": identity.end_account,
        "body.moved": identity.follow_body,
    }  # fmt: skip
    handlers[kind](event)


def test_who_is_erased_is_named_nowhere_and_holds_nothing(identity: Any) -> None:
    account = identity.accounts.add(builders.account())
    identity.organisations.take_seat(account.organisation, account.id)
    granted = grant(identity, grantee=account.id)

    for _ in range(2):
        heard(identity, "account.erased", account.id, organisation=account.organisation)

    kept = identity.mandates.get(granted["id"])
    assert (kept.state, kept.grantee_name) == (MandateState.REVOKED, "Gelöschte Person")
    assert not identity.organisations.has_seat(account.organisation, account.id)


def test_others_forget_the_name_in_a_mandate_that_was_over_before(identity: Any) -> None:
    account = identity.accounts.add(builders.account())
    granted = grant(identity, grantee=account.id)
    heard(identity, "account.closed", account.id)

    heard(identity, "account.erased", account.id, organisation=account.organisation)

    doc = identity.mandates.collection.find_one({"_id": granted["id"]})
    last = [event for event in doc["outbox"] if event["type"].endswith("mandate.changed")][-1]
    assert (last["data"]["state"], last["data"]["grantee_name"]) == ("revoked", "Gelöschte Person")


@pytest.mark.parametrize(("reason", "state"), [("merger", "revoked"), ("rekeyed", "granted")])
def test_mandates_follow_a_new_key_but_no_merger(identity: Any, reason: str, state: str) -> None:
    identity.accounts.add(builders.account())
    client = identity.clients.add(builders.client())
    granted = grant(identity)

    for _ in range(2):
        heard(identity, "body.moved", PRIEN, **{"from": PRIEN, "to": "09187999",
                                                "to_name": "Neu", "reason": reason})  # fmt: skip

    moved = identity.mandates.get(granted["id"])
    assert (moved.grantor, moved.state) == ("09187999", state)
    assert identity.accounts.get("clerk").roles == [RoleAssignment(Role.OFFICER, "09187999")]
    ended = identity.clients.get(client.id).revoked_at is not None
    assert ended is (reason == "merger")


def test_only_who_invites_staff_takes_such_an_invitation_back(identity: Any) -> None:
    identity.invitations.add(builders.invitation(role=Role.ADMIN, scope="*", kind="operator"))
    by("nina", Role.REVIEWER, "*")

    with pytest.raises(Forbidden):
        identity.revoke_invitation("i1")

    assert identity.invitations.get("i1").state == "open"


def test_who_has_its_token_reads_an_invitation_and_uses_nothing_up(identity: Any) -> None:
    identity.invitations.add(builders.invitation())
    named = {"asserted_given_name": "Daniel", "asserted_family_name": "Dienst"}
    identity.accounts.add(builders.newcomer(id="daniel", **named))
    by("daniel", Role.MEMBER, PRIEN)

    shown = identity.get_invitation("i1", {"token": TOKEN})
    with pytest.raises(Invalid):
        identity.get_invitation("i1", {"token": "other"})

    assert (shown["state"], "token_hash" in shown, "invited_by_name" in shown) == (
        "open", False, True,
    )  # fmt: skip
    assert identity.invitations.get("i1").state == "open"


def test_an_invitation_nobody_can_use_stays_open(identity: Any) -> None:
    identity.invitations.add(builders.invitation(role=Role.ADMIN, scope="*", kind="operator"))
    identity.accounts.add(builders.newcomer(id="mallory", asserted_family_name="Fremd"))
    by("mallory", Role.MEMBER, PRIEN)

    with pytest.raises(Refusal) as refused:
        identity.accept_invitation("i1", {"token": TOKEN})

    assert refused.value.code == "name-differs"
    assert identity.invitations.get("i1").state == "open"


def test_one_address_is_invited_five_times_an_hour_however_it_is_spelled(identity: Any) -> None:
    wanted = {"kind": "vendor", "vendor": "demo-it-dienst", "name": "Neue Person"}

    def invite(email: str, once: str) -> dict[str, Any]:
        by("olaf", Role.ADMIN, once=once)
        return dict(identity.invite({**wanted, "email": email}))

    made = [invite("neu@it.example", f"r{number}") for number in range(5)]
    with pytest.raises(Conflict) as refused:
        invite("NEU@it.example", "r5")
    again = invite("neu@it.example", "r4")
    invite("other@it.example", "r6")

    assert refused.value.code == "too-many-mails"
    assert again["id"] == made[-1]["id"]
    assert len(identity.invitations.page({})) == 6


VENDOR_AT = "vendor:demo-it-dienst"
COLLEAGUE = {"name": "Kim Kollegin", "email": "kim@it.example", "role": Role.VENDOR_MANAGER.value}


def test_who_works_for_a_vendor_invites_colleagues_sees_them_and_ends_their_access(
    identity: Any,
) -> None:
    people = RoleAssignment(Role.VENDOR_MANAGER, VENDOR_AT)
    identity.accounts.add(builders.account(id="kim", roles=[people]))
    by("vera", Role.VENDOR_MANAGER, VENDOR_AT)

    invited = identity.invite_member(VENDOR_AT, COLLEAGUE)
    open_ones = identity.list_invitations({})["items"]
    before = identity.list_members(VENDOR_AT, {})["items"]
    identity.set_member_roles(VENDOR_AT, "kim", {"roles": []})

    assert (invited["kind"], invited["scope_name"]) == ("vendor", "demo-it-dienst")
    assert [one["id"] for one in open_ones] == [invited["id"]]
    assert [one["account"] for one in before] == ["kim"]
    assert identity.list_members(VENDOR_AT, {})["items"] == []


def test_a_vendor_the_catalogue_lost_invites_nobody_and_no_field_is_blamed(identity: Any) -> None:
    place = "vendor:gone"
    by("vera", Role.VENDOR_MANAGER, place)

    with pytest.raises(Conflict) as refused:
        identity.invite_member(place, COLLEAGUE)

    assert refused.value.keys == ("own-vendor-unknown", "vendor-unknown")
    assert list(identity.invitations.page({})) == []


@pytest.mark.parametrize(
    ("role", "where", "place"),
    [
        (Role.VENDOR_MANAGER, VENDOR_AT, "vendor:other"), (Role.VENDOR_MANAGER, VENDOR_AT, PRIEN),
        (Role.BODY_ADMIN, PRIEN, VENDOR_AT),
    ],
)  # fmt: skip
def test_nobody_invites_into_another_place(
    identity: Any, role: str, where: str, place: str
) -> None:
    by("vera", role, where)

    for ask in (
        lambda: identity.invite_member(place, COLLEAGUE),
        lambda: identity.set_member_roles(place, "kim", {"roles": []}),
        lambda: identity.list_members(place, {}),
    ):
        with pytest.raises(Forbidden):
            ask()


@pytest.mark.parametrize(
    ("manager", "place", "role"),
    [
        (Role.VENDOR_MANAGER, VENDOR_AT, Role.BODY_ADMIN),
        (Role.BODY_ADMIN, PRIEN, Role.VENDOR_MANAGER),
    ],
)
def test_roles_of_a_body_and_of_a_vendor_stay_apart(
    identity: Any, manager: str, place: str, role: str
) -> None:
    by("vera", manager, place)

    with pytest.raises(Invalid) as invited:
        identity.invite_member(place, {**COLLEAGUE, "role": role.value})
    with pytest.raises(Invalid) as given:
        identity.set_member_roles(place, "kim", {"roles": [role.value]})

    pointers = [pointer for refused in (invited, given) for pointer, _ in refused.value.wrong]
    assert pointers == ["/role", "/roles"]


def test_nobody_accepts_the_own_invitation(identity: Any) -> None:
    identity.invitations.add(builders.invitation())
    identity.accounts.add(builders.account(id="olaf"))
    by("olaf", Role.ADMIN)

    with pytest.raises(Forbidden) as refused:
        identity.accept_invitation("i1", {"token": TOKEN})

    assert refused.value.code == "own-invitation"


def test_a_client_made_by_a_call_that_came_twice_is_one(identity: Any) -> None:
    wanted = {"name": "Ratsinfo", "scope": PRIEN, "scopes": ["orders:read"]}
    answers = []

    for _ in range(2):
        by("lena", Role.BODY_ADMIN, PRIEN, once="r1")
        answers.append(identity.create_client(wanted))

    (client,) = identity.clients.page({})
    assert client.knows(answers[1]["client_secret"], clock.now())
    assert answers[0]["client_id"] == answers[1]["client_id"] == client.id


def test_a_secret_changed_by_a_call_that_came_twice_is_one_and_late_none(identity: Any) -> None:
    by("lena", Role.BODY_ADMIN, PRIEN, once="r1")
    made = identity.create_client({"name": "x", "scope": PRIEN, "scopes": ["orders:read"]})
    id, answers = made["client_id"], []

    for once in ("r2", "r2", "r3"):
        by("lena", Role.BODY_ADMIN, PRIEN, once=once)
        answers.append(identity.rotate_client_secret(id, {"at_once": False})["client_secret"])
    for once in ("r1", "r2"):
        by("lena", Role.BODY_ADMIN, PRIEN, once=once)
        with pytest.raises(Conflict):
            identity.rotate_client_secret(id, {"at_once": False})

    known = [identity.clients.get(id).knows(secret, clock.now()) for secret in answers]
    assert known == [False, True, True]


@pytest.mark.parametrize("cursor", ["abc", "|", "2026-01-01|", "9999-99-99|x"])
def test_an_unknown_cursor_of_the_queue_is_refused(identity: Any, cursor: str) -> None:
    by("nina", Role.REVIEWER)

    with pytest.raises(Invalid):
        identity.list_registrations({"state": "submitted", "cursor": cursor})


def test_of_registrations_that_wait_no_more_so_many_are_counted(
    identity: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("repositories.accounts", "entrypoints.registrations"):
        monkeypatch.setattr(f"services.identity.{place}.MOST_COUNTED", 2)
    for n in range(3):
        decided = builders.registration(id=f"a{n}.1", state=RegistrationState.APPROVED)
        identity.accounts.add(
            builders.account(id=f"a{n}", name_id=f"ek-{n}", registrations=[decided])
        )
    by("nina", Role.REVIEWER)

    listed = identity.list_registrations({"state": "approved"})

    assert (len(listed["items"]), listed["total"], listed["total_is_least"]) == (3, 2, True)


def test_what_waits_to_sign_is_shown_with_its_body_and_until_when(identity: Any) -> None:
    waits = builders.authority(state=AuthorityState.REQUESTED)
    identity.accounts.add(builders.account(authorities=[waits]))
    by("nina", Role.REVIEWER)

    listed = identity.list_authority_requests({})

    (item,) = listed["items"]
    assert (item["id"], item["body_name"]) == ("clerk.s1", builders.body().name)
    assert item["due_on"] == clock.due_on(NOW, 3, PRIEN).isoformat()
    assert (listed["next"], listed["total"]) == (None, 1)


def test_a_reviewer_finds_a_person_and_what_they_registered_for(identity: Any) -> None:
    held = registration(id="clerk.1", state=RegistrationState.APPROVED)
    identity.accounts.add(builders.account(registrations=[held]))
    by("nina", Role.REVIEWER)

    found = identity.find_accounts({"q": builders.account().name[:4]})

    (item,) = found["items"]
    assert (item["account"], item["registration"]["id"]) == ("clerk", "clerk.1")


@pytest.mark.parametrize("role", [Role.BODY_ADMIN, Role.OFFICER])
def test_nobody_of_a_body_looks_for_people_of_others(identity: Any, role: str) -> None:
    by("lena", role, PRIEN)

    with pytest.raises(Forbidden):
        identity.find_accounts({"q": "Sabine"})


def test_a_body_s_administrator_sees_no_other_bodies_authorities(identity: Any) -> None:
    by("lena", Role.BODY_ADMIN, PRIEN)

    with pytest.raises(Forbidden):
        identity.list_authority_requests({})


@pytest.mark.parametrize("verdict", ["submit", "expire", "close", "nonsense", ""])
def test_an_unknown_verdict_decides_nothing(identity: Any, verdict: str) -> None:
    account = builders.account(
        authorities=[builders.authority()],
        registrations=[registration(state=RegistrationState.SUBMITTED)],
    )
    identity.accounts.add(account)
    by("nina", Role.REVIEWER)

    with pytest.raises(Refusal):
        identity.decide_registration("clerk.1", verdict, {"reason": "x"})
    with pytest.raises(Refusal):
        identity.decide_authority(PRIEN, "clerk.s1", verdict)

    assert identity.accounts.get("clerk").version == 1


def test_an_idle_place_is_given_back_when_it_is_seen_twice(identity: Any) -> None:
    active = identity.accounts.add(builders.account())
    for account in (active.id, "nobody"):
        identity.organisations.take_seat(active.organisation, account)
    nothing: Any = None
    sweeper = Retention(identity.accounts, identity.invitations, identity.organisations,
                      settings=IdentitySettings(), lease=nothing)  # fmt: skip

    given_back = [sweeper.settle_seats() for _ in range(3)]

    assert given_back == [0, 1, 0]
    assert identity.organisations.has_seat(active.organisation, active.id)
    assert not identity.organisations.has_seat(active.organisation, "nobody")


def test_contacts_are_handed_to_somebody_who_acts_for_the_body_only(identity: Any) -> None:
    identity.accounts.add(builders.account())
    closed = builders.account(id="closed", name_id="ek-c", state=AccountState.CLOSED)
    identity.accounts.add(closed)
    identity.accounts.add(builders.account(id="eva", name_id="ek-e", name="Eva Fach"))
    by("lena", Role.BODY_ADMIN, PRIEN)

    with pytest.raises(Invalid):
        identity.hand_over(PRIEN, {"from_account": "clerk", "to_account": "closed"})
    handed = identity.hand_over(PRIEN, {"from_account": "clerk", "to_account": "eva"})

    assert handed["to"]["name"] == "Eva Fach"


def test_an_empty_draft_is_told_everything_it_lacks_at_once(identity: Any) -> None:
    draft = registration(terms_version="", office="", phone="", email="")
    identity.accounts.add(builders.newcomer(registrations=[draft]))
    context.enter(Call(principal=Principal("clerk"), once="r1", action="test"))

    with pytest.raises(Invalid) as refused:
        identity.submit_registration("clerk.1")

    assert all(f"/{name}" in refused.value.fields
               for name in ("terms_version", "office", "phone", "email"))  # fmt: skip
    assert not identity.organisations.has_seat("du-" + "0" * 40, "clerk")
