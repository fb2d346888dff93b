"""A contact without an account is handed over in all open orders, in a browser."""

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.browser.looks import look_at
from tests.browser.people import press

Person = Callable[..., Page]
PATIENCE_S = 30.0


@pytest.mark.parametrize("javascript", [True, False])
def test_who_leaves_is_replaced_in_every_open_order(
    person: Person, journey: Journey, javascript: bool
) -> None:
    mark = uuid.uuid4().hex[:8]
    leaves = {"name": f"Gerda Geht {mark}", "department": "Bauamt", "phone": "08051 606-7",
              "email": f"geht-{mark}@prien.example"}  # fmt: skip
    wish = {**journey.order_body(), "functional_contact": leaves, "technical_contact": leaves}
    order = journey.person(journey.clerk).post("orders", wish, uuid.uuid4().hex)
    page, path = person(journey.clerk, javascript=javascript), f"/bodies/{journey.body}"

    page.goto(path)
    page.click(f"main a[href='{path}/contacts']")
    if javascript:
        look_at(page, "contacts")
    page.click(f"tr:has-text('{leaves['name']}') a:has-text('Übergeben')")
    if javascript:
        look_at(page, "contact-hand-over")
    page.fill("[name=name]", f"Nora Neu {mark}")
    page.fill("[name=department]", "Bauamt")
    page.fill("[name=email]", f"neu-{mark}@prien.example")
    page.fill("[name=phone]", "08051 606-8")
    page.fill("[name=reason]", "Frau Geht ist im Ruhestand.")
    press(page, "Alles übergeben")
    expect(page.locator(".dm-done")).to_contain_text("Die Übergabe läuft.")

    def is_named() -> bool:
        page.goto(f"{path}/contacts")
        named = page.locator("main").inner_text()
        return f"Nora Neu {mark}" in named and leaves["name"] not in named

    wait_until(is_named, PATIENCE_S, "the order does not name the successor")
    page.goto(f"/orders/{order['id']}")
    expect(page.locator("main")).to_contain_text(f"Nora Neu {mark}, Bauamt")
    expect(page.locator(".dm-stream")).to_contain_text("Frau Geht ist im Ruhestand.")
