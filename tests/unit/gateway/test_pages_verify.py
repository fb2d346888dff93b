"""Anybody has a file or a hash judged, on a page or by a program at the same address."""

import io
from typing import Any

import pytest

from gateway.rate_limits.rules import FILE_CHECKED
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_limits import used_up

HASH = "0123456789abcdef" * 4
NUMBER = "SSN-2026-ABCDEFGH"


def verdict(code: str = "genuine", **told: Any) -> dict[str, Any]:
    facts = {
        "verdict": code, "explained": "So steht es um die Datei.", "kind": None,
        "kind_label": None, "contract_number": None, "state": None, "state_label": None,
        "signed_at": None, "concluded_at": None, "sealed_at": None, "ended_at": None, "where": [],
    }  # fmt: skip
    return {**facts, **told}


@pytest.fixture
def gateway() -> Gateway:
    known = Gateway()
    known.answers("contracts.verify", verdict(
        kind_label="Vertrag, wie er angeboten wurde", contract_number=NUMBER,
        state_label="geschlossen", signed_at="2026-11-23T09:00:00+00:00",
        concluded_at="2026-11-23T10:00:00+00:00",
    ))  # fmt: skip
    return known


def sent(gateway: Gateway, **fields: Any) -> Any:
    return gateway.client.post("/verify", data=fields, content_type="multipart/form-data")


def asked(gateway: Gateway) -> list[dict[str, Any]]:
    return [arguments["payload"] for called, arguments, *_ in gateway.calls.made
            if called == "contracts.verify"]  # fmt: skip


def test_a_guest_drops_a_file_and_reads_what_it_is(gateway: Gateway) -> None:
    file = (io.BytesIO(f"%PDF {NUMBER}".encode()), "Vertrag.pdf")

    page = sent(gateway, file=file, sha256="")

    assert page.status_code == 200
    for said in ("Echt", "So steht es um die Datei.", NUMBER, "Geschlossen", "Vertrag.pdf"):
        assert said in page.text
    (digests,) = asked(gateway)
    assert (digests["number"], digests["bytes"]) == (NUMBER, 22)


@pytest.mark.parametrize("typed", [HASH, HASH.upper(), f" {HASH[:32]} {HASH[32:]}\n"])
def test_a_hash_is_taken_as_people_copy_it(gateway: Gateway, typed: str) -> None:
    assert "Echt" in sent(gateway, sha256=typed).text
    assert asked(gateway) == [{"sha256": HASH}]


def test_a_hash_in_the_address_is_checked_at_once(gateway: Gateway) -> None:
    assert "Echt" in gateway.client.get(f"/verify?sha256={HASH}").text


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Bitte wählen Sie eine Datei"), ("123", "64 Ziffern")]
)
def test_what_cannot_be_judged_is_told_at_its_field(
    gateway: Gateway, typed: str, said: str
) -> None:
    page = sent(gateway, sha256=typed)

    assert (page.status_code, asked(gateway)) == (422, [])
    assert said in page.text


def test_an_altered_file_says_where_and_what_to_do(gateway: Gateway) -> None:
    where = [{"code": "pdf-seal", "name": None, "label": "im Siegel"}]
    gateway.answers("contracts.verify", verdict("altered", contract_number=NUMBER, where=where))

    page = sent(gateway, file=(io.BytesIO(b"x"), "<b>.pdf"))

    assert "Im Siegel" in page.text
    assert "Verwenden Sie diese Datei nicht" in page.text
    assert "&lt;b&gt;.pdf" in page.text


def test_a_contract_only_one_side_has_signed_is_told_so(gateway: Gateway) -> None:
    gateway.answers("contracts.verify", verdict(signed_at="2026-11-23T09:00:00+00:00"))

    assert "noch nicht von beiden Seiten" in sent(gateway, sha256=HASH).text


@pytest.mark.parametrize("path", ["/verify", "/api/v1/verify"])
@pytest.mark.parametrize("kind", ["application/pdf", "application/zip", "application/octet-stream"])
def test_a_program_sends_the_file_itself_and_reads_json(
    gateway: Gateway, path: str, kind: str
) -> None:
    answer = gateway.client.post(path, data=NUMBER.encode(), content_type=kind)

    assert (answer.status_code, answer.json["verdict"]) == (200, "genuine")
    assert asked(gateway)[0]["number"] == NUMBER


def test_a_program_sends_a_hash_and_reads_its_refusals_as_problems(gateway: Gateway) -> None:
    good = gateway.client.post("/verify", json={"sha256": HASH})
    bad = gateway.client.post("/verify", data="x", content_type="text/plain")

    assert good.json["verdict"] == "genuine"
    assert (bad.status_code, bad.json["code"]) == (415, "media-type-unsupported")


@pytest.mark.parametrize("path", ["/verify", "/api/v1/verify"])
def test_an_address_has_only_so_many_files_read(gateway: Gateway, path: str) -> None:
    used_up(gateway, FILE_CHECKED, "unknown")

    refused = gateway.client.post(path, data=b"%PDF", content_type="application/pdf")
    hashed = gateway.client.post(path, json={"sha256": HASH})

    assert (refused.status_code, refused.json["code"]) == (429, "too-many-requests")
    assert hashed.status_code == 200


def test_who_is_signed_in_checks_without_a_token_on_the_page_too(gateway: Gateway) -> None:
    page = gateway.client.post(
        "/verify", data={"sha256": HASH}, content_type="multipart/form-data", headers=SIGNED_IN
    )

    assert "Echt" in page.text
