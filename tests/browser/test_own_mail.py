"""Whose address is not reached sees it, tries again and gets mails; support sees it too."""

import re
import smtplib
from collections.abc import Callable
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.mails import mails_in, text_of, wait_for_mail
from deploy.local.ports import wait_until
from deploy.local.system import System
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.unit.notify.reports import report

PATIENCE_S = 30.0


def test_an_address_is_paused_by_a_bounce_and_resumed_by_a_test_mail(
    person: Callable[..., Page], journey: Journey, system: System
) -> None:
    journey.clerk_orders()
    page, address = person(journey.clerk), f"{journey.clerk}@{journey.body}.example"
    sent = wait_for_mail(system.mail_dir, lambda mail: address in str(mail["To"]))

    with smtplib.SMTP("127.0.0.1", system.ports["smtp"]) as server:
        server.sendmail("", [sent["X-MailFrom"]], report(address))

    def is_told() -> bool:
        page.goto("/account")
        return "Ihre E-Mail-Adresse ist nicht erreichbar" in page.locator("main").inner_text()

    wait_until(is_told, PATIENCE_S, "the account does not say that its address is not reached")
    page.goto("/home")
    look_at(page, "home-unreached")
    page.click("main a:has-text('Grund ansehen')")
    look_at(page, "own-mail-paused")
    _support_looks(person("support"), address)
    press(page, "Wieder versuchen: Testnachricht senden")
    expect(page.locator(".dm-done")).to_contain_text("Die Testnachricht ist unterwegs.")
    trial = wait_for_mail(system.mail_dir, lambda mail: _is_trial(mail, address))
    found = re.search(r"/account/mail\?token=\S+", text_of(trial))
    assert found is not None
    page.goto(found[0])
    look_at(page, "own-mail-confirm")
    press(page, "Empfang bestätigen")
    expect(page.locator(".dm-done")).to_contain_text("Unsere E-Mails erreichen Sie.")
    look_at(page, "own-mail")
    assert len([mail for mail in mails_in(system.mail_dir) if _is_trial(mail, address)]) == 1


def _is_trial(mail: EmailMessage, address: str) -> bool:
    return address in str(mail["To"]) and "Testnachricht" in str(mail["Subject"])


def _support_looks(page: Page, address: str) -> None:
    page.goto("/operator")
    page.click("main a:has-text('Nicht erreichte Adressen')")
    expect(page.locator("main")).to_contain_text(address)
    look_at(page, "mail-addresses")
    page.click("main tr:has-text('" + address + "') a:has-text('Die E-Mail, die zurückkam')")
    expect(page.locator("main")).to_contain_text("550 5.1.1 no such user")
    look_at(page, "mail-one")
    page.goto(f"/mails?address={address}")
    expect(page.locator("main tbody")).to_contain_text("Zurückgekommen")
    look_at(page, "mails-found")
