"""Editors and reviewers see how a contract would look, and what it still lacks."""

import base64
from typing import Any

import pytest

from services.common.errors import invalid_fields
from services.common.words import Text
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/contract-preview"
FILE = {
    "pdf_base64": base64.b64encode(b"%PDF").decode(), "sha256": "a" * 64,
    "filename": "Vorschau-ewa.pdf", "lacking": None,
}  # fmt: skip
LACKING = {"de": "die betreibende Behörde (im Steckbrief)", "en": "the operating authority"}


def gateway(*permissions: str, **file: Any) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or ("agreements:decide",))}
    made.answers("identity.principal", {**known, "grants": grants})
    one = {"id": "ewa", "title": {"de": "Wohnsitzanmeldung", "en": "Registration"}}
    made.answers("catalog.search", {"items": [one], "next": None, "total": 1})
    made.answers("contracts.preview", {**FILE, **file})
    return made


def page(made: Gateway, path: str = PATH) -> str:
    return made.client.get(path, headers=SIGNED_IN).text


def test_at_first_there_is_only_the_choice() -> None:
    text = page(gateway())

    assert "Wohnsitzanmeldung" in text
    assert "Vorschau lesen" not in text


@pytest.mark.parametrize(
    ("lacking", "shown"),
    [(None, "Der Vertrag ist vollständig"), (LACKING, "die betreibende Behörde (im Steckbrief)")],
)
def test_what_was_made_is_linked_with_what_it_lacks(lacking: Any, shown: str) -> None:
    made = gateway(lacking=lacking)

    text = page(made, f"{PATH}?profile=ewa&body=09187162&usage=new")

    assert shown in text
    assert f"{PATH}/document?profile=ewa&amp;body=09187162&amp;usage=new" in text


def test_the_document_is_shown_in_the_browser() -> None:
    answer = gateway().client.get(f"{PATH}/document?profile=ewa", headers=SIGNED_IN)

    assert (answer.data, answer.mimetype) == (b"%PDF", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_a_key_nobody_knows_is_told_at_its_field() -> None:
    made = gateway()
    made.answers("contracts.preview", invalid_fields([("/body", Text("Unbekannt", "Unknown"))]))

    answer = made.client.get(f"{PATH}?profile=ewa&body=1", headers=SIGNED_IN)

    assert 'id="q-error"' in answer.text
    assert "Vorschau lesen" not in answer.text


BODIES = [
    {"key": key, "label": "Aschau", "full_name": f"Gemeinde {name}", "kind_label": "Gemeinde",
     "address": {"postcode": "83229", "town": name}, "ended_on": None}
    for key, name in (("09187113", "Aschau i.Chiemgau"), ("09183113", "Aschau a.Inn"))
]  # fmt: skip


def test_the_body_is_found_by_its_name_and_asked_back_where_several_are_called_so() -> None:
    made = gateway()
    made.answers("identity.find_bodies", {"items": BODIES, "next": None, "total": 2})

    several = made.client.get(f"{PATH}?profile=ewa&q=Aschau", headers=SIGNED_IN)
    chosen = page(made, f"{PATH}?profile=ewa&q=Aschau&body=09183113")
    made.answers("identity.find_bodies", {"items": [], "next": None, "total": 0})
    none = made.client.get(f"{PATH}?profile=ewa&q=Ascha", headers=SIGNED_IN)

    assert (several.status_code, none.status_code) == (422, 422)
    assert "83229 Aschau a.Inn" in several.text
    assert 'id="body-error"' in several.text
    assert f"{PATH}/document?profile=ewa&amp;body=09183113" in chosen
    assert "„Ascha“ steht nicht im Verzeichnis" in none.text


def test_who_decides_nothing_about_agreements_sees_no_preview() -> None:
    made = gateway("orders:read")

    for path in (PATH, f"{PATH}/document?profile=ewa"):
        assert made.client.get(path, headers=SIGNED_IN).status_code == 403
