"""The final document under its seal: archival, accessible, whole, and provable with other eyes."""

import base64
import hashlib
import io
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from deploy.local.authority import Issuer
from services.common.config import SettingsWrong
from services.common.errors import Conflict, Invalid, Refusal, Unavailable
from services.contracts.rendering import render_contract
from services.contracts.sealing.final_document import OFFERED, RECORDS, render_final
from services.contracts.sealing.seals import FIELD, seal
from services.contracts.sealing.settings import SealSettings, read_settings
from tests.timestamps import authority, seal_settings, timestamps
from tests.unit.contracts.test_rendering import FACTS, facts_with
from tests.verapdf import broken_rules

NOBODY = "http://127.0.0.1:9/"


def signature(side: str = "body", **changed: Any) -> dict[str, Any]:
    facts = {
        "side": side,
        "party": "Stadt Burghausen",
        "name": "Vera Vertretung",
        "title": "Zweite Bürgermeisterin",
        "basis": "deputy",
        "mandate": None,
        "at": "2026-07-01T22:30:00+00:00",
        "signed_in": "2026-07-01T22:29:00+00:00",
        "assurance": "substanziell",
        "assertion_id": "_" + "a1" * 20,
        "list_hash": "f" * 64,
    }
    return {**facts, **changed}


def records(offered: bytes, *signatures: dict[str, Any]) -> dict[str, Any]:
    operator = signature(
        "operator", party="BayKommun AöR", name="Otto Ordner", title=None, basis=None
    )
    return {
        "contract_number": FACTS["contract_number"],
        "document_hash": hashlib.sha256(offered).hexdigest(),
        "signatures": list(signatures) or [signature(), operator],
    }


@pytest.fixture(scope="module")
def offered() -> bytes:
    """The document that was offered and signed."""
    return render_contract(FACTS).pdf


@pytest.fixture(scope="module")
def final(offered: bytes) -> bytes:
    """The final document without its seal."""
    return render_final(FACTS, records(offered), offered)


@pytest.fixture(scope="module")
def settings() -> Iterator[SealSettings]:
    """A seal with an authority for its timestamps."""
    with timestamps(authority()) as url:
        yield seal_settings(authority(), url)


@pytest.fixture(scope="module")
def sealed(final: bytes, settings: SealSettings) -> bytes:
    """The final document under the seal."""
    return seal(final, settings)


def text_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()
    )


def attached_in(pdf: bytes) -> dict[str, list[bytes]]:
    return dict(PdfReader(io.BytesIO(pdf)).attachments)


def test_the_final_document_says_who_signed_what_and_when(final: bytes, offered: bytes) -> None:
    text = text_of(final)

    for said in (
        "Annahmenachweis", "Stadt Burghausen", "Vera Vertretung", "Zweite Bürgermeisterin",
        "Vertretung im Amt", "2. Juli 2026, 00:30:00 Uhr (MESZ)", "Vertrauensniveau substanziell",
        "BayKommun AöR", "Otto Ordner", "Siegel der Betreiberin",
    ):  # fmt: skip
        assert said in text
    assert hashlib.sha256(offered).hexdigest() in text.replace(" ", "")
    assert text_of(offered)[:2000].split("Seite")[0] in text


def test_what_was_signed_is_attached_byte_for_byte(sealed: bytes, offered: bytes) -> None:
    attached = PdfReader(io.BytesIO(sealed)).attachments

    assert attached[OFFERED] == [offered]
    assert json.loads(attached[RECORDS][0]) == records(offered)
    assert json.loads(attached["contract.json"][0]) == FACTS


def test_equal_records_give_equal_bytes(final: bytes, offered: bytes) -> None:
    assert render_final(FACTS, records(offered), offered) == final


def test_another_file_than_the_signed_one_is_refused(offered: bytes) -> None:
    with pytest.raises(Invalid, match="offered-document-differs"):
        render_final(FACTS, records(offered), offered + b" ")


