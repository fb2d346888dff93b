"""The file of an order in a browser: read, printed, and taken along as a ZIP."""

import json
import zipfile
from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at, picture

Person = Callable[..., Page]


def test_the_people_of_a_body_take_the_file_of_their_order_along(
    person: Person, journey: Journey
) -> None:
    clerk = journey.person(journey.clerk)
    order = clerk.post("orders", journey.order_body())
    page, path = person(journey.clerk), f"/orders/{order['id']}"
    page.goto(path)

    page.click("main a:has-text('Akte ansehen')")

    expect(page.locator("h1")).to_have_text("Akte der Bestellung")
    expect(page.locator("main .dm-stream li")).not_to_have_count(0)
    look_at(page, "order-file")
    with page.expect_download() as begun:
        page.click("text=Akte als ZIP herunterladen")
    archive = zipfile.ZipFile(begun.value.path())
    index = json.loads(archive.read(f"{order['number']}/index.json"))
    assert begun.value.suggested_filename == f"{order['number']}.zip"
    assert (archive.testzip(), index["complete"]) == (None, True)
    assert {"order.json", "history.jsonl", "service.json"} <= {f["path"] for f in index["files"]}
    page.emulate_media(media="print")
    expect(page.locator("text=Akte als ZIP herunterladen")).to_be_hidden()
    picture(page, "order-file-paper")
