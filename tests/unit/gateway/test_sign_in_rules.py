"""Where a sign-in may lead, and how the person is named."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gateway.app import flask_app
from gateway.saml import messages
from gateway.saml.messages import RefusalReason, SignInRefused
from gateway.sign_in.pages import fresh_of, local_path, person_of, refused_page
from services.common.validation.input import parse
from services.identity.schemas import accounts as schemas
from tests.unit.gateway.gateway_fakes import Gateway

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ASSERTION = messages.Assertion(
    name_id="ek-" + "0" * 40,
    organisation="du-" + "0" * 40,
    attributes={"Firmenname": "Markt Prien"},
    acting_person={"Vorname": "Anna", "Nachname": "Amt"},
    assurance="hoch",
    in_response_to=messages.new_request_id("a" * 64),
    assertion_id="_1",
    authenticated_at=NOW,
    expires_at=NOW,
    xml="<x/>",
    content_key=b"",
)


@pytest.mark.parametrize("path", ["/", "/orders/o1?x=1&y=2", "/a#b", "/api/v1/me"])
def test_a_path_of_ours_is_gone_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\nb",
     "/a\\b", "javascript:alert(1)", "/" + "x" * 600],
)  # fmt: skip
def test_anything_else_leads_to_the_start_page(path: str | None) -> None:
    assert local_path(path) == "/"


def test_the_acting_person_is_named_else_the_organisation() -> None:
    nobody = replace(ASSERTION, acting_person=None)
    unnamed = replace(nobody, attributes={})

    names = [person_of(a)["name"] for a in (ASSERTION, nobody, unnamed)]

    assert names == ["Anna Amt", "Markt Prien", ASSERTION.organisation]
    assert person_of(ASSERTION)["organisation_name"] == "Markt Prien"
    assert person_of(unnamed)["organisation_name"] is None


@pytest.mark.parametrize(
    ("signed", "named"),
    [
        ("=?utf-8?q?DigitalMarkt=0D=0ASubject:_x?=", "= ?utf-8?q?DigitalMarkt=0D=0ASubject:_x?="),
        ("Eva\r\nBcc: x@y.example", "Eva Bcc: x@y.example"),
        ("Ev\u00ada\u202e\u200b", "Eva"),
        ("Eva " * 200, ("Eva " * 50).strip()),
    ],
)
def test_a_signed_name_is_one_the_border_takes(signed: str, named: str) -> None:
    person = person_of(replace(ASSERTION, acting_person={"Vorname": signed, "Nachname": signed}))
    company = person_of(replace(ASSERTION, acting_person=None, attributes={"Firmenname": signed}))

    assert person["given_name"] == person["family_name"] == company["name"] == named
    parsed = parse(schemas.SignIn, person)
    assert parsed["name"] == person["name"]
    assert parse(schemas.SignIn, company)["organisation_name"] == named


def test_a_session_remembers_which_list_the_sign_in_was_for() -> None:
    fresh = fresh_of(ASSERTION)

    assert fresh == {"list_hash": "a" * 64, "at": NOW.isoformat(), "assertion_id": "_1"}


def test_who_may_have_the_wrong_certificate_is_led_to_the_assistant() -> None:
    start = Gateway().client.get("/")
    with flask_app(Gateway().parts).test_request_context():
        refused = refused_page(SignInRefused(RefusalReason.NATURAL_PERSON))

    assert 'href="/zertifikat"' in start.text
    assert 'href="/zertifikat"' in refused
