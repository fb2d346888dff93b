"""Support has events sent again that a vendor has not received, in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from deploy.local.ports import wait_until
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.journeys import Journeys

Person = Callable[..., Page]
VENDOR = "demo-it-dienst"


def test_support_sees_why_events_wait_and_sends_them_again(
    person: Person, journeys: Journeys
) -> None:
    queued, now = journeys.stored("notify")["deliveries"], datetime.now(UTC)
    queued.insert_one({
        "_id": "browser-waits", "vendor": VENDOR, "state": "waiting", "attempts": 3,
        "reason_code": "queue-full", "answer": "", "queued_at": now - timedelta(days=2),
        "due_at": now + timedelta(hours=1), "position": 0,
        "envelope": {"id": "browser-waits", "type": "de.digitalmarkt.order.changed.v1"},
    })  # fmt: skip
    page = person("support")
    page.goto("/operator")
    expect(page.locator("main tr:has-text('Ereignisse für Anbieter')")).to_contain_text("seit ")
    page.click("main a:has-text('Ereignisse für Anbieter')")
    row = page.locator("main tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Die Warteschlange ist voll")
    look_at(page, "operator-deliveries")

    press(page, "Jetzt erneut senden")

    expect(page.locator(".dm-done")).to_contain_text("Es wird jetzt erneut gesendet.")
    waits = {"_id": "browser-waits", "state": "waiting"}
    wait_until(lambda: queued.count_documents(waits) == 0, 20, "it still waits")
    page.reload()
    expect(page.locator("main")).to_contain_text("Alle Anbieter haben erhalten")
