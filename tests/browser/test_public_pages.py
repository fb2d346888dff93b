"""What everyone may read, as it is shown at both widths, light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import no_violations
from tests.browser.looks import each_view, forced_colours, keyboard_walk, reflows, shot

PAGES = {"start": "/", "help": "/hilfe", "certificate": "/zertifikat"}
JUDGED = ("help", "certificate")


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_reach_all_of_it(person: Callable[..., Page], name: str) -> None:
    page = person()
    page.goto(PAGES[name])

    for _ in each_view(page):
        shot(page, name)
        keyboard_walk(page)
    reflows(page)
    forced_colours(page)


@pytest.mark.parametrize("name", JUDGED)
def test_axe_finds_nothing(person: Callable[..., Page], name: str) -> None:
    page = person()
    page.goto(PAGES[name])

    for _ in each_view(page):
        no_violations(page)
