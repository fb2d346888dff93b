"""The pages about one's own account: what it shows, what is done there, what is asked first."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.common.errors import Conflict, Forbidden, NotFound, Unavailable
from tests.unit.gateway.account_answers import PRIEN, me, registration, wrong
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

TEAM = [{"id": "t1", "name": "Jo Amt"}, {"id": "t2", "name": "Kim Rat"}]


@pytest.fixture
def gateway() -> Gateway:
    gateway = Gateway()
    gateway.answers("identity.me", me(role_labels={"officer": "Digitalisierungsbeauftragte"}))
    gateway.answers("identity.find_bodies", {"items": [PRIEN], "next": None, "total": 1})
    return gateway


def get(gateway: Gateway, path: str, **headers: str) -> TestResponse:
    return gateway.client.get(path, headers={**SIGNED_IN, **headers})


def post(gateway: Gateway, path: str, **typed: str) -> TestResponse:
    typed = {"csrf_token": CSRF, "form_key": "k", "form_author": "x", **typed}
    return gateway.client.post(path, data=typed, headers=SIGNED_IN)


def payloads(gateway: Gateway, call: str) -> list[dict[str, Any]]:
    return [made["payload"] for called, made, _, _ in gateway.calls.made if called == call]


def test_the_account_says_for_whom_one_acts_by_name(gateway: Gateway) -> None:
    page = get(gateway, "/account").text

    assert '<a href="/bodies/09187162">Markt Prien a.Chiemsee</a>' in page
    assert "Digitalisierungsbeauftragte" in page
    assert "Für eine weitere Stelle registrieren" in page


def test_who_works_for_a_vendor_reads_its_name_and_is_not_asked_to_register(
    gateway: Gateway,
) -> None:
    role = {"role": "vendor_manager", "scope": "vendor:demo"}
    gateway.answers("identity.me", me(roles=[role], role_labels={"vendor_manager": "Betreuung"}))
    gateway.answers("catalog.get_vendor", {"id": "demo", "name": "Demo GmbH"})
    gateway.claims(vendor="demo", roles=[role])

    page, start = get(gateway, "/account").text, get(gateway, "/").text

    assert '<a href="/setups">Demo GmbH</a>' in page
    assert "/registrations/new" not in page
    assert "/mandates" not in page
    assert 'href="/home"' in start


def test_a_registration_that_waits_for_its_person_says_until_when(gateway: Gateway) -> None:
    asked = me(registrations=[registration("asked_back")], role_labels={"officer": "x"})
    gateway.answers("identity.me", asked)

    page = get(gateway, "/account").text

    assert "Fr, 11.12.2026" in page
    assert "Für eine weitere Stelle registrieren" not in page


def test_while_identity_is_away_the_rest_of_the_account_stands(gateway: Gateway) -> None:
    gateway.answers("identity.me", Unavailable("service-away"))

    answer = get(gateway, "/account")

    assert answer.status_code == 200
    assert "Ihre Angaben: gerade nicht erreichbar" in answer.text
    assert "Überall abmelden" in answer.text


def test_an_account_that_has_ended_says_so(gateway: Gateway) -> None:
    gateway.claims(state="suspended")

    assert get(gateway, "/account").status_code == 403


def test_other_browsers_are_signed_out_and_this_one_stays(gateway: Gateway) -> None:
    answer = post(gateway, "/account/sessions", keep="this")

    assert (answer.status_code, answer.location) == (303, "/account")
    assert gateway.sessions.closed == [("a1", "k1")]


def test_signing_out_everywhere_ends_this_session_too(gateway: Gateway) -> None:
    answer = post(gateway, "/account/sessions", keep="none")

    assert answer.location == "/"
    assert gateway.sessions.closed == [("a1", None)]
    assert any(c.startswith("session=;") for c in answer.headers.getlist("Set-Cookie"))


def test_nothing_is_erased_before_it_was_confirmed(gateway: Gateway) -> None:
    asked, refused = get(gateway, "/account/erase"), post(gateway, "/account/erase")

    assert "Konto endgültig löschen" in asked.text
    assert refused.status_code == 422
    assert payloads(gateway, "identity.erase_me") == []


def test_who_confirms_is_erased_and_signed_out(gateway: Gateway) -> None:
    gateway.answers("identity.erase_me", {"erased": [], "kept": []})

    answer = post(gateway, "/account/erase", confirm="yes")

    assert answer.location == "/"
    assert payloads(gateway, "identity.erase_me") == [{"confirm": True}]
    assert any(c.startswith("session=;") for c in answer.headers.getlist("Set-Cookie"))


def test_a_team_says_who_acts_and_goes_on(gateway: Gateway) -> None:
    gateway.claims(team=TEAM, asks=["acting"])

    page = get(gateway, "/account/acting?next=/orders")
    answer = post(gateway, "/account/acting", member="t2", next="/orders")

    assert "Kim Rat" in page.text
    assert answer.location == "/orders"
    assert gateway.sessions.session is not None
    assert gateway.sessions.session.acting == "t2"


def test_a_place_outside_is_never_led_to(gateway: Gateway) -> None:
    gateway.claims(team=TEAM)

    answer = post(gateway, "/account/acting", member="t2", next="//evil.example")

    assert answer.location == "/"


# -- What is asked first


def test_who_acts_for_nobody_yet_is_led_to_the_registration(gateway: Gateway) -> None:
    gateway.claims(state="new")

    assert get(gateway, "/").location == "/registrations/new"
    assert get(gateway, "/account").status_code == 200


@pytest.mark.parametrize(("asked", "page"), [("terms", "/terms"), ("acting", "/account/acting")])
def test_what_is_asked_comes_before_the_pages_of_a_body(
    gateway: Gateway, asked: str, page: str
) -> None:
    gateway.claims(asks=[asked])

    assert get(gateway, "/orders/o1?tab=x").location == f"{page}?next=/orders/o1%3Ftab%3Dx"
    assert get(gateway, "/").status_code == 200


def test_a_guest_is_asked_nothing(gateway: Gateway) -> None:
    assert gateway.client.get("/").status_code == 200


def test_the_terms_of_today_are_accepted_and_one_is_back(gateway: Gateway) -> None:
    due = {"accepted": "2025-01", "current": "2026-01"}
    gateway.answers("identity.me", me(terms=due))
    gateway.answers("identity.accept_terms", {"terms_version": "2026-01"})

    page = get(gateway, "/terms?next=/orders")
    answer = post(gateway, "/terms", accepted="yes", terms_version="2026-01", next="/orders")

    assert 'value="2026-01"' in page.text
    assert answer.location == "/orders"
    assert payloads(gateway, "identity.accept_terms") == [{"terms_version": "2026-01"}]


def test_terms_are_not_accepted_by_pressing_the_button_alone(gateway: Gateway) -> None:
    answer = post(gateway, "/terms", terms_version="2026-01")

    assert answer.status_code == 422
    assert payloads(gateway, "identity.accept_terms") == []


def test_who_has_accepted_is_asked_nothing(gateway: Gateway) -> None:
    page = get(gateway, "/terms").text

    assert "Sie müssen nichts tun." in page
    assert 'action="/terms"' not in page


# -- Invitations

INVITED = {
    "kind": "vendor", "scope_name": "Demo GmbH", "expires_on": "2026-12-28",
    "role_label": {"de": "Betreuung", "en": "Manager"}, "invited_by_name": "Petra Sommer",
}  # fmt: skip


def test_an_invitation_that_is_over_says_so_before_it_is_accepted(gateway: Gateway) -> None:
    gateway.answers("identity.get_invitation", Conflict("invitation-over", "Sie ist weg.", "[]"))

    page = get(gateway, "/invitations/i1?token=secret")

    assert page.status_code == 409
    assert "Sie ist weg." in page.text


def test_a_guest_with_an_invitation_signs_in_and_is_back(gateway: Gateway) -> None:
    answer = gateway.client.get("/invitations/i1?token=secret")

    assert answer.location == "/login?next=/invitations/i1%3Ftoken%3Dsecret"


def test_an_invitation_is_shown_before_it_is_used(gateway: Gateway) -> None:
    gateway.answers("identity.get_invitation", INVITED)

    page = get(gateway, "/invitations/i1?token=secret").text

    for said in ("Anna Amt", "Demo GmbH", "Petra Sommer", ">Betreuung<", "Mo, 28.12.2026"):
        assert said in page
    assert gateway.calls.count("identity.accept_invitation") == 0


@pytest.mark.parametrize(
    ("kind", "onward"),
    [
        ("body", "/registrations/new"),
        ("vendor", "/setups"),
        ("ministry", "/ministry"),
        ("operator", "/operator"),
    ],
)
def test_an_accepted_invitation_leads_on(gateway: Gateway, kind: str, onward: str) -> None:
    gateway.answers("identity.accept_invitation", {"invitation": {"kind": kind}, "account": {}})

    answer = post(gateway, "/invitations/i1", token="secret")

    assert answer.location == onward
    assert payloads(gateway, "identity.accept_invitation") == [{"token": "secret"}]


@pytest.mark.parametrize(
    "refusal",
    [
        Conflict("invitation-over", "Sie ist abgelaufen.", "[]"),
        NotFound("invitation-not-found", "Sie ist abgelaufen.", "[]"),
        Forbidden("name-differs", "Sie ist abgelaufen.", "[]"),
        wrong("/token", "Sie ist abgelaufen."),
    ],
)
def test_an_invitation_that_cannot_be_accepted_says_why_and_what_to_do(
    gateway: Gateway, refusal: Exception
) -> None:
    gateway.answers("identity.accept_invitation", refusal)

    answer = post(gateway, "/invitations/i1", token="secret")

    assert answer.status_code == getattr(refusal, "status", 0)
    assert "Sie ist abgelaufen." in answer.text
    assert "neue Einladung" in answer.text


def test_english_readers_read_english(gateway: Gateway) -> None:
    page = get(gateway, "/account", **{"Accept-Language": "en"}).text

    assert "For whom you act" in page


# -- How one is reached


def test_telephone_and_department_are_changed_by_oneself(gateway: Gateway) -> None:
    gateway.answers("identity.change_contact", {})
    typed = {"department": "Hauptamt", "phone": "08051 606-1"}

    asked = get(gateway, "/account/contact").text
    answer = post(gateway, "/account/contact", **typed)

    assert 'value="08051 606-0"' in asked
    assert answer.location == "/account"
    assert payloads(gateway, "identity.change_contact") == [typed]


def test_what_is_missing_is_said_and_what_was_typed_stays(gateway: Gateway) -> None:
    answer = post(gateway, "/account/contact", department="Hauptamt", phone="")

    assert answer.status_code == 422
    assert 'href="#phone"' in answer.text
    assert 'value="Hauptamt"' in answer.text


def test_who_registers_finds_the_registration_and_the_news_in_the_menu(gateway: Gateway) -> None:
    gateway.claims(state="new")

    menu = get(gateway, "/account").text.split('id="menu"')[1].split("</nav>")[0]

    assert 'href="/registrations"' in menu
    assert 'href="/neues"' in menu
    assert get(gateway, "/registrations").location == "/registrations/new"
