"""A chain in browsers: an editor proposes, a reviewer decides, a ministry looks at its own."""

import re
import uuid
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.browser.people import press

Person = Callable[..., Page]
WHOLE, WITHOUT = "gewerbeanmeldung", "digitale-baugenehmigung"


def test_an_editor_proposes_and_a_reviewer_accepts_an_agreement(
    person: Person, tmp_path: Path
) -> None:
    number, document = f"EFA/{uuid.uuid4().hex[:8]}", tmp_path / "vereinbarung.pdf"
    document.write_bytes(b"%PDF-1.7 " + number.encode())
    editor = person("editor")
    editor.goto("/chains")
    editor.fill("[action='/chains/begin'] [name=q]", "Baugenehmigung")
    press(editor, "Leistung suchen")
    look_at(editor, "chain-begin")
    editor.click(f"main a[href='/chains/{WITHOUT}/new']")
    look_at(editor, "chain-new")
    editor.check("[name=level][value='1']")
    for name, value in (("number", number), ("from_party", "Musterland"),
                        ("to_party", "Marktplatz für EfA-Leistungen"),
                        ("note", "Schreiben vom 2. November")):  # fmt: skip
        editor.fill(f"[name={name}]", value)
    editor.fill("[name=valid_from]", "2026-01-01")
    editor.set_input_files("[name=file]", document)
    press(editor, "Zur Prüfung geben")
    expect(editor.locator(".dm-done")).to_contain_text("liegt zur Prüfung bereit")
    editor.click(f"main a:has-text('{number}')")
    expect(editor.locator("main")).to_contain_text("Den eigenen Vorschlag prüft jemand anderes")

    reviewer = person("reviewer")
    reviewer.goto("/operator")
    reviewer.click("main a:has-text('Änderungen an Vertragsketten prüfen')")
    look_at(reviewer, "chains")
    reviewer.click(f"main a:has-text('{number}')")
    look_at(reviewer, "chain-proposal")
    reviewer.check("[name=verdict][value=accept]")
    press(reviewer, "Entscheidung speichern")

    expect(reviewer.locator(".dm-done")).to_contain_text("gilt ab sofort")
    expect(reviewer.locator("main")).to_contain_text("Bisherige Entscheidungen")
    look_at(reviewer, "chain-with-gap")


def test_what_an_end_would_concern_is_seen_before_it_is_proposed(person: Person) -> None:
    editor = person("editor")
    editor.goto(f"/chains/{WHOLE}")
    look_at(editor, "chain")
    editor.click("main a:has-text('Was hängt an') >> nth=1")
    editor.fill("[name=ends_on]", "2027-12-31")
    press(editor, "Ansehen")
    expect(editor.locator("main")).to_contain_text("Ab 01.01.2028 fehlt eine Vereinbarung")
    look_at(editor, "chain-impact")

    editor.click("main a:has-text('vorschlagen')")

    expect(editor.locator("[name=valid_until]")).to_have_value("2027-12-31")
    look_at(editor, "chain-change")


def test_a_renewal_that_will_not_come_is_asked_for_its_reason(person: Person) -> None:
    editor = person("editor")
    editor.goto(f"/chains/{WHOLE}")

    editor.click("main a:has-text('wird nicht verlängert')")

    expect(editor.locator("main")).to_contain_text("keine neuen Verträge mehr")
    look_at(editor, "chain-decline")


def test_a_ministry_sees_first_the_chains_it_is_a_party_of(person: Person) -> None:
    page = person("ministry")

    page.goto("/home")
    expect(page).to_have_url(re.compile(r"/ministry$"))
    expect(page.locator("main")).to_contain_text("Bayerisches Staatsministerium für Digitales")
    expect(page.locator("#services")).to_have_text("Dienste des Ressorts")
    expect(page.locator("svg.dm-map")).to_be_visible()
    look_at(page, "ministry")
    with page.expect_download() as kept:
        page.locator("a[href*='/ministry-ends'][href*='csv']").click()
    assert "Wie es weitergeht" in Path(kept.value.path()).read_text("utf-8-sig")
    page.goto("/ministry/ends")
    expect(page.locator("tbody tr").first).to_contain_text("Noch keine Nachfolge")
    look_at(page, "ministry-ends")
    page.goto("/chains")

    expect(page.locator("main")).to_contain_text("in denen Ihr Haus Vertragspartner ist")
    expect(page.locator("main")).not_to_contain_text("Familie, Arbeit und Soziales")
    look_at(page, "chains-ministry")


HEADINGS = (
    "Kennung oder Titel der Leistung;Stufe;Vertragsnummer;Wer überlässt;Wer erhält;"
    "Gültig ab;Gültig bis"
)
ROWS = (
    "Gewerbeanmeldung;2;FITST/2031/0001;Marktplatz;Bayerisches Staatsministerium;01.07.2031;",
    "Gewerbeanmeldung;2;FITST/2024/0110;Marktplatz;Bayerisches Staatsministerium;01.08.2025;",
    "Unbekannte Leistung;2;FITST/2031/0002;Marktplatz;Bayerisches Staatsministerium;01.07.2031;",
)


def test_a_list_says_of_each_row_what_would_become_of_it(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "vereinbarungen.csv"
    file.write_text("\n".join([HEADINGS, *ROWS]), "utf-8")
    page = person("editor")
    page.goto("/chains")
    page.click("main a:has-text('Liste von Vereinbarungen hochladen')")
    look_at(page, "chain-list")
    page.set_input_files("[name=file]", file)

    press(page, "Liste prüfen")

    expect(page.locator("main")).to_contain_text("1 Zeile kann vorgeschlagen werden")
    expect(page.locator("main")).to_contain_text("Diese Leistung gibt es im Katalog nicht")
    look_at(page, "chain-list-checked")
