"""Who watches a service is told what becomes of it, and stops watching, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.client import Person
from deploy.local.ports import wait_until
from deploy.local.system import System
from tests.browser.looks import look_at
from tests.browser.mailbox import Mailbox
from tests.browser.people import press
from tests.journeys import Journeys

PATIENCE_S = 30.0
REASON = {"de": "Wird überarbeitet.", "en": "Being revised."}


def test_a_watched_service_that_pauses_is_told_by_mail_and_in_the_inbox(
    person: Callable[..., Page], system: System, journeys: Journeys, mailbox: Mailbox
) -> None:
    known = journeys.signed_in()
    page, editor = person(known.clerk), Person(system.gateway_url, "editor").sign_in()
    service = next(
        one["id"] for one in editor.get("profiles", limit=200)["items"] if one["kind"] != "efa"
    )

    page.goto(f"/leistungen/{service}")
    press(page, "Beobachten")
    page.goto("/leistungen?topic=Gesundheit")
    look_at(page, "topic")
    press(page, "Thema „Gesundheit“ beobachten")
    expect(page.locator(".dm-done")).to_contain_text("Sie beobachten dieses Thema jetzt.")
    expect(page.locator("main")).to_contain_text("Sie beobachten das Thema „Gesundheit“.")
    editor.post(f"profiles/{service}/pause", {"reason": REASON})

    mailbox.mail_to(f"{known.clerk}@{known.body}.example", "Zurzeit nicht bestellbar")

    def is_told() -> bool:
        page.goto("/postfach")
        return "Neues zu einem beobachteten Dienst" in page.locator("main").inner_text()

    wait_until(is_told, PATIENCE_S, "the change is not in the inbox")
    page.goto("/account")
    page.click("main a:has-text('Was Sie beobachten')")
    look_at(page, "watches")
    expect(page.locator("main li a:has-text('Gesundheit')")).to_be_visible()
    for _ in range(2):
        page.click("main button:has-text('Nicht mehr beobachten') >> nth=0")
        expect(page.locator(".dm-done")).to_contain_text("Sie beobachten das nicht mehr.")
    expect(page.locator("main")).to_contain_text("Sie beobachten noch nichts")
