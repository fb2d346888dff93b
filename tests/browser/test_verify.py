"""Anybody checks a contract: the original, its evidence, and a copy that was changed."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from tests.browser.looks import look_at, picture
from tests.browser.people import press

Person = Callable[..., Page]


def check(page: Page, name: str, content: bytes) -> None:
    """Have a file checked on the page."""
    page.goto("/verify")
    page.set_input_files("[name=file]", {"name": name, "mimeType": "", "buffer": content})
    press(page, "Prüfen")


def test_a_guest_sees_whether_evidence_is_genuine_altered_or_unknown(
    person: Person, journey: Journey
) -> None:
    for step in (journey.clerk_orders, journey.reviewer_releases, journey.contract_is_offered,
                 journey.signatory_signs, journey.operator_countersigns):  # fmt: skip
        step()
    contract = journey.contract()
    clerk = person(journey.clerk)
    clerk.goto(f"/contracts/{contract['id']}")
    with clerk.expect_download() as begun:
        clerk.click("text=Nachweise herunterladen")
    package = Path(begun.value.path()).read_bytes()

    guest = person(None)
    guest.goto("/")
    guest.click("footer >> text=Vertrag prüfen")
    expect(guest.locator("h1")).to_have_text("Vertrag prüfen")
    look_at(guest, "verify")

    check(guest, "Nachweise.zip", package)
    main = guest.locator("main")
    for said in ("Echt", contract["number"], "Nachweispaket eines Vertrags", "Geschlossen"):
        expect(main).to_contain_text(said)
    look_at(guest, "verify-genuine")

    at = package.index(b"digitalmarkt-sign-in-1")
    check(guest, "Nachweise.zip", package[:at] + b"?" + package[at + 1 :])
    expect(main).to_contain_text("Verändert")
    expect(main).to_contain_text("In der Datei Anmeldung_")
    picture(guest, "verify-altered")

    check(guest, "Fremdes.pdf", b"%PDF-1.7 etwas anderes")
    expect(main).to_contain_text("Diese Datei kennen wir nicht")
    guest.fill("[name=sha256]", contract["document_hash"].upper())
    press(guest, "Prüfen")
    expect(main).to_contain_text("Vertrag, wie er angeboten wurde")
