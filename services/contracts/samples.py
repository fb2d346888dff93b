"""Sample papers to look at: ``python -m services.contracts.samples FOLDER``.

Each kind of PDF the service makes, about bodies and people that are made up. The concluded one
has its signature page, but no seal: that needs the operator's key and a timestamp authority.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from services.contracts.domain.levy_runs import LevyRun
from services.contracts.facts import OPERATOR, OPERATOR_EMAIL
from services.contracts.general_terms import general_terms
from services.contracts.levy import figures, printing
from services.contracts.rendering import TEMPLATE_VERSION, render_contacts, render_contract
from services.contracts.sealing.final_document import render_final
from services.contracts.shipped.population_figures import read_populations
from services.contracts.words.ministries import ministry_name

Doc = dict[str, Any]
DRAFTED, SIGNED = "2026-11-28", "2026-11-30T09:12:40+00:00"
MARKETPLACE, STATE = "Marktplatz für EfA-Leistungen (FITKO, govdigital)", ministry_name("StMD")
TOWN: Doc = {
    "key": "09000112", "name": "Stadt Musterstadt", "kind": "municipality", "designation": "Stadt",
    "address": "Rathausplatz 1, 80000 Musterstadt", "district": "Landkreis Musterland",
}  # fmt: skip
JOINT: Doc = {
    "key": "090005106", "name": "Verwaltungsgemeinschaft Mustertal",
    "kind": "joint_administration", "designation": "Verwaltungsgemeinschaft",
    "address": "80001 Mustertal", "district": "Landkreis Musterland",
}  # fmt: skip


def contract_facts(**changed: Any) -> Doc:
    """Return all a contract states about a service a town of ours that is none has ordered."""
    facts: Doc = {
        "contract_number": "SSN-2026-MUSTER01",
        "contract_id": "c0000000muster01",
        "drafted_on": DRAFTED,
        "body": TOWN,
        "operator": OPERATOR,
        "profile": {
            "id": "elektronische-wohnsitzanmeldung",
            "title": "Elektronische Wohnsitzanmeldung",
            "version": 3,
            "leika_keys": ["99115005104000"],
            "ozg_id": "10124",
            "operating_authority": "Freie und Hansestadt Hamburg, Senatskanzlei",
            "technical_operator": "Dataport AöR",
            "ministry": ministry_name("StMI"),
            "needs_processing_agreement": False,
            "completed_from": None,
        },
        "chain": [
            _link(1, "EFA/2024/0103", "Freie und Hansestadt Hamburg", MARKETPLACE, None),
            _link(2, "FITST/2024/0103", MARKETPLACE, STATE, None),
            _link(3, "BAYKOMMUN/2025/0103", STATE, OPERATOR["name"], "2029-12-31"),
        ],
        "term": {
            "starts_on": None,
            "ends_on": "2029-12-31",
            "ends_with": {"level": 3, "number": "BAYKOMMUN/2025/0103"},
            "notice_months": 3,
            "notice_source": "general_terms",
        },
        "usage": "new",
        "general_terms": general_terms().named(),
        "template_version": TEMPLATE_VERSION,
        "demo": True,
        "members": [],
        "mandates": [],
        "replaces": None,
    }
    return {**facts, **changed}


def _link(level: int, number: str, giver: str, taker: str, until: str | None) -> Doc:
    return {
        "level": level, "number": number, "from_party": giver, "to_party": taker,
        "valid_from": "2025-06-01", "valid_until": until,
    }  # fmt: skip


def papers() -> Iterator[tuple[str, bytes]]:
    """Return each sample with the name of its file."""
    offered = render_contract(contract_facts()).pdf
    yield "contract-offered.pdf", offered
    yield "contract-concluded.pdf", render_final(contract_facts(), records(offered), offered)
    yield "contract-joint-administration.pdf", render_contract(_joint_facts()).pdf
    yield "contract-amended.pdf", render_contract(_amended_facts()).pdf
    yield "contacts.pdf", render_contacts(_contacts())
    yield "general-terms.pdf", general_terms().pdf
    yield "levy-figure.pdf", printing.set_page(_levy_facts())


def _amended_facts() -> Doc:
    facts = contract_facts()
    change = "Den Online-Dienst betreibt jetzt das Musterrechenzentrum."
    former = {"number": facts["contract_number"], "concluded_on": "2026-12-01", "change": change}
    return contract_facts(contract_number=f"{former['number']}-2", replaces=former)


def _joint_facts() -> Doc:
    mandate = {
        "number": "m0000000muster01", "grantee": "Vera Vertretung", "valid_from": "2026-01-01",
        "valid_until": "2027-12-31", "document_hash": hashlib.sha256(b"Vollmacht").hexdigest(),
    }  # fmt: skip
    members = ["Gemeinde Musterberg", "Markt Musterbach", "Gemeinde Mustertal"]
    return contract_facts(
        body=JOINT, members=members, mandates=[mandate], usage="already_productive"
    )


def records(offered: bytes) -> Doc:
    """Return who has signed that file for both sides."""
    facts = contract_facts()
    return {
        "contract": facts["contract_id"],
        "contract_number": facts["contract_number"],
        "document_hash": hashlib.sha256(offered).hexdigest(),
        "template_version": TEMPLATE_VERSION,
        "chain": facts["chain"],
        "mandates": [],
        "signatures": [
            _signature("body", TOWN["name"], "Anna Muster", "Erste Bürgermeisterin"),
            _signature("operator", OPERATOR["name"], "Georg Beispiel", "Referatsleitung"),
        ],
    }


def _signature(side: str, party: str, name: str, title: str) -> Doc:
    return {
        "side": side, "party": party, "name": name, "title": title, "mandate": None,
        "basis": "office", "at": SIGNED, "signed_in": SIGNED, "assurance": "substanziell",
        "assertion_id": f"_muster-{side}", "list_hash": "0" * 64, "sign_in_record": None,
    }  # fmt: skip


def _contacts() -> Doc:
    person = {
        "name": "Eva Fachfrau", "department": "Einwohneramt", "email": "amt@musterstadt.example",
        "phone": "089 0000-10",
    }  # fmt: skip
    technical = {**person, "name": "Tom Technik", "department": "IT"}
    facts = contract_facts()
    return {
        "contract_number": facts["contract_number"],
        "service": facts["profile"]["title"],
        "body": TOWN["name"],
        "contacts": [["Fachliche Fragen", person], ["Technische Fragen", technical]],
        "operator": {**OPERATOR, "email": OPERATOR_EMAIL},
        "drafted_on": DRAFTED,
        "template_version": TEMPLATE_VERSION,
        "demo": True,
    }


def _levy_facts() -> Doc:
    (shipped,) = read_populations()
    run = LevyRun(
        id="u0000muster01",
        year=2024,
        shares={"municipalities": "2400000", "districts": "1400000", "regions": "200000"},
        services=[],
        population="2022-12-31",
        population_on=date(2022, 12, 31),
        population_source=shipped["source"],
        of_bavaria=13_369_393,
        payers=2134,
        collected_eur=4_001_063,
        created_by="muster",
        created_at=datetime(2026, 11, 28, tzinfo=UTC),
    )
    payer = {
        "key": "09161000", "name": "Ingolstadt", "kind": "independent_city", "population": 141_029,
        "amount_eur": 40_085,
    }  # fmt: skip
    return printing.facts_of(run, figures.explained(run, payer))


def main() -> None:
    """Write the samples into the folder that is named."""
    parser = argparse.ArgumentParser(prog="services.contracts.samples", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, pdf in papers():
        (folder / name).write_bytes(pdf)
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main()
