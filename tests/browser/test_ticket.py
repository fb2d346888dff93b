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


@pytest.mark.parametrize("javascript", [True, False])
def test_three_sides_write_and_read_in_one_order(
    person: Person, journeys: Journeys, javascript: bool
) -> None:
    journey = journeys.next_in_setup()
    id = journey.order["id"]
    clerk = person(journey.clerk, javascript=javascript)
    party = person("vendor-fachverfahren", javascript=javascript)
    operator = person("reviewer", javascript=javascript)

    allow(clerk, 422)
    clerk.goto(f"/orders/{id}")
    clerk.fill("[name=text]", "Anbei unser Netzplan.")
    clerk.set_input_files("[name=files]", files=[file("plan.pdf", b"MZ\x90\0")])
    press(clerk, "Nachricht senden")
    expect(clerk.locator("#files-error")).to_contain_text("wird nicht angenommen")
    expect(clerk.locator("[name=text]")).to_have_value("Anbei unser Netzplan.")
    clerk.select_option("[name=visibility]", "vendor")
    clerk.set_input_files("[name=files]", files=[file("Netzplan <1>.pdf"), file("Foto.pdf")])
    press(clerk, "Nachricht senden")
    expect(clerk.locator(".dm-done")).to_have_text("Ihre Nachricht ist gesendet.")
    expect(clerk.locator("main")).to_contain_text("wartet auf die einrichtende Stelle")
    if javascript:
        look_at(clerk, "ticket-body")

    party.goto(f"/setups/{id}")
    with party.expect_download() as download:
        party.click("text=Netzplan _1_.pdf")
    assert download.value.suggested_filename == "Netzplan _1_.pdf"
    party.fill("[name=message]", "Danke, passt.")
    party.set_input_files("[name=files]", files=[file("Angebot.pdf")])
    press(party, "Nachricht senden")
    expect(party.locator(".dm-stream")).to_contain_text("Angebot.pdf")
    if javascript:
        look_at(party, "ticket-vendor")

    operator.goto(f"/orders/{id}")
    expect(operator.locator(".dm-stream")).to_contain_text("Danke, passt.")
    operator.fill("[name=text]", "Nur für uns.")
    operator.select_option("[name=visibility]", "operator")
    press(operator, "Nachricht senden")
    expect(operator.locator(".dm-stream")).to_contain_text("Nur für uns.")
    if javascript:
        look_at(operator, "ticket-operator")

    for page, path in ((clerk, f"/orders/{id}"), (party, f"/setups/{id}")):
        page.goto(path)
        expect(page.locator(".dm-stream")).to_contain_text("Danke, passt.")
        expect(page.locator(".dm-stream")).not_to_contain_text("Nur für uns.")
