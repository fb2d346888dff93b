"""The operator's pages about the levy: a draft from a form and a list, released by another."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from gateway.web.levy import sheets
from services.common.errors import Conflict, Refusal, Wrong, invalid_fields, refusal_of
from services.contracts.levy import figures
from services.contracts.words import WORDS
from tests.unit.gateway.body_fakes import sent
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.levy_fakes import CITY, VILLAGE, reader, run

EDITS = ("levy:read", "levy:edit")
TYPED = {
    "year": "2024", "municipal_share_eur": "4.000.000", "municipalities": "2.400.000",
    "districts": "1400000", "regions": "200 000",
}  # fmt: skip
HEADINGS = "Dienst;Kennung im Katalog;Kosten im Jahr in Euro;Teile Gemeinden;Teile Landkreise"
PLACES = "Schlüssel;Name;Einwohner"


def editor(*permissions: str) -> Gateway:
    made = reader("*", *(permissions or EDITS))
    titles = {"de": "Wohngeld", "en": "Housing benefit"}
    made.answers("catalog.search", {"items": [{"id": "wohngeld", "title": titles}], "next": None})
    made.answers("contracts.begin_levy_run", run("draft", "discard"))
    made.answers("contracts.get_levy_run", run("draft", "release", "discard"))
    payers = [figures.listed(payer) for payer in (CITY, VILLAGE)]
    listed = [{**payer, "kind_label": payer["kind_label"].de} for payer in payers]
    made.answers("contracts.list_levy_payers", {"items": listed, "next": "09187123", "total": 2134})
    edition = {"id": "e", "as_of": "2022-12-31", "source": "Destatis", "population": 13_369_393}
    made.answers("contracts.list_populations", {"items": [edition], "next": None, "total": 1})
    return made


def refused(refusal: Refusal) -> Refusal:
    """Return a refusal of contracts as it comes by wire, said already."""
    said = refusal_of(refusal.to_wire(WORDS))
    assert said
    return said


def page(made: Gateway, path: str) -> Any:
    return made.client.get(path, headers=SIGNED_IN)


def post(made: Gateway, path: str, text: str = "", **typed: Any) -> Any:
    file = {"file": (BytesIO(text.encode()), "list.csv")} if text else {}
    return made.client.post(path, data=sent(**typed, **file), headers=SIGNED_IN)


def told(made: Gateway, called: str) -> list[Any]:
    return [call[1] for call in made.calls.made if call[0] == f"contracts.{called}"]


def test_shares_are_typed_as_people_write_numbers() -> None:
    made = editor()

    answer = post(made, "/levy/runs/new", **TYPED)

    assert (answer.status_code, answer.location) == (303, "/levy/runs/u1")
    assert told(made, "begin_levy_run")[0]["payload"] == {
        "year": 2024, "municipal_share_eur": 4_000_000, "services": [],
        "levels": {"municipalities": 2_400_000, "districts": 1_400_000, "regions": 200_000},
    }  # fmt: skip


def test_services_come_as_a_list_and_are_found_in_the_catalogue_by_title_or_id() -> None:
    made = editor()
    rows = ["Wohngeld;wohngeld;120.000,50;3;2", "Wohngeld 2;WOHNGELD;;;", "Anderes;;7;1;"]

    post(made, "/levy/runs/new", "\n".join([HEADINGS, *rows]), year="2024")

    payload = told(made, "begin_levy_run")[0]["payload"]
    assert "levels" not in payload
    assert payload["services"] == [
        {"name": "Wohngeld", "profile": "wohngeld", "yearly_cost_cent": 12_000_050,
         "split": {"municipalities": 3, "districts": 2, "regions": 0}},
        {"name": "Wohngeld 2", "profile": "wohngeld", "yearly_cost_cent": None, "split": None},
        {"name": "Anderes", "profile": None, "yearly_cost_cent": 700,
         "split": {"municipalities": 1, "districts": 0, "regions": 0}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A;;viel;1;", "Zeile 2: Die Kosten sind kein Betrag"),
        ("A;;1,005;1;", "Zeile 2: Die Kosten sind kein Betrag"),
        ("A;;1;halb;", "Zeile 2: Hier wird eine ganze Zahl"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_computed(row: str, said: str) -> None:
    made = editor()

    answer = post(made, "/levy/runs/new", f"{HEADINGS}\n{row}", **TYPED)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="4.000.000"' in answer.text
    assert told(made, "begin_levy_run") == []


def test_what_the_service_refuses_stands_at_its_field_or_names_its_row() -> None:
    made = editor()
    wrong = [("/services/1/profile", Wrong("levy-profile-unknown"))]
    made.answers("contracts.begin_levy_run", refused(invalid_fields(wrong)))

    answer = post(made, "/levy/runs/new", f"{HEADINGS}\nA;;1;1;\n\nB;x;1;1;", year="2024")

    assert answer.status_code == 422
    assert f"Zeile 4: {WORDS['levy-profile-unknown'].filled().de}" in answer.text


def test_a_draft_is_released_by_who_may_and_says_what_that_means() -> None:
    made = editor()
    made.answers("contracts.release_levy_run", run("released"))

    shown = page(made, "/levy/runs/u1").text
    answer = post(made, "/levy/runs/u1/release")

    assert "Das lässt sich nicht zurücknehmen" in shown
    assert "Berechnung freigeben" in shown
    assert (answer.status_code, answer.location) == (303, "/levy/runs/u1")
    assert told(made, "release_levy_run") == [{"run_id": "u1"}]


def test_who_computed_it_is_not_offered_the_release() -> None:
    made = editor()
    made.answers("contracts.get_levy_run", run("draft", "discard"))

    text = page(made, "/levy/runs/u1").text

    assert "Freigeben kann sie eine andere Person" in text
    assert 'action="/levy/runs/u1/release"' not in text
    assert 'action="/levy/runs/u1/discard"' in text


def test_who_was_too_late_is_told_why() -> None:
    made = editor()
    conflict = Conflict("levy-run-wrong-state")
    made.answers("contracts.discard_levy_run", refused(conflict))
    made.answers("contracts.get_levy_run", run("released"))

    answer = post(made, "/levy/runs/u1/discard")

    assert answer.status_code == 422
    assert WORDS["levy-run-wrong-state"].filled().de in answer.text


@pytest.mark.parametrize(
    "part",
    [
        "4.001.063 Euro", "1.063 Euro", "2.134", "31.12.2022", "13.369.393", "Wohngeld",
        "120.000 Euro", "3 : 2 : 0", "im Katalog", "40.085 Euro", "Kreisfreie Stadt",
        'href="/api/v1/levy/runs/u1/payers?format=xlsx"',
        'href="/levy/runs/u1?cursor=09187123#payers"',
    ],
)  # fmt: skip
def test_a_run_shows_its_inputs_and_what_each_payer_owes(part: str) -> None:
    assert part in page(editor(), "/levy/runs/u1").text


def test_the_list_names_each_run_once() -> None:
    made = editor()
    items = [run("released"), run("draft", id="u2")]
    made.answers("contracts.list_levy_runs", {"items": items, "next": None, "total": 2})

    text = page(made, "/levy").text

    assert text.count('aria-label="Digitalumlage 2024') == 2
    assert "Freigegeben" in text
    assert "Neue Berechnung" in text


def test_who_only_reads_is_offered_nothing() -> None:
    made = editor("levy:read")
    made.answers("contracts.list_levy_runs", {"items": [], "next": None, "total": 0})
    made.answers("contracts.get_levy_run", run("draft"))

    assert "/levy/runs/new" not in page(made, "/levy").text
    assert "Diese Berechnung ist ein Entwurf" in page(made, "/levy/runs/u1").text
    for path in ("/levy/runs/new", "/levy/populations", "/levy/services.csv"):
        assert page(made, path).status_code == 403
    for path in ("/levy/runs/new", "/levy/runs/u1/release", "/levy/populations"):
        assert post(made, path).status_code == 403
    assert told(made, "release_levy_run") == []


def test_population_figures_come_as_a_list_whose_keys_may_lack_their_zero() -> None:
    made = editor()
    made.answers("contracts.import_population", {"id": "e2"})
    rows = f"{PLACES}\n091;Bezirk Oberbayern;4.801.769\n9161000;Ingolstadt;141029"

    answer = post(made, "/levy/populations", rows, as_of="2023-12-31", source="Destatis")

    assert answer.status_code == 303
    assert told(made, "import_population")[0]["payload"] == {
        "as_of": "2023-12-31", "source": "Destatis",
        "rows": [
            {"key": "091", "name": "Bezirk Oberbayern", "population": 4_801_769},
            {"key": "09161000", "name": "Ingolstadt", "population": 141_029},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("091;Oberbayern;viele", "Zeile 2: Hier wird eine ganze Zahl"),
        ("091;Oberbayern;1;2", "Zeile 2"),
    ],
)
def test_figures_that_cannot_be_read_are_refused_by_row(rows: str, said: str) -> None:
    made = editor()

    answer = post(made, "/levy/populations", f"{PLACES}\n{rows}", as_of="2023-12-31", source="x")

    assert answer.status_code == 422
    assert said in answer.text
    assert told(made, "import_population") == []


def test_the_editions_are_listed_with_their_source() -> None:
    text = page(editor(), "/levy/populations").text

    assert "31.12.2022" in text
    assert "13.369.393 Einwohner" in text
    assert "Destatis" in text


def test_the_template_comes_back_as_it_is_written() -> None:
    book = openpyxl.load_workbook(BytesIO(page(editor(), "/levy/services.xlsx").data))

    assert [cell.value for cell in book.worksheets[0][1]][:3] == HEADINGS.split(";")[:3]
    assert [cell.value for cell in book.worksheets[1][2]] == ["wohngeld", "Wohngeld"]


@pytest.mark.parametrize(
    ("value", "cents"),
    [("1.234.567,50", 123_456_750), (1234.5, 123_450), ("12 Euro", 1_200), ("", None), (7, 700)],
)
def test_money_is_read_as_it_is_written(value: Any, cents: int | None) -> None:
    read = sheets.service_of(2, {"name": "A", "cost": value}, {})

    assert read["yearly_cost_cent"] == cents
