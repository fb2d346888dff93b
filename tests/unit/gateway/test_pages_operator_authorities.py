"""Reviewers see who asks to sign for which body, and approve or refuse once."""

from typing import Any

import pytest

from services.common.errors import Conflict, Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/reviews/authorities"


def gateway(*items: dict[str, Any]) -> Gateway:
    """Return a gateway whose reader reviews, with these authorities waiting."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": ["authorities:decide", "registrations:decide"]}
    made.answers("identity.principal", {**known, "grants": grants})
    listed = {"items": list(items), "next": None, "total": len(items)}
    made.answers("identity.list_authority_requests", listed)
    made.answers("identity.get_authority_request", items[0] if items else authority())
    return made


def authority(**facts: Any) -> dict[str, Any]:
    return {
        "id": "a4.s1", "account": "a4", "name": "Alois Kern", "title": "Landrat", "body": "09189",
        "body_name": "Landkreis Traunstein", "basis": "office", "basis_label": "Amt",
        "valid_from": "2026-01-01", "valid_until": "2032-04-30", "document_hash": None,
        "requested_at": "2026-11-25T09:00:00+00:00", "due_on": "2026-12-01", "state": "requested",
        "state_label": "zur Prüfung", "phone": "0861 58-0", "email": "kern@traunstein.example",
        "office": "Landrat", "registration": "a4.1", **facts,
    }  # fmt: skip


def decide(made: Gateway, verdict: str = "", key: str = "k") -> Any:
    form = {"csrf_token": CSRF, "form_key": key, "body": "09189", "verdict": verdict}
    return made.client.post(f"{PATH}/a4.s1", data=form, headers=SIGNED_IN)


def test_the_queue_shows_person_body_basis_and_until_when() -> None:
    page = gateway(authority()).client.get(PATH, headers=SIGNED_IN).text

    for said in ("Alois Kern", "Landkreis Traunstein", "Amt", "01.12.2026", "30.04.2032"):
        assert said in page


def test_an_empty_queue_says_so() -> None:
    assert "Hier wartet nichts" in gateway().client.get(PATH, headers=SIGNED_IN).text


def test_an_entry_says_who_would_sign_for_whom_and_how_to_reach_them() -> None:
    page = gateway(authority()).client.get(f"{PATH}/a4.s1", headers=SIGNED_IN).text

    assert "Alois Kern (Landrat) kann nach Ihrer Bestätigung sofort Verträge" in page
    assert 'href="tel:086158-0"' in page
    assert 'href="/reviews/registrations/a4.1"' in page


@pytest.mark.parametrize("verdict", ["approve", "revoke"])
def test_the_decision_is_made_once(verdict: str) -> None:
    made = gateway(authority())
    made.answers("identity.decide_authority", {"id": "a4.s1", "state": "approved"})

    answers = [decide(made, verdict) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    (arguments,) = [m[1] for m in made.calls.made if m[0] == "identity.decide_authority"]
    assert arguments == {"verdict": verdict, "body": "09189", "authority_id": "a4.s1"}


def test_nothing_is_decided_without_an_answer_to_the_question() -> None:
    made = gateway(authority())

    answer = decide(made)

    assert answer.status_code == 422
    assert 'href="#verdict"' in answer.text
    assert made.calls.count("identity.decide_authority") == 0


def test_what_somebody_else_decided_meanwhile_is_said_above_the_entry() -> None:
    made = gateway(authority())
    refusal = Conflict("authority-wrong-state", "Darüber ist entschieden.", "[]")
    made.answers("identity.decide_authority", refusal)

    answer = decide(made, "revoke")

    assert answer.status_code == 422
    assert "Darüber ist entschieden." in answer.text


@pytest.mark.parametrize("facts", [{"account": "a1"}, {"state": "approved", "due_on": None}])
def test_only_what_waits_for_the_reader_can_be_decided(facts: dict[str, Any]) -> None:
    page = gateway(authority(**facts)).client.get(f"{PATH}/a4.s1", headers=SIGNED_IN).text

    assert 'name="verdict"' not in page


def test_while_identity_is_away_the_page_says_so() -> None:
    made = gateway()
    made.answers("identity.list_authority_requests", Unavailable("service-away", "Weg.", "[]"))

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 503
