"""Body and setup party bring an interface on its way, step by step, in a browser each."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
VENDOR = "vendor-fachverfahren"


@pytest.fixture
def in_setup(journeys: Journeys) -> Journey:
    """An order whose setup is requested, with an interface to commission."""
    return journeys.next_in_setup()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_interface_is_offered_costed_ordered_and_made_ready(
    person: Person, in_setup: Journey, javascript: bool
) -> None:
    id = in_setup.order["id"]
    party = person(VENDOR, javascript=javascript)
    clerk = person(in_setup.clerk, javascript=javascript)

    party.goto(f"/setups/{id}")
    if javascript:
        look_at(party, "setup-interface")
    party.click("text=Schritt vermerken")
    press(party, "Angebot liegt vor")
    expect(party.locator(".dm-done")).to_have_text("Der Schritt ist vermerkt.")
    clerk.goto(f"/orders/{id}")
    if javascript:
        look_at(clerk, "body-order-interface")
    clerk.click("text=Schritt vermerken")
    if javascript:
        look_at(clerk, "interface-cost")
    allow(clerk, 422)
    press(clerk, "Kosten sind geklärt")
    expect(clerk.locator("#cost_eur-error")).to_be_visible()
    clerk.fill("[name=cost_eur]", "950")
    press(clerk, "Kosten sind geklärt")
    press(clerk, "Schnittstelle ist bestellt")
    if javascript:
        look_at(clerk, "interface-ordered")
    expect(clerk.locator("main")).to_contain_text("950 Euro")
    party.reload()
    expect(party.locator("main")).not_to_contain_text("950 Euro")
    press(party, "Schnittstelle ist bereit")

    expect(party.locator("main")).to_contain_text("Die Schnittstelle ist bereit")
    clerk.goto(f"/orders/{id}")
    expect(clerk.locator(".dm-stream")).to_contain_text("Die Schnittstelle ist bereit.")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_interface_nobody_needs_has_its_reason_and_can_be_needed_after_all(
    person: Person, in_setup: Journey, javascript: bool
) -> None:
    clerk = person(in_setup.clerk, javascript=javascript)
    clerk.goto(f"/orders/{in_setup.order['id']}")
    clerk.click("#tasks a[href*='/interfaces/']")

    clerk.click("summary:has-text('Sie brauchen keine Schnittstelle?')")
    clerk.fill("[name=reason]", "Wir bearbeiten die Anträge ohne Fachverfahren.")
    press(clerk, "Als nicht nötig vermerken")
    expect(clerk.locator("main")).to_contain_text("Grund: Wir bearbeiten die Anträge ohne")
    if javascript:
        look_at(clerk, "interface-not-needed")
    press(clerk, "Letzten Schritt zurücknehmen")

    expect(clerk.locator(".dm-done")).to_have_text("Der letzte Schritt ist zurückgenommen.")
    expect(clerk.locator("#turn")).to_have_text("Angebot für die Schnittstelle vorlegen")
