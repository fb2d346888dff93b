"""Profiles leave as files and come back, through the gateway, its children and a real database."""

import csv
import io
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gateway.api.formats import XLSX
from services.common import clock, context
from services.common.context import Call
from tests.integration.catalogue_files import (
    COUNT,
    LIST,
    MINE,
    OZG_SERVICES,
    Catalog,
    committed,
    download,
    edited,
    ozg_rows,
    put,
    stored,
    upload,
    workbook,
)  # fmt: skip
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, Gateway

FIRST = "aufenthaltserlaubnis"


def test_what_is_exported_and_saved_elsewhere_comes_back_unchanged(
    gateway: Gateway, catalog: Catalog
) -> None:
    before = stored(catalog)
    content = download(gateway).data

    answer = upload(gateway, edited(content))

    assert answer.status_code == 200, answer.text
    counts = {name: answer.json[name] for name in ("new", "changed", "unchanged")}
    assert counts == {"new": 0, "changed": 0, "unchanged": COUNT}
    assert stored(catalog) == before


def test_the_sheet_to_be_read_is_refused_once_naming_the_one_to_edit(gateway: Gateway) -> None:
    content = download(gateway, "/leistungen.xlsx").data

    answer = upload(gateway, edited(content), "dry_run=true")

    (error,) = answer.json["errors"]
    assert "gefunden: Katalog" in error["detail"]
    assert f"{MINE}?format=xlsx" in error["detail"]


def test_words_are_taken_for_codes(gateway: Gateway) -> None:
    def act(book: Any) -> None:
        put("Art", " efa-leistung ")(book)
        put("Zielgruppen", "Landkreis, Kreisfreie  Stadt\ndistrict")(book)
        put("Finanzierung", "Digital levy")(book)
        put("Vertrauensniveau", "SUBSTANZIELL")(book)
        put("Ressort", "Ministerium für Digitales")(book)
        put("Wer", "Ihre Behörde", 2, "Aufgaben")(book)

    content = edited(committed(gateway), act)

    answer = upload(gateway, content, "dry_run=true")

    named = [(e["field"], e["detail"]) for e in answer.json["errors"]]
    assert [field for field, _ in named] == ["target_kinds"]
    assert "„district“ zweimal" in named[0][1]


def test_an_unknown_word_is_refused_naming_what_is_possible(gateway: Gateway) -> None:
    content = edited(committed(gateway), put("Finanzierung", "Umlage?"))

    answer = upload(gateway, content, "dry_run=true")

    (error,) = answer.json["errors"]
    assert (error["sheet"], error["row"], error["field"]) == ("Leistungen", 2, "financing.kind")
    assert "Digitalumlage (levy)" in error["detail"]
    assert "Digitalumlage (levy)" in error["detail"]


def test_json_comes_back_unchanged(gateway: Gateway) -> None:
    content = download(gateway, f"{LIST}?format=json").data

    answer = upload(gateway, content, kind="application/json")

    assert (answer.status_code, answer.json["unchanged"]) == (200, COUNT), answer.text


def test_an_edited_cell_becomes_a_working_copy_that_another_person_publishes(
    gateway: Gateway, catalog: Catalog
) -> None:
    content = edited(committed(gateway), put("Titel", "Neuer Titel; mit „Zeichen“ und mehr"))

    done = upload(gateway, content)

    profile = catalog.profiles.get(openpyxl_id(content))
    assert done.json["changed"] == done.json["stored"] == 1
    assert profile.title["de"] != "Neuer Titel; mit „Zeichen“ und mehr"
    where = f"/api/v1/imports/{done.json['import']}/publish"
    assert gateway.client.post(where, headers=CHANGING).json["code"] == "own-edit"
    gateway.sessions.is_now(account="b2")
    published = gateway.client.post(where, headers=CHANGING)
    assert (published.json["published"], published.json["in_review"]) == (1, 0)
    renewed = catalog.profiles.get(profile.id)
    assert renewed.title["de"] == "Neuer Titel; mit „Zeichen“ und mehr"
    assert renewed.profile_version == profile.profile_version + 1


def openpyxl_id(content: bytes) -> str:
    return str(openpyxl.load_workbook(io.BytesIO(content))["Leistungen"].cell(2, 1).value)


