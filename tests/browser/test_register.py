"""Mandates, bodies and stories, as the operator's people find and read them, in browsers."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from services.common import clock
from tests.browser.looks import look_at
from tests.browser.people import PHONE, press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]


def test_bodies_are_kept_mandates_found_and_the_story_of_any_id_is_read(
    person: Person, journey: Journey, journeys: Journeys
) -> None:
    order = journey.person(journey.clerk).post("orders", journey.order_body())["id"]
    today = clock.local_date(clock.now())
    journey.person(journey.signatory).post("mandates", {
        "grantor": journey.body, "grantee": "09187162", "scope": "browse", "services": [],
        "valid_from": today.isoformat(), "valid_until": (today + timedelta(days=30)).isoformat(),
        "document_hash": "a" * 64,
    })  # fmt: skip
    admin = person("admin")
    admin.goto("/editions")
    admin.click("main a:has-text('Stelle ohne amtlichen Schlüssel')")
    admin.fill("[name=name]", "Zweckverband Seenland")
    admin.fill("[name=postcode]", "83209")
    admin.fill("[name=town]", "Prien")
    admin.check("input[value=association]")
    press(admin, "Stelle aufnehmen")
    expect(admin.locator(".dm-done")).to_contain_text("Die Stelle ist aufgenommen.")
    body = admin.url.rpartition("/")[2]

    admin.click("main a:has-text('Aufgaben der Stelle')")
    look_at(admin, "body-capacities")
    allow(admin, 422)
    admin.select_option("[name=capacity_0]", index=1)
    press(admin, "Aufgaben speichern")
    expect(admin.locator("#errors")).to_be_visible()
    admin.fill("[name=valid_from_0]", "2026-12-01")
    press(admin, "Aufgaben speichern")
    expect(admin.locator(".dm-done")).to_contain_text("Die Aufgaben sind gespeichert.")

    _mandates_are_found(admin)
    _a_program_gets_access(admin)
    _stories_are_read(person, order, body)


def _mandates_are_found(admin: Page) -> None:
    admin.goto("/accounts")
    admin.click("main a:has-text('Alle Vollmachten')")
    admin.fill("[name=about]", "Prien")
    press(admin, "Suchen")
    look_at(admin, "mandates")
    admin.click("#meant + ul a >> nth=0")
    expect(admin.locator(".dm-chips")).to_contain_text("Stelle:")
    expect(admin.locator("main tbody")).to_contain_text("Einsehen")


def _a_program_gets_access(admin: Page) -> None:
    admin.goto("/accounts")
    admin.click("main a:has-text('Teamkonten')")
    admin.click("main a:has-text('Technische Zugänge')")
    admin.fill("[name=name]", "Abgleich")
    press(admin, "Zugang anlegen")
    expect(admin.locator("#secret")).to_be_visible()
    admin.click("main summary:has-text('Widerrufen')")
    press(admin, "Endgültig widerrufen")
    expect(admin.locator(".dm-done")).to_contain_text("Der Zugang ist widerrufen.")


def _stories_are_read(person: Person, order: str, body: str) -> None:
    auditor = person("auditor")
    auditor.goto(f"/cases/{order}")
    auditor.click("main a:has-text('Alle Zeilen dazu')")
    expect(auditor.locator("main .dm-stream")).to_contain_text("Bestellung")
    look_at(auditor, "story")
    phone = person("auditor", width=PHONE, javascript=False)
    phone.goto("/audit")
    phone.fill("[name=about]", body)
    press(phone, "Suchen")
    phone.click("#meant + ul a:has-text('x-')")
    expect(phone.locator("h1")).to_contain_text("Zweckverband Seenland")
    expect(phone.locator("main")).to_contain_text("Zuständigkeit geändert")
    allow(auditor, 404)
    auditor.goto("/audit/story/gibt-es-nicht")
    expect(auditor.locator("h1")).to_contain_text("Diese Kennung kennt hier niemand")
