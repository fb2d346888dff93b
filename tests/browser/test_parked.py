"""Support settles messages that could not be handled, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from deploy.local.ports import wait_until
from services.common.messaging.parking import DELAYS_S, Parking
from tests.browser.looks import look_at
from tests.browser.people import page_on, press
from tests.browser.watch import allow
from tests.journeys import Journeys

Person = Callable[..., Page]
QUEUE = "evt-catalog-vendor.changed--notify.keep_vendor"
EVENT = {
    "id": "parked-probe:1:0", "source": "catalog", "type": "vendor.changed", "sequence": 1,
    "correlationid": "corr-parked", "data": {"name": "Nirgends GmbH"},
}  # fmt: skip


def known_vendor(journeys: Journeys) -> str:
    """Return a vendor of whom a newer state is known, so that this one changes nothing."""
    return str(journeys.stored("notify")["copy_catalog_vendor"].find_one({})["_id"])


def test_support_tries_one_message_again_and_discards_another(
    person: Person, journeys: Journeys
) -> None:
    parking, vendor = Parking(journeys.stored("notify")), known_vendor(journeys)
    parking.park(QUEUE, {**EVENT, "subject": vendor}, KeyError("geheim@prien.example"))
    (record,) = parking.collection.find({"queue": QUEUE})
    parking.failed_again({**record, "failures": len(DELAYS_S)}, KeyError("geheim@prien.example"))
    Parking(journeys.stored("orders")).park_unreadable("rpc-orders", b"parked-probe", "no JSON")
    page = person("support")
    page.goto("/operator")
    page.click("main a:has-text('Betrieb')")
    expect(page.locator("[aria-labelledby=wrong] tr:has-text('Benachrichtigungen')")).to_have_count(
        1
    )
    look_at(page, "operator-operations")
    page.click("main a:has-text('Nicht verarbeitete Nachrichten')")
    main, row = page.locator("main"), page.locator("main tr:has-text('vendor.changed')")
    page_on(page, row)
    expect(row).to_contain_text("Wartet auf eine Person")
    look_at(page, "operator-parked")

    row.locator("a").click()
    page.click("summary:has-text('Für die Technik')")
    expect(main).to_contain_text("KeyError")
    expect(main).not_to_contain_text("geheim")
    look_at(page, "operator-parked-one")
    press(page, "Erneut versuchen")
    expect(page.locator(".dm-done")).to_contain_text("wird jetzt erneut verarbeitet")
    wait_until(lambda: "ended_at" in (parking.show(record["_id"]) or {}), 10, "not handled")

    page.goto("/operator/parked")
    expect(row).to_have_count(0)
    unreadable = page.locator("main tr:has-text('rpc-orders')").first
    page_on(page, unreadable)
    unreadable.locator("a").click()
    expect(page.locator("main button:has-text('Erneut versuchen')")).to_have_count(0)
    allow(page, 422)
    press(page, "Verwerfen")
    expect(page.locator("#reason-error")).to_be_visible()
    page.fill("[name=reason]", "Von einem Test geschickt.")
    press(page, "Verwerfen")
    expect(page.locator(".dm-done")).to_contain_text("Die Nachricht ist verworfen.")

    wait_until(
        lambda: (
            {"notify.replay_parked", "orders.discard_parked"}
            <= {line["action"] for line in journeys.stored("identity")["audit"].find()}
        ),
        20,
        "the acts are not in the trail",
    )