def test_a_dry_run_tells_the_same_and_stores_nothing(gateway: Gateway, catalog: Catalog) -> None:
    content = edited(committed(gateway), put("Titel", "Anders"))
    before = stored(catalog)

    tried = upload(gateway, content, "dry_run=true")

    after = stored(catalog)
    told = {name: tried.json[name] for name in ("dry_run", "new", "changed", "unchanged", "stored")}
    assert told == {"dry_run": True, "new": 0, "changed": 1, "unchanged": COUNT - 1, "stored": 0}
    assert after == before
    assert upload(gateway, content).json["changed"] == 1


def test_the_services_of_the_ozg_come_in_are_published_and_come_back(
    gateway: Gateway, catalog: Catalog, tmp_path: Path
) -> None:
    content = workbook(ozg_rows(), tmp_path / "ozg.xlsx")

    done = upload(gateway, content)

    assert (done.status_code, done.json["new"]) == (200, OZG_SERVICES), done.text
    assert done.json["stored"] == OZG_SERVICES
    gateway.sessions.is_now(account="b2")
    where = f"/api/v1/imports/{done.json['import']}/publish"
    progress = gateway.client.post(where, headers=CHANGING).json
    while progress["in_review"]:
        progress = gateway.client.post(where, headers=CHANGING).json
    assert (progress["published"], progress["conflicts"]) == (OZG_SERVICES, [])
    held = catalog.profiles.get("ozg-10000")
    assert (held.status, held.release["status"], held.profile_version) == (
        "published", "announced", 1,
    )  # fmt: skip
    again = upload(gateway, edited(download(gateway).data))
    assert again.json["unchanged"] == OZG_SERVICES + COUNT
    assert upload(gateway, content).json["unchanged"] == OZG_SERVICES


WRONG_VALUES = [
    (put("LeiKa-Schlüssel", "12345", 2), "Leistungen", 2, "L", "LeiKa"),
    (put("Art", "efeu", 3), "Leistungen", 3, "K", "EfA-Leistung (efa)"),
    (put("Titel", None, 4), "Leistungen", 4, "E", "fehlt"),
    (put("Finanzierung: Jahr", "bald", 5), "Leistungen", 5, "X", "ganze Zahl"),
    (put("Stand (nicht ändern)", "0123456789abcdef", 6), "Leistungen", 6, "B", "seit dem Export"),
    (put("Stand (nicht ändern)", None, 7), "Leistungen", 7, "A", "gibt es schon"),
    (put("Technischer Betreiber", "niemand", 8), "Leistungen", 8, "R", "Verzeichnis"),
    (put("Titel", "=1+1", 9), "Leistungen", 9, "E", "Formel"),
    (put("Freigabe ab", "31.02.2026", 10), "Leistungen", 10, "AJ", "JJJJ-MM-TT"),
    (put("Mehrkosten", "?", 2, "Schnittstellen"), "Schnittstellen", 2, "E", "nein, unbekannt."),
    (put("Demo", "vielleicht", 4, "Schnittstellen"), "Schnittstellen", 4, "G", "ja, nein."),
    (put("Dauer in Arbeitstagen", 9999, 2, "Aufgaben"), "Aufgaben", 2, "F", "250"),
    (put("Kennung der Leistung", "niemand", 3, "Aufgaben"), "Aufgaben", 3, "A", "ersten Blatt"),
]
"""An edit, and where it is found to be wrong with which words."""


def test_every_bad_cell_is_named_and_nothing_is_stored(gateway: Gateway, catalog: Catalog) -> None:
    def act(book: Any) -> None:
        for row in (6, 7, 20):
            put("Beleg", "neu", row)(book)
        for change, *_ in WRONG_VALUES:
            change(book)

    content, before = edited(committed(gateway), act), stored(catalog)

    tried, done = (upload(gateway, content, f"dry_run={dry}") for dry in ("true", "false"))

    assert (done.status_code, done.json["code"]) == (422, "import-invalid")
    assert tried.json["errors"] == done.json["errors"]
    named = {(e["sheet"], e["row"], e["column"]): e["detail"] for e in done.json["errors"]}
    for _, sheet, row, letter, words in WRONG_VALUES:
        assert words in named[sheet, row, letter]
    assert done.json["error_count"] == len(done.json["errors"]) == len(named)
    assert list(named) == sorted(named, key=lambda place: (place[0], place[1], len(place[2])))
    assert stored(catalog) == before


