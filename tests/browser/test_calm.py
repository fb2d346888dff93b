"""What is clumsy in other places is calm here: double clicks, lost sessions, old links, Back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Request, expect

from deploy.local.system import System
from tests.browser.people import choose_person, sign_in
from tests.browser.watch import allow
from tests.journeys import Journeys

FOUND = re.compile(r"[?&]q=")
"""The address once what was searched is shown, in place of what the sign-in proposed."""
FUNCTION = "Leitung der Kämmerei"


def chooses_the_body(page: Page) -> None:
    """Come to the first step of a registration and choose a body."""
    page.goto("/registrations/new")
    page.get_by_label("Name, Postleitzahl oder Schlüssel").fill("Aschau i.Chiemgau")
    page.get_by_role("button", name="Im Verzeichnis suchen").click()
    page.wait_for_url(FOUND)
    page.get_by_label("Aschau i.Chiemgau").first.check()


def begins_to_register(page: Page) -> None:
    """Come to the step of a registration where one says who one is."""
    chooses_the_body(page)
    page.get_by_role("button", name="Stelle übernehmen").click()
    page.get_by_role("heading", name="Wer sind Sie?").wait_for()


def test_what_was_typed_is_there_again_after_a_lost_session(person: Callable[..., Page]) -> None:
    page = person("double-name")
    begins_to_register(page)
    page.get_by_label("Funktion", exact=True).fill(FUNCTION)
    (session,) = [c for c in page.context.cookies() if "session" in c["name"]]

    page.context.clear_cookies(name=session["name"])
    page.get_by_role("button", name="Speichern und weiter").click()
    choose_person(page, "double-name")

    page.get_by_role("heading", name="Wer sind Sie?").wait_for()
    assert page.get_by_label("Funktion", exact=True).input_value() == FUNCTION


def test_a_link_that_no_longer_holds_says_what_to_do(person: Callable[..., Page]) -> None:
    page = person()
    allow(page, 404, 410, 422)

    page.goto("/registrations/a0123456789abcdef0123.1/confirm?token=an-old-one")
    page.get_by_role("button", name="Adresse bestätigen").click()

    expect(page.get_by_role("heading", name="Dieser Link gilt nicht mehr")).to_be_visible()
    expect(page.get_by_role("link", name="Zur Registrierung")).to_be_visible()


def test_two_tabs_that_register_begin_one_registration(person: Callable[..., Page]) -> None:
    first = person("umlaut")
    allow(first, 422)
    second = first.context.new_page()
    for tab in (first, second):
        chooses_the_body(tab)

    first.get_by_role("button", name="Stelle übernehmen").click()
    first.get_by_role("heading", name="Wer sind Sie?").wait_for()
    second.get_by_role("button", name="Stelle übernehmen").click()

    expect(second.get_by_role("alert")).to_contain_text("offene Registrierung")
    second.get_by_role("link", name="Registrierung fortsetzen").click()
    expect(second.get_by_role("heading", name="Registrierung fertig ausfüllen")).to_be_visible()


def test_a_sign_in_sent_again_by_back_leads_on_and_signs_nobody_out(
    person: Callable[..., Page],
) -> None:
    page = person()
    proofs: list[Request] = []
    page.on("request", lambda asked: proofs.append(asked) if "/saml/acs" in asked.url else None)
    sign_in(page, "clerk-gemeinde")

    again = page.context.request.post(
        proofs[0].url,
        data=proofs[0].post_data or "",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    page.goto("/account")

    assert again.ok
    expect(page.get_by_role("heading", name="Ihr Konto")).to_be_visible()


def test_a_message_sent_twice_is_said_once(person: Callable[..., Page], journeys: Journeys) -> None:
    journey = journeys.next()
    journey.clerk_orders()
    page = person(journey.clerk)
    page.goto(f"/orders/{journey.order['id']}")
    page.get_by_label("Nachricht schreiben").fill("Bitte nur einmal.")

    page.get_by_role("button", name="Nachricht senden").dblclick()
    page.get_by_text("Ihre Nachricht ist gesendet").wait_for()
    page.go_back()
    page.reload()

    assert page.get_by_role("main").get_by_text("Bitte nur einmal.").count() == 1


def test_an_order_stands_while_the_contracts_are_away(
    person: Callable[..., Page], journeys: Journeys, system: System
) -> None:
    journey = journeys.next()
    for act in (journey.clerk_orders, journey.reviewer_releases, journey.contract_is_offered):
        act()
    page = person(journey.clerk)

    system.processes.stop("contracts")
    try:
        page.goto(f"/orders/{journey.order['id']}")
        expect(page.get_by_text("Vertrag: gerade nicht erreichbar")).to_be_visible()
        expect(page.get_by_role("heading", name="Stand der Bestellung")).to_be_visible()
    finally:
        system.start_if_down("contracts")

    page.reload()
    expect(page.get_by_role("link", name="Zum Vertrag").first).to_be_visible()
