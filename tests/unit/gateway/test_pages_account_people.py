"""The pages of a body: its people, and the mandates by and to it."""

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.common import clock
from services.common.errors import Conflict, Forbidden, Unavailable
from tests.unit.gateway.account_answers import FOUND, PRIEN, wrong
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway, back_with

BODY, OTHER = "09187162", "09162000"
FOLLOWS = ["members:read", "mandates:read", "authorities:request", "orders:place"]
MANAGES = [*FOLLOWS, "members:manage", "mandates:grant", "contacts:hand-over"]
ANNA = {
    "account": "a1", "name": "Anna Amt", "email": "anna@prien.example", "phone": None,
    "department": "Bürgerbüro", "state": "active", "state_label": "freigeschaltet",
    "roles": ["body_admin"], "role_labels": ["Administration der Stelle"], "signs": False,
}  # fmt: skip
BEN = {
    **ANNA, "account": "a2", "name": "Ben Boot", "email": "ben@prien.example",
    "roles": ["member"], "role_labels": ["Mitglied"], "signs": True,
}  # fmt: skip
MUNICH = {**PRIEN, "key": OTHER, "label": "München", "full_name": "München"}
INVITATION = {
    "id": "i1", "state": "open", "name": "Cara Clerk", "email": "cara@prien.example",
    "role_label": "Mitglied", "expires_on": "2026-12-20",
}  # fmt: skip
MANDATE: dict[str, Any] = {
    "id": "m1", "grantor": BODY, "grantor_name": "Markt Prien a.Chiemsee", "grantee": OTHER,
    "grantee_name": "Landeshauptstadt München", "scope": "order", "scope_label": "Bestellen",
    "services": [], "valid_from": "2026-01-01", "valid_until": "2027-01-01", "state": "granted",
    "state_label": "erteilt", "document_hash": "a" * 64, "reason": None, "version": 1,
}  # fmt: skip
GRANTED = {
    "grantee": OTHER, "scope": "order", "valid_from": "2026-12-01", "valid_until": "2027-12-01",
    "document_hash": "b" * 64,
}  # fmt: skip


def listed(*items: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items)}


def gateway_of(permissions: list[str], **everywhere: list[str]) -> Gateway:
    gateway = Gateway()
    known = gateway.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], BODY: permissions, **everywhere}
    gateway.answers("identity.principal", {**known, "grants": grants})
    gateway.answers("identity.get_body", PRIEN)
    gateway.answers("identity.find_bodies", FOUND)
    gateway.answers("identity.list_members", listed(ANNA, BEN))
    gateway.answers("identity.list_invitations", listed(INVITATION))
    gateway.answers("identity.list_mandates", listed(MANDATE))
    gateway.answers("identity.get_mandate", MANDATE)
    gateway.answers("catalog.search", listed({"id": "ewa", "title": {"de": "eWA", "en": "eWA"}}))
    return gateway


@pytest.fixture
def gateway() -> Gateway:
    return gateway_of(MANAGES)


def get(gateway: Gateway, path: str, **headers: str) -> TestResponse:
    return gateway.client.get(path, headers={**SIGNED_IN, **headers})


def post(gateway: Gateway, path: str, **typed: str | list[str]) -> TestResponse:
    typed = {"csrf_token": CSRF, "form_key": "k", "form_author": "x", **typed}
    return gateway.client.post(path, data=typed, headers=SIGNED_IN)


def made(gateway: Gateway, call: str) -> list[dict[str, Any]]:
    return [arguments for called, arguments, _, _ in gateway.calls.made if called == call]


def test_the_menu_leads_to_the_body_one_acts_for(gateway: Gateway) -> None:
    assert get(gateway, "/bodies").location == f"/bodies/{BODY}"


def test_a_body_s_page_offers_what_the_reader_may_see(gateway: Gateway) -> None:
    page = get(gateway, f"/bodies/{BODY}").text

    assert "<h1>Markt Prien a.Chiemsee</h1>" in page
    assert f"/bodies/{BODY}/members" in page
    assert f"/bodies/{BODY}/mandates" in page


def test_who_may_see_nothing_there_is_offered_nothing() -> None:
    page = get(gateway_of(["orders:read"]), f"/bodies/{BODY}").text

    assert "/members" not in page
    assert "/mandates" not in page


def test_who_manages_invites_changes_roles_and_hands_over(gateway: Gateway) -> None:
    page = get(gateway, f"/bodies/{BODY}/members").text

    assert "Person einladen" in page
    assert f"/bodies/{BODY}/members/a2" in page
    assert "Cara Clerk" in page
    assert f"/bodies/{BODY}/hand-over" in page


