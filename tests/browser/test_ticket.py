"""The ticket in the pages of an order: three sides, their circles, files, also without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.browser.people import press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
PDF = b"%PDF-1.4\n%%EOF\n"


def file(name: str, content: bytes = PDF) -> Any:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def body_writes(page: Page, id: str) -> None:
    """Have a program refused, then send two files to all."""
    allow(page, 422)
    page.goto(f"/orders/{id}")
    page.fill("[name=text]", "Anbei unser Netzplan.")
    page.set_input_files("[name=files]", files=[file("plan.pdf", b"MZ\x90\0")])
    press(page, "Nachricht senden")
    expect(page.locator("#files-error")).to_contain_text("wird nicht angenommen")
    expect(page.locator("[name=text]")).to_have_value("Anbei unser Netzplan.")
    page.select_option("[name=visibility]", "vendor")
    page.set_input_files("[name=files]", files=[file("Netzplan <1>.pdf"), file("Foto.pdf")])
    press(page, "Nachricht senden")
    expect(page.locator(".dm-done")).to_have_text("Ihre Nachricht ist gesendet.")
    expect(page.locator("main")).to_contain_text("wartet auf die einrichtende Stelle")


def setup_party_answers(page: Page, id: str) -> None:
    """Read the file and answer with one."""
    page.goto(f"/setups/{id}")
    with page.expect_download() as download:
        page.click("text=Netzplan _1_.pdf")
    assert download.value.suggested_filename == "Netzplan _1_.pdf"
    page.fill("[name=message]", "Danke, passt.")
    page.set_input_files("[name=files]", files=[file("Angebot.pdf")])
    press(page, "Nachricht senden")
    expect(page.locator(".dm-stream")).to_contain_text("Angebot.pdf")


def operator_notes(page: Page, id: str) -> None:
    """Write what only the operator reads."""
    page.goto(f"/orders/{id}")
    expect(page.locator(".dm-stream")).to_contain_text("Danke, passt.")
    page.fill("[name=text]", "Nur für uns.")
    page.select_option("[name=visibility]", "operator")
    press(page, "Nachricht senden")
    expect(page.locator(".dm-stream")).to_contain_text("Nur für uns.")


@pytest.mark.parametrize("javascript", [True, False])
def test_three_sides_write_and_read_in_one_order(
    person: Person, journeys: Journeys, javascript: bool
) -> None:
    journey = journeys.next_in_setup()
    id = journey.order["id"]
    clerk = person(journey.clerk, javascript=javascript)
    party = person("vendor-fachverfahren", javascript=javascript)
    operator = person("reviewer", javascript=javascript)

    for act, page, name in (
        (body_writes, clerk, "ticket-body"),
        (setup_party_answers, party, "ticket-vendor"),
        (operator_notes, operator, "ticket-operator"),
    ):
        act(page, id)
        if javascript:
            look_at(page, name)

    for page, path in ((clerk, f"/orders/{id}"), (party, f"/setups/{id}")):
        page.goto(path)
        expect(page.locator(".dm-stream")).to_contain_text("Danke, passt.")
        expect(page.locator(".dm-stream")).not_to_contain_text("Nur für uns.")
