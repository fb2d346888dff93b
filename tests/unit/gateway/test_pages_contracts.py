"""Contracts in pages: who sees what, and a list that is signed exactly as it was chosen."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gateway.web.frame.kept_forms import author_of
from services.common.digests import list_digest
from services.common.errors import Conflict, Forbidden, NotFound, Unavailable
from tests.unit.gateway.account_answers import PRIEN
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

HASH, OTHER = "ab" * 32, "cd" * 32
BODY = "09187162"


def contract(id: str = "c1", **facts: Any) -> dict[str, Any]:
    waiting = {
        "role": "signatory", "due_on": "2099-12-11", "reason": "Sie sind am Zug.",
        "reason_code": "offered", "label": "Eine zeichnungsbefugte Person der Stelle",
        "task": "Vertrag unterschreiben", "yours": True, "actions": ["sign"],
    }  # fmt: skip
    facts = {"waiting_for": waiting, **facts}
    actions = facts["waiting_for"]["actions"] if facts["waiting_for"] else []
    return {
        "id": id, "number": f"SSN-{id}", "order": "o1", "body": BODY,
        "body_name": "Prien a.Chiemsee", "profile": "wohnsitz",
        "profile_title": {"de": f"Dienst {id}", "en": f"Service {id}"}, "usage": "new",
        "state": "offered", "state_label": "liegt zur Unterschrift bereit", "version": 3,
        "chain": [], "valid_until": None, "document_hash": HASH, "failure": None,
        "signed_at": None, "signed_by": None, "body_at_signature": None,
        "concluded_at": None, "countersigned_by": None, "ended_at": None, "reason": None,
        "sealed_at": None, "final_hash": None, "offered_at": "2026-11-20T09:00:00+00:00",
        "actions": actions, "notice": None, "notice_ends": [], "last_day": None,
        "retained_until": None, "starts_on": None, "revision": 1, "succession": None,
        "change": None, "replaces": None, "replaced_by": None, **facts,
    }  # fmt: skip


def listing(*items: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items)}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:sign", "authorities:read"]
    made.answers("identity.principal", {**known, "grants": {"self": ["me:read"], BODY: may}})
    authority = {"id": "a1.s1", "basis": "office", "title": "Bürgermeisterin", "body": BODY,
                 "places": [BODY], "valid_from": "2026-01-01", "valid_until": None}  # fmt: skip
    made.claims(authorities=[authority])
    made.answers("contracts.list", listing(contract("c1"), contract("c2")))
    made.answers("contracts.get", contract())
    made.answers("contracts.check_signatures", {"items": [{"id": "c1", "ok": True}]})
    return made


def read(gateway: Gateway, path: str, language: str = "de") -> Any:
    return gateway.client.get(path, headers={**SIGNED_IN, "Accept-Language": language})


def send(gateway: Gateway, path: str, *chosen: str, **more: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k1", "contracts": list(chosen), **more}
    return gateway.client.post(path, data=form, headers=SIGNED_IN)


def signs_in_for(gateway: Gateway, *chosen: tuple[str, str]) -> None:
    gateway.sessions.is_now(fresh={"list_hash": list_digest(chosen), "at": "", "assertion_id": ""})


def query_of(answer: Any) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(answer.location).query).items()}


def test_the_list_is_of_the_acting_body_and_says_who_is_next(gateway: Gateway) -> None:
    page = read(gateway, "/contracts").text

    assert {made[1]["query"]["body"] for made in gateway.calls.made if made[0] == "contracts.list"
            } == {BODY}  # fmt: skip
    assert "Dienst c1" in page
    assert "<strong>Sie</strong>" in page
    assert 'href="/contracts/sign"' in page


def test_the_operator_sees_the_contracts_of_all(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    gateway.answers("identity.principal", {**known, "grants": {"*": ["contracts:read"]}})

    assert "Prien a.Chiemsee" in read(gateway, "/contracts?view=signed").text
    asked = [made[1]["query"] for made in gateway.calls.made if made[0] == "contracts.list"]
    assert all("body" not in query for query in asked)


def test_a_body_does_not_choose_by_the_seal(gateway: Gateway) -> None:
    assert "Ohne Siegel" not in read(gateway, "/contracts?view=unsealed").text


def test_the_operator_chooses_those_without_a_seal(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    gateway.answers("identity.principal", {**known, "grants": {"*": ["contracts:read"]}})

    text = read(gateway, "/contracts?view=unsealed").text

    assert "Ohne Siegel" in text
    asked = [made[1]["query"] for made in gateway.calls.made if made[0] == "contracts.list"]
    assert {"phase": "unsealed", "limit": "30"} in asked


def test_the_operator_sees_the_contracts_of_one_body(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:countersign"]
    gateway.answers("identity.principal", {**known, "grants": {"*": may}})
    gateway.answers("identity.find_bodies", {"items": [PRIEN]})

    text = read(gateway, "/contracts?view=running&body=09187162").text

    asked = [made[1]["query"] for made in gateway.calls.made if made[0] == "contracts.list"]
    assert all(query["body"] == "09187162" for query in asked)
    assert 'href="/contracts?view=signed&amp;body=09187162"' in text
    assert re.search(r'href="/contracts\?view=running"><span[^>]*>[^<]*</span>Markt Prien', text)
    assert "/countersign" not in text
    assert "/countersign" in read(gateway, "/contracts").text


def test_a_contract_shows_its_digest_and_leads_its_signatory_on(gateway: Gateway) -> None:
    page = read(gateway, "/contracts/c1").text

    assert "<span>abababab</span><wbr><span>abababab</span>" in page
    assert "/contracts/sign?contract=c1" in page
    assert "/contracts/c1/document" in page


def test_the_document_is_shown_and_given_as_a_file_to_who_wants_it(gateway: Gateway) -> None:
    document = {"pdf_base64": "JVBERg==", "sha256": HASH, "filename": "vertrag.pdf"}
    gateway.answers("contracts.document", document)

    shown = read(gateway, "/contracts/c1/document")
    given = read(gateway, "/contracts/c1/document?download=yes")

    assert (shown.mimetype, shown.data) == ("application/pdf", b"%PDF")
    assert shown.headers["Content-Disposition"] == 'inline; filename="vertrag.pdf"'
    assert given.headers["Content-Disposition"] == 'attachment; filename="vertrag.pdf"'


def test_a_closed_contract_says_who_signed_and_what_its_file_lacks(gateway: Gateway) -> None:
    mayor = {"account": "m", "name": "Andreas Bürger", "title": "Bürgermeister", "basis": "office"}
    vogel = {"account": "v", "name": "Markus Vogel", "title": None, "basis": None}
    signed = {"signed_at": "2026-11-27T09:00:00+00:00", "signed_by": mayor,
              "concluded_at": "2026-11-27T10:00:00+00:00", "countersigned_by": vogel}  # fmt: skip
    closed = contract(state="concluded", waiting_for=None, **signed)
    gateway.answers("contracts.get", closed)

    page = read(gateway, "/contracts/c1").text

    assert "Andreas Bürger, <span>Bürgermeister</span> (kraft Amtes)" in page
    assert "Markus Vogel" in page
    assert "27.11.2026" in page
    assert "Siegel ist noch in Arbeit" in page


def test_a_sealed_contract_gives_its_sealed_file_first_and_the_signed_one(gateway: Gateway) -> None:
    sealed = contract(state="concluded", waiting_for=None, final_hash="c" * 64)
    gateway.answers("contracts.get", sealed)
    document = {"pdf_base64": "JVBERg==", "sha256": "c" * 64, "filename": "vertrag.pdf"}
    gateway.answers("contracts.final_document", document)

    page = read(gateway, "/contracts/c1").text
    shown = read(gateway, "/contracts/c1/final-document")

    assert page.index("/contracts/c1/final-document") < page.index("/contracts/c1/document")
    assert "/contracts/c1/seal" not in page
    assert (shown.mimetype, shown.data) == ("application/pdf", b"%PDF")


def test_the_operator_has_a_contract_sealed_again_and_reads_why_it_failed(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:countersign"]
    gateway.answers("identity.principal", {**known, "grants": {"*": may}})
    waiting = {
        **contract()["waiting_for"], "role": "countersigner", "reason_code": "seal_failed",
        "actions": ["seal"],
    }  # fmt: skip
    why = {"de": "Das Zertifikat gilt nicht.", "en": "The certificate does not hold."}
    failed = contract(state="concluded", waiting_for=waiting, seal_failure=why)
    gateway.answers("contracts.get", failed)
    gateway.answers("contracts.seal", contract(state="concluded", waiting_for=None))

    page = read(gateway, "/contracts/c1").text
    answer = send(gateway, "/contracts/c1/seal")

    assert "Das Zertifikat gilt nicht." in page
    assert "Vertrag erneut versiegeln" in page
    assert answer.location == "/contracts/c1"
    assert gateway.calls.count("contracts.seal") == 1

    gateway.answers("contracts.seal", Conflict("changed-meanwhile"))
    refused = gateway.client.post(
        "/contracts/c1/seal", data={"csrf_token": CSRF, "form_key": "k2"}, headers=SIGNED_IN
    )
    assert (refused.status_code, 'id="errors"' in refused.text) == (422, True)
    assert "Vertrag erneut versiegeln" in refused.text


def test_what_the_interface_costs_is_said_as_when_it_was_ordered(gateway: Gateway) -> None:
    gateway.answers("orders.get", {"specialist_system": "OK.EWO", "actions": []})
    stated = {"system": "OK.EWO", "extra_cost": False, "stated_by": None}
    gateway.answers("catalog.get", {"interfaces": [stated]})

    page = read(gateway, "/contracts/c1").text

    assert "Die Schnittstelle zu OK.EWO verursacht keine Zusatzkosten." in page


def test_who_does_not_want_to_sign_finds_the_order(gateway: Gateway) -> None:
    gateway.answers("contracts.list", listing(contract("c1")))

    assert 'href="/orders/o1"' in read(gateway, "/contracts/sign").text


def test_who_cannot_sign_is_told_who_can(gateway: Gateway) -> None:
    waiting = {**contract()["waiting_for"], "actions": [], "yours": False}
    gateway.answers("contracts.get", contract(waiting_for=waiting))
    gateway.answers("contracts.list", listing(contract(waiting_for=waiting)))

    assert "/contracts/sign?contract" not in read(gateway, "/contracts/c1").text
    assert f"/bodies/{BODY}/signing-authorities" in read(gateway, "/contracts/sign").text


def test_a_page_in_english_is_english(gateway: Gateway) -> None:
    page = read(gateway, "/contracts/c1", "en").text

    assert "Contract: Service c1" in page
    assert "Prüfsumme" not in page


def test_a_mailed_contract_of_another_body_is_signed_as_that_body(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:sign"]
    grants = {"self": ["me:read"], BODY: may, "09172": may}
    gateway.answers("identity.principal", {**known, "grants": grants})
    gateway.answers("contracts.get", contract("c9", body="09172", body_name="Berchtesgaden"))

    assert read(gateway, "/contracts/sign?contract=c9").location == "/contracts/c9"
    page = read(gateway, "/contracts/c9").text

    assert 'name="body" value="09172"' in page
    assert "Handeln und unterschreiben (für: Berchtesgaden)" in page


def test_a_contract_beyond_the_end_of_the_list_is_added_to_it(gateway: Gateway) -> None:
    gateway.answers("contracts.get", contract("c9"))

    page = read(gateway, "/contracts/sign?contract=c9").text

    assert f'value="c9 {HASH}" checked' in page
    assert f'value="c1 {HASH}">' in page


def test_what_cannot_be_signed_any_more_is_not_counted_on_the_button(gateway: Gateway) -> None:
    listed = listing(contract("c1"), contract("c2", document_hash=OTHER))
    gateway.answers("contracts.list", listed)
    signs_in_for(gateway, ("c1", HASH), ("c2", HASH))
    gateway.parts.kept_forms.keep(
        "/contracts/sign/confirm", author_of("a1"), {"contracts": [f"c1 {HASH}", f"c2 {HASH}"]}
    )

    page = read(gateway, "/contracts/sign/confirm?list=kept").text

    assert "Vertrag jetzt unterschreiben" in page
    assert "neu ausgefertigt" in page


def test_a_list_is_checked_then_signed_in_for_and_kept(gateway: Gateway) -> None:
    answer = send(gateway, "/contracts/sign", f"c1 {HASH}", f"c2 {HASH}")

    assert answer.status_code == 303
    assert query_of(answer)["sign"] == list_digest([("c1", HASH), ("c2", HASH)])
    assert query_of(answer)["next"] == "/contracts/sign/confirm?list=kept"
    signs_in_for(gateway, ("c1", HASH), ("c2", HASH))
    page = read(gateway, query_of(answer)["next"]).text
    assert "2 Verträge jetzt unterschreiben" in page
    assert "Dienst c2" in page


def test_nobody_is_sent_to_sign_in_for_a_list_that_cannot_be_signed(gateway: Gateway) -> None:
    gateway.answers("contracts.get", NotFound("contract-not-found", "Fehlt.", "[]"))

    answer = send(gateway, "/contracts/sign", f"c1 {OTHER}", f"c2 {HASH}", f"c9 {HASH}")

    assert answer.status_code == 422
    assert "neu ausgefertigt" in answer.text
    assert "gibt es nicht mehr" in answer.text
    assert f'value="c2 {HASH}" checked' in answer.text


def test_what_only_the_service_knows_is_wrong_is_said_before_the_sign_in(gateway: Gateway) -> None:
    why = {"de": "Ihre Vollmacht steht nicht im Vertrag.", "en": "Your mandate is not printed."}
    bad = {"id": "c2", "ok": False, "code": "mandate-not-printed", "detail": why}
    gateway.answers("contracts.check_signatures", {"items": [{"id": "c1", "ok": True}, bad]})

    answer = send(gateway, "/contracts/sign", f"c1 {HASH}", f"c2 {HASH}")

    assert answer.status_code == 422
    assert "Ihre Vollmacht steht nicht im Vertrag." in answer.text
    assert gateway.calls.count("contracts.sign") == 0


def test_a_long_list_is_chosen_whole_or_not_at_all_and_leads_down_to_signing(
    gateway: Gateway,
) -> None:
    some, every = (read(gateway, f"/contracts/sign{query}").text for query in ("", "?all=yes"))

    assert "Zuerst fällig:" in some
    assert 'href="#then">Weiter zum Unterschreiben' in some
    assert 'id="then"' in some
    assert "Alle auswählen" in some
    assert "Auswahl aufheben" in every


def test_an_empty_choice_is_asked_for(gateway: Gateway) -> None:
    answer = send(gateway, "/contracts/sign")

    assert answer.status_code == 422
    assert "mindestens einen Vertrag" in answer.text


def test_a_list_without_its_sign_in_offers_the_sign_in_alone(gateway: Gateway) -> None:
    send(gateway, "/contracts/sign", f"c1 {HASH}")

    page = read(gateway, "/contracts/sign/confirm?list=kept").text

    assert "Für diese Liste anmelden" in page
    assert "jetzt unterschreiben" not in page


def test_a_list_of_somebody_else_or_of_before_is_gone(gateway: Gateway) -> None:
    answer = read(gateway, "/contracts/sign/confirm?list=unknown")

    assert answer.status_code == 404
    assert "Diese Liste gibt es nicht mehr" in answer.text


def test_a_list_sent_twice_is_signed_once_and_told_contract_by_contract(gateway: Gateway) -> None:
    results = {"items": [
        {"id": "c1", "ok": True, "state": "signed"},
        {"id": "c2", "ok": False, "code": "document-changed", "detail": "Inzwischen geändert."},
    ]}  # fmt: skip
    gateway.answers("contracts.sign", results)
    chosen = (f"c1 {HASH}", f"c2 {HASH}")

    first = send(gateway, "/contracts/sign/confirm", *chosen)
    send(gateway, "/contracts/sign/confirm", *chosen)

    assert gateway.calls.count("contracts.sign") == 1
    page = read(gateway, first.location).text
    assert "<h1>Vertrag unterschrieben</h1>" in page
    assert "Inzwischen geändert." in page


def test_a_sign_in_that_is_too_old_is_asked_for_again_with_the_same_list(gateway: Gateway) -> None:
    gateway.answers("contracts.sign", Forbidden("fresh-sign-in-needed", "Neu.", "[]"))

    answer = send(gateway, "/contracts/sign/confirm", f"c1 {HASH}")

    assert query_of(answer)["sign"] == list_digest([("c1", HASH)])


def test_while_contracts_is_away_the_list_stays_under_its_key(gateway: Gateway) -> None:
    gateway.answers("contracts.sign", Unavailable("service-away"))
    signs_in_for(gateway, ("c1", HASH))

    answer = send(gateway, "/contracts/sign/confirm", f"c1 {HASH}")

    assert answer.status_code == 422
    assert 'name="form_key" value="k1"' in answer.text
    assert f'name="contracts" value="c1 {HASH}"' in answer.text


def test_who_signs_for_nobody_has_no_list_to_sign(gateway: Gateway) -> None:
    assert read(gateway, "/countersign").status_code == 403

    known = gateway.calls.answers["identity.principal"]
    grants = {"*": ["contracts:read", "contracts:countersign"]}
    gateway.answers("identity.principal", {**known, "grants": grants})
    gateway.parts.principals.drop("a1")

    assert read(gateway, "/contracts/sign").status_code == 403


def test_who_released_an_order_is_told_that_another_person_countersigns(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:countersign"]
    gateway.answers("identity.principal", {**known, "grants": {"*": may}})
    waiting = {**contract()["waiting_for"], "role": "countersigner", "reason_code": "signed"}
    mine = {**waiting, "actions": ["countersign", "withdraw"]}
    others = {**waiting, "actions": ["withdraw"], "yours": False}
    gateway.answers("contracts.list", listing(
        contract("c1", state="signed", waiting_for=mine),
        contract("c2", state="signed", waiting_for=others),
    ))  # fmt: skip

    page = read(gateway, "/countersign").text

    assert f'value="c1 {HASH}"' in page
    assert f'value="c2 {HASH}"' not in page
    assert "zeichnet ihren Vertrag nicht gegen" in page


def test_who_countersigns_sees_fifty_at_once_and_takes_two_hundred_into_one_list(
    gateway: Gateway,
) -> None:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:countersign"]
    gateway.answers("identity.principal", {**known, "grants": {"*": may}})
    waiting = {**contract()["waiting_for"], "actions": ["countersign"]}
    found = listing(*(contract(id, state="signed", waiting_for=waiting) for id in ("c1", "c2")))
    gateway.answers("contracts.list", lambda: {**found, "next": "behind", "total": 240})

    some, later, every = (read(gateway, f"/countersign{query}").text
                          for query in ("", "?cursor=behind", "?all=yes"))  # fmt: skip

    due_first = {"state": "signed", "sort": "due"}
    assert [made[1]["query"] for made in gateway.calls.made if made[0] == "contracts.list"] == [
        {**due_first, "limit": "50"}, {**due_first, "limit": "50", "cursor": "behind"},
        {**due_first, "limit": "200"},
    ]  # fmt: skip
    assert "240 Verträge warten" in some
    assert 'href="/countersign?cursor=behind"' in some
    assert "Zuerst fällig:" in some
    assert "Zuerst fällig:" not in later
    assert 'href="/countersign">Zum Anfang' in later
    assert every.count(" checked") == 2


def test_a_contract_is_withdrawn_with_a_reason_after_being_asked(gateway: Gateway) -> None:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:countersign"]
    gateway.answers("identity.principal", {**known, "grants": {"*": may}})
    waiting = {**contract()["waiting_for"], "actions": ["withdraw"], "yours": False}
    gateway.answers("contracts.get", contract(waiting_for=waiting))
    gateway.answers("contracts.withdraw", contract(state="withdrawn"))

    assert "lässt sich nicht rückgängig machen" in read(gateway, "/contracts/c1/withdraw").text
    answer = send(gateway, "/contracts/c1/withdraw", reason="Doppelt")

    assert answer.location == "/contracts/c1"
    (made,) = [made for made in gateway.calls.made if made[0] == "contracts.withdraw"]
    assert made[1]["payload"] == {"reason": "Doppelt"}


def test_a_guest_is_led_to_the_sign_in_and_back() -> None:
    answer = Gateway().client.get("/contracts/c1")

    assert answer.location == "/login?next=/contracts/c1"