@pytest.mark.parametrize(
    ("act", "sheet", "row", "letter", "words"),
    [
        (put("Kennung", FIRST, 4), "Leistungen", 4, "A", "zweimal"),
        (put("Kennung", None, 4), "Leistungen", 4, "A", "fehlt"),
        (put("Titel", "Überschrift", 1), "Leistungen", 1, "E", "vorgesehen"),
        (put("Titel", "Art", 1), "Leistungen", 1, "K", "zweimal"),
        (put("Verwandte Leistungen", "niemand", 2), "Leistungen", 2, "AG", "im Katalog nicht"),
    ],
)
def test_what_is_wrong_between_rows_or_with_a_heading_is_named(
    gateway: Gateway, catalog: Catalog, act: Any, sheet: str, row: int, letter: str, words: str
) -> None:
    content, before = edited(committed(gateway), act), stored(catalog)

    answer = upload(gateway, content)

    named = {(e["sheet"], e["row"], e.get("column")): e["detail"] for e in answer.json["errors"]}
    assert (answer.status_code, answer.json["code"]) == (422, "import-invalid")
    assert words in named[sheet, row, letter]
    assert stored(catalog) == before


def test_a_missing_sheet_is_named(gateway: Gateway) -> None:
    content = edited(committed(gateway), lambda book: book.remove(book["Wellen"]))

    answer = upload(gateway, content)

    assert (answer.status_code, answer.json["code"]) == (422, "import-invalid")
    assert [(e["sheet"], e["pointer"]) for e in answer.json["errors"]] == [("Wellen", "/Wellen")]


def test_who_may_not_edit_profiles_uploads_and_exports_nothing(
    gateway: Gateway, catalog: Catalog
) -> None:
    catalog.may = frozenset({"me:read"})

    answers = [upload(gateway, b""), gateway.client.get(MINE, headers=SIGNED_IN)]

    assert [(a.status_code, a.json["code"]) for a in answers] == [(403, "not-permitted")] * 2


def test_a_file_is_exactly_the_filtered_list_in_its_order(gateway: Gateway) -> None:
    shown = gateway.client.get(f"{LIST}?format=json&kind=efa&sort=-title&limit=3").json["items"]
    book = download(gateway, f"{LIST}?format=xlsx&kind=efa&sort=-title").data

    listed = [r[-1].value for r in openpyxl.load_workbook(io.BytesIO(book))["Katalog"].rows][1:]

    assert listed == [item["id"] for item in shown]
    titles = [item["title"]["de"] for item in shown]
    assert 3 < len(listed) < COUNT
    assert titles[0] > titles[-1]


