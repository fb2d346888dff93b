"""Where a service is live: the map, a district, and figures by service, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.browser.looks import look_at

Person = Callable[..., Page]


def ordered(journey: Journey) -> int:
    """Return how many authorities have ordered the service, as the operator reads it."""
    found = journey.person("reviewer").get(f"profiles/{journey.profile}/figures")
    return int(found["whole"]["ordered"])


def test_everyone_goes_from_the_map_to_the_municipalities_of_a_district(
    person: Person, journey: Journey
) -> None:
    page, district = person(None, javascript=False), journey.body[:5]
    figures = f"profiles/{journey.profile}/figures?by=district"
    rows = journey.person("reviewer").get(figures)["items"]
    meant = [row for row in rows if row["meant_for"]]
    page.goto("/verbreitung")
    page.select_option("[name=profile]", journey.profile)
    page.select_option("[name=state]", "in_contract")
    page.click("main button[type=submit]")
    expect(page.locator("[name=profile]")).to_have_value(journey.profile)
    expect(page.locator("svg.dm-map path:not(.reg)")).to_have_count(96)
    expect(page.locator("svg.dm-map a")).to_have_count(len(meant))
    expect(page.locator("table[aria-labelledby=districts] tbody tr")).to_have_count(len(rows))

    page.click(f"table[aria-labelledby=districts] a[href^='/verbreitung/{district}?']")

    expect(page.locator("main")).to_contain_text("BKG 2021")
    bodies = page.locator("table[aria-labelledby=bodies] tbody tr")
    assert bodies.count() == page.locator("svg.dm-map path:has(title)").count()


def test_the_map_is_fit_to_be_seen_by_everyone(person: Person, journey: Journey) -> None:
    page = person(None)
    page.goto(f"/verbreitung?profile={journey.profile}")
    expect(page.locator("svg.dm-map")).to_be_visible()
    look_at(page, "spread")
    page.focus("svg.dm-map a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verbreitung/09*")
    page.goto(f"/verbreitung/{journey.body[:5]}?profile={journey.profile}")
    expect(page.locator("table[aria-labelledby=bodies]")).to_be_visible()
    look_at(page, "spread-district")


def test_the_operator_reads_figures_by_service(person: Person, journey: Journey) -> None:
    journey.person(journey.clerk).post("orders", journey.order_body())
    wait_until(lambda: ordered(journey) > 0, 30, "the order is not counted")
    page = person("reviewer")
    page.goto(f"/verbreitung?profile={journey.profile}")
    expect(page.locator("#days")).to_be_visible()
    look_at(page, "spread-operator")
    page.click("main a[href='/figures']")
    page.select_option("[name=region]", "091")
    page.click("main button[type=submit]")

    expect(page.locator(f"a[href='/verbreitung?profile={journey.profile}']")).to_be_visible()
    look_at(page, "spread-services")
