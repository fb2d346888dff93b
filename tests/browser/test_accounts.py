"""The operator's people at work on accounts, the trail and a case, in browsers."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from services.common import clock
from tests.browser.looks import look_at, show
from tests.browser.mailbox import Mailbox
from tests.browser.people import DESK, PHONE, choose_person, press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
PATIENCE_S = 30.0
CHOICE = "input[name='username']"
"""Of the identity provider, where a browser without scripts comes by one more button."""
VERA = "vera.lang@demo-fachverfahren.example"


@dataclass(frozen=True)
class Way:
    """How all people of a test work: at a desk, or by phone and without scripts."""

    opens: Person
    width: int
    scripts: bool

    def person(self, name: str | None = None) -> Page:
        """Open a browser for somebody, or for a guest."""
        return self.opens(name, width=self.width, javascript=self.scripts)

    def chooses(self, page: Page, name: str) -> None:
        """Sign in as somebody on the page that leads to the identity provider."""
        if page.locator(CHOICE).count() == 0:
            page.click("main form button[type=submit]")
        choose_person(page, name, javascript=self.scripts)

    def look(self, page: Page, name: str) -> None:
        """Judge the page in all its views, once, and go on as before."""
        if self.scripts:
            look_at(page, name)
            show(page, self.width, "light")


@pytest.fixture(params=[(DESK, True), (PHONE, False)], ids=["desk", "phone without scripts"])
def way(request: pytest.FixtureRequest, person: Person) -> Way:
    """Play a test in both ways."""
    return Way(person, *request.param)


def test_a_suspended_person_is_signed_out_at_once_and_told_why(
    way: Way, journeys: Journeys
) -> None:
    journey = journeys.signed_in()
    clerk, admin = way.person(journey.clerk), way.person("admin")
    name = journeys.stored("identity")["accounts"].find_one({"name": _name_of(clerk)})["name"]
    admin.goto("/accounts")
    way.look(admin, "accounts")
    _to_account(admin, name)
    way.look(admin, "account")

    admin.click("main a:has-text('Konto sperren')")
    admin.fill("[name=reason]", "Gerät verloren.")
    press(admin, "Konto sperren")

    try:
        expect(admin.locator(".dm-done")).to_contain_text("alle Sitzungen sind beendet")
        expect(admin.locator("main")).to_contain_text("Gerät verloren.")
        _is_signed_out(clerk)
        allow(clerk, 403)
        way.chooses(clerk, journey.clerk)
        expect(clerk.locator("main")).to_contain_text("gesperrt")
    finally:
        _release(way.person("admin"), name)
        del journeys.people[journey.clerk]
    clerk.goto("/account")
    expect(clerk.locator("h1")).to_be_visible()


def _name_of(page: Page) -> str:
    page.goto("/account")
    return page.locator("dt:has-text('Name') + dd").first.inner_text()


def _to_account(page: Page, name: str) -> None:
    """Find somebody by the beginning of their name."""
    page.goto("/accounts")
    page.fill("main [name=q]", name[:5])
    press(page, "Suchen")
    page.click(f"main tbody a:has-text('{name}') >> nth=0")
    page.wait_for_load_state()


def _is_signed_out(page: Page) -> None:
    """Follow links until the browser is led to the sign-in."""

    def left() -> bool:
        page.goto("/orders")
        page.wait_for_load_state()
        return "/login" in page.url or page.locator(CHOICE).count() > 0

    wait_until(left, PATIENCE_S, "the open browser goes on")


def _release(admin: Page, name: str) -> None:
    _to_account(admin, name)
    admin.click("main a:has-text('Sperre aufheben')")
    admin.fill("[name=reason]", "Gerät ist wieder da.")
    press(admin, "Sperre aufheben")
    expect(admin.locator(".dm-done")).to_contain_text("Die Sperre ist aufgehoben.")


def test_an_auditor_finds_a_line_that_was_tampered_with(way: Way, journeys: Journeys) -> None:
    journeys.signed_in()
    lines = journeys.stored("identity")["audit"]
    page = way.person("auditor")
    page.goto("/audit")
    way.look(page, "trail")

    with _tampered(lines, 5):
        page.goto("/audit/checks")
        press(page, "Ganzes Protokoll prüfen")
        found = "Zeile 5 wurde nachträglich verändert."
        wait_until(lambda: _says(page, found), PATIENCE_S, "the line is not found")
        way.look(page, "trail-broken")
        page.click("main a:has-text('Zeile 5 ansehen')")

    page.goto("/audit/checks")
    press(page, "Ganzes Protokoll prüfen")
    whole = "Alles unverändert"
    wait_until(lambda: _says(page, whole), PATIENCE_S, "the check is not through")
    page.goto("/audit/heads")
    expect(page.locator("h1")).to_contain_text("Tagesstände")


def test_an_auditor_exports_lines_and_comes_back_for_the_file(way: Way, journeys: Journeys) -> None:
    journeys.signed_in()
    page = way.person("auditor")
    with _nobody_writes(journeys.stored("identity")["leases"]):
        page.goto("/audit")
        page.select_option("[name=action]", "identity.decide_registration")
        press(page, "Suchen")
        press(page, "Diese Auswahl exportieren")
        expect(page.locator("main")).to_contain_text("Wird geschrieben")
        way.look(page, "trail-export-running")
        press(page, "Export abbrechen")
        expect(page.locator("main")).to_contain_text("Der Export wurde abgebrochen")
        press(page, "Noch einmal exportieren")
        expect(page.locator("main")).to_contain_text("0 Zeilen geschrieben")
        page.close()

    page = way.person("auditor")
    page.goto("/audit/exports")
    page.click("main tbody a >> nth=0")
    ready = page.locator("main a:has-text('Datei herunterladen')")
    if way.scripts:
        expect(ready).to_be_visible(timeout=PATIENCE_S * 1000)
    wait_until(lambda: _says(page, "Datei herunterladen"), PATIENCE_S, "the file is not ready")
    way.look(page, "trail-export-ready")
    with page.expect_download() as kept:
        ready.click()
    lines = [
        json.loads(line) for line in gzip.decompress(kept.value.path().read_bytes()).splitlines()
    ]
    assert {line["action"] for line in lines} == {"identity.decide_registration"}

    page.goto("/audit/exports")
    expect(page.locator("main tbody tr >> nth=0")).to_contain_text(
        "Was: Über Registrierung entschieden"
    )
    way.look(page, "trail-exports")
    page.click("main tbody a >> nth=0")
    press(page, "Datei löschen")
    expect(page.locator("main")).to_contain_text("vor ihrer Zeit gelöscht")


@contextmanager
def _nobody_writes(leases: Any) -> Iterator[None]:
    """Let another process hold the lease of who writes exports, until the block is over."""
    held = {"holder": "away", "until": clock.now() + timedelta(minutes=5)}
    leases.replace_one({"_id": "trail-exporting"}, held, upsert=True)
    try:
        yield
    finally:
        leases.delete_one({"_id": "trail-exporting"})


@contextmanager
def _tampered(lines: Any, n: int) -> Iterator[None]:
    """Say of a line that somebody else acted; write it back behind the block."""
    before = lines.find_one({"_id": n})
    lines.update_one({"_id": n}, {"$set": {"actor": "somebody-else"}})
    try:
        yield
    finally:
        lines.replace_one({"_id": n}, before)


def _says(page: Page, words: str) -> bool:
    page.reload()
    return words in page.locator("main").inner_text()


def test_a_vendor_s_person_is_invited_and_acknowledges_a_first_setup(
    way: Way, mailbox: Mailbox, journeys: Journeys
) -> None:
    setup = journeys.next_in_setup().order["id"]
    admin = way.person("admin")
    _invite(admin, way)

    (link,) = [one for one in mailbox.links_to(VERA, "/invitations/") if "token=" in one]
    vera = way.person()
    vera.goto(link)
    way.chooses(vera, "guest-vendor")
    press(vera, "annehmen")
    vera.goto(f"/setups/{setup}")
    vera.check("input[value=acknowledge]")
    vera.fill("[name=contact_on]", str(clock.local_date(clock.now()) + timedelta(days=7)))
    press(vera, "Antwort senden")

    expect(vera.locator(".dm-done")).to_be_visible()
    admin.goto("/invitations")
    expect(admin.locator("main tbody tr:has-text('Vera Lang')").first).to_contain_text("Angenommen")


def _invite(admin: Page, way: Way) -> None:
    admin.goto("/accounts")
    admin.click("main a:has-text('Einladungen')")
    admin.click("main a:has-text('Person einladen')")
    way.look(admin, "invite")
    admin.check("input[value=vendor]")
    admin.select_option("[name=vendor]", "demo-fachverfahren")
    admin.fill("[name=name]", "Vera Lang")
    admin.fill("[name=email]", VERA)
    press(admin, "Einladung verschicken")
    expect(admin.locator("main tbody")).to_contain_text("Vera Lang")


def test_support_sends_a_failed_mail_again_from_the_case(
    way: Way, journey: Journey, journeys: Journeys
) -> None:
    order = journey.person(journey.clerk).post("orders", journey.order_body())["id"]
    mails = journeys.stored("notify")["mails"]
    about = {"about.order": order, "state": "sent"}
    wait_until(lambda: mails.count_documents(about) > 0, PATIENCE_S, "no mail was sent")
    failed = {"state": "failed", "reason_code": "address-refused", "answer": "550",
              "subject": "Ihre Bestellung", "text": "Hallo", "html": "<p>Hallo</p>"}  # fmt: skip
    mail = mails.find_one_and_update(about, {"$set": failed})
    page = way.person("support")
    page.goto(f"/reviews/orders/{order}")
    page.click("main a:has-text('Ganzer Vorgang')")
    way.look(page, "case")

    press(page, "Noch einmal senden")

    expect(page.locator(".dm-done")).to_be_visible()
    again = {"_id": mail["_id"], "state": "sent"}
    wait_until(lambda: mails.count_documents(again) == 1, PATIENCE_S, "it was not sent again")


def test_two_bodies_merge_by_an_edition_that_a_second_person_reviews(
    way: Way, journeys: Journeys, tmp_path: Path
) -> None:
    day = "02" if way.scripts else "03"
    bodies = journeys.stored("identity")["bodies"]
    free = {"kind": "municipality", "joint_administration": None, "ended_on": None}
    gone, goes_on = bodies.find({**free, "district": "09276"}).sort("_id", 1).limit(2)
    move = {"from": gone["_id"], "to": goes_on["_id"], "reason": "merger"}
    file = tmp_path / "stand.json"
    proposal = {"edition": f"2026-11-{day}", "upsert": [], "gone": [gone["_id"]], "moves": [move]}
    file.write_text(json.dumps(proposal), encoding="utf-8")
    editor = way.person("editor")
    editor.goto("/editions/new")
    editor.set_input_files("[name=file]", str(file))
    press(editor, "Vorschlagen")
    expect(editor.locator(".dm-done")).to_contain_text("eine zweite Person prüft ihn")
    expect(editor.locator("main")).to_contain_text("Wer vorschlägt, prüft nicht.")

    admin = way.person("admin")
    admin.goto("/operator")
    admin.click("main a:has-text('Verzeichnis der Stellen')")
    admin.click(f"main a:has-text('Stand vom {day}.11.2026')")
    way.look(admin, "edition")
    admin.check("[name=seen_0]")
    press(admin, "Alle Umzüge bestätigen")
    expect(admin.locator(".dm-done")).to_contain_text("Die Umzüge sind bestätigt.")
    press(admin, "Stand übernehmen")
    expect(admin.locator("main")).to_contain_text("Übernommen")

    assert bodies.find_one({"_id": gone["_id"]})["successor"] == goes_on["_id"]
