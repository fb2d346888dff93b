"""The contract document: the same bytes for the same facts, and nothing but the facts."""

import copy
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError
from pypdf import PdfReader

from services.common.errors import Invalid, NotFound
from services.common.validation.fields import Line
from services.contracts.general_terms import DATED, general_terms
from services.contracts.rendering import (
    TEMPLATE_VERSION,
    RenderedDocument,
    render_contract,
    render_general_terms,
)

FACTS: dict[str, Any] = {
    "contract_number": "DM/2026/000123",
    "contract_id": "c-000123",
    "drafted_on": "2026-03-09",
    "body": {
        "key": "09171112",
        "name": "Stadt Burghausen",
        "kind": "municipality",
        "designation": "Stadt",
        "address": "Stadtplatz 112, 84489 Burghausen",
        "district": "Landkreis Altötting",
    },
    "operator": {"name": "BayKommun AöR", "address": "Lilienthalallee 25, 80939 München"},
    "profile": {
        "id": "ewa",
        "title": "Elektronische Wohnsitzanmeldung",
        "version": 3,
        "leika_keys": ["99115005104000"],
        "ozg_id": "10124",
        "operating_authority": "Freie und Hansestadt Hamburg",
        "technical_operator": "Dataport AöR",
        "ministry": "Bayerisches Staatsministerium des Innern, für Sport und Integration",
        "needs_processing_agreement": False,
        "completed_from": None,
    },
    "chain": [
        {
            "level": level,
            "number": number,
            "from_party": giver,
            "to_party": taker,
            "valid_from": "2024-02-01",
            "valid_until": "2028-12-31",
        }
        for level, number, giver, taker in (
            (1, "FITST/2023/0007", "Freie und Hansestadt Hamburg", "govdigital eG"),
            (2, "FITST/2024/0123", "govdigital eG", "StMD"),
            (3, "SNV-2024-17", "StMD", "BayKommun AöR"),
        )
    ],
    "term": {
        "starts_on": None,
        "ends_on": "2028-12-31",
        "ends_with": {"level": 3, "number": "SNV-2024-17"},
        "notice_months": 3,
        "notice_source": "general_terms",
    },
    "usage": "new",
    "general_terms": {"version": "2025-01", "sha256": "89abcdef01234567" * 4},
    "template_version": TEMPLATE_VERSION,
    "demo": False,
    "members": [],
    "mandates": [],
    "replaces": None,
}
MANDATE = {
    "number": "m0123456789abcdef0123",
    "grantee": "Vera Vertretung",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "document_hash": "0123456789abcdef" * 4,
}

RENDER_FROM_STDIN = """
import json, sys
from services.contracts.rendering import render_contract
print(render_contract(json.load(sys.stdin)).sha256)
"""


def facts_with(**changes: Any) -> dict[str, Any]:
    """Return valid facts; a dict changes only the named parts of a part."""
    facts = copy.deepcopy(FACTS)
    for name, value in changes.items():
        facts[name] = {**(facts[name] or {}), **value} if isinstance(value, dict) else value
    return facts


