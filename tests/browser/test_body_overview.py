"""A body's overview, what it declares, and what it works with, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at, picture
from tests.browser.people import press
from tests.journeys import Journeys

Person = Callable[..., Page]


def row_of(page: Page, profile: str) -> str:
    """Find the row of a service."""
    return f"main tr:has(a[href='/leistungen/{profile}'])"


def test_a_declared_service_is_told_apart_and_can_be_ordered_still(
    person: Person, journey: Journey
) -> None:
    page, path = person(journey.clerk), f"/bodies/{journey.body}"
    page.goto(path)
    page.click(f"main a[href='{path}/overview']")
    row = row_of(page, journey.profile)
    expect(page.locator(row)).to_contain_text("Nicht genutzt")
    page.click(f"{row} a:has-text('Nicht nötig')")
    page.check("input[value=own_solution]")
    look_at(page, "body-declaration")

    press(page, "Angabe speichern")

    expect(page.locator(".dm-done")).to_have_text("Ihre Angabe ist gespeichert.")
    expect(page.locator(row)).to_contain_text("Eigene Lösung")
    expect(page.locator(f"{row} a:has-text('Bestellen')")).to_be_visible()
    look_at(page, "body-overview")
    page.click(f"{row} a:has-text('Angabe prüfen')")
    press(page, "Angabe zurücknehmen")
    expect(page.locator(row)).to_contain_text("Nicht genutzt")


def test_without_scripts_an_order_shows_in_the_overview_and_on_paper(
    person: Person, journey: Journey
) -> None:
    order = journey.person(journey.clerk).post("orders", journey.order_body())
    page = person(journey.clerk, javascript=False)

    page.goto(f"/bodies/{journey.body}/overview?state=ordered")
    row = row_of(page, journey.profile)

    expect(page.locator(row)).to_contain_text(order["number"])
    expect(page.locator(f"{row} a[href='/orders/{order['id']}']").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("header.dm-head")).to_be_hidden()
    expect(page.locator(row)).to_be_visible()
    picture(page, "body-overview-paper")


def test_what_a_body_works_with_fills_in_its_orders(person: Person, journey: Journey) -> None:
    page = person(journey.clerk)
    page.goto(f"/bodies/{journey.body}/systems")
    page.locator("input[name=specialist_systems]").first.check()
    page.select_option("[name=it_provider]", index=1)
    provider = page.locator("[name=it_provider] option:checked").inner_text()
    for name, value in (("name", "Tom Technik"), ("department", "IT"), ("phone", "08051 2"),
                        ("email", "tom@it.example")):  # fmt: skip
        page.fill(f"[name=technical_{name}]", value)
    look_at(page, "body-systems")

    press(page, "Angaben speichern")

    expect(page.locator(".dm-done")).to_contain_text("Gespeichert.")
    page.goto(f"/leistungen/{journey.profile}/bestellen")
    page.check("input[name=usage][value=new]")
    press(page, "Weiter zu den Ansprechpersonen")
    expect(page.locator("[name=technical_name]")).to_have_value("Tom Technik")
    press(page, "Weiter zur Einrichtung")
    expect(page.locator("[name=setup_by] option").first).to_contain_text(provider)


def test_what_support_was_told_is_one_click_from_the_order(
    person: Person, journey: Journey
) -> None:
    page, path = person("support"), f"/bodies/{journey.body}"
    page.goto(f"{path}/uncontracted")
    page.check(f"input[value='{journey.profile}']")
    look_at(page, "body-gaps")
    press(page, "Liste speichern")
    expect(page.locator(row_of(page, journey.profile))).to_contain_text("Ohne Vertrag im Einsatz")

    clerk = person(journey.clerk)
    clerk.goto(f"{path}/overview?state=uncontracted")
    clerk.click(f"{row_of(clerk, journey.profile)} a:has-text('Bestellen')")

    expect(clerk.locator("input[value=already_productive]")).to_be_checked()


def test_a_declaration_whose_day_has_come_is_a_task_until_it_is_settled(
    person: Person, journey: Journey, journeys: Journeys
) -> None:
    clerk, path = journey.person(journey.clerk), f"bodies/{journey.body}/declarations"
    declared = {"kind": "no_need", "review_on": "2099-01-05"}
    headers = {"If-Match": '"0"'}
    clerk.ask("PUT", f"{path}/{journey.profile}", json=declared, headers=headers)
    stored = journeys.stored("orders")["declarations"]
    id = f"{journey.body}:{journey.profile}"
    stored.update_one({"_id": id}, {"$set": {"review_on": "2020-01-02"}})
    page = person(journey.clerk)

    page.goto("/home")
    task = page.locator(f"a[href='/{path}/{journey.profile}']").first
    expect(page.locator("main")).to_contain_text("Angabe wieder prüfen")
    look_at(page, "body-home-review")
    task.click()
    page.wait_for_load_state()
    press(page, "Angabe zurücknehmen")

    page.goto("/home")
    expect(page.locator(f"a[href='/{path}/{journey.profile}']")).to_have_count(0)
