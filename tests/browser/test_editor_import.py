"""A table of profiles is tried, mended, taken in and published by a second person, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.client import Person
from deploy.local.system import System
from gateway.api.formats import XLSX
from tests.browser.looks import look_at, show
from tests.browser.people import DESK, PHONE, press
from tests.browser.test_editor import second_editor  # noqa: F401
from tests.browser.watch import allow
from tests.e2e.test_tables import edited

Opens = Callable[..., Page]


def upload(page: Page, content: bytes) -> None:
    """Have a table checked."""
    page.goto("/editor/import")
    file = {"name": "steckbriefe.xlsx", "mimeType": XLSX, "buffer": content}
    page.set_input_files("[name=file]", file)
    press(page, "Prüfen")


@pytest.mark.parametrize(
    ("width", "scripts", "title"),
    [(DESK, True, "Fischereischein auf Zeit"), (PHONE, False, "Fischereischein für Jugendliche")],
    ids=["desk", "phone without scripts"],
)
def test_bad_cells_are_named_mended_taken_in_and_published(
    person: Opens, system: System, width: int, scripts: bool, title: str
) -> None:
    editor = Person(system.gateway_url, "editor").sign_in()
    content = editor.read("editorial/profiles?format=xlsx")
    page, second = (
        person(name, width=width, javascript=scripts) for name in ("editor", "reviewer2")
    )
    allow(page, 422)
    upload(page, edited(content, "fischereischein", "Art", "efeu"))
    expect(page.locator("main table")).to_contain_text("efeu")
    if scripts:
        look_at(page, "editor-import-bad")
    upload(page, edited(content, "fischereischein", "Titel", title))
    expect(page.locator("main")).to_contain_text("1 geändert")
    page.goto("/editor/import")
    if scripts:
        look_at(page, "editor-import-kept")
        show(page, width, "light")
    page.click("main a:has-text('Geprüft am') >> nth=0")
    if scripts:
        look_at(page, "editor-import-good")
        show(page, width, "light")
    press(page, "Einen Steckbrief übernehmen")
    expect(page.locator("main")).to_contain_text("Sie haben übernommen und dürfen deshalb nicht")

    second.goto(page.url)
    press(second, "Einen Steckbrief veröffentlichen")
    expect(second.locator(".dm-done")).to_contain_text("Alles ist veröffentlicht.")
    reader = person()
    reader.goto("/leistungen/fischereischein")
    expect(reader.locator("h1")).to_have_text(title)
