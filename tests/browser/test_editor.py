"""A profile from its draft over a review to publication, in browsers of two editors.

Pages that a walk through all links comes to are judged by that; here those it does not reach.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pymongo import MongoClient

from deploy.local.system import System
from tests.browser.looks import look_at
from tests.browser.people import DESK, PHONE, press
from tests.browser.watch import allow
from tests.e2e.people import People, put

Opens = Callable[..., Page]
ESSENTIALS = {
    "title_en": "Angling permit", "summary_de": "Der Schein kommt digital. Sie sparen Papier.",
    "summary_en": "The permit comes as a file. You save paper.",
}  # fmt: skip
CHOSEN = {"kind": "efa", "financing": "levy", "trust_level": "low"}
REASON = "Bitte nennen Sie, woher die Angaben kommen."


@pytest.fixture(scope="module", autouse=True)
def second_editor(system: System) -> Iterator[None]:
    """Make a reviewer an editor as well, as long as these tests run."""
    people = People(system)
    admin, second = people.signed_in("admin"), people.signed_in("reviewer2")
    roles = f"accounts/{second.get('me')['account']}/roles"
    put(admin, roles, {"roles": ["reviewer", "editor"]})
    yield
    put(admin, roles, {"roles": ["reviewer"]})


def begins(page: Page, title: str) -> None:
    """Begin a profile: first without its title, then whole."""
    page.goto("/editor/profiles")
    page.click("main a:has-text('Steckbrief beginnen')")
    for name, typed in ESSENTIALS.items():
        page.fill(f"[name={name}]", typed)
    for name, value in CHOSEN.items():
        page.select_option(f"[name={name}]", value)
    for name in ("topic", "life_situation", "ministry"):
        page.select_option(f"[name={name}]", index=1)
    page.check("input[name=target_kinds][value=municipality]")
    page.check("input[name=sphere][value=own]")
    allow(page, 422)
    press(page, "Entwurf anlegen")
    expect(page.locator("#title_de-error")).to_be_visible()
    page.fill("[name=title_de]", title)
    press(page, "Entwurf anlegen")
    expect(page.locator(".dm-done")).to_contain_text("Der Entwurf ist angelegt.")


def opens(page: Page, title: str, view: str) -> None:
    """Come to a profile from the list, by what is to be done."""
    page.goto("/editor/profiles")
    page.click(f".dm-tabs a:has-text('{view}')")
    page.click(f"main th a:has-text('{title}')")


def writes(page: Page, section: str, **typed: str) -> None:
    """Write fields of a section and keep it."""
    page.click(f"main a:has-text('{section}')")
    for name, value in typed.items():
        field = page.locator(f"[name='{name}']")
        is_choice = field.evaluate("e => e.tagName") == "SELECT"
        field.select_option(value) if is_choice else field.fill(value)
    press(page, "Abschnitt speichern")
    expect(page.locator(".dm-done")).to_contain_text("Der Abschnitt ist gespeichert.")


def leaves_what_was_typed(page: Page) -> None:
    """Try to leave a section with something typed: the browser asks, and staying keeps it."""
    asked: list[str] = []
    page.click("main a:has-text('Was der Dienst ist')")
    page.fill("[name=title_en]", "Not saved")
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.click("aside a:has-text('Einordnung und Schlüssel')", no_wait_after=True)
    expect(page.locator("[name=title_en]")).to_have_value("Not saved")
    assert asked == ["beforeunload"]
    page.goto(page.url.rpartition("/edit/")[0])


@pytest.mark.parametrize(("width", "scripts"), [(DESK, True), (PHONE, False)])
def test_a_profile_is_written_sent_back_mended_and_published_by_another(
    person: Opens, width: int, scripts: bool
) -> None:
    author, second = (
        person(name, width=width, javascript=scripts) for name in ("editor", "reviewer2")
    )
    title = f"Angelschein {width}"
    begins(author, title)
    writes(author, "Testzugänge und Schnittstellen",
           **{"test_accesses-0-kind": "demo_instance",
              "test_accesses-0-url": "https://probe.bayern.example/"})  # fmt: skip
    if scripts:
        leaves_what_was_typed(author)
    press(author, "Zur Prüfung einreichen")
    main = author.locator("main")
    expect(main).to_contain_text("Sie haben mitgeschrieben und dürfen deshalb nicht selbst")
    expect(author.locator("main a:has-text('Prüfen und veröffentlichen')")).to_have_count(0)

    opens(second, title, "Zu prüfen")
    second.click("main a:has-text('Zurückgeben')")
    second.fill("[name=reason]", REASON)
    press(second, "Zurückgeben")

    opens(author, title, "Zurückgegeben")
    expect(main).to_contain_text(REASON)
    writes(author, "Herkunft und Prüfung", evidence="Aus der Satzung.", checked_by="Redaktion")
    press(author, "Erneut einreichen")
    opens(second, title, "Zu prüfen")
    second.click("main a:has-text('Vorschau ansehen')")
    expect(second.locator("main")).to_contain_text("Vorschau des Arbeitsstands")
    expect(second.locator("main")).to_contain_text("Aus der Satzung.")
    second.click("main a:has-text('Zum Arbeitsstand')")
    second.click("main a:has-text('Prüfen und veröffentlichen')")
    expect(second.locator("main")).to_contain_text("Sie dürfen veröffentlichen.")
    press(second, "Jetzt veröffentlichen")
    expect(second.locator(".dm-done")).to_contain_text("Der Dienst ist veröffentlicht.")

    reader = person()
    reader.goto(f"/leistungen/angelschein-{width}")
    expect(reader.locator("h1")).to_have_text(title)


def test_two_at_once_lose_nothing(person: Opens) -> None:
    first, second = person("editor"), person("reviewer2")
    for page, name in ((first, "Erste"), (second, "Zweite")):
        page.goto("/editor/profiles/jagdschein/edit/contacts")
        last = page.locator("[name=contacts-count]").input_value()
        page.select_option(f"[name=contacts-{last}-role]", index=1)
        page.fill(f"[name=contacts-{last}-name]", f"{name} Ansprechperson")
    press(first, "Abschnitt speichern")
    second.fill("[name=data_protection_de]", "Hinweis der zweiten Person.")
    second.fill("[name=data_protection_en]", "Note of the second person.")
    allow(second, 422)
    press(second, "Abschnitt speichern")

    expect(second.locator("#overtaken")).to_be_visible()
    expect(second.locator("main")).to_contain_text("Erste Ansprechperson")
    expect(second.locator("[name=data_protection_de]")).to_have_value("Hinweis der zweiten Person.")
    look_at(second, "editor-overtaken")
    press(second, "Abschnitt speichern")
    changes = second.locator("main table")
    for said in ("Erste Ansprechperson", "Zweite Ansprechperson", "Hinweis der zweiten Person."):
        expect(changes).to_contain_text(said)
    look_at(second, "editor-changes")
    second.click("main a:has-text('Arbeitsstand verwerfen')")
    press(second, "Arbeitsstand verwerfen")
    expect(second.locator(".dm-done")).to_contain_text("verworfen")


def test_waves_are_tried_for_a_body_and_an_end_says_whom_it_touches(person: Opens) -> None:
    page = person("editor")
    page.goto("/editor/profiles/wohngeld/edit/waves")
    page.fill("[name=waves-0-opens_on]", "2099-01-01")
    page.fill("[name=waves-0-regions]", "Landkreis Rosenheim")
    look_at(page, "editor-waves")
    press(page, "Abschnitt speichern")
    page.click("main a:has-text('Wer darf an einem Tag bestellen?')")
    page.fill("main [name=q]", "Landkreis Rosenheim")
    press(page, "Ausprobieren")
    expect(page.locator("main")).to_contain_text("noch nicht freigegeben")
    page.fill("[name=on]", "2099-01-02")
    press(page, "Ausprobieren")
    expect(page.locator("#turn")).to_be_visible()
    look_at(page, "editor-trial")

    page.goto("/editor/profiles/wohngeld/documents")
    paper = {"name": "leitfaden.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
    page.fill("[name=title_de]", "Leitfaden")
    page.fill("[name=title_en]", "Guide")
    page.set_input_files("[name=file]", paper)
    press(page, "Hochladen")
    expect(page.locator("main table")).to_contain_text("leitfaden.pdf")

    page.goto("/editor/profiles/wohngeld/retire")
    expect(page.locator("#users")).to_contain_text("Betrifft")
    page.goto("/editor/profiles/wohngeld/discard")
    press(page, "Arbeitsstand verwerfen")


def test_what_was_looked_for_on_three_days_and_not_found_is_told_to_editors(
    person: Opens, system: System
) -> None:
    page, wanted = person("editor"), "xylophonunterricht"
    page.goto(f"/leistungen?q={wanted}")
    page.goto("/editor/profiles")
    page.click("main a:has-text('Gesucht und nicht gefunden')")
    expect(page.locator("main")).not_to_contain_text(wanted)
    with MongoClient[dict[str, Any]](system.mongo_uri) as client:
        words = client[f"{system.database_prefix}catalog"]["missed_searches"]
        words.update_one({"_id": wanted, "days": 1}, {"$inc": {"days": 2}})
    page.reload()
    expect(page.locator("main table")).to_contain_text(wanted)


def test_the_directory_is_kept(person: Opens) -> None:
    page = person("editor")
    page.goto("/editor/profiles")
    page.click("main a:has-text('Hersteller und IT-Dienstleister')")
    page.click("main a:has-text('Anbieter aufnehmen')")
    page.fill("[name=name]", "Fisch & Söhne")
    page.check("[name=kind][value=manufacturer]")
    page.fill("[name=email]", "post@fisch.example")
    press(page, "Eintrag speichern")
    page.goto("/editor/systems/new")
    page.fill("[name=name]", "Fisch 3")
    page.select_option("[name=manufacturer]", label="Fisch & Söhne")
    page.fill("[name=versions]", "1.0")
    press(page, "Eintrag speichern")
    expect(page.locator(".dm-done")).to_contain_text("Das Fachverfahren ist aufgenommen.")
    page.click("main a:has-text('Fisch 3')")
    expect(page.locator("[name=manufacturer]")).to_have_value("fisch-soehne")


def test_an_answer_of_the_help_is_put_into_other_words_and_given_back(person: Opens) -> None:
    page, reader = person("editor"), person()
    page.goto("/editor/profiles")
    page.click("main a:has-text('Fragen und Antworten der Hilfe')")
    page.click("main a:has-text('Was ist eine EfA-Leistung?')")
    page.fill("[name=answer_de]", "Eigene Antwort der Redaktion.")
    press(page, "Text speichern")
    expect(page.locator(".dm-done")).to_contain_text("Die Antwort ist gespeichert.")
    reader.goto("/hilfe/what-is-efa")
    expect(reader.locator("main")).to_contain_text("Eigene Antwort der Redaktion.")

    page.click("main a:has-text('Was ist eine EfA-Leistung?')")
    look_at(page, "editor-help")
    press(page, "Zum mitgelieferten Text zurück")
    reader.reload()
    expect(reader.locator("main")).not_to_contain_text("Eigene Antwort der Redaktion.")
