"""A vendor connects its programs by pages: a queue, an API client, and what is done so far."""

from collections.abc import Callable

import pika
from playwright.sync_api import Page, expect

from deploy.local.ports import wait_until
from services.notify.vendor_broker.provisioning import LEASE_S
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.browser.watch import allow

VENDOR, QUEUE = "vendor-it-dienst", "vendor.demo-it-dienst"
READY_S = LEASE_S + 30
"""Longer than the lease that a killed process leaves behind, which provides queues no more."""


def test_a_vendor_gets_a_queue_and_a_client_and_sees_what_is_done(
    person: Callable[..., Page],
) -> None:
    manager = person(VENDOR)
    manager.goto("/setups")
    manager.click("text=In einer Stunde anbinden")
    expect(manager.locator("h1")).to_have_text("In einer Stunde anbinden")

    manager.click("a:has-text('Öffnen: Warteschlange beantragen')")
    look_at(manager, "vendor-broker-none")
    press(manager, "Warteschlange beantragen")
    address = manager.locator("code:has-text('amqp')").inner_text()
    look_at(manager, "vendor-broker-secret")
    wait_until(lambda: is_readable(address), READY_S, "the queue cannot be read")

    manager.goto("/vendor/broker")
    expect(manager.locator("main")).to_contain_text("Bereit")
    expect(manager.locator("main")).not_to_contain_text(address)
    press(manager, "Geheimnis wechseln")
    expect(manager.locator("tbody tr")).to_have_count(2)
    manager.goto("/vendor/broker")
    look_at(manager, "vendor-broker")

    manager.goto("/vendor/clients")
    manager.fill("[name=name]", "Abruf Produktion")
    press(manager, "Zugang anlegen")
    expect(manager.locator("#secret")).to_be_visible()
    look_at(manager, "vendor-clients-secret")
    manager.click("main summary:has-text('Widerrufen')")
    press(manager, "Endgültig widerrufen")
    expect(manager.locator(".dm-done")).to_have_text("Der Zugang ist widerrufen.")

    manager.goto("/vendor/connect")
    expect(manager.locator(".dm-spine li.is-done")).to_have_count(1)
    look_at(manager, "vendor-connect")
    support_bars_it(person("support"))
    manager.goto("/vendor/broker")
    expect(manager.locator("main")).to_contain_text("Der Vertrag mit Ihnen ist beendet.")
    expect(manager.locator("main")).not_to_contain_text("Warteschlange beantragen")
    look_at(manager, "vendor-broker-denied")


def support_bars_it(page: Page) -> None:
    """Let support end the vendor's access; another one of the operator may allow it again."""
    page.goto("/operator/deliveries")
    page.click("main a:has-text('Zugänge zum Broker')")
    look_at(page, "operator-broker-accesses")
    page.click("main a:has-text('Demo IT-Dienst')")
    allow(page, 422)
    press(page, "Zugang sperren")
    expect(page.locator("#errors")).to_contain_text("Begründung")
    page.fill("[name=reason]", "Der Vertrag mit Ihnen ist beendet.")
    press(page, "Zugang sperren")
    expect(page.locator(".dm-done")).to_contain_text("Der Zugang ist gesperrt")
    expect(page.locator("main button:has-text('Wieder zulassen')")).to_be_visible()
    look_at(page, "operator-broker-access")


def is_readable(address: str) -> bool:
    """Tell whether a client can read the queue by now."""
    try:
        line = pika.BlockingConnection(pika.URLParameters(address))
        line.channel().basic_get(QUEUE)
        line.close()
    except pika.exceptions.AMQPError:
        return False
    return True
