"""What is offered works and can be read: every link, form and page, for everybody."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Page

from deploy.local.client import Person
from tests.browser.axe import violations
from tests.browser.crawl import Walk
from tests.browser.looks import picture, reflows, show
from tests.browser.people import DESK, PHONE
from tests.journeys import Journeys

STAFF = ("reviewer", "reviewer2", "editor", "support", "auditor", "admin")
VIEWS = ((DESK, "light"), (PHONE, "dark"))


@pytest.fixture(scope="module")
def cases(journeys: Journeys) -> dict[str, str]:
    """One order in review, one to be signed, one being set up, and one that is live."""
    numbers = {}
    for name, steps in (("review", 6), ("sign", 8), ("setup", 11), ("live", 15)):
        journey = journeys.next()
        for _, act in journey.steps()[5:steps]:
            act()
        numbers[name] = str(journey.order["id"])
    return numbers


@pytest.fixture(scope="module")
def walk_of(journeys: Journeys, cases: dict[str, str]) -> Callable[[str], Walk]:
    """Let somebody walk through all pages, once; nobody is a guest."""

    @cache
    def walk(who: str) -> Walk:
        person = Person(journeys.system.gateway_url, name_of(who, journeys))
        return Walk(person.sign_in() if who else person).through("/")

    return walk


def name_of(who: str, journeys: Journeys) -> str:
    known = journeys.signed_in()
    return {"clerk": known.clerk, "signatory": known.signatory}.get(who, who)


@pytest.mark.parametrize("who", ["", "clerk", "signatory", "vendor-fachverfahren", *STAFF])
def test_no_link_and_no_form_leads_nowhere(who: str, walk_of: Callable[[str], Walk]) -> None:
    walk = walk_of(who)

    assert not walk.faults, "\n".join(walk.faults)
    assert len(walk.seen) > 10


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """Kinds of pages that have been judged: as guests see them, or as one signed in does."""
    return set()


@pytest.mark.parametrize("who", ["", "clerk", "signatory", "vendor-fachverfahren", "admin"])
def test_every_page_can_be_read_by_everybody(
    who: str,
    journeys: Journeys,
    walk_of: Callable[[str], Walk],
    judged: set[str],
    person: Callable[..., Page],
) -> None:
    kinds = {kind: path for kind, path in walk_of(who).pages.items() if kind not in judged}
    page = person(name_of(who, journeys) or None)
    faults = [fault for path in kinds.values() for fault in faults_of(page, path)]

    assert not faults, "\n".join(faults)
    assert kinds
    judged.update(kinds if who else ())


def faults_of(page: Page, path: str) -> list[str]:
    """Return what axe finds on a page: at a desk in the light, by phone in the dark.

    Each width and each scheme is looked at; all four together are in the pages' own tests.
    """
    page.goto(path)
    name = re.sub(r"\W+", "-", re.sub(r"[\w.-]*\d[\w.-]*", "x", path)).strip("-")[:60] or "start"
    faults = []
    for view in VIEWS:
        show(page, *view)
        faults += [f"{path} at {view}: {fault}" for fault in violations(page)]
        picture(page, f"page-{name}")
    try:
        reflows(page)
    except AssertionError as error:
        faults.append(f"{path}: {error}")
    return faults