def test_nobody_is_offered_to_change_their_own_roles(gateway: Gateway) -> None:
    assert f"/bodies/{BODY}/members/a1" not in get(gateway, f"/bodies/{BODY}/members").text


def test_who_only_follows_sees_people_and_whom_to_ask() -> None:
    gateway = gateway_of(FOLLOWS)

    page = get(gateway, f"/bodies/{BODY}/members").text

    assert "Ben Boot" in page
    assert "Person einladen" not in page
    assert gateway.calls.count("identity.list_invitations") == 0
    assert get(gateway, f"/bodies/{BODY}/members/invite").status_code == 403


def test_an_invitation_is_sent_once(gateway: Gateway) -> None:
    gateway.answers("identity.invite_member", INVITATION)
    whom = {"name": "Cara Clerk", "email": "cara@prien.example", "role": "member"}

    answers = [post(gateway, f"/bodies/{BODY}/members/invite", **whom) for _ in range(2)]

    assert {answer.location for answer in answers} == {f"/bodies/{BODY}/members"}
    assert made(gateway, "identity.invite_member") == [{"body": BODY, "payload": whom}]


def test_a_wrong_address_is_said_at_its_field(gateway: Gateway) -> None:
    gateway.answers("identity.invite_member", wrong("/email", "Ergänzen Sie das @."))

    whom = {"name": "Cara Clerk", "email": "cara", "role": "member"}
    answer = post(gateway, f"/bodies/{BODY}/members/invite", **whom)

    assert answer.status_code == 422
    assert 'value="Cara Clerk"' in answer.text
    assert "Ergänzen Sie das @." in answer.text


def test_an_invitation_is_taken_back(gateway: Gateway) -> None:
    gateway.answers("identity.revoke_invitation", INVITATION)

    answer = post(gateway, f"/bodies/{BODY}/invitations/i1/revoke")

    assert answer.location == f"/bodies/{BODY}/members"
    assert made(gateway, "identity.revoke_invitation") == [{"invitation_id": "i1"}]


def test_an_invitation_that_cannot_be_taken_back_is_told_on_its_page(gateway: Gateway) -> None:
    gateway.answers("identity.revoke_invitation", Conflict("invitation-over"))

    answer = post(gateway, f"/bodies/{BODY}/invitations/i1/revoke")

    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert "Personen: Markt Prien a.Chiemsee" in answer.text


@pytest.mark.parametrize("roles", [["member", "officer"], []])
def test_somebody_gets_exactly_the_roles_ticked(gateway: Gateway, roles: list[str]) -> None:
    gateway.answers("identity.set_member_roles", {})

    page = get(gateway, f"/bodies/{BODY}/members/a2")
    answer = post(gateway, f"/bodies/{BODY}/members/a2", roles=roles)

    assert 'value="member" checked' in page.text
    assert answer.location == f"/bodies/{BODY}/members"
    [changed] = made(gateway, "identity.set_member_roles")
    assert changed == {"body": BODY, "account_id": "a2", "payload": {"roles": roles}}


def test_everything_is_handed_over_to_somebody_else(gateway: Gateway) -> None:
    gateway.answers("identity.hand_over", {})

    answer = post(gateway, f"/bodies/{BODY}/hand-over", from_account="a2", to_account="a1")

    assert answer.location == f"/bodies/{BODY}/members"
    payload = {"from_account": "a2", "to_account": "a1"}
    assert made(gateway, "identity.hand_over") == [{"body": BODY, "payload": payload}]


def test_handing_over_to_the_same_person_is_refused_at_the_field(gateway: Gateway) -> None:
    gateway.answers("identity.hand_over", wrong("/to_account", "Das ist dieselbe Person."))

    answer = post(gateway, f"/bodies/{BODY}/hand-over", from_account="a2", to_account="a2")

    assert answer.status_code == 422
    assert "Das ist dieselbe Person." in answer.text


# -- Mandates


def test_mandates_are_listed_by_who_gave_them(gateway: Gateway) -> None:
    held = {**MANDATE, "id": "m2", "grantor": OTHER, "grantor_name": "Landeshauptstadt München"}
    gateway.answers("identity.list_mandates", listed(MANDATE, held))

    page = get(gateway, f"/bodies/{BODY}/mandates").text

    assert "Von der Stelle erteilt" in page
    assert "Der Stelle erteilt" in page
    assert "Vollmacht erteilen" in page


