"""An invitation lets one account in; an API client may what its scopes say, until it ends."""

from datetime import date, timedelta

import pytest

from services.common.digests import token_hash
from services.common.errors import Conflict, Invalid
from services.identity.domain.invitations import InvitationState
from services.identity.domain.permissions import CLIENT_SCOPES, CLIENT_SCOPES_AT, PERMISSIONS
from tests import builders
from tests.builders import NOW, PRIEN, TODAY, TOKEN


def test_an_invitation_is_used_by_one_account() -> None:
    invitation = builders.invitation()

    for _ in range(2):
        invitation.accept(TOKEN, "daniel", NOW)

    assert (invitation.state, invitation.accepted_by) == (InvitationState.ACCEPTED, "daniel")
    with pytest.raises(Conflict):
        invitation.accept(TOKEN, "mallory", NOW)


@pytest.mark.parametrize("token", ["", "other", TOKEN + " "])
def test_another_token_opens_nothing(token: str) -> None:
    invitation = builders.invitation()

    with pytest.raises(Invalid):
        invitation.accept(token, "daniel", NOW)

    assert invitation.state is InvitationState.OPEN


def test_an_invitation_that_is_over_opens_nothing() -> None:
    over = builders.invitation(expires_on=date(2026, 11, 19))
    revoked = builders.invitation()
    revoked.revoke()

    for invitation in (over, revoked):
        with pytest.raises(Conflict):
            invitation.accept(TOKEN, "daniel", NOW)


def test_only_the_mail_carries_the_token() -> None:
    invitation = builders.invitation()
    invitation.send(TOKEN)

    (told,) = builders.news(invitation, "identity")

    assert told["data"]["token"] == TOKEN
    assert "token_hash" not in told["data"]["invitation"]


def test_a_client_may_what_its_scopes_say_where_it_belongs() -> None:
    principal = builders.client().principal(TODAY)

    held = CLIENT_SCOPES["orders:read"] | CLIENT_SCOPES["orders:write"]
    assert principal["grants"] == {PRIEN: sorted(held)}
    assert principal["claims"]["scope_permissions"]["orders:read"] == sorted(
        CLIENT_SCOPES["orders:read"]
    )


@pytest.mark.parametrize(
    ("place", "acts_for"),
    [
        (PRIEN, {"body": PRIEN, "vendor": None}),
        ("vendor:x", {"body": None, "vendor": "x"}),
        ("*", {"body": None, "vendor": None}),
    ],
)
def test_a_client_learns_for_whom_it_acts(place: str, acts_for: dict[str, str | None]) -> None:
    client = builders.client(place=place)

    shown = client.shown_to_itself()

    assert acts_for.items() <= shown.items()
    assert (shown["client_id"], shown["expires_on"]) == (client.id, client.expires_on.isoformat())
    assert not {"secret_hash", "created_by"} & shown.keys()


def test_any_scope_lets_a_program_ask_who_it_is_and_no_role_does() -> None:
    assert all("client:read" in held for held in CLIENT_SCOPES.values())
    assert not any("client:read" in held for held in PERMISSIONS.values())


def test_a_client_that_ended_may_nothing() -> None:
    expired = builders.client(expires_on=TODAY - timedelta(days=1))
    revoked = builders.client()
    revoked.revoke(NOW)

    assert [c.principal(TODAY)["grants"] for c in (expired, revoked)] == [{}, {}]


@pytest.mark.parametrize(
    ("place", "scope"), [(PRIEN, "audit:read"), ("vendor:x", "orders:write"), ("*", "orders:setup")]
)
def test_a_client_has_no_scope_its_place_cannot_have(place: str, scope: str) -> None:
    with pytest.raises(Invalid):
        builders.client(place=place, scopes=[scope]).check_scopes()


def test_no_client_signs_decides_or_reviews() -> None:
    never = {"contracts:sign", "contracts:countersign", "registrations:decide", "orders:review"}

    assert all(not never & CLIENT_SCOPES[s] for held in CLIENT_SCOPES_AT.values() for s in held)


def test_the_secret_is_kept_as_a_hash_only() -> None:
    client = builders.client()

    assert client.knows(TOKEN, NOW)
    assert not client.knows("other", NOW)
    assert TOKEN not in str(client.to_doc())
    assert "secret_hash" not in client.public()


def test_a_changed_secret_leaves_the_one_before_a_day() -> None:
    client = builders.client()

    client.rotate(token_hash("new"), NOW, at_once=False, call="r1")

    assert client.knows("new", NOW)
    assert client.knows(TOKEN, NOW + timedelta(hours=23))
    assert not client.knows(TOKEN, NOW + timedelta(hours=24))
    assert "former_hash" not in client.public()


def test_a_secret_that_got_about_ends_at_once() -> None:
    client = builders.client()

    client.rotate(token_hash("new"), NOW, at_once=True, call="r1")

    assert not client.knows(TOKEN, NOW)


def test_a_call_that_came_twice_leaves_the_secret_before_as_it_was() -> None:
    client = builders.client()
    client.rotate(token_hash("first"), NOW, at_once=False, call="r1")

    client.renew(token_hash("again"), call="r1")

    assert client.knows("again", NOW)
    assert client.knows(TOKEN, NOW)
    assert not client.knows("first", NOW)
    assert "secret_call" not in client.public()


@pytest.mark.parametrize("later", ["rotate", "revoke"])
def test_a_call_that_comes_again_late_changes_nothing(later: str) -> None:
    client = builders.client()
    client.rotate(token_hash("first"), NOW, at_once=False, call="r1")
    if later == "rotate":
        client.rotate(token_hash("second"), NOW, at_once=False, call="r2")
    else:
        client.revoke(NOW)
    before = client.to_doc()

    with pytest.raises(Conflict):
        client.renew(token_hash("third"), call="r1")

    assert client.to_doc() == before


def test_a_revoked_client_gets_no_new_secret() -> None:
    client = builders.client(revoked_at=NOW)

    with pytest.raises(Conflict):
        client.rotate(token_hash("new"), NOW, at_once=False, call="r1")
