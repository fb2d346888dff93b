"""Body and setup party settle what stands in the way of a setup, in a browser each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.journeys import Journeys

Person = Callable[..., Page]
VENDOR = "vendor-fachverfahren"


@pytest.fixture
def in_setup(journeys: Journeys) -> Journey:
    """An order whose setup is requested."""
    return journeys.next_in_setup()


def test_a_setup_that_cannot_go_on_is_settled_by_its_body(
    person: Person, in_setup: Journey
) -> None:
    id = in_setup.order["id"]
    party, clerk = person(VENDOR), person(in_setup.clerk)
    party.goto(f"/setups/{id}")
    party.check("input[value=failed]")
    party.select_option("[name=reason_code]", "no-licence")
    party.fill("[name=text]", "Es fehlt die Lizenz für das Modul.")
    press(party, "Antwort senden")
    expect(party.locator(".dm-done")).to_contain_text("dass Sie nicht weiter einrichten können")
    expect(party.locator("#turn")).to_have_text("Andere sind am Zug: Die bestellende Stelle")
    look_at(party, "setup-failed")
    party.goto("/setups")
    party.click("text=Zahlen zu den Einrichtungen")
    expect(party.locator("#failures + table")).to_contain_text("Eine Lizenz fehlt")
    look_at(party, "setup-figures")
    with party.expect_download() as kept:
        party.locator("a[href*='/setup-figures'][href*='csv']").click()
    assert "Eine Lizenz fehlt" in Path(kept.value.path()).read_text("utf-8-sig")
    party.goto("/vendor/team")
    party.fill("[name=name]", "Kim Kollegin")
    party.fill("[name=email]", "kim.kollegin@vendor.example")
    press(party, "Einladung verschicken")
    expect(party.locator(".dm-rows")).to_contain_text("Kim Kollegin")
    look_at(party, "vendor-team")
    press(party, "Einladung zurücknehmen")
    expect(party.locator("main")).not_to_contain_text("Kim Kollegin")

    clerk.goto(f"/orders/{id}")
    expect(clerk.locator("main")).to_contain_text("Es fehlt die Lizenz für das Modul.")
    look_at(clerk, "body-order-setup-failed")
    clerk.click("a.kern-btn--primary:has-text('Einrichtung neu anstoßen')")
    look_at(clerk, "body-order-retry")
    clerk.fill("[name=text]", "Die Lizenz ist beschafft.")
    press(clerk, "Einrichtung neu anstoßen")

    expect(clerk.locator(".dm-done")).to_have_text("Die Einrichtung ist neu angestoßen.")
    expect(clerk.locator("main")).to_contain_text("Zugleich ist am Zug: Die einrichtende Stelle")


@pytest.mark.parametrize("javascript", [True, False])
def test_what_the_body_asks_the_setup_party_answers(
    person: Person, in_setup: Journey, javascript: bool
) -> None:
    id = in_setup.order["id"]
    party = person(VENDOR, javascript=javascript)
    clerk = person(in_setup.clerk, javascript=javascript)

    clerk.goto(f"/orders/{id}")
    clerk.click("text=Einrichtende Stelle fragen")
    clerk.fill("[name=text]", "Welche Version brauchen Sie?")
    press(clerk, "Einrichtende Stelle fragen")
    expect(clerk.locator(".dm-done")).to_have_text("Ihre Frage ist gesendet.")
    party.goto(f"/setups/{id}")
    expect(party.locator("#turn")).to_have_text("Frage zur Einrichtung beantworten")
    expect(party.locator("input[value=answer-setup]")).to_be_checked()
    if javascript:
        look_at(party, "setup-question")
    party.fill("[name=text]", "Version 4 oder neuer.")
    party.click("form[action^='/setups/'] button[type=submit]")

    expect(party.locator(".dm-done")).to_have_text("Ihre Antwort ist gesendet.")
    clerk.goto(f"/orders/{id}")
    expect(clerk.locator(".dm-stream")).to_contain_text("Version 4 oder neuer.")