def test_csv_is_harmless_and_complete(gateway: Gateway, catalog: Catalog) -> None:
    context.enter(Call())
    facts = {**catalog.profiles.get(FIRST).editable(), "evidence": "=HYPERLINK(1)"}
    catalog.profiles.change(FIRST, lambda p: p.edit(facts, by="c3", now=clock.now()))

    answer = download(gateway, MINE, Accept="text/csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == COUNT
    assert next(r["Beleg"] for r in rows if r["Kennung"] == FIRST) == "'=HYPERLINK(1)"
    assert rows[0]["LeiKa-Schlüssel"].startswith("99")


def test_a_shared_file_is_written_once_until_the_catalogue_changes(
    gateway: Gateway, catalog: Catalog
) -> None:
    first = gateway.client.get("/leistungen.xlsx")
    catalog.made.clear()
    again = gateway.client.get("/leistungen.xlsx")
    known = gateway.client.get("/leistungen.xlsx", headers={"If-None-Match": first.headers["ETag"]})

    assert catalog.made == []
    assert (again.data, known.status_code) == (first.data, 304)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    gateway.cache.clear()
    renewed = gateway.client.get("/leistungen.xlsx")
    assert catalog.made == ["export_profiles"]
    assert renewed.headers["ETag"] == first.headers["ETag"]


def test_an_editor_imports_while_as_many_guests_as_may_wait_for_files(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, may_go_on = committed(gateway), threading.Event()

    def hold_guests(method: str) -> None:
        if method == "export_profiles":
            may_go_on.wait(30)

    catalog.before = hold_guests
    with ThreadPoolExecutor(20) as guests:
        paths = [f"/leistungen.json?q=b{number}" for number in range(20)]
        asked = [guests.submit(gateway.client.get, path) for path in paths]
        turned_away = next(as_completed(asked)).result()

        imported = upload(gateway, content, "dry_run=true")

        may_go_on.set()
        served = {guest.result().status_code for guest in asked}
    assert (turned_away.status_code, imported.status_code) == (503, 200), imported.text
    assert served == {200, 503}


def test_filters_that_look_alike_when_joined_have_files_of_their_own(gateway: Gateway) -> None:
    two = gateway.client.get(f"{LIST}?format=json&kind=efa&q=bau")
    one = gateway.client.get(f"{LIST}?format=json&kind=efa%26q%3Dbau")

    assert two.json["total"] > 0
    assert (one.status_code, one.headers.get("ETag")) != (200, two.headers["ETag"])


def test_a_blank_filter_of_a_form_leaves_the_file_whole(gateway: Gateway) -> None:
    answer = gateway.client.get("/leistungen.json?kind=&topic=%20&format=")

    assert (answer.status_code, answer.json["total"]) == (200, COUNT)


def test_what_a_body_may_order_is_written_anew_each_time(
    gateway: Gateway, catalog: Catalog
) -> None:
    town = {"kind": "municipality", "capacities": [], "district": "09187", "region": "091"}
    paths = [
        f"{LIST}?format=json&orderable_for=09187114",
        "/leistungen.json?orderable_for=09187114",
    ]
    totals = []

    for sequence, kind in enumerate(("municipality", "company"), 1):
        catalog.bodies.keep("09187114", sequence, {**town, "kind": kind})
        answers = [gateway.client.get(path) for path in paths]
        assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
        totals.append({answer.json["total"] for answer in answers})

    assert len(totals[0]) == 1
    assert totals[0] != totals[1] == {0}


def test_the_list_as_pages_and_as_file_are_not_mixed_up(gateway: Gateway) -> None:
    answers = [
        gateway.client.get(LIST, headers={"Accept": accept})
        for accept in ("text/csv", XLSX, "text/csv")
    ]

    assert [a.mimetype for a in answers] == ["text/csv", XLSX, "text/csv"]
    assert all(a.headers["Vary"] == "Accept, Accept-Language" for a in answers)
    refused = gateway.client.get(f"{LIST}?format=pdf")
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/format")


@pytest.mark.parametrize(
    ("accept", "kind"), [("text/*", "text/csv"), ("TEXT/CSV", "text/csv"), (XLSX.upper(), XLSX)]
)
@pytest.mark.parametrize("query", ["limit=172", "f%6Frmat=csv"])
def test_a_table_never_takes_the_place_of_the_pages(
    gateway: Gateway, accept: str, kind: str, query: str
) -> None:
    table = gateway.client.get(f"{LIST}?limit=172", headers={"Accept": accept})
    gateway.client.get(f"{LIST}?{query}", headers={"Accept": accept})
    pages = [gateway.client.get(f"{LIST}?limit=172") for _ in range(2)]

    assert table.mimetype == kind
    assert [page.mimetype for page in pages] == ["application/json"] * 2


def test_a_list_that_changes_while_it_is_written_is_begun_anew(
    gateway: Gateway, catalog: Catalog, tmp_path: Path
) -> None:
    upload(gateway, workbook(ozg_rows(), tmp_path / "ozg.xlsx"))
    gateway.sessions.is_now(account="b2")
    waiting = catalog.imports.imports.find_one({})["_id"]
    changed: list[str] = []

    def publish_meanwhile(method: str) -> None:
        if catalog.made.count("export_profiles") == 2 and not changed:
            changed.append(method)
            context.enter(Call())
            catalog.profiles.change(
                FIRST, lambda p: p.pause({"de": "Umbau", "en": "Works"}, clock.now())
            )

    assert waiting
    context.enter(Call())
    catalog.calls.imports.publish(waiting, by="b2", budget_s=60)
    catalog.made.clear()
    catalog.before = publish_meanwhile
    answer = download(gateway, "/leistungen.json")

    assert changed == ["export_profiles"]
    assert next(i["status"] for i in answer.json["items"] if i["id"] == FIRST) == "paused"
    ids = [item["id"] for item in answer.json["items"]]
    assert len(ids) == len(set(ids)) == answer.json["total"] > 500
