"""Browsers at the running system; what went wrong in one of them fails its test."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from deploy.local.journey import Journey
from deploy.local.system import System
from tests.browser.mailbox import Mailbox
from tests.browser.people import People, Sessions, people_at, start_chromium
from tests.journeys import Journeys


# Not for the whole session: while it runs, no other test of this process can use asyncio.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all these tests."""
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sessions() -> Sessions:
    """Who has signed in in the tests before."""
    return {}


@pytest.fixture
def people(chromium: Browser, system: System, sessions: Sessions) -> Iterator[People]:
    """Whoever opens a browser in this test."""
    with people_at(chromium, system.gateway_url, system.idp_url, sessions) as opened:
        yield opened


@pytest.fixture
def person(people: People) -> Callable[..., Page]:
    """Open a page for a named person, or for a guest."""
    return people.person


@pytest.fixture
def journey(journeys: Journeys) -> Journey:
    """A clerk and a signatory whose body may order a service."""
    return journeys.next()


@pytest.fixture(scope="session")
def mailbox(system: System) -> Mailbox:
    """The mails of all people."""
    return Mailbox(system)
