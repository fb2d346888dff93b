"""The basket of a body in a browser, with and without scripts: filled, looked at, ordered."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press

Person = Callable[..., Page]
CHECKED = "Geprüft, noch nicht bestätigt"
PLACED = "Bestellung verbindlich abschicken"
AGAIN = "text=Stand neu laden"


def entry_of(page: Page, profile: str) -> str:
    """Find the row of a service."""
    return f"main tr:has(a[href='/leistungen/{profile}'])"


def wait_for(page: Page, word: str, javascript: bool) -> None:
    """Wait until the bulk order has come so far, as a reader does."""
    if not javascript:
        while page.is_visible(AGAIN):
            page.click(AGAIN)
    expect(page.locator("#progress")).to_contain_text(word, timeout=30_000)


@pytest.mark.parametrize("javascript", [True, False])
def test_what_lies_in_the_basket_is_ordered_at_once_and_leaves_it(
    person: Person, journey: Journey, javascript: bool
) -> None:
    page, clerk = person(journey.clerk, javascript=javascript), journey.person(journey.clerk)
    found = clerk.get("profiles?kind=efa&status=published&limit=200")["items"]
    other = next(one["id"] for one in found if one["id"] != journey.profile)
    clerk.post(f"bodies/{journey.body}/basket", {"profile": other})
    page.goto(f"/leistungen/{journey.profile}")
    press(page, "In den Korb")
    expect(page.locator(".dm-done")).to_contain_text("Der Dienst liegt im Korb Ihrer Stelle.")
    expect(page.locator("aside.dm-stay")).to_contain_text("Liegt im Korb Ihrer Stelle.")
    if javascript:
        look_at(page, "profile-in-basket")
    page.click("main a:has-text('Zum Korb')")
    row = entry_of(page, journey.profile)
    expect(page.locator(row)).to_contain_text("Hinzugefügt von")
    if javascript:
        look_at(page, "body-basket")
    page.click(f"{entry_of(page, other)} button:has-text('Entfernen')")
    expect(page.locator(".dm-done")).to_have_text("Der Dienst ist entfernt.")
    expect(page.locator(entry_of(page, other))).to_have_count(0)

    page.click("main a:has-text('Einen Dienst bestellen')")
    fill_contacts(page)
    if javascript:
        look_at(page, "body-basket-order")
    press(page, "Prüfen, was möglich ist")
    wait_for(page, CHECKED, javascript)
    press(page, PLACED)
    wait_for(page, "Abgeschlossen", javascript)

    page.goto("/basket")
    expect(page.locator(row)).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Der Korb ist leer")
    if javascript:
        look_at(page, "body-basket-empty")


def fill_contacts(page: Page) -> None:
    """Say whom to ask, where it is not known yet."""
    for side in ("functional", "technical"):
        for name, value in (("name", "Ina Beispiel"), ("department", "Hauptamt"),
                            ("email", "ina@amt.example"), ("phone", "08051 1")):  # fmt: skip
            page.fill(f"[name={side}_{name}]", value)
