"""The operator computes a levy and releases it; a body sees how its sum comes about."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.browser.people import press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
SHARES = {
    "year": "2024", "municipal_share_eur": "4.000.000", "municipalities": "2.400.000",
    "districts": "1.400.000", "regions": "200.000",
}  # fmt: skip
HEADINGS = "Dienst;Kennung im Katalog;Kosten im Jahr in Euro;Teile Gemeinden;Teile Landkreise"


@pytest.fixture(scope="module")
def clerk(journeys: Journeys) -> str:
    """A registered clerk of Munich."""
    return journeys.signed_in().clerk


def compute(page: Page, *rows: str, **typed: str) -> None:
    """Fill the form of a new calculation, with a list of services where rows are given."""
    page.goto("/levy/runs/new")
    for name, value in (SHARES | typed).items():
        page.fill(f"[name={name}]", value)
    if rows:
        text = "\r\n".join([HEADINGS, *rows]).encode("utf-8-sig")
        file = {"name": "l.csv", "mimeType": "text/csv", "buffer": text}
        page.set_input_files("[name=file]", file)
    press(page, "Entwurf berechnen")


def test_two_people_release_a_levy_and_a_city_follows_its_sum(person: Person, clerk: str) -> None:
    editor = person("editor")
    editor.goto("/levy")
    editor.click("main a:has-text('Neue Berechnung')")
    look_at(editor, "levy-new")
    allow(editor, 422)
    compute(editor, "Dienst ohne Steckbrief;;viel;1;")
    expect(editor.locator("main")).to_contain_text("Zeile 2: Die Kosten sind kein Betrag")
    look_at(editor, "levy-new-refused")
    compute(editor, "Dienst ohne Steckbrief;;;;")
    expect(editor.locator(".dm-done")).to_have_text("Der Entwurf ist berechnet.")
    expect(editor.locator("main")).to_contain_text("4.001.063 Euro")
    expect(editor.locator("main")).to_contain_text("Freigeben kann sie eine andere Person")
    run = editor.url.partition("?")[0]

    admin = person("admin")
    admin.goto(run)
    look_at(admin, "levy-run")
    press(admin, "Berechnung freigeben")
    expect(admin.locator(".dm-done")).to_contain_text("Die Berechnung ist freigegeben.")
    admin.goto("/levy")
    look_at(admin, "levy-runs")
    admin.goto("/levy/populations")
    look_at(admin, "levy-populations")

    page = person(clerk)
    page.goto("/bodies/09162000")
    page.click("main a:has-text('Digitalumlage')")
    expect(page.locator("h1")).to_have_text("Digitalumlage 2024")
    expect(page.locator("main")).to_contain_text("429.898 Euro")
    look_at(page, "levy-city")
    pdf = page.context.request.get(page.get_attribute("main a:has-text('Als PDF')", "href") or "")
    assert pdf.body().startswith(b"%PDF-")


def test_without_scripts_a_draft_is_put_aside(person: Person) -> None:
    page = person("editor", javascript=False)
    compute(page)

    press(page, "Entwurf verwerfen")

    expect(page.locator(".dm-done")).to_have_text("Der Entwurf ist verworfen.")
    expect(page.locator("main button")).to_have_count(0)
