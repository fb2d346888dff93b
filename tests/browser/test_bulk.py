"""Many orders at once in a browser, with and without scripts: tried, looked at, not confirmed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.__main__ import place_of
from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.journeys import PATIENCE_S, Journeys

Person = Callable[..., Page]
CONTACT = {"name": "Ina Beispiel", "department": "Hauptamt", "email": "ina@vg.example",
           "phone": "08671 1"}  # fmt: skip
CHECKED = "Geprüft, noch nicht bestätigt"
AGAIN = "text=Stand neu laden"


@pytest.fixture
def clerk(journeys: Journeys) -> str:
    """A clerk of a joint administration."""
    journey = Journey(
        place_of(journeys.system), body="091715101", clerk="clerk-vg", signatory="signatory-vg",
        people=journeys.people, patience_s=PATIENCE_S,
    )  # fmt: skip
    for step in (journey.clerk_signs_in, journey.clerk_registers, journey.clerk_is_approved):
        step()
    return journey.clerk


@pytest.mark.parametrize("javascript", [True, False])
def test_a_clerk_tries_a_bulk_order_and_drops_it(
    person: Person, clerk: str, javascript: bool
) -> None:
    page = person(clerk, javascript=javascript)
    page.goto("/bulk-orders")
    page.click("text=Mehrere Dienste bestellen")
    page.check("[name=services] >> nth=0")
    for side in ("functional", "technical"):
        for name, value in CONTACT.items():
            page.fill(f"[name={side}_{name}]", value)
    if javascript:
        look_at(page, "body-bulk-new")
    press(page, "Prüfen, was möglich ist")

    expect(page.locator("h1")).to_have_text("Sammelbestellung")
    expect(page.locator(".dm-done")).to_contain_text("Ihre Liste wird geprüft.")
    if javascript:
        expect(page.locator("#progress")).to_contain_text(CHECKED, timeout=20_000)
        look_at(page, "body-bulk-checked")
    else:
        while page.is_visible(AGAIN):
            page.click(AGAIN)
        expect(page.locator("#progress")).to_contain_text(CHECKED)
    press(page, "Abbrechen")
    expect(page.locator("#progress")).to_contain_text("Abgebrochen")
    page.goto("/bulk-orders")
    if javascript:
        look_at(page, "body-bulk-orders")


def test_a_reviewer_sees_where_many_are_released(person: Person) -> None:
    page = person("reviewer")
    page.goto("/bulk-releases")
    page.click("text=Mehrere Bestellungen freigeben")

    look_at(page, "body-bulk-release-new")
    expect(page.locator("h1")).to_have_text("Mehrere Bestellungen freigeben")
