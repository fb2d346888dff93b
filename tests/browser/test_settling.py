"""Support settles two active orders of a merged body, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.journeys import Journeys

Person = Callable[..., Page]
MERGED = "09999999"


def test_support_says_which_order_goes_on(
    person: Person, journey: Journey, journeys: Journeys
) -> None:
    order = journey.person(journey.clerk).post("orders", journey.order_body())
    stored = journeys.stored("orders")["orders"]
    second = stored.find_one({"_id": order["id"]}) | {
        "_id": f"{order['id']}b", "number": f"{order['number']}B", "places": [MERGED],
        "outbox": [], "done": [],
    }  # fmt: skip
    stored.insert_one(second)
    page = person("support")
    page.goto(f"/reviews/orders/{order['id']}")
    expect(page.locator("main")).to_contain_text(f"{order['number']}B")

    page.click("main a:has-text('Zwei laufende Bestellungen klären')")
    page.check(f"input[value='{order['id']}']")
    page.fill("[name=reason]", "Beide Gemeinden gehören jetzt zusammen.")
    look_at(page, "settle")
    press(page, "Andere Bestellung beenden")

    expect(page.locator(".dm-done")).to_contain_text("Diese gilt nun allein.")
    expect(page.locator("main a:has-text('Zwei laufende Bestellungen klären')")).to_have_count(0)
    page.goto(f"/orders/{second['_id']}")
    expect(page.locator("main")).to_contain_text("Zugunsten einer anderen Bestellung beendet")
