"""A person reads what they were told, and chooses what is mailed besides, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.browser.looks import look_at, show
from tests.browser.people import DESK, press

PATIENCE_S = 30.0
NUMBER = ".dm-nav .dm-count"


def test_what_one_was_told_is_read_and_the_number_in_the_menu_goes(
    person: Callable[..., Page], journey: Journey
) -> None:
    journey.clerk_orders()
    page = person(journey.clerk)

    def is_told() -> bool:
        page.goto("/postfach?unread=true")
        return journey.order["number"] in page.locator("main").inner_text()

    wait_until(is_told, PATIENCE_S, "the order is not in the inbox")
    look_at(page, "inbox")
    show(page, DESK, "light")
    expect(page.locator(NUMBER)).to_be_visible()
    page.goto("/home")
    expect(page.locator(NUMBER)).to_be_visible()
    page.goto("/postfach")
    page.click(f"li:has-text('{journey.order['number']}') a")
    page.wait_for_url(f"**/orders/{journey.order['id']}")
    page.goto("/postfach")
    press(page, "Alle als gelesen markieren")
    expect(page.locator(".dm-done")).to_contain_text("Alles ist als gelesen markiert.")
    expect(page.locator(NUMBER)).to_have_count(0)
    page.goto("/postfach?unread=true")
    expect(page.locator("main")).to_contain_text("Sie haben alles gelesen")


def test_without_scripts_a_person_chooses_language_and_mails(
    person: Callable[..., Page], journey: Journey
) -> None:
    page = person(journey.clerk, javascript=False)

    page.goto("/account")
    page.click("main a:has-text('Sprache und E-Mails')")
    page.check("input[name=language][value=en]")
    page.uncheck("input[name=mail][value=progress]")
    press(page, "Speichern")

    expect(page.locator(".dm-done")).to_contain_text("Ihre Wahl ist gespeichert.")
    expect(page.locator("input[name=language][value=en]")).to_be_checked()
    expect(page.locator("input[name=mail][value=progress]")).not_to_be_checked()
    expect(page.locator("input[name=mail][value=messages]")).to_be_checked()
    looked = person(journey.clerk)
    looked.goto("/account/preferences")
    look_at(looked, "preferences")
    page.check("input[name=language][value=both]")
    page.check("input[name=mail][value=progress]")
    press(page, "Speichern")
