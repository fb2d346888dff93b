"""A vendor's people in pages: who works here, inviting, ending an access."""

from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden
from tests.unit.gateway.account_answers import wrong
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PLACE = "vendor:demo"
MAX = {"account": "max", "name": "Max Muster", "email": "max@demo.example", "state": "active",
       "state_label": "aktiv", "roles": ["vendor_manager"], "role_labels": ["Hersteller"],
       }  # fmt: skip
INVITED = {"id": "i1", "name": "Kim Neu", "email": "kim@demo.example", "state": "open",
           "expires_on": "2026-12-31", "scope": PLACE}  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    me = {**MAX, "account": known["subject"], "name": "Vera Ich"}
    grants = {"self": ["me:read"], PLACE: ["setup:report", "members:read", "members:manage"]}
    made.answers("identity.principal", {**known, "grants": grants})
    made.claims(vendor="demo", roles=[])
    made.answers("identity.list_members", {"items": [me, MAX], "next": None, "total": 2})
    over = {**INVITED, "id": "i2", "name": "Alt Vorbei", "state": "accepted"}
    made.answers("identity.list_invitations", {"items": [INVITED, over], "next": None, "total": 2})
    return made


def read(gateway: Gateway, path: str = "/vendor/team") -> Any:
    return gateway.client.get(path, headers={**SIGNED_IN, "Accept-Language": "de"})


def send(gateway: Gateway, path: str, **typed: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k1", **typed}
    return gateway.client.post(path, data=form, headers=SIGNED_IN)


def asked(gateway: Gateway, called: str) -> Any:
    (one,) = [made[1] for made in gateway.calls.made if made[0] == called]
    return one


def test_a_vendors_people_see_each_other_and_who_is_invited(gateway: Gateway) -> None:
    page = read(gateway).text

    assert asked(gateway, "identity.list_members")["body"] == PLACE
    assert asked(gateway, "identity.list_invitations")["query"]["scope"] == PLACE
    for said in ("Max Muster", "max@demo.example", "Kim Neu", "31.12.2026"):
        assert said in page
    assert page.count("Zugang beenden") == 1
    assert "Alt Vorbei" not in page
    assert 'href="/vendor/team" aria-current="page"' in page


def test_a_colleague_is_invited_by_mail(gateway: Gateway) -> None:
    gateway.answers("identity.invite_member", INVITED)

    answer = send(gateway, "/vendor/team", name="Kim Neu", email="kim@demo.example")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/vendor/team")
    told = asked(gateway, "identity.invite_member")
    assert (told["body"], told["payload"]) == (
        PLACE, {"name": "Kim Neu", "email": "kim@demo.example", "role": "vendor_manager"},
    )  # fmt: skip


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(gateway: Gateway) -> None:
    gateway.answers("identity.invite_member", wrong("/email", "Ergänzen Sie das @."))

    answer = send(gateway, "/vendor/team", name="Kim Neu", email="kim")

    assert answer.status_code == 422
    assert 'value="Kim Neu"' in answer.text
    assert 'id="email-error"' in answer.text


def test_an_access_ends_after_it_was_asked_back(gateway: Gateway) -> None:
    gateway.answers("identity.set_member_roles", {})

    question = read(gateway, "/vendor/team/max")
    answer = send(gateway, "/vendor/team/max")

    assert "Zugang von Max Muster beenden?" in question.text
    assert answer.status_code == 303
    told = asked(gateway, "identity.set_member_roles")
    assert (told["body"], told["account_id"], told["payload"]) == (PLACE, "max", {"roles": []})
    assert read(gateway, "/vendor/team/nobody").status_code == 404


def test_a_refused_end_says_why(gateway: Gateway) -> None:
    refusal = Forbidden("own-account", "Das ist Ihr eigenes Konto.", "[]")
    gateway.answers("identity.set_member_roles", refusal)

    assert send(gateway, "/vendor/team/max").status_code == 422


def test_an_invitation_is_taken_back(gateway: Gateway) -> None:
    gateway.answers("identity.revoke_invitation", INVITED)

    answer = send(gateway, "/vendor/team/invitations/i1/revoke")

    assert answer.status_code == 303
    assert asked(gateway, "identity.revoke_invitation")["invitation_id"] == "i1"


def test_an_invitation_taken_back_twice_is_said_in_place(gateway: Gateway) -> None:
    gone = Conflict("invitation-over", "invitation-over")
    gateway.answers("identity.revoke_invitation", gone)

    answer = send(gateway, "/vendor/team/invitations/i1/revoke")

    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert "Max Muster" in answer.text
    assert 'name="email"' in answer.text


def test_who_manages_nobody_sees_the_people_and_no_invitations(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], PLACE: ["setup:report", "members:read"]}
    gateway.answers("identity.principal", {**known, "grants": grants})
    refusal = Forbidden("not-permitted", permission="members:manage")
    gateway.answers("identity.list_invitations", refusal)

    page = read(gateway)

    assert (page.status_code, gateway.calls.count("identity.list_invitations")) == (200, 0)
    assert "Max Muster" in page.text


def test_who_is_of_no_vendor_has_no_team_here(gateway: Gateway) -> None:
    gateway.claims(vendor=None)

    assert read(gateway).status_code == 403
    assert send(gateway, "/vendor/team", name="x", email="x@y.example").status_code == 403
