"""The operator's people at work on accounts, the trail and a case, in browsers."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.browser.looks import look_at
from tests.browser.mailbox import Mailbox
from tests.browser.people import PHONE, choose_person, press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
PATIENCE_S = 30.0
VERA = "vera.lang@demo-fachverfahren.example"


def test_a_suspended_person_is_signed_out_at_once_and_told_why(
    person: Person, journeys: Journeys
) -> None:
    journey = journeys.signed_in()
    clerk, admin = person(journey.clerk), person("admin")
    name = journeys.stored("identity")["accounts"].find_one({"name": _name_of(clerk)})["name"]
    admin.goto("/accounts")
    look_at(admin, "accounts")
    _to_account(admin, name)
    look_at(admin, "account")

    admin.click("main a:has-text('Konto sperren')")
    admin.fill("[name=reason]", "Gerät verloren.")
    press(admin, "Konto sperren")

    try:
        expect(admin.locator(".dm-done")).to_contain_text("alle Sitzungen sind beendet")
        expect(admin.locator("main")).to_contain_text("Gerät verloren.")
        _is_signed_out(clerk)
        allow(clerk, 403)
        choose_person(clerk, journey.clerk)
        expect(clerk.locator("main")).to_contain_text("gesperrt")
    finally:
        _release_on_a_phone(person, name)
        del journeys.people[journey.clerk]
    clerk.goto("/account")
    expect(clerk.locator("h1")).to_be_visible()


def _name_of(page: Page) -> str:
    page.goto("/account")
    return page.locator("dt:has-text('Name') + dd").first.inner_text()


def _to_account(page: Page, name: str) -> None:
    """Find somebody by the beginning of their name."""
    page.goto("/accounts")
    page.fill("[name=q]", name[:5])
    press(page, "Suchen")
    page.click(f"main tbody a:has-text('{name}') >> nth=0")
    page.wait_for_load_state()


def _is_signed_out(page: Page) -> None:
    """Follow links until the browser is led to the sign-in."""

    def left() -> bool:
        page.goto("/orders")
        page.wait_for_load_state()
        return page.locator('input[name="username"]').count() > 0

    wait_until(left, PATIENCE_S, "the open browser goes on")


def _release_on_a_phone(person: Person, name: str) -> None:
    admin = person("admin", width=PHONE, javascript=False)
    _to_account(admin, name)
    admin.click("main a:has-text('Sperre aufheben')")
    admin.fill("[name=reason]", "Gerät ist wieder da.")
    press(admin, "Sperre aufheben")
    expect(admin.locator(".dm-done")).to_contain_text("Die Sperre ist aufgehoben.")


def test_an_auditor_finds_a_line_that_was_tampered_with(person: Person, journeys: Journeys) -> None:
    journeys.signed_in()
    lines = journeys.stored("identity")["audit"]
    page = person("auditor")
    page.goto("/audit")
    look_at(page, "trail")

    with _tampered(lines, 5):
        page.goto("/audit/checks")
        press(page, "Ganzes Protokoll prüfen")
        expect(page.locator("main")).to_contain_text(
            "Zeile 5 wurde nachträglich verändert.", timeout=PATIENCE_S * 1000
        )
        look_at(page, "trail-broken")
        page.click("main a:has-text('Zeile 5 ansehen')")

    phone = person("auditor", width=PHONE, javascript=False)
    phone.goto("/audit/checks")
    press(phone, "Ganzes Protokoll prüfen")
    wait_until(lambda: _is_whole(phone), PATIENCE_S, "the check is not through")
    phone.goto("/audit/heads")
    expect(phone.locator("h1")).to_contain_text("Tagesstände")


@contextmanager
def _tampered(lines: Any, n: int) -> Iterator[None]:
    """Say of a line that somebody else acted; write it back behind the block."""
    before = lines.find_one({"_id": n})
    lines.update_one({"_id": n}, {"$set": {"actor": "somebody-else"}})
    try:
        yield
    finally:
        lines.replace_one({"_id": n}, before)


def _is_whole(page: Page) -> bool:
    page.reload()
    return "Alle geprüften Zeilen sind unverändert." in page.locator("main").inner_text()


def test_a_vendor_s_person_is_invited_and_comes_in(person: Person, mailbox: Mailbox) -> None:
    admin = person("admin", width=PHONE, javascript=False)
    admin.goto("/accounts")
    admin.click("main a:has-text('Einladungen')")
    admin.click("main a:has-text('Person einladen')")
    admin.check("input[value=vendor]")
    admin.select_option("[name=vendor]", "demo-fachverfahren")
    admin.fill("[name=name]", "Vera Lang")
    admin.fill("[name=email]", VERA)
    press(admin, "Einladung verschicken")
    expect(admin.locator("main tbody")).to_contain_text("Vera Lang")
    desk = person("admin")
    desk.goto("/invitations")
    desk.goto("/invitations/new")
    look_at(desk, "invite")

    (link,) = [one for one in mailbox.links_to(VERA, "/invitations/") if "token=" in one]
    vera = person()
    vera.goto(link)
    choose_person(vera, "guest-vendor")
    press(vera, "annehmen")

    vera.goto("/setups")
    expect(vera.locator("h1")).to_be_visible()
    desk.goto("/invitations")
    expect(desk.locator("main tbody tr:has-text('Vera Lang')")).to_contain_text("Angenommen")


def test_support_sends_a_failed_mail_again_from_the_case(
    person: Person, journey: Journey, journeys: Journeys
) -> None:
    order = journey.person(journey.clerk).post("orders", journey.order_body())["id"]
    mails = journeys.stored("notify")["mails"]
    about = {"about.order": order, "state": "sent"}
    wait_until(lambda: mails.count_documents(about) > 0, PATIENCE_S, "no mail was sent")
    failed = {"state": "failed", "reason_code": "address-refused", "answer": "550",
              "subject": "Ihre Bestellung", "text": "Hallo", "html": "<p>Hallo</p>"}  # fmt: skip
    mail = mails.find_one_and_update(about, {"$set": failed})
    page = person("support")
    page.goto(f"/reviews/orders/{order}")
    page.click("main a:has-text('Ganzer Vorgang')")
    look_at(page, "case")

    press(page, "Noch einmal senden")

    expect(page.locator(".dm-done")).to_be_visible()
    again = {"_id": mail["_id"], "state": "sent"}
    wait_until(lambda: mails.count_documents(again) == 1, PATIENCE_S, "it was not sent again")


def test_two_bodies_merge_by_an_edition_that_a_second_person_reviews(
    person: Person, journeys: Journeys, tmp_path: Path
) -> None:
    bodies = journeys.stored("identity")["bodies"]
    free = {"kind": "municipality", "joint_administration": None, "ended_on": None}
    gone, goes_on = bodies.find({**free, "district": "09276"}).sort("_id", 1).limit(2)
    move = {"from": gone["_id"], "to": goes_on["_id"], "reason": "merger"}
    file = tmp_path / "stand.json"
    proposal = {"edition": "2026-11-02", "upsert": [], "gone": [gone["_id"]], "moves": [move]}
    file.write_text(json.dumps(proposal), encoding="utf-8")
    editor = person("editor", width=PHONE, javascript=False)
    editor.goto("/editions/new")
    editor.set_input_files("[name=file]", str(file))
    press(editor, "Vorschlagen")
    expect(editor.locator(".dm-done")).to_contain_text("eine zweite Person prüft ihn")
    expect(editor.locator("main")).to_contain_text("Wer vorschlägt, prüft nicht.")

    admin = person("admin")
    admin.goto("/operator")
    admin.click("main a:has-text('Verzeichnis der Stellen')")
    admin.click("main a:has-text('Stand vom 02.11.2026')")
    look_at(admin, "edition")
    admin.check("[name=seen_0]")
    press(admin, "Alle Umzüge bestätigen")
    expect(admin.locator(".dm-done")).to_contain_text("Die Umzüge sind bestätigt.")
    press(admin, "Stand übernehmen")
    expect(admin.locator("main")).to_contain_text("Übernommen")

    assert bodies.find_one({"_id": gone["_id"]})["successor"] == goes_on["_id"]
