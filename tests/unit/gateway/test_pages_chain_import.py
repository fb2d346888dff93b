"""An editor uploads a list of agreements, sees what becomes of each row, and proposes the good."""

import html
import re
from io import BytesIO
from typing import Any

import pytest

from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_chains import EDITOR, REVIEWER, asked, gateway

PATH = "/chains/import"
HEADINGS = (
    "Kennung oder Titel der Leistung;Stufe;Vertragsnummer;Wer überlässt;Wer erhält;"
    "Gültig ab;Gültig bis"
)
GOOD = "Wohnsitzanmeldung;2;FITST/1;Marktplatz;StMD;01.01.2026;31.12.2027"
TITLE = {"de": "Wohnsitzanmeldung", "en": "Registration of residence"}
LABELS = {"new": {"de": "wird vorgeschlagen", "en": "is proposed"},
          "known": {"de": "ist schon hinterlegt", "en": "is recorded already"}}  # fmt: skip


def editor(*outcomes: str) -> Gateway:
    made = gateway(*EDITOR)
    services = {"items": [{"id": "ewa", "title": TITLE}], "next": None, "total": 1, "facets": {}}
    made.answers("catalog.search", services)
    items = [{"outcome": one, "label": LABELS[one]} for one in outcomes]
    made.answers("contracts.import_agreements", {"items": items, "counts": {}, "dry_run": True})
    return made


def upload(made: Gateway, *rows: str, **typed: Any) -> Any:
    file = BytesIO("\n".join([HEADINGS, *rows]).encode()), "liste.csv"
    form = {"csrf_token": CSRF, "form_key": "k", "file": file, **typed}
    return made.client.post(PATH, data=form, headers=SIGNED_IN)


def test_a_good_row_is_tried_and_then_proposed() -> None:
    made = editor("new")

    page = upload(made, GOOD, note="Liste vom Mai").text
    assert asked(made, "contracts.import_agreements")["query"] == {"dry_run": "true"}
    rows = [html.unescape(row) for row in re.findall(r'name="rows" value="([^"]+)"', page)]
    form = {"csrf_token": CSRF, "form_key": "k2", "rows": rows, "note": "Liste vom Mai"}
    answer = made.client.post(PATH, data=form, headers=SIGNED_IN)

    assert answer.status_code == 303
    told = asked(made, "contracts.import_agreements")
    assert told["query"] == {"dry_run": "false"}
    assert told["payload"] == {
        "note": "Liste vom Mai",
        "rows": [{
            "profile": "ewa", "level": 2, "number": "FITST/1", "from_party": "Marktplatz",
            "to_party": "StMD", "valid_from": "2026-01-01", "valid_until": "2027-12-31",
        }],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (GOOD.replace("Wohnsitzanmeldung", "nowhere"), "Diese Leistung gibt es im Katalog nicht."),
        (GOOD.replace(";2;", ";4;"), "Die Stufe ist 1, 2 oder 3."),
        (GOOD.replace("StMD", ""), "fehlt"),
        (GOOD.replace("FITST/1", "9" * 61), "zu lang"),
        (GOOD.replace("01.01.2026", "bald"), "kein Tag"),
        (GOOD.replace("01.01.2026", "01.01.1026"), "kein Tag"),
        (GOOD.replace("31.12.2027", "2025-12-31"), "Das Ende liegt vor dem Beginn."),
    ],
)
def test_a_row_that_cannot_be_meant_is_named_and_not_tried(row: str, why: str) -> None:
    made = editor()

    page = upload(made, row).text

    assert why in page
    assert "Zeile 2" in page
    assert made.calls.count("contracts.import_agreements") == 0


def test_what_is_recorded_already_is_not_proposed_again() -> None:
    page = upload(editor("known"), GOOD).text

    assert "Ist schon hinterlegt" in page
    assert 'name="rows"' not in page


def test_without_a_file_one_is_asked_for() -> None:
    form = {"csrf_token": CSRF, "form_key": "k"}

    answer = editor().client.post(PATH, data=form, headers=SIGNED_IN)

    assert (answer.status_code, "Bitte wählen Sie eine Datei." in answer.text) == (422, True)


def test_what_is_no_list_is_refused() -> None:
    file = BytesIO(b"%PDF-1.7"), "liste.csv"
    form = {"csrf_token": CSRF, "form_key": "k", "file": file}

    answer = editor().client.post(PATH, data=form, headers=SIGNED_IN)

    assert answer.status_code == 422


def test_rows_our_page_did_not_write_are_refused() -> None:
    form = {"csrf_token": CSRF, "form_key": "k", "rows": "{"}

    assert editor().client.post(PATH, data=form, headers=SIGNED_IN).status_code == 400


def test_a_list_that_is_refused_after_all_says_why() -> None:
    made = editor()
    refusal = Conflict("proposal-open", "Wartet schon.", "[]")
    made.answers("contracts.import_agreements", refusal)
    form = {"csrf_token": CSRF, "form_key": "k", "rows": '{"profile":"ewa"}'}

    answer = made.client.post(PATH, data=form, headers=SIGNED_IN)

    assert (answer.status_code, "Wartet schon." in answer.text) == (422, True)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_template_can_be_had(kind: str) -> None:
    answer = editor().client.get(f"{PATH}/template.{kind}", headers=SIGNED_IN)

    assert answer.status_code == 200
    assert f"Vereinbarungen.{kind}" in answer.headers["Content-Disposition"]


def test_only_editors_bring_lists() -> None:
    made = gateway(*REVIEWER)

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 403
    assert upload(made, GOOD).status_code == 403
