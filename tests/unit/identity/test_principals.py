"""What an account may do today follows from its roles, authorities and bodies."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.identity.domain import terms
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.bodies import Body
from services.identity.domain.permissions import (
    BODY_ROLES,
    ONESELF,
    OPERATOR_ROLES,
    PERMISSIONS,
    WITHOUT_TERMS,
    Role,
)
from services.identity.domain.principals import principal_of
from services.identity.domain.teams import TeamMember
from tests import builders
from tests.builders import JOINT, MEMBERS, PRIEN, TODAY

BODIES: dict[str, Body] = {PRIEN: builders.body(), JOINT: builders.joint_administration()}


def of(account: Account, today: date = TODAY) -> dict[str, Any]:
    return principal_of(account, BODIES.get, today)


def with_role(role: str, scope: str) -> Account:
    return builders.account(roles=[RoleAssignment(role, scope)])


def test_an_officer_acts_for_the_own_body_only() -> None:
    grants = of(builders.account())["grants"]

    assert set(grants) == {"self", PRIEN}
    assert set(grants[PRIEN]) == PERMISSIONS[Role.OFFICER]
    assert set(grants["self"]) == ONESELF


def test_a_clerk_of_a_joint_administration_acts_for_its_members() -> None:
    grants = of(with_role(Role.OFFICER, JOINT))["grants"]

    assert set(grants) == {"self", JOINT, *MEMBERS}
    assert all(set(grants[key]) == PERMISSIONS[Role.OFFICER] for key in (JOINT, *MEMBERS))


def test_a_clerk_of_an_association_acts_for_no_member_without_a_mandate() -> None:
    association = builders.joint_administration(id="x-00000001", kind="association")
    account = with_role(Role.OFFICER, association.id)

    grants = principal_of(account, {association.id: association}.get, TODAY)["grants"]

    assert set(grants) == {"self", association.id}


@pytest.mark.parametrize("state", [AccountState.SUSPENDED, AccountState.CLOSED])
def test_a_suspended_or_closed_account_may_nothing(state: AccountState) -> None:
    account = builders.account(state=state, authorities=[builders.authority()])

    principal = of(account)

    assert principal["grants"] == {}
    assert (principal["claims"]["roles"], principal["claims"]["authorities"]) == ([], [])


def test_a_new_account_may_register_and_nothing_else() -> None:
    account = builders.newcomer(roles=[RoleAssignment(Role.OFFICER, PRIEN)])

    assert of(account)["grants"] == {"self": sorted(ONESELF)}


def test_an_approved_authority_lets_its_holder_sign() -> None:
    account = builders.account(roles=[], authorities=[builders.authority()])

    principal = of(account)

    assert "contracts:sign" in principal["grants"][PRIEN]
    assert principal["claims"]["authorities"][0]["places"] == [PRIEN]


def test_an_authority_for_a_joint_administration_counts_for_its_members() -> None:
    account = builders.account(roles=[], authorities=[builders.authority(body=JOINT)])

    principal = of(account)

    assert all("contracts:sign" in principal["grants"][key] for key in (JOINT, *MEMBERS))
    assert principal["claims"]["authorities"][0]["places"] == [JOINT, *MEMBERS]


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_until": date(2026, 11, 19)},
        {"valid_from": date(2026, 11, 21)},
        {"state": AuthorityState.REQUESTED},
        {"state": AuthorityState.REVOKED},
    ],
    ids=["expired", "not yet", "requested", "revoked"],
)
def test_an_authority_that_does_not_hold_today_gives_nothing(changed: dict[str, Any]) -> None:
    account = builders.account(authorities=[builders.authority(**changed)])

    principal = of(account)

    assert "contracts:sign" not in principal["grants"][PRIEN]
    assert principal["claims"]["authorities"] == []


def test_an_officer_alone_does_not_sign() -> None:
    assert "contracts:sign" not in of(builders.account())["grants"][PRIEN]


@pytest.mark.parametrize("role", sorted(OPERATOR_ROLES))
def test_the_operator_s_roles_count_everywhere(role: str) -> None:
    grants = of(with_role(role, "*"))["grants"]

    assert set(grants) == {"self", "*"}
    assert set(grants["*"]) == PERMISSIONS[role]


def test_a_vendor_manager_acts_for_the_vendor_only() -> None:
    principal = of(with_role(Role.VENDOR_MANAGER, "vendor:demo-it-dienst"))

    assert set(principal["grants"]) == {"self", "vendor:demo-it-dienst"}
    assert principal["claims"]["vendor"] == "demo-it-dienst"


def test_several_roles_in_one_scope_add_up() -> None:
    account = builders.account(authorities=[builders.authority()])

    held = set(of(account)["grants"][PRIEN])

    assert held == PERMISSIONS[Role.OFFICER] | PERMISSIONS["signatory"]


def test_no_role_of_a_body_holds_what_only_the_operator_may() -> None:
    only_operator = {"registrations:decide", "orders:review", "contracts:countersign"}

    assert all(not PERMISSIONS[role] & only_operator for role in {*BODY_ROLES, "signatory"})


def test_who_reviews_does_not_sign_for_a_body() -> None:
    assert all("contracts:sign" not in PERMISSIONS[role] for role in OPERATOR_ROLES)


def test_every_role_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == {*Role, "signatory"}


def team(acting: str | None) -> dict[str, Any]:
    members = [TeamMember("t1", "Eva", "eva@x.example"), TeamMember("t2", "Tom", "t@x", False)]
    account = builders.account(name="Digitalteam", team=members,
                               roles=[RoleAssignment(Role.BODY_ADMIN, PRIEN)])  # fmt: skip
    return principal_of(account, BODIES.get, TODAY, acting=acting)


def test_a_team_account_may_nothing_until_it_says_who_acts() -> None:
    principal = team(None)

    assert set(principal["grants"]) == {"self"}
    assert principal["claims"]["asks"] == ["acting"]
    assert principal["claims"]["team"] == [{"id": "t1", "name": "Eva"}]


def test_a_team_member_prepares_and_orders_but_never_signs_nor_grants() -> None:
    principal = team("t1")

    held = set(principal["grants"][PRIEN])
    assert principal["name"] == "Eva (Digitalteam)"
    assert {"orders:prepare", "orders:place"} <= held
    assert not held & {"contracts:sign", "mandates:grant", "authorities:request"}


@pytest.mark.parametrize("acting", ["t2", "t9", ""])
def test_who_left_the_team_acts_no_more(acting: str) -> None:
    assert set(team(acting)["grants"]) == {"self"}


def test_an_unsettled_name_takes_signing_and_asks_for_it() -> None:
    account = builders.account(authorities=[builders.authority()], asserted_family_name=None)

    principal = of(account)

    assert "contracts:sign" not in principal["grants"][PRIEN]
    assert principal["claims"]["asks"] == ["name"]


def test_new_terms_are_asked_for() -> None:
    assert of(builders.account(terms_version="2019-01"))["claims"]["asks"] == ["terms"]


def test_the_people_of_a_joint_administration_manage_nothing_at_its_members() -> None:
    grants = of(with_role(Role.BODY_ADMIN, JOINT))["grants"]

    managing = {"members:manage", "clients:manage", "mandates:grant", "authorities:revoke"}
    assert managing <= set(grants[JOINT])
    assert all(not managing & set(grants[key]) for key in MEMBERS)


def test_whoever_has_not_accepted_the_terms_only_reads() -> None:
    grants = of(builders.account(terms_version=None))["grants"]

    assert set(grants[PRIEN]) <= WITHOUT_TERMS
    assert "orders:read" in grants[PRIEN]


def test_a_vendor_is_asked_for_no_terms_and_no_name() -> None:
    vendor = with_role(Role.VENDOR_MANAGER, "vendor:x")
    vendor.terms_version, vendor.asserted_family_name = "2026-01", None

    assert of(vendor)["claims"]["asks"] == []


def test_the_last_day_on_which_all_rights_hold_is_told() -> None:
    days = (date(2027, 3, 31), None, date(2027, 1, 31), date(2025, 12, 31))
    entries = [builders.authority(id=f"clerk.s{n}", valid_until=d) for n, d in enumerate(days)]

    told = of(builders.account(authorities=entries))["claims"]["rights_until"]

    assert told == "2027-01-31"
    assert of(builders.account())["claims"]["rights_until"] is None


def test_rights_hold_until_newer_terms_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(_: date) -> date:
        return date(2026, 12, 31)

    monkeypatch.setattr(terms, "last_day", known)

    assert of(builders.account())["claims"]["rights_until"] == "2026-12-31"
    vendor = with_role("vendor_manager", "vendor:dataport")
    assert of(vendor)["claims"]["rights_until"] is None


def test_the_day_before_newer_terms_is_the_last_of_these() -> None:
    newer = replace(terms.VERSIONS[0], version="2027-01", valid_from=date(2027, 1, 1))
    both = (*terms.VERSIONS, newer)

    assert terms.last_day(date(2026, 12, 31), both) == date(2026, 12, 31)
    assert terms.last_day(date(2027, 1, 1), both) is None


def test_the_standing_of_an_account_says_who_is_of_its_team() -> None:
    members = [
        TeamMember("t1", "Eva", "e@x.example", active=False),
        TeamMember("t2", "Ole", "o@x.example"),
    ]

    assert builders.account(team=members).standing()["team"] == ["t2"]
