"""Support corrects by which numbers of the portal a body is known, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press

Person = Callable[..., Page]
LINK = "https://www.bayernportal.de/dokumente/leistung/040414?behoerde=70707070707"


def test_support_vouches_for_the_numbers_of_a_link_and_takes_them_back(
    person: Person, journey: Journey
) -> None:
    page, path = person("support"), f"/bodies/{journey.body}"
    page.goto(path)
    page.click(f"main a[href='{path}/portal-numbers']")
    page.fill("[name=url]", LINK)
    page.fill("[name=reason]", "Das Rathaus hat den Link am Telefon bestätigt.")
    press(page, "Berichtigung speichern")
    number = page.locator("label:has-text('Behördennummer 70707070707, vom Support')")
    expect(number).to_be_visible()
    look_at(page, "portal-numbers")

    number.click()
    page.fill("[name=reason]", "Doch eine andere Stelle.")
    press(page, "Berichtigung speichern")

    expect(number).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Doch eine andere Stelle.")
    look_at(page, "portal-numbers-corrected")
