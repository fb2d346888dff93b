"""Reviewers and support decide in a browser, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.__main__ import place_of
from deploy.local.journey import Journey
from deploy.local.system import System
from tests.browser.axe import no_violations
from tests.browser.looks import each_view, forced_colours, keyboard_walk, reflows, shot
from tests.journeys import Journeys

Person = Callable[..., Page]
QUEUES = {
    "home": "/operator",
    "registrations": "/reviews/registrations",
    "authorities": "/reviews/authorities",
    "orders": "/reviews/orders",
    "search": "/search?q=DM-",
    "mails": "/mails",
}


def look_at(page: Page, name: str) -> None:
    """Judge a page in all its views, and keep a picture of each."""
    for _ in each_view(page):
        no_violations(page)
        shot(page, f"operator-{name}")
    keyboard_walk(page)
    reflows(page)
    forced_colours(page)


def save(page: Page) -> None:
    page.click("button:has-text('Entscheidung speichern')")
    page.wait_for_load_state()


@pytest.fixture
def ordered(journeys: Journeys) -> Journey:
    """An order that waits for its review."""
    journey = journeys.next()
    journey.clerk_orders()
    return journey


def test_a_reviewer_takes_and_releases_an_order(person: Person, ordered: Journey) -> None:
    page = person("reviewer")
    page.goto(f"/reviews/orders/{ordered.order['id']}")
    look_at(page, "order")

    page.click("button:has-text('Prüfung übernehmen')")
    expect(page.locator(".dm-done")).to_have_text("Die Prüfung ist Ihre.")
    page.check("input[value=release]")
    save(page)

    expect(page.locator(".dm-done")).to_contain_text("Freigegeben.")
    ordered.wait_for_state("contract_offered")


def test_without_scripts_an_order_is_asked_back_with_a_reason(
    person: Person, ordered: Journey
) -> None:
    page = person("reviewer", javascript=False)
    page.goto(f"/reviews/orders/{ordered.order['id']}")

    page.check("input[value=ask-back]")
    page.fill("[name=reason]", "Welche Version setzen Sie ein?")
    save(page)

    expect(page.locator(".dm-done")).to_have_text("Ihre Rückfrage ist unterwegs.")
    ordered.wait_for_state("asked_back")


def test_a_name_that_nothing_proves_is_accepted_with_a_reason(
    person: Person, system: System
) -> None:
    stranger = Journey(place_of(system), clerk="clerk-unnamed")
    stranger.clerk_registers()
    registration = stranger.person("clerk-unnamed").get("me")["registrations"][-1]
    page = person("reviewer")
    page.goto(f"/reviews/registrations/{registration['id']}")
    look_at(page, "registration")

    page.check("input[value=approve]")
    page.check("[name=accept_name]")
    page.fill("[name=reason]", "Rückruf im Rathaus")
    save(page)

    expect(page.locator(".dm-done")).to_contain_text("Bestätigt.")
    expect(page.locator("main")).to_contain_text("Entschieden: bestätigt")


@pytest.mark.parametrize("name", QUEUES)
def test_every_queue_can_be_read_by_everyone_who_works_on_it(person: Person, name: str) -> None:
    page = person("admin")
    page.goto(QUEUES[name])

    look_at(page, name)


def test_the_home_names_what_would_be_left_lying(
    person: Person, ordered: Journey, journeys: Journeys
) -> None:
    order = ordered.order
    item = {"id": order["id"], "flaw": "nobody-able", "role": "body", "due_on": "2026-11-20"}
    facts = {name: order[name] for name in ("number", "body", "body_name", "state")}
    found = {"looked_at": None, "counts": {"nobody-able": 1}, "items": [{**item, **facts}]}
    journeys.stored("orders")["findings"].replace_one({"_id": "order"}, found, upsert=True)
    page = person("reviewer")

    page.goto("/operator")

    expect(page.get_by_role("link", name=order["number"])).to_be_visible()
    expect(page.locator("main")).to_contain_text("Wer am Zug ist, kann nicht handeln: 1")
    look_at(page, "orphans")