def text_of(rendered: RenderedDocument) -> str:
    """Return the visible text on one line."""
    pages = PdfReader(io.BytesIO(rendered.pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def sha256(content: bytes) -> str:
    """Return the hash in hex."""
    return hashlib.sha256(content).hexdigest()


def in_groups(digest: str) -> str:
    """Return a hash as the document shows it."""
    return " ".join(re.findall(".{8}", digest))


def sha256_from_other_process(facts: dict[str, Any], **environment: str) -> str:
    """Return the hash that a new interpreter finds for the same facts."""
    search_path = os.pathsep.join(filter(None, [os.getcwd(), *sys.path]))
    finished = subprocess.run(
        [sys.executable, "-c", RENDER_FROM_STDIN],
        input=json.dumps(facts),
        env={**os.environ, "PYTHONPATH": search_path, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return finished.stdout.strip()


def test_equal_facts_give_equal_bytes_in_every_process_and_time_zone() -> None:
    facts = facts_with()
    reordered = dict(reversed(facts.items()))

    here = sha256_from_other_process(facts, TZ="Europe/Berlin", PYTHONHASHSEED="1")
    there = sha256_from_other_process(reordered, TZ="Pacific/Auckland", PYTHONHASHSEED="2")

    assert here == there == render_contract(facts).sha256


def test_the_hash_is_that_of_the_document_and_differs_with_the_facts() -> None:
    rendered = render_contract(facts_with())

    other = render_contract(facts_with(usage="already_productive"))

    assert rendered.sha256 == hashlib.sha256(rendered.pdf).hexdigest() != other.sha256
    assert rendered.template_version == TEMPLATE_VERSION


def test_every_date_in_the_file_is_the_day_of_drafting() -> None:
    facts = facts_with(drafted_on="2025-08-15")

    reader = PdfReader(io.BytesIO(render_contract(facts).pdf))

    drafted = datetime(2025, 8, 15, tzinfo=UTC)
    assert reader.metadata is not None
    assert reader.metadata.creation_date == reader.metadata.modification_date == drafted
    assert next(iter(reader.attachment_list)).modification_date == drafted


def test_the_text_names_parties_service_chain_and_terms() -> None:
    facts = facts_with()

    text = text_of(render_contract(facts))

    for shown in (
        *facts["operator"].values(),
        *("Stadt Burghausen", "Stadtplatz 112, 84489 Burghausen", "Landkreis Altötting"),
        "Gemeindeschlüssel (AGS) 09171112",
        *("Elektronische Wohnsitzanmeldung", "ewa, Version 3", "99115005104000", "10124"),
        *("Freie und Hansestadt Hamburg", "Dataport AöR", facts["profile"]["ministry"]),
        *("FITST/2023/0007", "FITST/2024/0123", "SNV-2024-17", "StMD an BayKommun AöR"),
        *("DM/2026/000123", "c-000123", "Fassung 2025-01", "1. Februar 2024 bis 31. Dezember 2028"),
        in_groups(facts["general_terms"]["sha256"]),
    ):
        assert shown in text
    assert "Erstellt am 9. März 2026" in text
    assert "Seite 1 von 3" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Es entstehen keine direkten Kosten.",
        "§ 8a Abs. 4 OZG",
        "§ 108 GWB",
        "Die Nachnutzung ist freiwillig.",
        "wird für diesen EfA-Dienst nicht geschlossen",
        "Rechtsgrundlage ist das für ihre Aufgabe geltende Fachrecht.",
        "Dieser Wortlaut ist ein Muster.",
        "Textform (§ 126b BGB)",
        "stehen vor der Zeichnung noch nicht fest",
        "Ansprechpersonen sind nicht Teil dieses Vertragstextes.",
    ],
)
def test_the_text_states_what_every_contract_must_state(sentence: str) -> None:
    facts = facts_with()

    text = text_of(render_contract(facts))

    assert sentence in text


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ({"starts_on": None}, "Beginn mit der Gegenzeichnung durch die Betreiberin"),
        ({"starts_on": "2026-04-01"}, "Beginn 1. April 2026, jedoch nicht vor"),
        ({"ends_on": None}, "spätestens mit dem Vertrag der dritten Stufe"),
        ({"ends_on": None, "ends_with": None}, "Ende auf unbestimmte Zeit"),
        ({"ends_on": "2027-06-30"}, "Ende 30. Juni 2027"),
        ({"ends_on": "2027-06-30"}, "Quelle: Vertrag der Stufe 3, Nr. SNV-2024-17"),
        ({"notice_months": 0}, "Kündigungsfrist keine, jederzeit kündbar"),
        ({"notice_months": 1}, "Kündigungsfrist ein Monat zum Ende"),
        ({"notice_months": 6}, "Kündigungsfrist 6 Monate zum Ende"),
        ({"notice_months": 6}, "Quelle: Allgemeine Bedingungen, Fassung 2025-01"),
    ],
)
def test_start_end_and_notice_are_said_in_words(term: dict[str, Any], sentence: str) -> None:
    facts = facts_with(term=term)

    text = text_of(render_contract(facts))

    assert sentence in text


def test_a_service_that_is_no_efa_leaves_a_processing_agreement_open() -> None:
    facts = facts_with(profile={"needs_processing_agreement": True})

    text = text_of(render_contract(facts))

    assert "gesondert ein Vertrag zur Auftragsverarbeitung (AVV) geschlossen" in text
    assert "wird für diesen EfA-Dienst nicht" not in text


