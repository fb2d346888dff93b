"""A mandate lends what its scope says, while it holds, and never more."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.mandates import Grantee, Mandate, MandateScope, MandateState
from services.identity.domain.permissions import MANDATED, PERMISSIONS, Role
from services.identity.domain.principals import principal_of
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN, TODAY


def officer_of_munich(**changed: Any) -> Account:
    return builders.account(**{"roles": [RoleAssignment(Role.OFFICER, MUNICH)], **changed})


def lent(account: Account, *mandates: Mandate) -> list[dict[str, Any]]:
    bodies = {MUNICH: builders.body(id=MUNICH, name="München")}
    held: list[dict[str, Any]] = principal_of(account, bodies.get, TODAY, mandates=mandates)[
        "delegations"
    ]
    return held


def to_person(**changed: Any) -> Mandate:
    facts = {"grantee": "clerk", "grantee_kind": Grantee.ACCOUNT, "grantee_name": "Sabine"}
    return builders.mandate(**{**facts, **changed})


def test_a_mandate_lends_a_body_s_people_what_they_may_for_their_own() -> None:
    (delegation,) = lent(officer_of_munich(), builders.mandate(services=["ewa"]))

    assert (delegation["id"], delegation["scope"], delegation["only"]) == ("m1", PRIEN, ["ewa"])
    assert set(delegation["permissions"]) == MANDATED["order"]


def test_a_member_who_may_not_order_gets_no_ordering_by_a_mandate() -> None:
    (delegation,) = lent(
        officer_of_munich(roles=[RoleAssignment(Role.MEMBER, MUNICH)]), builders.mandate()
    )

    assert set(delegation["permissions"]) == MANDATED["order"] & PERMISSIONS[Role.MEMBER]
    assert "orders:place" not in delegation["permissions"]


@pytest.mark.parametrize("scope", MandateScope)
def test_a_person_is_lent_exactly_what_the_scope_says(scope: MandateScope) -> None:
    (delegation,) = lent(officer_of_munich(), to_person(scope=scope))

    assert set(delegation["permissions"]) == MANDATED[scope]


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_until": TODAY - timedelta(days=1)},
        {"valid_from": TODAY + timedelta(days=1)},
        {"state": MandateState.REQUESTED},
        {"state": MandateState.REVOKED},
    ],
    ids=["over", "not yet", "requested", "revoked"],
)
def test_a_mandate_that_does_not_hold_lends_nothing(changed: dict[str, Any]) -> None:
    assert lent(officer_of_munich(), builders.mandate(**changed)) == []


@pytest.mark.parametrize("state", [AccountState.SUSPENDED, AccountState.CLOSED])
def test_a_suspended_person_is_lent_nothing(state: AccountState) -> None:
    assert lent(officer_of_munich(state=state), to_person()) == []


def test_a_mandate_ends_with_its_last_day_in_bavaria() -> None:
    (delegation,) = lent(officer_of_munich(), builders.mandate(valid_until=date(2026, 12, 31)))

    assert delegation["ends_at"] == 1798758000  # 2027-01-01T00:00 in Munich


def test_signing_for_another_body_waits_for_the_operator() -> None:
    mandate = to_person(scope=MandateScope.SIGN)

    mandate.grant()
    waiting = (mandate.state, mandate.holds_on(TODAY))
    mandate.release("nina")

    assert waiting == (MandateState.REQUESTED, False)
    assert (mandate.state, mandate.released_by) == (MandateState.GRANTED, "nina")
    assert builders.kinds(mandate) == [
        "mandate.requested", "mandate.changed", "mandate.granted", "mandate.changed",
    ]  # fmt: skip


def test_nobody_releases_the_own_mandate() -> None:
    mandate = to_person(scope=MandateScope.SIGN)
    mandate.grant()

    with pytest.raises(Forbidden):
        mandate.release("mayor")

    assert mandate.state is MandateState.REQUESTED


def test_signing_is_lent_to_a_person_never_to_a_whole_body() -> None:
    mandate = builders.mandate(scope=MandateScope.SIGN)
    signing = builders.account(roles=[], authorities=[builders.authority(body=MUNICH)])

    lends = lent(signing, mandate)

    assert "contracts:sign" not in str(lends)


def test_a_mandate_is_revoked_once() -> None:
    mandate = builders.mandate()

    mandate.revoke("mayor", "weil", NOW)

    assert not mandate.holds_on(TODAY)
    with pytest.raises(Conflict):
        mandate.revoke("mayor", "weil", NOW)


def test_a_mandate_follows_a_body_to_its_successor() -> None:
    mandate = builders.mandate()

    mandate.move(PRIEN, "09187999", "Prien-Nord")

    assert (mandate.grantor, mandate.grantor_name) == ("09187999", "Prien-Nord")
    assert mandate.grantee == MUNICH


def test_signing_is_not_lent_as_long_as_the_name_is_not_settled() -> None:
    unnamed = officer_of_munich(asserted_family_name=None)

    lends = lent(unnamed, to_person(scope=MandateScope.SIGN))

    assert "contracts:sign" not in str(lends)


def test_a_mandate_without_a_sensible_end_breaks_nobody_s_sign_in() -> None:
    (delegation,) = lent(officer_of_munich(), builders.mandate(valid_until=date(9999, 12, 31)))

    assert delegation["ends_at"] > 2**33
