"""Reviewers see who waits to be let in and why, and decide once, with a reason where one is due."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.common.errors import Conflict, Invalid
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/reviews/registrations"
ONE = f"{PATH}/a9.1"
FAULT = '[{"pointer": "/reason", "detail": "Bitte begründen Sie das."}]'
REVIEWS = ["registrations:read", "registrations:decide", "orders:review"]


def registration(**facts: Any) -> dict[str, Any]:
    """Return a registration as a reviewer gets it."""
    waiting = {
        "role": "reviewer", "due_on": "2026-12-02", "label": "Prüfung",
        "reason": "Sie sind am Zug.", "actions": ["approve", "ask-back", "reject"],
    }  # fmt: skip
    return {
        "id": "a9.1", "account": "a9", "version": 4, "state": "submitted",
        "state_label": "eingereicht", "submitted_at": "2026-11-25T09:00:00+00:00",
        "body": "09187162", "body_name": "Prien a.Chiemsee", "given_name": "Peter",
        "family_name": "Maurer", "role_label": "Mitglied", "office": "Rathaus",
        "department": "Bürgerbüro", "phone": "08051 6060", "email": "maurer@prien.example",
        "functional_mailbox": False, "email_origin": "declared", "email_confirmed": True,
        "digital_officer": None, "team": [], "replaces_certificate": False,
        "name_check": "absent", "name_check_label": "Kein Name im Zertifikat",
        "name_accepted": False, "asserted_name": None, "hints": [], "reason": None,
        "waiting_for": waiting, **facts,
    }  # fmt: skip


def gateway(*permissions: str, **facts: Any) -> Gateway:
    """Return a gateway whose reader works for the operator."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or REVIEWS)}
    made.answers("identity.principal", {**known, "grants": grants})
    case = registration(**facts)
    made.answers("identity.list_registrations", {"items": [case], "next": None, "total": 1})
    made.answers("identity.get_registration", case)
    reviewed = {"noun": "registration", "role": "reviewer", "count": int(case["email_confirmed"])}
    made.answers("identity.registration_turns", {"items": [reviewed], "new": None})
    return made


def get(made: Gateway, path: str = PATH, **headers: str) -> TestResponse:
    return made.client.get(path, headers={**SIGNED_IN, **headers})


def decide(made: Gateway, verdict: str, path: str = ONE, **values: str) -> TestResponse:
    form = {"csrf_token": CSRF, "form_key": "k", "verdict": verdict, "version": "4", **values}
    return made.client.post(path, data=form, headers=SIGNED_IN)


def test_the_list_says_how_many_wait_for_their_people_and_are_not_counted_at_home() -> None:
    said = "Eine davon wartet auf die Person selbst"

    assert said in get(gateway(email_confirmed=False)).text
    assert said not in get(gateway()).text
    assert said not in get(gateway(email_confirmed=False), f"{PATH}?state=asked_back").text


def test_a_guest_is_led_to_the_sign_in_and_back() -> None:
    answer = gateway().client.get(PATH)

    assert (answer.status_code, answer.location) == (303, f"/login?next={PATH}")


def test_the_queue_shows_who_waits_until_when_and_what_stands_out() -> None:
    page = get(gateway()).text

    for said in ("Peter Maurer", "Prien a.Chiemsee", "02.12.2026", "Kein Name im Zertifikat"):
        assert said in page
    assert f'href="{ONE}"' in page


def test_the_reviewer_reads_which_organisation_the_sign_in_names() -> None:
    named = gateway(organisation_name="Markt Prien", organisation_fits=True)
    silent = gateway(organisation_name=None, organisation_fits=None)

    assert "Das Zertifikat nennt: Markt Prien." in get(named, ONE).text
    assert "eine andere Stelle" not in get(named, ONE).text
    assert "die Anmeldung nennt keine Stelle" in get(silent, ONE).text


def test_a_certificate_of_another_body_stands_out_in_the_queue_and_on_its_page() -> None:
    other = gateway(organisation_name="Stadt Erlangen", organisation_fits=False,
                    name_check="matched", email_confirmed=True)  # fmt: skip

    for path in (PATH, ONE):
        assert "Das Zertifikat nennt eine andere Stelle" in get(other, path).text


def test_an_empty_queue_says_so() -> None:
    made = gateway()
    made.answers("identity.list_registrations", {"items": [], "next": None, "total": 0})

    assert "Hier wartet nichts" in get(made).text