def test_what_the_ordered_version_left_open_is_told_from_where_it_comes() -> None:
    facts = facts_with(profile={"completed_from": 5, "technical_operator": None})

    text = text_of(render_contract(facts))

    assert "ewa, Version 3, ergänzt aus Version 5" in text
    assert "Technischer Betrieb" not in text


def test_the_sample_of_the_general_terms_is_the_file_that_is_shipped() -> None:
    (version,) = DATED

    made = render_general_terms(version, DATED[version])

    assert made == general_terms(version).pdf
    assert general_terms().named() == {"version": version, "sha256": sha256(made)}


def test_general_terms_nobody_shipped_are_not_found() -> None:
    with pytest.raises(NotFound):
        general_terms("muster-0")


def test_a_service_already_in_use_is_not_announced_for_setup() -> None:
    facts = facts_with(usage="already_productive")

    text = text_of(render_contract(facts))

    assert "setzt den Dienst bereits ein" in text
    assert "informiert die Betreiberin den in der Bestellung genannten" not in text


def test_members_are_named_only_where_a_joint_administration_contracts_for_them() -> None:
    joint = {"key": "091715106", "name": "VG Emmerting", "kind": "joint_administration"}

    alone = text_of(render_contract(facts_with()))
    together = text_of(
        render_contract(facts_with(body=joint, members=["Emmerting", "Mehring", "Haiming"]))
    )

    assert "Emmerting, Mehring und Haiming" in together
    assert "Mitgliedsgemeinden" not in alone


def test_a_mandate_to_sign_is_printed_with_its_number_grantee_validity_and_hash() -> None:
    without = text_of(render_contract(facts_with()))

    printed = text_of(render_contract(facts_with(mandates=[MANDATE])))

    for shown in (MANDATE["number"], "Vera Vertretung", in_groups(MANDATE["document_hash"])):
        assert shown in printed
    assert "1. Januar 2026 bis 31. Dezember 2026" in printed
    assert "als Ausnahme freigegeben" in printed
    assert "als Ausnahme freigegeben" not in without


def test_a_new_contract_says_which_one_it_takes_the_place_of_and_what_changes() -> None:
    former = {"number": "SSN-1", "concluded_on": "2026-12-01", "change": "Neue Betreiberin"}

    amended = text_of(render_contract(facts_with(replaces=former)))
    renewed = text_of(render_contract(facts_with(replaces={**former, "change": None})))

    for text in (amended, renewed):
        assert "an die Stelle des Vertrags SSN-1 vom 1. Dezember 2026" in text
    assert "Anlass der Änderung: Neue Betreiberin" in amended
    assert "Anlass der Änderung" not in renewed


def test_a_number_wider_than_its_column_goes_on_in_the_next_line() -> None:
    facts = facts_with()
    facts["chain"][2]["number"] = "BAYKOMMUN/2025/0103"

    pages = PdfReader(io.BytesIO(render_contract(facts).pdf)).pages

    assert "BAYKOMMUN/\n2025/0103" in "".join(page.extract_text() for page in pages)


def test_demo_facts_are_labelled_on_every_page() -> None:
    facts = facts_with(demo=True)

    reader = PdfReader(io.BytesIO(render_contract(facts).pdf))

    assert all("Demodaten" in page.extract_text() for page in reader.pages)
    assert "Demodaten" not in text_of(render_contract(facts_with(demo=False)))


def test_the_sample_says_on_every_page_that_it_is_one() -> None:
    facts = facts_with()

    reader = PdfReader(io.BytesIO(render_contract(facts).pdf))

    assert all("Muster" in page.extract_text() for page in reader.pages)
    assert "Dieser Wortlaut ist ein Muster." in text_of(render_contract(facts))


