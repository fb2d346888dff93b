"""Support uploads a list of services without a contract; a body finds its own in its view."""

from collections.abc import Callable
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press

Person = Callable[..., Page]
HEADINGS = "Schlüssel der Stelle;Kennung oder Titel des Dienstes;Stand"


def upload(page: Page, *rows: str) -> None:
    """Choose a list of these rows and have it checked."""
    page.goto("/operator/gaps")
    text = "\r\n".join([HEADINGS, *rows]).encode("utf-8-sig")
    page.set_input_files("[name=file]", {"name": "l.csv", "mimeType": "text/csv", "buffer": text})
    press(page, "Liste prüfen")


def test_support_sees_what_becomes_of_each_row_before_it_is_taken_in(
    person: Person, journey: Journey
) -> None:
    page = person("support")
    page.goto("/operator")
    page.click("main a[href='/operator/gaps']")
    expect(page.locator("h1")).to_have_text("Dienste ohne Vertrag: Liste")
    look_at(page, "operator-gap-list")
    good = f"{journey.body};{journey.profile};"

    upload(page, good, good, "09999999;ewa;", f"{journey.body};gibt-es-nicht;", ";;3.3.2026",
           f"{journey.body};{journey.profile};übermorgen", "09162000;ewa;;zu viel")  # fmt: skip

    main = page.locator("main")
    expect(main).to_contain_text("1 Zeile kann übernommen werden")
    for said in (
        "Steht weiter oben schon einmal.", "Diese Stelle gibt es nicht.", "8, Spalte D",
        "Diesen Dienst gibt es nicht.", "Der Schlüssel der Stelle fehlt.", "kein Tag bis heute",
    ):  # fmt: skip
        expect(main).to_contain_text(said)
    page.click("summary:has-text('Was übernommen wird')")
    look_at(page, "operator-gap-list-checked")
    press(page, "1 Zeile übernehmen")
    expect(page.locator(".dm-done")).to_contain_text("Die Liste ist übernommen.")

    clerk = person(journey.clerk)
    clerk.goto(f"/bodies/{journey.body}/overview?state=uncontracted")
    row = clerk.locator(f"main tr:has(a[href='/leistungen/{journey.profile}'])")
    expect(row).to_contain_text("Ohne Vertrag im Einsatz")
    row.locator("a:has-text('Bestellen')").click()
    expect(clerk.locator("input[value=already_productive]")).to_be_checked()


def test_without_scripts_the_template_comes_back_and_twice_the_same_adds_nothing(
    person: Person, journey: Journey, tmp_path: Any
) -> None:
    page = person("support", javascript=False)
    page.goto("/operator/gaps")
    with page.expect_download() as download:
        page.click("a:has-text('Vorlage für Excel')")
    file = tmp_path / "list.xlsx"
    download.value.save_as(file)
    book = openpyxl.load_workbook(file)
    book.worksheets[0].append([journey.body, None, journey.profile])
    book.save(file)

    for said in ("Neu auf der Liste", "Steht schon auf der Liste"):
        page.goto("/operator/gaps")
        page.set_input_files("[name=file]", file)
        press(page, "Liste prüfen")
        expect(page.locator("main")).to_contain_text(said)
        press(page, "1 Zeile übernehmen")
        expect(page.locator(".dm-done")).to_contain_text("Die Liste ist übernommen.")

    listed = journey.person("support").get(f"bodies/{journey.body}/uncontracted")
    assert listed["profiles"].count(journey.profile) == 1