def test_mandates_that_have_ended_stand_on_a_list_of_their_own(gateway: Gateway) -> None:
    gateway.answers("identity.list_mandates", {**listed(MANDATE), "next": "n1"})
    today, path = clock.local_date(clock.now()), f"/bodies/{BODY}/mandates"

    present, past = get(gateway, path).text, get(gateway, f"{path}?view=past").text

    first, second = (one["query"] for one in made(gateway, "identity.list_mandates"))
    assert first == {"body": BODY, "ends_from": today.isoformat(), "limit": "100"}
    yesterday = (today - timedelta(days=1)).isoformat()
    assert second == {"body": BODY, "ends_by": yesterday, "limit": "100"}
    assert f'href="{path}?view=past"' in present
    assert f'href="{path}"' in past
    assert f"{path}?cursor=n1" in present
    assert f"{path}?view=past&amp;cursor=n1" in past


def test_who_may_not_grant_is_told_who_may() -> None:
    gateway = gateway_of(FOLLOWS)
    gateway.answers("identity.list_mandates", listed())

    page = get(gateway, f"/bodies/{BODY}/mandates").text

    assert "Vollmacht erteilen" not in page
    assert "zeichnungsbefugte Personen" in page
    assert get(gateway, f"/bodies/{BODY}/mandates/new").status_code == 403


def test_a_mandate_for_nobody_leads_back_to_the_choice(gateway: Gateway) -> None:
    answer = get(gateway, f"/bodies/{BODY}/mandates/grant")

    assert (answer.status_code, answer.location) == (303, f"/bodies/{BODY}/mandates/new")


def test_the_grantee_is_searched_and_then_asked_about(gateway: Gateway) -> None:
    gateway.answers("identity.find_bodies", listed(MUNICH, PRIEN))

    found = get(gateway, f"/bodies/{BODY}/mandates/new?q=M").text
    form = get(gateway, f"/bodies/{BODY}/mandates/grant?grantee={OTHER}").text

    assert f'value="{OTHER}"' in found
    assert f'value="{BODY}"' not in found
    assert "Ben Boot" in found
    assert "Was darf München?" in form


def test_a_mandate_is_given_and_shown(gateway: Gateway) -> None:
    gateway.answers("identity.grant_mandate", MANDATE)

    answer = post(gateway, f"/bodies/{BODY}/mandates/grant", **GRANTED)

    assert answer.location == "/mandates/m1"
    assert made(gateway, "identity.grant_mandate") == [{"payload": {"grantor": BODY, **GRANTED}}]


def test_a_mandate_may_be_limited_to_certain_services(gateway: Gateway) -> None:
    gateway.answers("identity.grant_mandate", MANDATE)

    post(gateway, f"/bodies/{BODY}/mandates/grant", **GRANTED, services=["ewa"])
    gateway.answers("identity.get_mandate", {**MANDATE, "services": ["ewa"]})

    [given] = made(gateway, "identity.grant_mandate")
    assert given["payload"]["services"] == ["ewa"]
    assert 'href="/leistungen/ewa"' in get(gateway, "/mandates/m1").text


def test_while_the_catalogue_is_away_a_mandate_can_be_given_for_all(gateway: Gateway) -> None:
    gateway.answers("catalog.search", Unavailable("service-away"))

    page = get(gateway, f"/bodies/{BODY}/mandates/grant?grantee={BODY}")

    assert page.status_code == 200
    assert 'name="services"' not in page.text


def test_what_is_wrong_with_a_mandate_is_said_at_its_field(gateway: Gateway) -> None:
    gateway.answers("identity.find_bodies", listed(MUNICH))
    gateway.answers("identity.grant_mandate", wrong("/document_hash", "64 Zeichen, bitte."))

    answer = post(gateway, f"/bodies/{BODY}/mandates/grant", **{**GRANTED, "document_hash": "x"})

    assert answer.status_code == 422
    assert "64 Zeichen, bitte." in answer.text


def test_revoking_is_asked_back_and_needs_a_reason(gateway: Gateway) -> None:
    gateway.answers("identity.revoke_mandate", {**MANDATE, "state": "revoked"})

    asked = get(gateway, "/mandates/m1/revoke")
    empty = post(gateway, "/mandates/m1/revoke")
    answer = post(gateway, "/mandates/m1/revoke", reason="Erledigt")

    assert "sofort nicht mehr" in asked.text
    assert empty.status_code == 422
    assert answer.location == "/mandates/m1"
    [revoked] = made(gateway, "identity.revoke_mandate")
    assert revoked == {"mandate_id": "m1", "payload": {"reason": "Erledigt"}}


