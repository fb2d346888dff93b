"""The papers of a contract in a browser: its preview, and what goes along with it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.journeys import Journeys

Person = Callable[..., Page]
LACKING, WHOLE = "trinkwasser-anzeige", "elektronische-wohnsitzanmeldung"


def is_pdf(page: Page, path: str) -> bool:
    return page.request.get(path).body().startswith(b"%PDF")


def test_a_reviewer_previews_a_contract_and_sees_what_it_lacks(person: Person) -> None:
    page = person("reviewer")
    page.goto("/contract-preview")
    look_at(page, "contract-preview")

    page.select_option("[name=profile]", LACKING)
    page.fill("main [name=q]", "Landkreis Rosenheim")
    page.click("button:has-text('Vorschau erstellen')")

    expect(page.locator("section")).to_contain_text("die betreibende Behörde (im Steckbrief)")
    look_at(page, "contract-preview-lacks")
    page.goto(f"/contract-preview?profile={WHOLE}&body=09187162&usage=new")
    expect(page.locator("section")).to_contain_text("Der Vertrag ist vollständig")
    link = page.get_by_role("link", name="Vorschau lesen (PDF)")
    assert is_pdf(page, link.get_attribute("href") or "")


def test_a_body_reads_what_goes_along_with_its_contract(person: Person, journeys: Journeys) -> None:
    journey = journeys.next()
    journey.clerk_orders()
    journey.reviewer_releases()
    order = journey.wait_for_state("contract_offered")
    page = person(journey.clerk)

    page.goto(f"/contracts/{order['contract']}")

    look_at(page, "contract-papers")
    for name in ("Allgemeine Bedingungen", "Ansprechpersonen (PDF)"):
        assert is_pdf(page, page.get_by_role("link", name=name).get_attribute("href") or "")
