"""Pages about copies signed elsewhere: the body hands one in, the operator looks at it."""

import base64
import io
from typing import Any

import pytest

from services.common.errors import Conflict, Invalid
from tests.unit.gateway.gateway_fakes import Gateway
from tests.unit.gateway.test_pages_contracts import BODY, CSRF, SIGNED_IN, contract, read, send

PDF = b"%PDF-1.7 signed"
COPY = {
    "document_hash": "d" * 64,
    "signer": "Vera Vertretung", "issuer": "Muster-Vertrauensdienst", "basis": "deputy",
    "title": "Zweite Bürgermeisterin", "signed_at": "2026-11-27T09:00:00+00:00",
    "handed_in_by": "Sabine Huber", "handed_in_at": "2026-11-27T10:00:00+00:00", "rejected": None,
}  # fmt: skip


def waiting(*actions: str, code: str = "offered", yours: bool = False) -> dict[str, Any]:
    return {
        **contract()["waiting_for"], "reason_code": code, "yours": yours, "actions": list(actions),
    }  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    may = ["contracts:read", "orders:place"]
    made.answers("identity.principal", {**known, "grants": {"self": ["me:read"], BODY: may}})
    made.answers("contracts.get", contract(waiting_for=waiting("hand-in-copy"), signed_copy=None))
    made.answers("contracts.hand_in_copy", contract(signed_copy=COPY))
    return made


@pytest.fixture
def operator(gateway: Gateway) -> Gateway:
    known = gateway.calls.answers["identity.principal"]
    may = ["contracts:read", "contracts:countersign"]
    gateway.answers("identity.principal", {**known, "grants": {"*": may}})
    look = waiting("judge-copy", code="copy_handed_in", yours=True)
    gateway.answers("contracts.get", contract(waiting_for=look, signed_copy=COPY))
    gateway.answers("contracts.accept_copy", contract(state="signed", signed_copy=COPY))
    gateway.answers("contracts.reject_copy", contract(signed_copy=COPY))
    return gateway


def hand_in(gateway: Gateway, content: bytes | None = PDF, **changed: str) -> Any:
    form: dict[str, Any] = {
        "csrf_token": CSRF, "form_key": "k1", "title": "Zweite Bürgermeisterin", "basis": "deputy",
        **changed,
    }  # fmt: skip
    if content is not None:
        form["file"] = (io.BytesIO(content), "signed.pdf")
    return gateway.client.post("/contracts/c1/signed-copy", data=form, headers=SIGNED_IN)


def test_a_body_finds_how_to_hand_a_copy_in(gateway: Gateway) -> None:
    assert 'href="/contracts/c1/signed-copy"' in read(gateway, "/contracts/c1").text

    page = read(gateway, "/contracts/c1/signed-copy").text

    assert "/contracts/c1/document?download=yes" in page
    assert "qualifizierten elektronischen Signatur" in page


def test_a_copy_is_handed_in_with_title_and_ground(gateway: Gateway) -> None:
    answer = hand_in(gateway)

    assert answer.location == "/contracts/c1"
    (made,) = [made for made in gateway.calls.made if made[0] == "contracts.hand_in_copy"]
    assert made[1]["payload"] == {
        "title": "Zweite Bürgermeisterin", "basis": "deputy",
        "content": base64.b64encode(PDF).decode(),
    }  # fmt: skip


def test_a_missing_file_and_one_that_is_refused_are_told_at_the_field(gateway: Gateway) -> None:
    faults = '[{"pointer": "/content", "detail": "Keine Unterschrift."}]'
    missing = hand_in(gateway, None)
    gateway.answers("contracts.hand_in_copy", Invalid("invalid", "Bitte prüfen.", faults))

    refused = hand_in(gateway)

    assert (missing.status_code, refused.status_code) == (422, 422)
    assert "Wählen Sie die unterschriebene Datei aus." in missing.text
    assert "Keine Unterschrift." in refused.text
    assert 'value="Zweite Bürgermeisterin"' in refused.text


def test_a_rejected_copy_is_told_with_its_reason(gateway: Gateway) -> None:
    rejected = {**COPY, "rejected": "Nicht zeichnungsbefugt."}
    gateway.answers(
        "contracts.get", contract(waiting_for=waiting("hand-in-copy"), signed_copy=rejected)
    )

    assert "Nicht zeichnungsbefugt." in read(gateway, "/contracts/c1/signed-copy").text


def test_the_operator_sees_who_signed_and_decides(operator: Gateway) -> None:
    contract_page = read(operator, "/contracts/c1").text
    page = read(operator, "/contracts/c1/signed-copy").text

    seen = {"document_hash": COPY["document_hash"]}
    accepted = send(operator, "/contracts/c1/signed-copy/accept", **seen)
    rejected = send(operator, "/contracts/c1/signed-copy/reject", reason="Wer ist das?", **seen)

    assert "Unterschriebenes Exemplar ansehen" in contract_page
    assert "Vera Vertretung" in page
    assert "Vertretung im Amt" in page
    assert accepted.location == rejected.location == "/contracts/c1"
    (made,) = [made for made in operator.calls.made if made[0] == "contracts.reject_copy"]
    assert made[1]["payload"] == {"reason": "Wer ist das?", **seen}
    assert page.count(f'name="document_hash" value="{COPY["document_hash"]}"') == 2


def test_a_copy_that_was_judged_meanwhile_is_told_where_it_is_judged(operator: Gateway) -> None:
    operator.answers("contracts.accept_copy", Conflict("changed-meanwhile"))

    refused = send(operator, "/contracts/c1/signed-copy/accept", document_hash="h")

    assert (refused.status_code, 'id="errors"' in refused.text) == (422, True)
    assert 'name="reason"' in refused.text


def test_the_copy_is_shown(operator: Gateway) -> None:
    document = {"pdf_base64": "JVBERg==", "sha256": "c" * 64, "filename": "vertrag.pdf"}
    operator.answers("contracts.signed_copy", document)

    shown = read(operator, "/contracts/c1/signed-copy/file")

    assert (shown.mimetype, shown.data) == ("application/pdf", b"%PDF")


def test_who_can_do_nothing_with_a_copy_is_led_to_the_contract(gateway: Gateway) -> None:
    gateway.answers("contracts.get", contract(waiting_for=None, state="withdrawn"))

    assert read(gateway, "/contracts/c1/signed-copy").location == "/contracts/c1"
