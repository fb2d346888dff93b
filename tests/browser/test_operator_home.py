"""The operator's home and search in a browser: what is new, who is late, and one number to find."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys import Journeys

Person = Callable[..., Page]


def test_a_reviewer_sees_what_is_new_and_finds_it_by_its_number(
    person: Person, journeys: Journeys
) -> None:
    page = person("reviewer", javascript=False)
    page.goto("/operator")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    journeys.stored("gateway")["home_visits"].update_many({}, {"$set": {"seen_at": yesterday}})
    journey = journeys.next()
    journey.clerk_orders()
    number = journey.order["number"]

    page.goto("/operator")
    page.get_by_role("link", name="neue Bestellung").click()
    expect(page.get_by_role("row").filter(has_text=number)).to_be_visible()
    page.goto("/operator")
    expect(page.get_by_role("link", name="neue Bestellung")).to_be_visible()
    owners = page.get_by_role("table", name="Wer am Zug ist")
    reviewers = owners.get_by_role("row").filter(has_text="Bestellungen")
    reviewers.get_by_role("link", name="BayKommun: prüfen").click()
    expect(page.locator("h1")).to_have_text("Bestellungen prüfen")

    header = page.get_by_role("banner")
    header.get_by_role("searchbox").fill(number)
    header.get_by_role("button", name="Suchen").click()
    exact = page.get_by_role("list", name="Genau gefunden")
    exact.get_by_role("link", name=number).click()
    expect(page).to_have_url(
        f"{page.url.split('/reviews')[0]}/reviews/orders/{journey.order['id']}"
    )


def test_what_does_not_fit_in_the_menu_is_opened_by_keyboard_without_scripts(
    person: Person,
) -> None:
    page = person("admin", javascript=False)
    page.goto("/operator")
    menu = page.get_by_role("navigation", name="Hauptmenü")
    more = menu.get_by_text("Mehr", exact=True)
    assert menu.get_by_role("list").first.evaluate("list => list.offsetHeight") < 60

    more.press("Enter")
    menu.get_by_role("link", name="Konten", exact=True).press("Enter")

    expect(page.locator("h1")).to_have_text("Konten")
