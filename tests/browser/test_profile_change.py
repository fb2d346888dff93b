"""A service that changed while its order waits: told to body and reviewer, decided by the body."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.journeys import Journeys

Person = Callable[..., Page]


@pytest.fixture
def order(journey: Journey, journeys: Journeys) -> dict[str, Any]:
    """An order of a version of long ago, which the reviewer has asked about."""
    placed: dict[str, Any] = journey.person(journey.clerk).post("orders", journey.order_body())
    older = {"profile_version": 0, "terms_digest": "other"}
    journeys.stored("orders")["orders"].update_one({"_id": placed["id"]}, {"$set": older})
    return placed


@pytest.mark.parametrize("javascript", [True, False])
def test_the_body_takes_over_the_new_version_by_its_own_word(
    person: Person, journey: Journey, order: dict[str, Any], javascript: bool
) -> None:
    page, path = person(journey.clerk, javascript=javascript), f"/orders/{order['id']}"
    page.goto(path)
    expect(page.locator("main")).to_contain_text("Der Steckbrief hat sich geändert")
    if javascript:
        look_at(page, "order-newer-version")
    page.click("main a:has-text('Neue Version ansehen')")
    if javascript:
        look_at(page, "order-change-version")

    press(page, "Version 1 übernehmen")

    expect(page.locator(".dm-done")).to_contain_text("Die neue Version gilt jetzt")
    expect(page.locator("main")).not_to_contain_text("Der Steckbrief hat sich geändert")
    expect(page.locator("main")).to_contain_text("Neue Version des Steckbriefs übernommen")


def test_the_reviewer_asks_back_and_the_answer_takes_the_new_version_over(
    person: Person, journey: Journey, order: dict[str, Any]
) -> None:
    reviewer, path = person("reviewer"), f"/orders/{order['id']}"
    reviewer.goto(f"/reviews{path}")
    expect(reviewer.locator("main")).to_contain_text("mit ihrer Antwort die neue Version")
    look_at(reviewer, "review-newer-version")
    reviewer.check("input[name=act][value=ask-back]")
    reviewer.fill("[name=reason]", "Gilt die neue Version für Sie?")
    press(reviewer, "Entscheidung speichern")

    page = person(journey.clerk)
    page.goto(f"{path}/answer")
    page.fill("[name=text]", "Ja, gern.")
    page.check("[name=take_version]")
    look_at(page, "order-answer-newer-version")
    press(page, "Antwort senden")

    expect(page.locator(".dm-done")).to_contain_text("Ihre Antwort ist gesendet.")
    expect(page.locator("main")).not_to_contain_text("Der Steckbrief hat sich geändert")
