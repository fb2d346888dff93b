"""What everyone may read, as it is shown at both widths, light and dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import forced_colours, judged_views, keyboard_walk, picture, reflows
from tests.browser.people import DESK, PHONE

PAGES = {
    "start": "/",
    "catalogue": "/leistungen?q=anmelden&kind=efa",
    "catalogue-empty": "/leistungen?q=xyzxyz",
    "profile": "/leistungen/elektronische-wohnsitzanmeldung",
    "profile-elsewhere": "/leistungen/fuehrerschein",
    "versions": "/leistungen/wohngeld/versionen",
    "compare": "/vergleich?id=wohngeld&id=fuehrerschein&id=elterngeld",
    "matrix": "/schnittstellen",
    "news": "/neues",
    "help": "/hilfe",
    "help-answer": "/hilfe/what-is-efa",
    "certificate": "/zertifikat",
    "accessibility": "/barrierefreiheit",
    "terms": "/nutzungsbedingungen",
    "status": "/status",
    "api": "/api/docs",
    "api-operation": "/api/docs/operations/orders_place",
    "problems": "/problems",
    "events": "/api/docs/events",
}
WALKED = frozenset({f"{DESK} light", f"{PHONE} dark"})
"""Each width and each scheme is walked through by the keyboard once."""


def shown(person: Callable[..., Page], name: str) -> Page:
    """Return the page as a guest is answered it."""
    page = person()
    answer = page.goto(PAGES[name])
    assert answer is not None
    assert answer.status == 200
    return page


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_reach_all_of_it(person: Callable[..., Page], name: str) -> None:
    page = shown(person, name)

    expect(page.locator("h1")).to_be_visible()
    for view in judged_views(page):
        picture(page, name)
        if view in WALKED:
            keyboard_walk(page)
    reflows(page)
    forced_colours(page)


def test_the_search_follows_what_is_typed_and_leaves_the_focus(person: Callable[..., Page]) -> None:
    page = person()
    page.goto("/leistungen")
    every = page.locator("#found").inner_text()

    page.locator("#q").press_sequentially("wohn", delay=30)

    expect(page).to_have_url(re.compile(r"q=wohn"))
    expect(page).to_have_title(re.compile("„wohn“"))
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]\d* "))
    expect(page.locator("#found")).not_to_have_text(every)
    page.go_back()
    expect(page.locator("#found")).to_have_text(every)


@pytest.mark.parametrize("javascript", [True, False])
def test_services_are_put_aside_and_compared(person: Callable[..., Page], javascript: bool) -> None:
    page = person(javascript=javascript)
    page.goto("/leistungen?q=anmelden")

    for place in (0, 1):
        page.locator("article").nth(place).get_by_role("link", name="vormerken").click()
    page.get_by_role("link", name="Dienste vergleichen").click()

    expect(page.locator("thead th")).to_have_count(3)
    page.get_by_role("link", name="Nur Unterschiede zeigen").click()
    expect(page.locator("tbody tr").first).to_be_visible()
