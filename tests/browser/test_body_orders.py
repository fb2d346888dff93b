"""A clerk orders, follows the order and answers, in a browser with and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press

Person = Callable[..., Page]


def orders(page: Page, journey: Journey, *, looked_at: bool = False) -> str:
    """Order by the form; give the address of the order."""
    look: Callable[[Page, str], None] = look_at if looked_at else lambda page, name: None
    page.goto(f"/leistungen/{journey.profile}/bestellen")
    page.check("input[name=usage][value=new]")
    look(page, "body-order-usage")
    press(page, "Weiter zu den Ansprechpersonen")
    press(page, "auch als technische eintragen")
    look(page, "body-order-contacts")
    press(page, "Weiter zur Einrichtung")
    page.fill("[name=remark]", "Bitte vor Ostern.")
    look(page, "body-order-setup")
    press(page, "Angaben prüfen")
    expect(page.locator("main")).to_contain_text("Bitte vor Ostern.")
    look(page, "body-order-check")
    press(page, "Bestellung abschicken")
    expect(page.locator(".dm-done")).to_have_text(
        "Ihre Bestellung ist abgeschickt. BayKommun prüft sie."
    )
    return page.url


def test_ordering_takes_four_steps_that_everyone_can_take(person: Person, journey: Journey) -> None:
    page = person(journey.clerk)

    orders(page, journey, looked_at=True)

    expect(page.locator("#turn")).to_have_text("Andere sind am Zug: BayKommun")
    look_at(page, "body-order")


def test_without_scripts_an_order_is_placed_and_a_question_answered(
    person: Person, journey: Journey
) -> None:
    page = person(journey.clerk, javascript=False)
    address = orders(page, journey)
    id = address.rpartition("/")[2]
    reviewer = journey.person("reviewer")
    reviewer.post(f"orders/{id}/claim")
    reviewer.post(f"orders/{id}/ask-back", {"reason": "Welche Version nutzen Sie?"})

    page.goto("/home")
    expect(page.locator("h1")).to_have_text(re.compile("Sie sind am Zug"))
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Welche Version nutzen Sie?")
    page.click("text=Jetzt antworten")
    page.fill("[name=text]", "Version 8.")
    press(page, "Antwort senden")

    expect(page.locator(".dm-done")).to_have_text("Ihre Antwort ist gesendet.")
    expect(page.locator("#turn")).to_have_text("Andere sind am Zug: BayKommun")
    expect(page.locator(".dm-stream")).to_contain_text("Version 8.")


def test_a_body_s_lists_can_be_used_by_everyone(person: Person, journey: Journey) -> None:
    journey.clerk_orders()
    page = person(journey.clerk)

    for name, path in (("home", "/home"), ("orders", "/orders")):
        page.goto(path)
        expect(page.locator("main")).to_contain_text(journey.order["number"])
        look_at(page, f"body-{name}")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_browser_s_way_back_shows_each_step_as_it_was(
    person: Person, journey: Journey, javascript: bool
) -> None:
    page = person(journey.clerk, javascript=javascript)
    page.goto(f"/leistungen/{journey.profile}/bestellen")
    page.check("input[name=usage][value=new]")
    press(page, "Weiter zu den Ansprechpersonen")
    page.fill("[name=functional_name]", "Ina Beispiel")
    press(page, "auch als technische eintragen")
    press(page, "Weiter zur Einrichtung")

    page.go_back()

    expect(page.locator("h1")).to_have_text("Wen dürfen wir ansprechen?")
    expect(page.locator("[name=technical_name]")).to_have_value("Ina Beispiel")
    page.reload()
    expect(page.locator("[name=functional_name]")).to_have_value("Ina Beispiel")
