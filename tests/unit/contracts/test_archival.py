"""What veraPDF says about the contract document: archival and accessible, whatever it states."""

import io

from pypdf import PdfReader, PdfWriter

from services.contracts.levy.printing import set_page
from services.contracts.rendering import render_contract
from tests.unit.contracts import test_levy_page as levy_page
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

    levy = set_page(levy_page.facts())

    broken = broken_rules(plain=plain, everything=everything, levy=levy, untagged=untagged(plain))

    assert broken.pop("plain") == []
    assert broken.pop("everything") == []
    assert broken.pop("levy") == []
    assert {rule.split()[0] for rule in broken.pop("untagged")} == {"3a", "ua1"}


def untagged(pdf: bytes) -> bytes:
    """Return the document without its structure: the test must be able to fail."""
    writer = PdfWriter(PdfReader(io.BytesIO(pdf)))
    del writer.root_object["/StructTreeRoot"]
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()