def test_the_queue_goes_on_where_it_was_left() -> None:
    made = gateway()
    item = registration()
    made.answers("identity.list_registrations", {"items": [item], "next": "c2", "total": 40})

    page = get(made, f"{PATH}?cursor=c1").text

    assert "cursor=c2" in page
    asked = [call[1]["query"] for call in made.calls.made if "list_reg" in call[0]]
    assert "c1" in [query.get("cursor") for query in asked]


def test_a_registration_shows_what_is_proven_and_what_is_declared() -> None:
    page = get(gateway(hints=[{"kind": "same_name", "account": "a3", "name": "Peter Maurer",
                               "label": "Gleicher Name"}]), ONE).text  # fmt: skip

    for said in ("Das Zertifikat nennt keine Person", "Über den Link bestätigt", "selbst angegeben",
                 "Gleicher Name"):  # fmt: skip
        assert said in page
    assert "a9.1<" not in page


def test_a_decision_is_made_once_and_leads_back() -> None:
    made = gateway()
    made.answers("identity.decide_registration", registration(state="approved"))

    first, second = (decide(made, "approve", accept_name="yes", reason="Rückruf") for _ in "12")

    assert (first.status_code, first.location) == (303, ONE)
    assert second.status_code == 303
    (arguments,) = [m[1] for m in made.calls.made if m[0] == "identity.decide_registration"]
    assert arguments["payload"] == {"reason": "Rückruf", "accept_name": True, "version": 4}
    assert arguments["verdict"] == "approve"


def test_a_refused_decision_keeps_what_was_typed_and_names_the_field() -> None:
    made = gateway()
    made.answers("identity.decide_registration", Invalid("invalid", "Bitte prüfen.", FAULT))

    answer = decide(made, "reject")

    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert "Fehler:" in answer.text


def test_without_a_choice_nothing_is_asked_of_the_service() -> None:
    made = gateway()

    answer = decide(made, "", reason="So nicht")

    assert answer.status_code == 422
    assert "So nicht" in answer.text
    assert made.calls.count("identity.decide_registration") == 0


def test_somebody_else_was_first_is_said_calmly() -> None:
    made = gateway()
    made.answers(
        "identity.decide_registration", Conflict("changed-meanwhile", "Jemand war schneller.", "[]")
    )

    assert decide(made, "approve").status_code == 422


def test_who_may_only_read_is_offered_no_decision() -> None:
    page = get(gateway("registrations:read", "orders:support"), ONE).text

    assert "Entscheidung speichern" not in page


def test_what_is_decided_offers_the_next_one() -> None:
    made = gateway(state="approved", state_label="bestätigt", waiting_for=None)
    other = registration(id="a8.1")
    made.answers("identity.list_registrations", {"items": [other], "next": None, "total": 1})

    page = get(made, ONE).text

    assert f'href="{PATH}/a8.1"' in page
    assert "Entschieden: bestätigt" in page


def test_a_new_certificate_is_bound_to_the_account_the_hints_name() -> None:
    hints = [{"kind": "same_name", "account": "a3", "name": "Peter Maurer", "label": "Name"}]
    waiting = {**registration()["waiting_for"], "actions": ["ask-back", "reject"]}
    made = gateway(replaces_certificate=True, hints=hints, waiting_for=waiting)
    made.answers("identity.rebind", {"id": "a3"})

    assert decide(made, "rebind").status_code == 422
    assert decide(made, "rebind", account="a3", form_key="k2").status_code == 303
    (arguments,) = [m[1] for m in made.calls.made if m[0] == "identity.rebind"]
    assert (arguments["account_id"], arguments["payload"]["registration"]) == ("a3", "a9.1")


@pytest.mark.parametrize("path", [PATH, ONE])
def test_the_pages_speak_english(path: str) -> None:
    page = get(gateway(), path, **{"Accept-Language": "en"}).text

    assert 'lang="en"' in page
    assert "op-" not in page


def test_whoever_registers_is_led_to_their_own_page() -> None:
    answer = get(Gateway(), ONE)

    assert (answer.status_code, answer.location) == (303, "/registrations/a9.1")


def test_a_confirmation_mail_that_did_not_arrive_is_told() -> None:
    lost = {"state": "failed", "reason": "550 no such user"}

    page = get(gateway(email_confirmed=False, email_delivery=lost), PATH).text

    assert "Unsere E-Mail kam nicht an" in page