def test_a_name_of_any_letters_makes_a_page(offered: bytes) -> None:
    odd = signature(name="Zoë \u202eŽ 王 \U0001f44d", title=None, basis="mandate", mandate="m" * 40)

    final = render_final(FACTS, records(offered, odd), offered)

    assert "[U+1F44D]" in text_of(final)
    assert json.loads(PdfReader(io.BytesIO(final)).attachments[RECORDS][0])["signatures"] == [odd]


def test_every_shape_of_the_sealed_file_keeps_to_pdf_a_3a_and_pdf_ua_1(
    sealed: bytes, settings: SealSettings
) -> None:
    facts = facts_with(demo=True, members=["Emmerting", "Mehring"])
    other = render_contract(facts).pdf
    odd = signature(name="王 \U0001f44d", basis="mandate", mandate="m0123456789abcdef0123")
    demo = seal(render_final(facts, records(other, odd), other), settings)

    assert broken_rules(sealed=sealed, demo=demo) == {"sealed": [], "demo": []}


def test_poppler_finds_the_seal_valid_over_the_whole_file(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(sealed)

    said = subprocess.run(
        ["pdfsig", "sealed.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stdout

    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_the_seal_is_one_trusted_signature_with_a_trusted_timestamp(sealed: bytes) -> None:
    roots = ValidationContext(
        trust_roots=[load_cert_from_pemder(str(authority().root))], allow_fetching=False
    )

    (signature,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    status = validate_pdf_signature(signature, roots, ts_validation_context=roots)

    assert signature.field_name == FIELD
    assert status.bottom_line
    assert status.timestamp_validity
    assert status.timestamp_validity.trusted
    assert abs(status.timestamp_validity.timestamp - datetime.now(UTC)) < timedelta(hours=1)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.8])
def test_a_changed_byte_breaks_the_seal(sealed: bytes, place: float) -> None:
    at = sealed.index(b"stream", int(len(sealed) * place)) + 40
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]

    (signature,) = PdfFileReader(io.BytesIO(changed)).embedded_signatures

    assert not validate_pdf_signature(
        signature, ValidationContext(trust_roots=[], allow_fetching=False)
    ).intact


class Answering(BaseHTTPRequestHandler):
    """An authority that answers as its address says."""

    def do_POST(self) -> None:
        status = int(self.path.strip("/"))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"no timestamp")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def answering() -> Iterator[str]:
    """The address of that authority."""
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (200, Conflict, "timestamp-refused"),
        (401, Conflict, "timestamp-refused"),
        (429, Unavailable, "timestamp-away"),
        (503, Unavailable, "timestamp-away"),
    ],
)
def test_an_authority_that_is_away_is_waited_for_and_one_that_refuses_is_not(
    final: bytes, answering: str, status: int, kind: type[Refusal], code: str
) -> None:
    with pytest.raises(kind, match=code):
        seal(final, seal_settings(authority(), f"{answering}/{status}"))


def test_an_authority_nobody_answers_for_is_waited_for(final: bytes) -> None:
    with pytest.raises(Unavailable, match="timestamp-away"):
        seal(final, seal_settings(authority(), NOBODY))


def test_an_expired_seal_closes_nothing(final: bytes) -> None:
    past = datetime.now(UTC) - timedelta(days=5000)
    expired = Issuer.made("Alt", past).seal("Altes Siegel", "geheim", now=past)

    with pytest.raises(Conflict, match="seal-expired"):
        seal(final, SealSettings(base64_of(expired), "geheim", NOBODY))


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"SEAL_PKCS12": "no base64"},
        {"SEAL_PKCS12": base64_of(b"no such file")},
        {"SEAL_PASSPHRASE": "wrong"},
        {"TIMESTAMP_URL": "file:///etc/passwd"},
    ],
)
def test_a_worker_does_not_start_with_a_seal_it_cannot_open(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    right = seal_settings(authority(), NOBODY)
    given = {name.upper(): value for name, value in vars(right).items()} | changed
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsWrong, match=next(iter(changed)).split("_")[0]):
        read_settings(None)


def test_the_seal_of_the_settings_is_never_printed() -> None:
    settings = seal_settings(authority(), NOBODY)

    assert settings.seal_passphrase not in repr(settings)
    assert settings.seal_pkcs12 not in repr(settings)
