"""People sign in by the identity provider's own form, and read their mails."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from deploy.local.system import System
from tests.browser.mailbox import Mailbox
from tests.browser.people import PHONE, sign_in
from tests.journeys import Journeys

LEAVE = 'form[action="/logout"] button'


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_person_signs_in_and_out(person: Callable[..., Page], javascript: bool) -> None:
    page = person(javascript=javascript)
    sign_in(page, "clerk-gemeinde", javascript=javascript)
    assert page.locator(LEAVE).count() == 1

    page.click(LEAVE)
    page.wait_for_load_state()

    assert page.locator(LEAVE).count() == 0


def test_each_has_a_browser_of_their_own(person: Callable[..., Page]) -> None:
    clerk, guest = person("clerk-gemeinde"), person(width=PHONE, scheme="dark", language="en")

    guest.goto("/")

    assert clerk.locator(LEAVE).count() == 1
    assert guest.locator(LEAVE).count() == 0
    assert guest.get_attribute("html", "lang") == "en"
    assert guest.evaluate("() => [innerWidth, matchMedia('(pointer: coarse)').matches]") == [
        375,
        True,
    ]


def test_a_mail_is_read_once_and_leads_to_this_system(
    system: System, journeys: Journeys, mailbox: Mailbox
) -> None:
    journey = journeys.signed_in()
    address = f"{journey.clerk}@{journey.body}.example"

    links = mailbox.links_to(address, "token=")

    assert links
    assert len(links) == len(set(links))
    assert all(link.startswith(f"{system.gateway_url}/") for link in links)
    assert mailbox.mail_to(address)["Message-ID"]
