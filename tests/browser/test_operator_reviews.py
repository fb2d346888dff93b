"""Reviewers and support decide in a browser, with and without scripts."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.local.__main__ import place_of
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.system import System
from tests.browser.looks import look_at
from tests.journeys import Journeys

Person = Callable[..., Page]
QUEUES = {
    "home": ("/operator", "Was wartet", "Arbeitsplatz"),
    "registrations": ("/reviews/registrations", "Registrierungen prüfen", "Registrierungen"),
    "authorities": ("/reviews/authorities", "Zeichnungsbefugnisse prüfen", "Befugnisse"),
    "orders": ("/reviews/orders", "Bestellungen prüfen", "Bestellungen"),
    "search": ("/search?q=DM-", "Suche", None),
    "mails": ("/mails", "E-Mails", "Arbeitsplatz"),
}
"""The address, the heading, and what the menu marks; the search is reached from the header."""


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
    look_at(page, "operator-order")

    page.click("button:has-text('Prüfung übernehmen')")
    expect(page.locator(".dm-done")).to_have_text("Die Prüfung ist Ihre.")
    expect(page.locator("#turn + p")).to_contain_text("Sie prüfen bis")
    page.goto("/reviews/orders")
    page.select_option("[name=only]", "mine")
    page.click("button:has-text('Anzeigen')")
    expect(page.locator("main tbody tr")).to_contain_text("von Ihnen, bis")
    look_at(page, "operator-orders-mine")
    page.click("main tbody th a >> nth=0")
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
    look_at(page, "operator-registration")

    page.check("input[value=approve]")
    page.check("[name=accept_name]")
    page.fill("[name=reason]", "Rückruf im Rathaus")
    save(page)

    expect(page.locator(".dm-done")).to_contain_text("Bestätigt.")
    expect(page.locator("main")).to_contain_text("Entschieden: bestätigt")


@pytest.mark.parametrize("name", QUEUES)
def test_every_queue_can_be_read_by_everyone_who_works_on_it(person: Person, name: str) -> None:
    path, heading, marked = QUEUES[name]
    page = person("admin")

    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 200
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator("#menu a[aria-current=page]")).to_have_text([marked] if marked else [])
    look_at(page, f"operator-{name}")


def test_the_home_names_what_would_be_left_lying(
    person: Person, ordered: Journey, journeys: Journeys
) -> None:
    order = ordered.order
    item = {"id": order["id"], "flaw": "nobody-able", "role": "body", "due_on": "2026-11-20"}
    facts = {name: order[name] for name in ("number", "body", "body_name", "state")}
    found = {"looked_at": None, "counts": {"nobody-able": 1}, "items": [{**item, **facts}]}
    findings = journeys.stored("orders")["findings"]
    page = person("reviewer")

    def is_named() -> bool:
        """Tell it before the watchdog's next walk puts its own findings in the place of these."""
        findings.replace_one({"_id": "order"}, found, upsert=True)
        page.goto("/operator")
        return page.get_by_role("link", name=order["number"]).is_visible()

    wait_until(is_named, 60, "nothing is named that would be left lying")
    expect(page.locator("main")).to_contain_text("Wer am Zug ist, kann nicht handeln: 1")
    look_at(page, "operator-orphans")


LONG_AGO = "2020-01-02"


@contextmanager
def standing(orders: Any, id: str, **facts: Any) -> Iterator[None]:
    """Let an order stand like this for a while."""
    before = orders.find_one({"_id": id}, dict.fromkeys(facts, 1))
    orders.update_one({"_id": id}, {"$set": facts})
    yield
    orders.update_one({"_id": id}, {"$set": {name: before[name] for name in facts}})


def test_support_begins_with_its_cases_and_with_who_is_late(
    person: Person, ordered: Journey, journeys: Journeys
) -> None:
    stored, late = journeys.stored("orders")["orders"], ordered.order
    other = journeys.next()
    other.clerk_orders()
    asked = {"state": "setup_requested", "due_on": LONG_AGO}
    vendor = ordered.person("admin").get("vendors", limit=1)["items"][0]
    page = person("support")

    with (
        standing(stored, late["id"], **asked, setup_by=vendor["id"]),
        standing(stored, other.order["id"], **asked, setup_by=None),
    ):
        page.goto("/operator")
        expect(page.locator("main")).to_contain_text(other.order["number"])
        look_at(page, "operator-support")
        page.get_by_role("link", name=vendor["name"]).click()
        expect(page.locator("h1")).to_have_text(f"Offene Einrichtungen: {vendor['name']}")
        look_at(page, "operator-late-setups")
        row = page.locator("tr", has_text=late["number"])
        expect(row).to_contain_text("Überfällig")
        row.get_by_role("link").click()

        expect(page).to_have_url(re.compile(f"/reviews/orders/{late['id']}$"))


def test_support_answers_whoever_asked_for_it(person: Person, ordered: Journey) -> None:
    case, asked = ordered, {"text": "Welche Unterlagen fehlen noch?"}
    case.person(case.clerk).post(f"orders/{case.order['id']}/request-support", asked)
    page = person("support")

    page.goto("/operator")
    page.get_by_role("link", name="Bitten um Unterstützung", exact=True).click()
    row = page.locator("tr", has_text=case.order["number"])
    expect(row).to_be_visible()
    look_at(page, "operator-support-requests")
    row.get_by_role("link").click()
    page.check("input[value=answer-support]")
    page.fill("[name=reason]", "Es fehlt nichts mehr.")
    look_at(page, "operator-support-answer")
    save(page)

    expect(page.locator(".dm-done")).to_contain_text("Die Bitte um Unterstützung ist erledigt.")
    page.goto("/operator/requests")
    expect(page.locator("main")).not_to_contain_text(case.order["number"])