def test_only_who_may_is_offered_to_revoke() -> None:
    page = get(gateway_of(FOLLOWS), "/mandates/m1")

    assert "/mandates/m1/revoke" not in page.text
    assert get(gateway_of(FOLLOWS), "/mandates/m1/revoke").status_code == 403


def test_the_operator_releases_a_mandate_to_sign() -> None:
    gateway = gateway_of([], **{"*": ["mandates:release", "registrations:decide"]})
    gateway.answers("identity.get_mandate", {**MANDATE, "state": "requested"})
    gateway.answers("identity.release_mandate", MANDATE)

    page, answer = get(gateway, "/mandates/m1"), post(gateway, "/mandates/m1/release")

    assert "Vollmacht freigeben" in page.text
    assert answer.location == "/mandates/m1"


def test_a_refused_release_is_said_on_the_mandate_s_page() -> None:
    gateway = gateway_of([], **{"*": ["mandates:release", "registrations:decide"]})
    gateway.answers("identity.get_mandate", {**MANDATE, "state": "requested"})
    refusal = Forbidden("own-mandate", "Das gibt jemand anderes frei.", "[]")
    gateway.answers("identity.release_mandate", refusal)

    answer = post(gateway, "/mandates/m1/release")

    assert answer.status_code == 422
    assert "Das gibt jemand anderes frei." in answer.text


def test_a_mandate_s_end_tells_its_reason(gateway: Gateway) -> None:
    ended = {**MANDATE, "state": "revoked", "state_label": "widerrufen", "reason": "Erledigt"}
    gateway.answers("identity.get_mandate", ended)

    page = get(gateway, "/mandates/m1").text

    assert "Erledigt" in page
    assert "/mandates/m1/revoke" not in page


def test_a_mandate_decided_meanwhile_is_said_above_the_form(gateway: Gateway) -> None:
    refusal = Conflict("mandate-wrong-state", "Schon widerrufen.", "[]")
    gateway.answers("identity.revoke_mandate", refusal)

    answer = post(gateway, "/mandates/m1/revoke", reason="Erledigt")

    assert answer.status_code == 422
    assert "Schon widerrufen." in answer.text


def test_english_readers_read_english(gateway: Gateway) -> None:
    page = get(gateway, f"/bodies/{BODY}/members", **{"Accept-Language": "en"}).text

    assert "Invite somebody" in page


def test_a_mandate_kept_over_a_sign_in_is_shown_but_never_for_somebody_else(
    gateway: Gateway,
) -> None:
    gateway.answers("identity.find_bodies", listed(MUNICH, PRIEN))
    path, kept = f"/bodies/{BODY}/mandates/grant", {**GRANTED, "grantee": BODY}

    again = back_with(gateway, path, kept).text
    chosen = back_with(gateway, path, kept, f"{path}?grantee={OTHER}").text

    assert f'name="grantee" value="{BODY}"' in again
    assert f'name="grantee" value="{OTHER}"' in chosen


def test_lists_of_people_and_mandates_go_on(gateway: Gateway) -> None:
    for call, one in (("list_members", BEN), ("list_mandates", MANDATE)):
        gateway.answers(f"identity.{call}", {"items": [one], "next": "c2", "total": 201})

    for path in (f"/bodies/{BODY}/members", f"/bodies/{BODY}/mandates"):
        page = get(gateway, path).text
        assert f'href="{path}?cursor=c2"' in page
        assert "1 von 201" in page
        assert f'href="{path}">' in get(gateway, f"{path}?cursor=c2").text


def test_somebody_on_a_later_page_is_found_to_change_and_to_hand_over(gateway: Gateway) -> None:
    pages = [{"items": [ANNA], "next": "c2", "total": 2}, listed(BEN)]
    gateway.answers("identity.list_members", list(pages))

    assert "Welche Aufgaben hat Ben Boot?" in get(gateway, f"/bodies/{BODY}/members/a2").text
    gateway.answers("identity.list_members", list(pages))
    assert "Ben Boot" in get(gateway, f"/bodies/{BODY}/hand-over").text


def test_where_nobody_administers_one_reads_how_to_get_there() -> None:
    gateway = gateway_of(FOLLOWS)
    assert "Diese Aufgabe beantragen" not in get(gateway, f"/bodies/{BODY}/members").text

    gateway.answers("identity.list_members", listed(BEN))
    assert f"/registrations/new?body={BODY}" in get(gateway, f"/bodies/{BODY}/members").text
