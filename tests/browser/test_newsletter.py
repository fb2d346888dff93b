"""Anybody subscribes to the newsletter, editors send an issue, and one click leaves it."""

import re
import uuid
from collections.abc import Callable

import requests
from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.browser.mailbox import Mailbox
from tests.browser.people import press
from tests.browser.watch import allow


def test_the_newsletter_from_the_first_mail_to_the_last(
    person: Callable[..., Page], mailbox: Mailbox
) -> None:
    address = f"leser-{uuid.uuid4().hex[:8]}@prien.example"
    reader, editor = person(javascript=False), person("editor")

    allow(reader, 422)
    reader.goto("/newsletter")
    press(reader, "Newsletter bestellen")
    expect(reader.locator("#errors")).to_be_visible()
    reader.fill("[name=email]", address)
    press(reader, "Newsletter bestellen")
    expect(reader.locator("h1")).to_contain_text("Postfach")
    (link,) = [at for at in mailbox.links_to(address) if "bestaetigen?token=" in at]
    reader.goto(link)
    press(reader, "Bestätigen")
    expect(reader.locator("h1")).to_contain_text("Sie bekommen den Newsletter")
    editor.goto("/leistungen/elektronische-wohnsitzanmeldung")
    editor.click("main a:has-text('Text für den Newsletter')")
    expect(editor.locator("[name=subject_de]")).to_have_value(re.compile("Neu bestellbar"))
    look_at(editor, "newsletter-issue")
    press(editor, "senden")
    expect(editor.locator(".dm-done")).to_contain_text("wird jetzt verschickt")

    mail = mailbox.mail_to(address, "Neu bestellbar")
    leave = mail["List-Unsubscribe"].strip("<>")
    assert "/newsletter/abmelden?token=" in leave
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = requests.post(leave, data={"List-Unsubscribe": "One-Click"}, timeout=10)
    assert answer.status_code == 200
    reader.goto(leave)
    press(reader, "Abbestellen")
    expect(reader.locator("h1")).to_contain_text("Sie sind abgemeldet")
    guest = person()
    guest.goto("/newsletter")
    look_at(guest, "newsletter")
