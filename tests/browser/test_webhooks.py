"""A vendor adds a webhook, sees what arrived and what did not, and sets it right again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.local.ports import wait_until
from deploy.local.system import System
from services.common import clock
from tests.browser.looks import look_at
from tests.browser.people import PHONE, press
from tests.browser.watch import allow
from tests.integration.webhook_receiver import Receiver, answers
from tests.integration.webhook_world import record
from tests.journeys import Journeys

PERSON, VENDOR = "vendor-fachverfahren", "demo-fachverfahren"
HOST = "hersteller.example"
STOPPED_S = 30.0


@pytest.fixture
def receiver(system: System, tmp_path: Path) -> Iterator[Receiver]:
    """The vendor's server, which notify reaches while the test runs."""
    made = Receiver(tmp_path, HOST)
    usual = system.processes.known()["notify"][0]
    reaching = {
        "WEBHOOK_STANDS_IN": f"{HOST}=127.0.0.1:{made.port}",
        "SSL_CERT_FILE": str(made.certificate),
    }
    for settings in ({**usual.settings, **reaching}, usual.settings):
        system.processes.stop("notify")
        system.processes.start(replace(usual, settings=settings))
        system.wait_ready("notify")
        if settings is not usual.settings:
            yield made
    made.close()


def added(page: Page) -> str:
    """Add a webhook after a refused one, try it, and give its id."""
    allow(page, 422)
    page.goto("/vendor/webhooks")
    look_at(page, "webhooks-empty")
    page.fill("[name=url]", "http://hersteller.example/haken")
    press(page, "Webhook anlegen")
    expect(page.locator("main")).to_contain_text("Die Adresse muss mit https:// beginnen.")
    page.fill("[name=url]", f"https://{HOST}/haken")
    page.fill("[name=description]", "Unser Fachverfahren")
    press(page, "Webhook anlegen")
    expect(page.locator("#secret-shown")).to_have_text("Ihr Geheimnis")
    assert page.locator("code.dm-hash").inner_text().startswith("whsec_")
    look_at(page, "webhook-added")
    press(page, "Testereignis senden")
    expect(page.locator("main")).to_contain_text("Das Testereignis ist angekommen")
    return str(page.url.split("/")[-2])


def is_paused_and_goes_on(page: Page) -> None:
    """Pause it by hand, as while the server is changed."""
    press(page, "Anhalten")
    expect(page.locator("#turn")).to_contain_text("Angehalten")
    look_at(page, "webhook-paused")
    press(page, "Fortsetzen")
    expect(page.locator(".dm-done")).to_contain_text("Der Webhook ist wieder aktiv")


def stops_and_goes_on(page: Page, webhook: str, receiver: Receiver, deliveries: Any) -> None:
    """Let the receiver say that it is gone, and be there again."""
    receiver.behaves["/haken"] = answers(410, b"Hier ist nichts mehr")
    now = clock.now()
    deliveries.insert_many([record(VENDOR, f"{now.timestamp()}-{n}", now) for n in range(3)])

    def is_stopped() -> bool:
        page.goto(f"/vendor/webhooks/{webhook}")
        return "Angehalten seit" in page.locator("main").inner_text()

    wait_until(is_stopped, STOPPED_S, "the webhook is not stopped")
    look_at(page, "webhook-stopped")
    receiver.behaves.clear()
    press(page, "Wieder aktivieren")
    expect(page.locator(".dm-done")).to_contain_text("Der Webhook ist wieder aktiv")


def is_sent_again_and_signed_anew(page: Page) -> None:
    """Ask for the events of two days once more, and for a new secret."""
    today = clock.local_date(clock.now())
    page.fill("[name=from]", (today - timedelta(days=1)).isoformat())
    page.fill("[name=to]", today.isoformat())
    page.locator("form[action$='/replay'] button").click()
    expect(page.locator(".dm-done")).to_have_text("Die Ereignisse werden noch einmal gesendet.")
    press(page, "Neues Geheimnis")
    expect(page.locator("main")).to_contain_text("Voriges Geheimnis gilt bis")


def test_a_webhook_is_added_tried_stopped_and_enabled_again(
    person: Callable[..., Page], journeys: Journeys, receiver: Receiver
) -> None:
    store, page = journeys.stored("notify"), person(PERSON)

    webhook = added(page)
    is_paused_and_goes_on(page)
    stops_and_goes_on(page, webhook, receiver, store["deliveries"])
    is_sent_again_and_signed_anew(page)
    phone = person(PERSON, width=PHONE, scheme="dark", language="en")
    phone.goto(f"/vendor/webhooks/{webhook}")
    look_at(phone, "webhook-phone")
    phone.goto("/vendor/webhooks")
    look_at(phone, "webhooks-phone")
    press(page, "Webhook löschen")

    expect(page.locator(".dm-done")).to_have_text("Der Webhook ist gelöscht.")
    kept = store["webhooks"].find_one({"_id": webhook}, {"secrets": 1})
    assert kept == {"_id": webhook, "secrets": []}
