"""Whoever works for the operator finds tickets by whom they wait for, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.browser.looks import look_at
from tests.browser.people import page_on, press
from tests.journeys import Journeys

Person = Callable[..., Page]


def test_support_finds_a_ticket_by_whom_it_waits_for_and_narrows_the_list(
    person: Person, journey: Journey, journeys: Journeys
) -> None:
    order = journey.person(journey.clerk).post("orders", journey.order_body())
    tickets = journeys.stored("notify")["tickets"]
    wait_until(lambda: tickets.count_documents({"_id": order["id"]}) == 1, 20, "no ticket")
    page = person("support")
    page.goto("/operator")
    page.click("main a:has-text('Tickets')")
    row = page.locator(f"main tr:has(a[href='/orders/{order['id']}'])")
    page_on(page, row)
    expect(row).to_contain_text("BayKommun")

    row.locator("a:has-text('nur diese Stelle')").click()
    expect(row).to_have_count(1)
    expect(page.locator("main a:has-text('nur diese Stelle')")).to_have_count(0)
    look_at(page, "operator-tickets")
    page.select_option("[name=vendor]", index=1)
    press(page, "Anzeigen")
    expect(page.locator("main")).to_contain_text("Einrichtende Stelle")
    page.click("main .dm-tabs a:has-text('Geschlossen')")

    expect(page.locator("main")).to_contain_text("Hier wartet kein Ticket.")
    expect(page.locator(".dm-chips li")).to_have_count(3)
