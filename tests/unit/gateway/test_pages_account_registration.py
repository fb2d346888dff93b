"""The pages of registering: each step keeps what was typed, and says what happens next."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.common.errors import Conflict, NotFound, Unavailable
from tests.unit.gateway.account_answers import FOUND, PRIEN, REVIEW, me, registration, wrong
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PERSON = {
    "given_name": "Sabine", "family_name": "Huber", "office": "Leitung", "department": "Amt 1",
    "phone": "08051 1", "email": "s.huber@prien.example", "role": "officer", "version": "7",
}  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    gateway = Gateway()
    gateway.answers("identity.me", me(state="new"))
    gateway.answers("identity.get_registration", registration())
    gateway.answers("identity.get_body", PRIEN)
    gateway.answers("identity.find_bodies", FOUND)
    return gateway


def get(gateway: Gateway, path: str, **headers: str) -> TestResponse:
    return gateway.client.get(path, headers={**SIGNED_IN, **headers})


def post(gateway: Gateway, path: str, **typed: str) -> TestResponse:
    typed = {"csrf_token": CSRF, "form_key": "k", "form_author": "x", **typed}
    return gateway.client.post(path, data=typed, headers=SIGNED_IN)


def made(gateway: Gateway, call: str) -> list[dict[str, Any]]:
    return [arguments for called, arguments, _, _ in gateway.calls.made if called == call]


def test_a_guest_is_led_to_the_sign_in_and_back() -> None:
    answer = Gateway().client.get("/registrations/new")

    assert (answer.status_code, answer.location) == (303, "/login?next=/registrations/new")


def test_a_body_is_searched_in_the_register_and_chosen_from_what_was_found(
    gateway: Gateway,
) -> None:
    page = get(gateway, "/registrations/new?q=Prien").text

    assert 'value="09187162"' in page
    assert "Prien a.Chiemsee, Gemeinde, 83209 Prien a.Chiemsee" in page
    asked = {"query": {"q": "Prien", "limit": "20"}}
    assert asked in made(gateway, "identity.find_bodies")


def test_a_body_nobody_found_leads_to_whom_to_ask(gateway: Gateway) -> None:
    gateway.answers("identity.find_bodies", {"items": [], "next": None, "total": 0})

    assert "mailto:" in get(gateway, "/registrations/new?q=Atlantis").text.split("<footer")[0]


def test_the_body_chosen_begins_a_draft(gateway: Gateway) -> None:
    gateway.answers("identity.create_registration", registration(office=""))

    answer = post(gateway, "/registrations/new", body="09187162")

    assert (answer.status_code, answer.location) == (303, "/registrations/a1.1/person")
    assert made(gateway, "identity.create_registration") == [{"payload": {"body": "09187162"}}]


def test_choosing_nothing_is_said_at_the_choice(gateway: Gateway) -> None:
    answer = post(gateway, "/registrations/new?q=Prien")

    assert answer.status_code == 422
    assert "Diese Angabe fehlt noch." in answer.text


def test_who_has_a_registration_under_way_goes_on_with_that(gateway: Gateway) -> None:
    gateway.answers("identity.me", me(state="new", registrations=[registration()]))

    assert get(gateway, "/registrations/new").location == "/registrations/a1.1"


def test_a_step_is_kept_and_leads_to_the_next_that_is_missing(gateway: Gateway) -> None:
    gateway.answers("identity.change_registration", registration(terms_version=""))

    answer = post(gateway, "/registrations/a1.1/person", **PERSON)

    assert answer.location == "/registrations/a1.1/further"
    [kept] = made(gateway, "identity.change_registration")
    assert (kept["version"], kept["payload"]["functional_mailbox"]) == (7, False)
    assert "version" not in kept["payload"]


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(gateway: Gateway) -> None:
    gateway.answers("identity.change_registration", wrong("/email", "Ergänzen Sie das @."))

    answer = post(gateway, "/registrations/a1.1/person", **{**PERSON, "office": "Neue Leitung"})

    assert answer.status_code == 422
    assert 'value="Neue Leitung"' in answer.text
    assert 'id="email-error"' in answer.text
    assert "<title>Fehler:" in answer.text


def test_missing_entries_are_named_before_anything_is_sent(gateway: Gateway) -> None:
    answer = post(gateway, "/registrations/a1.1/person", **{**PERSON, "phone": ""})

    assert answer.status_code == 422
    assert 'href="#phone"' in answer.text
    assert made(gateway, "identity.change_registration") == []


def test_a_step_sent_twice_leads_on(gateway: Gateway) -> None:
    kept = {name: value for name, value in PERSON.items() if name != "version"}
    gateway.answers("identity.change_registration", Conflict("changed-meanwhile"))
    gateway.answers("identity.get_registration", registration(**kept, version=8))

    answer = post(gateway, "/registrations/a1.1/person", **PERSON)

    assert answer.location == "/registrations/a1.1/check"


def test_an_overtaken_step_keeps_what_was_typed_and_can_be_saved_again(gateway: Gateway) -> None:
    gateway.answers("identity.change_registration", Conflict("changed-meanwhile"))
    gateway.answers("identity.get_registration", registration(version=8))

    answer = post(gateway, "/registrations/a1.1/person", **{**PERSON, "office": "Neue Leitung"})

    assert answer.status_code == 422
    assert 'value="Neue Leitung"' in answer.text
    assert 'name="version" value="8"' in answer.text


def test_the_terms_are_accepted_in_the_version_of_today(gateway: Gateway) -> None:
    gateway.answers("identity.change_registration", registration())

    answer = post(gateway, "/registrations/a1.1/further", terms="yes", version="7")

    assert answer.location == "/registrations/a1.1/check"
    [kept] = made(gateway, "identity.change_registration")
    assert kept["payload"] == {
        "digital_officer": None,
        "team": [],
        "replaces_certificate": False,
        "newsletter": False,
        "terms_version": "2026-01",
    }


def test_a_digital_officer_is_sent_as_one_person(gateway: Gateway) -> None:
    gateway.answers("identity.change_registration", registration())
    named = {"officer_name": "Jo Amt", "officer_email": "jo@prien.example"}

    post(gateway, "/registrations/a1.1/further", terms="yes", version="7", **named)

    [kept] = made(gateway, "identity.change_registration")
    officer = {"name": "Jo Amt", "email": "jo@prien.example"}
    assert kept["payload"]["digital_officer"] == officer


def test_a_team_is_typed_a_person_a_line(gateway: Gateway) -> None:
    gateway.answers("identity.change_registration", registration())
    team = "Jo Amt, jo@prien.example\n\nKim Rat"

    post(gateway, "/registrations/a1.1/further", terms="yes", version="7", team=team)

    [kept] = made(gateway, "identity.change_registration")
    assert kept["payload"]["team"] == [
        {"name": "Jo Amt", "email": "jo@prien.example"},
        {"name": "Kim Rat", "email": ""},
    ]


def test_who_was_rejected_finds_the_reason_and_begins_anew(gateway: Gateway) -> None:
    gateway.answers("identity.me", me(state="new", registrations=[registration("rejected")]))

    page = get(gateway, "/registrations/new").text

    assert 'href="/registrations/a1.1"' in page
    assert 'id="q"' in page


def test_what_was_done_is_still_said_after_being_led_on_twice(gateway: Gateway) -> None:
    gateway.answers("identity.me", me(state="new", registrations=[registration()]))
    cookie = f"{SIGNED_IN['Cookie']}; done=invitation-registration"

    led_on = get(gateway, "/registrations/new", Cookie=cookie)
    shown = get(gateway, led_on.location, Cookie=cookie)

    assert led_on.headers.getlist("Set-Cookie") == []
    assert "Sie haben die Einladung angenommen." in shown.text


def test_everything_is_shown_before_it_is_handed_in(gateway: Gateway) -> None:
    page = get(gateway, "/registrations/a1.1/check").text

    assert "Leitung Bürgerbüro" in page
    assert "Registrierung abschicken" in page
    assert 'href="/registrations/a1.1/person"' in page


def test_what_is_not_complete_cannot_be_handed_in(gateway: Gateway) -> None:
    gateway.answers("identity.get_registration", registration(phone=""))

    page = get(gateway, "/registrations/a1.1/check").text

    assert "Registrierung abschicken" not in page
    assert "Es fehlen noch Angaben" in page


def test_the_same_form_hands_in_once(gateway: Gateway) -> None:
    gateway.answers("identity.submit_registration", registration("submitted"))

    answers = [post(gateway, "/registrations/a1.1/submit") for _ in range(2)]

    assert {answer.location for answer in answers} == {"/registrations/a1.1"}
    assert gateway.calls.count("identity.submit_registration") == 1


def test_what_is_refused_is_said_above_everything(gateway: Gateway) -> None:
    gateway.answers(
        "identity.submit_registration",
        Conflict("organisation-full", "Ihre Organisation ist voll.", "[]"),
    )

    answer = post(gateway, "/registrations/a1.1/submit")

    assert answer.status_code == 422
    assert "Ihre Organisation ist voll." in answer.text


@pytest.mark.parametrize(
    ("state", "changes", "said"),
    [
        ("draft", {}, "Registrierung fertig ausfüllen"),
        ("submitted", {}, "E-Mail noch einmal schicken"),
        ("submitted", {"email_confirmed": True, "waiting_for": REVIEW}, "BayKommun ist am Zug"),
        ("asked_back", {"reason": "Welches Amt?"}, "Welches Amt?"),
        ("approved", {}, "Sie sind freigeschaltet"),
        ("rejected", {"reason": "Kein Amt."}, "Neu registrieren"),
    ],
)
def test_each_state_says_who_is_next(
    gateway: Gateway, state: str, changes: dict[str, Any], said: str
) -> None:
    gateway.answers("identity.get_registration", registration(state, **changes))

    page = get(gateway, "/registrations/a1.1").text

    assert said in page
    assert ("noch" in page) == (registration(state, **changes)["waiting_for"] is not None)


def test_a_name_the_sign_in_does_not_prove_is_explained(gateway: Gateway) -> None:
    absent = registration("submitted", name_check="absent", name_check_label="Kein Name")
    gateway.answers("identity.get_registration", absent)

    assert "belegt Ihren Namen nicht" in get(gateway, "/registrations/a1.1").text


def test_a_registration_that_is_being_reviewed_cannot_be_changed(gateway: Gateway) -> None:
    under_review = registration("submitted", email_confirmed=True, waiting_for=REVIEW)
    gateway.answers("identity.get_registration", under_review)

    page = get(gateway, "/registrations/a1.1")

    assert "/registrations/a1.1/person" not in page.text
    assert get(gateway, "/registrations/a1.1/person").status_code == 409


def test_a_reviewer_is_led_to_where_it_is_decided(gateway: Gateway) -> None:
    gateway.answers("identity.get_registration", registration("submitted", account="a2"))

    assert get(gateway, "/registrations/a2.1").location == "/reviews/registrations/a2.1"


def test_english_readers_read_english(gateway: Gateway) -> None:
    page = get(gateway, "/registrations/a1.1/person", **{"Accept-Language": "en"}).text

    assert "Who are you?" in page
    assert "Wer sind Sie?" not in page


# -- The mailed link


def test_looking_at_the_mailed_link_changes_nothing(gateway: Gateway) -> None:
    page = gateway.client.get("/registrations/a1.1/confirm?token=secret")

    assert "Adresse bestätigen" in page.text
    assert made(gateway, "identity.confirm_email") == []


def test_the_button_confirms_the_address_without_a_session(gateway: Gateway) -> None:
    gateway.answers("identity.confirm_email", {"id": "a1.1", "email_confirmed": True})

    answer = gateway.client.post("/registrations/a1.1/confirm", data={"token": "secret"})

    assert answer.location == "/registrations/a1.1/confirmed"
    assert made(gateway, "identity.confirm_email")[0]["payload"] == {"token": "secret"}
    assert gateway.client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    "refusal",
    [wrong("/token", "Dieser Link gilt nicht."), NotFound("registration-not-found", "Nein.", "[]")],
)
def test_a_link_that_does_not_hold_says_calmly_what_to_do(
    gateway: Gateway, refusal: Exception
) -> None:
    gateway.answers("identity.confirm_email", refusal)

    answer = gateway.client.post("/registrations/a1.1/confirm", data={"token": "old"})

    assert answer.status_code == 404
    assert "Dieser Link gilt nicht mehr" in answer.text
    assert 'href="/registrations/a1.1"' in answer.text


def test_a_link_without_its_token_is_such_a_link(gateway: Gateway) -> None:
    answer = gateway.client.get("/registrations/a1.1/confirm")

    assert "Dieser Link gilt nicht mehr" in answer.text


def test_while_identity_is_away_a_link_is_not_called_void(gateway: Gateway) -> None:
    gateway.answers("identity.confirm_email", Unavailable("service-away"))

    answer = gateway.client.post("/registrations/a1.1/confirm", data={"token": "secret"})

    assert answer.status_code == 503


# -- What the sign-in names, two tabs


def test_the_organisation_the_sign_in_named_is_proposed_first(gateway: Gateway) -> None:
    named = PRIEN["full_name"]
    gateway.answers("identity.me", me(state="new", organisation_name=named))

    page = get(gateway, "/registrations/new").text

    assert {"query": {"q": named, "limit": "20"}} in made(gateway, "identity.find_bodies")
    assert f"Ihre Anmeldung nennt „{named}“" in page
    assert 'value="09187162" checked' in page


def test_a_similar_name_is_proposed_but_not_chosen(gateway: Gateway) -> None:
    gateway.answers("identity.me", me(state="new", organisation_name="Prien"))

    page = get(gateway, "/registrations/new").text

    assert 'value="09187162"' in page
    assert " checked" not in page


def test_a_name_the_register_does_not_know_leaves_the_search_empty(gateway: Gateway) -> None:
    gateway.answers("identity.me", me(state="new", organisation_name="Kämmerei 3"))
    gateway.answers("identity.find_bodies", {"items": [], "next": None, "total": 0})

    page = get(gateway, "/registrations/new").text

    assert "Kämmerei 3" not in page
    assert "Keine Stelle gefunden" not in page


def test_a_second_tab_that_begins_too_says_which_registration_is_open(gateway: Gateway) -> None:
    open_one = Conflict("registration-open", "Sie haben schon eine offene Registrierung.", "[]")
    gateway.answers("identity.create_registration", open_one)

    answer = post(gateway, "/registrations/new?q=Prien", body="09187162")

    assert answer.status_code == 422
    assert "Sie haben schon eine offene Registrierung." in answer.text
    assert 'href="/registrations"' in answer.text
    assert 'value="09187162" checked' in answer.text


def test_the_third_step_asks_in_one_round(gateway: Gateway) -> None:
    assert get(gateway, "/registrations/a1.1/further").status_code == 200
    assert gateway.calls.count("identity.me") == 1


def test_the_task_is_told_and_changed_with_the_person(gateway: Gateway) -> None:
    page = get(gateway, "/registrations/a1.1/check").text

    body, person = page.split('id="facts-person"')
    assert "Ihre Aufgabe hier" not in body
    assert "Ich bestelle für meine Stelle" in person


def test_who_only_prepares_is_not_told_to_order(gateway: Gateway) -> None:
    gateway.answers("identity.get_registration", registration("approved", role="member"))

    assert "bereiten Sie Bestellungen vor" in get(gateway, "/registrations/a1.1").text
