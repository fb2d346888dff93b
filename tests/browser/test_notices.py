"""An editor tells people of an outage, in a browser: counted first, then confirmed and sent."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.ports import wait_until
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
TYPED = {
    "title_de": "Wartung am Samstag", "title_en": "Maintenance on Saturday",
    "text_de": "Der Dienst ist am Abend zwei Stunden nicht erreichbar.",
    "text_en": "The service is away for two hours in the evening.",
    "starts_time": "25:00", "ends_on": "2099-01-03", "ends_time": "22:00",
}  # fmt: skip


def test_an_editor_sees_how_many_a_notice_reaches_before_it_is_sent(
    person: Person, journeys: Journeys
) -> None:
    page = person("editor")
    page.goto("/")
    page.click("nav summary:has-text('Mehr')")
    page.click("nav a:has-text('Hinweise')")
    page.click("main a:has-text('Hinweis schreiben')")
    for name, value in TYPED.items():
        page.fill(f"[name={name}]", value)
    page.locator("[name=profiles]").first.check()
    allow(page, 422)
    press(page, "Weiter: Personen zählen")
    expect(page.locator("#starts_on-error")).to_contain_text("eine Uhrzeit wie 08:30")
    look_at(page, "notice-new")
    page.fill("[name=starts_time]", "20:00")
    press(page, "Weiter: Personen zählen")

    expect(page.locator("main")).to_contain_text("Personen in")
    look_at(page, "notice-confirm")
    assert (
        journeys.stored("catalog")["notices"].count_documents({"title.de": TYPED["title_de"]}) == 0
    )
    press(page, "Noch ändern")
    expect(page.locator("[name=title_en]")).to_have_value(TYPED["title_en"])
    page.fill("[name=title_en]", "Maintenance on Saturday evening")
    press(page, "Weiter: Personen zählen")
    press(page, "Hinweis versenden")

    expect(page.locator(".dm-done")).to_contain_text("Der Hinweis ist veröffentlicht.")
    mailing = journeys.stored("notify")["circulars"]
    key = f"catalog/{page.url.rpartition('/')[2]}:1:0"
    wait_until(
        lambda: (mailing.find_one({"_id": key}) or {}).get("state") == "sent", 20, "not sent"
    )
    page.reload()
    expect(page.locator("main")).to_contain_text("Versand abgeschlossen")
    look_at(page, "notice")
    page.goto("/neues")
    expect(page.locator("main")).to_contain_text("Wartung am Samstag")
