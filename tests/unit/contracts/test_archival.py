"""What veraPDF says about the contract document: archival and accessible, whatever it states."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from services.contracts import samples
from services.contracts.rendering import render_contract
from services.contracts.samples import papers
from tests.unit.contracts.test_rendering import FACTS, MANDATE, facts_with
from tests.verapdf import broken_rules


def test_every_shape_of_the_contract_keeps_to_pdf_a_3a_and_pdf_ua_1() -> None:
    plain = render_contract(facts_with()).pdf
    everything = render_contract(
        facts_with(
            demo=True,
            body={"key": "091715106", "name": "VG Emmerting", "kind": "joint_administration"},
            members=["Emmerting", "Mehring"],
            mandates=[MANDATE],
            usage="already_productive",
            profile={"title": "Gewerbe\u00adanmeldung → 王 \U0001f44d " + "wortreich" * 12},
            chain=[{**link, "valid_until": None} for link in FACTS["chain"]],
            term={"starts_on": "2026-04-01", "ends_on": None, "notice_months": 0},
        )
    ).pdf

    whole = {"plain": plain, "everything": everything, **dict(papers())}

    broken = broken_rules(**whole, untagged=untagged(plain))

    assert {rule.split()[0] for rule in broken.pop("untagged")} == {"3a", "ua1"}
    assert broken == {name: [] for name in whole}


def test_the_samples_are_written_by_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["samples", str(tmp_path / "new")])

    samples.main()

    written = {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    assert written == dict(papers())
    assert len(capsys.readouterr().out.splitlines()) == len(written) == 7


def untagged(pdf: bytes) -> bytes:
    """Return the document without its structure: the test must be able to fail."""
    writer = PdfWriter(PdfReader(io.BytesIO(pdf)))
    del writer.root_object["/StructTreeRoot"]
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()