@pytest.mark.parametrize(
    "name",
    [
        '#eval("1")',
        '"); #panic("x") //',
        "$x^2$ *fett* _kursiv_ <marke> @laufzeit [x] \\n",
        "= Überschrift -- '/* */' `#sys`",
    ],
)
def test_template_code_in_a_name_is_shown_and_never_run(name: str) -> None:
    facts = facts_with(body={"name": name})

    rendered = render_contract(facts)

    assert f"Nachnutzende Stelle {name} Stadt Stadtplatz" in text_of(rendered)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Gewerbe\u00adan\u200bmeldung", "Gewerbeanmeldung"),
        ("Gewerbe\nanmeldung", "Gewerbe anmeldung"),
        ("Burg\u202ehausen", "Burghausen"),
        ("Gewerbe \U0001f44d", "Gewerbe [U+1F44D]"),
        ("王 Gewerbe ก", "[U+738B] Gewerbe [U+0E01]"),
        ("Gewerbe \ue000", "Gewerbe \ufffd"),
        ("Gewerbe \ud800", "Gewerbe \ufffd"),
        ("Gewerbe \u0378", "Gewerbe [U+0378]"),
        ("\u200b", "[U+200B]"),
        ("Żółć Ωμέγα Олена", "Żółć Ωμέγα Олена"),
    ],
)
def test_what_cannot_be_seen_or_shown_is_left_out_or_told(stored: str, shown: str) -> None:
    rendered = render_contract(facts_with(body={"name": stored}))

    assert f"Nachnutzende Stelle {shown} Stadt Stadtplatz" in text_of(rendered)


TITLES = st.text(st.characters(), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(TITLES, TITLES, TITLES)
def test_every_text_the_border_takes_makes_a_document(title: str, name: str, member: str) -> None:
    named = dict.fromkeys(("title", "name", "member"), "x")
    for place, text in zip(named, (title, name, member), strict=True):
        with suppress(ValidationError):
            named[place] = Line().deserialize(text)
    facts = facts_with(
        body={"name": named["name"], "address": named["name"]},
        profile={"title": named["title"], "operating_authority": named["name"]},
        members=[named["member"]],
        mandates=[{**MANDATE, "grantee": named["member"]}],
    )

    rendered = render_contract(facts)

    assert rendered == render_contract(facts)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(TITLES)
def test_every_text_stored_before_makes_a_document(stored: str) -> None:
    rendered = render_contract(facts_with(profile={"title": stored}))

    assert rendered.pdf.startswith(b"%PDF")


def test_the_facts_are_attached_for_machines_as_given() -> None:
    facts = facts_with(body={"name": '#eval("1") Höchst'})

    reader = PdfReader(io.BytesIO(render_contract(facts).pdf))

    (attached,) = reader.attachment_list
    assert attached.name == "contract.json"
    assert json.loads(attached.content) == facts
    root: Any = reader.root_object
    (associated,) = root["/AF"]
    assert associated.get_object()["/AFRelationship"] == "/Data"


def test_the_file_says_that_it_is_archival_accessible_titled_and_german() -> None:
    facts = facts_with()

    reader = PdfReader(io.BytesIO(render_contract(facts).pdf))

    root: Any = reader.root_object
    packet = root["/Metadata"].get_object().get_data().decode()
    for marker in ("pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert marker in packet
    assert root["/Lang"] == "de-DE"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Sub-Sub-Nachnutzungsvertrag DM/2026/000123 – Elektronische Wohnsitzanmeldung"
    )


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"body": {"nmae": "Burghausen"}}, "/body/nmae"),
        ({"body": {"name": None}}, "/body/name"),
        ({"profile": {"version": "3"}}, "/profile/version"),
        ({"chain": [{}]}, "/chain/0/number"),
        ({"chain": [{**FACTS["chain"][0], "level": 4}]}, "/chain/0/level"),
        ({"members": "Emmerting"}, "/members"),
        ({"mandates": [{**MANDATE, "valid_until": None}]}, "/mandates/0/valid_until"),
        ({"usage": "sometimes"}, "/usage"),
        ({"template_version": "other-1"}, "/template_version"),
        ({"contacts": []}, "/contacts"),
    ],
)
def test_facts_of_another_shape_are_refused_by_name(changes: dict[str, Any], pointer: str) -> None:
    facts = facts_with(**changes)

    with pytest.raises(Invalid) as refused:
        render_contract(facts)

    assert pointer in [problem["pointer"] for problem in json.loads(refused.value.fields)]
