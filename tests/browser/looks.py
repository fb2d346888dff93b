"""What axe sees, and what it cannot: focus, reflow, wider text, forced colours; and pictures."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

from deploy.local.specs import ROOT
from tests.browser.axe import COLOURS, OPTIONS, no_violations
from tests.browser.people import DESK, HEIGHTS, PHONE

SCREENSHOTS = ROOT / ".local" / "screenshots"
PICTURES = os.environ.get("PICTURES") != "no"
"""Whether pictures are kept: `make test` keeps none, for no test judges them."""
SCRIPT = (Path(__file__).parent / "looks.js").read_text("utf-8")
ASKING = "([what, given]) => window.looks ? {said: looks[what](...given) ?? null} : null"
NARROW = 320
MOST_STOPS = 1000
PRESSES = 16
"""So often the key is pressed before the stops are asked for: asking costs more than pressing."""


def shot(page: Page, name: str) -> Path:
    """Take a picture of the whole page: ``<name>-<width>[-dark].png``."""
    width = page.evaluate("() => innerWidth")
    dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    path = SCREENSHOTS / f"{name}-{width}{'-dark' if dark else ''}.png"
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path


def picture(page: Page, name: str) -> None:
    """Take a picture where pictures are kept."""
    if PICTURES:
        shot(page, name)


def each_view(page: Page) -> Iterator[str]:
    """Show a page at the width of a desk and of a phone, light and dark, one after the other."""
    for width in (DESK, PHONE):
        for scheme in ("light", "dark"):
            show(page, width, scheme)
            yield f"{width} {scheme}"
    page.emulate_media(color_scheme="light")


def judged_views(page: Page) -> Iterator[str]:
    """Show a page in all its views, each judged by axe."""
    for view in each_view(page):
        no_violations(page, COLOURS if view.endswith("dark") else OPTIONS)
        yield view


def show(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    """Show a page at a width, light or dark."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme=scheme)


def look_at(page: Page, name: str) -> None:
    """Judge a page in all its views; a picture of each is kept where pictures are."""
    for _ in judged_views(page):
        picture(page, name)
    keyboard_walk(page)
    reflows(page)
    forced_colours(page)


def keyboard_walk(page: Page) -> list[str]:
    """Tab through a page from its start; give its stops, each with a visible ring and in view."""
    stops = list(_stops(page))
    hidden = [stop["name"] for stop in stops if not stop["inView"]]
    bare = [stop["name"] for stop in stops if not stop["ring"]]
    assert not hidden, f"{page.url}: focused out of sight:\n" + "\n".join(hidden)
    assert not bare, f"{page.url}: focused without a ring:\n" + "\n".join(bare)
    _assert_nothing(page, "missed", "never reached by the keyboard")
    return [stop["name"] for stop in stops]


def _stops(page: Page) -> Iterator[dict[str, Any]]:
    """Yield the stops up to the end of the page; the page notes them while the key is held."""
    _ask(page, "rest")
    for _ in range(0, MOST_STOPS, PRESSES):
        for _ in range(PRESSES):
            page.keyboard.down("Tab")
        page.keyboard.up("Tab")
        for stop in _ask(page, "since"):
            if stop is None:
                return
            assert not stop["same"], f"the focus cannot leave {stop['name']}"
            yield stop
    raise AssertionError(f"the walk did not end after {MOST_STOPS} stops")


def reflows(page: Page) -> None:
    """Assert that nothing has to be scrolled sideways or is cut: narrow, and with wider text."""
    before = page.viewport_size or {"width": DESK, "height": HEIGHTS[DESK]}
    try:
        for width in (NARROW, DESK):
            page.set_viewport_size({"width": width, "height": before["height"]})
            if width == NARROW:
                _assert_nothing(page, "wide", f"past the edge at {width} px")
            with _wider_text(page):
                _assert_nothing(page, "wide", f"past the edge at {width} px with wider text")
                _assert_nothing(page, "cut", f"cut at {width} px with wider text")
    finally:
        page.set_viewport_size(before)


@contextmanager
def _wider_text(page: Page) -> Iterator[None]:
    _ask(page, "space", True)
    yield
    _ask(page, "space", False)


def forced_colours(page: Page) -> None:
    """Assert that icons and words are seen where a person has chosen the colours."""
    page.emulate_media(forced_colors="active")
    try:
        _assert_nothing(page, "unseen", "not seen in forced colours")
    finally:
        page.emulate_media(forced_colors="none")


def _assert_nothing(page: Page, what: str, sentence: str) -> None:
    found = _ask(page, what)
    assert not found, f"{page.url}: {sentence}:\n" + "\n".join(found)


def _ask(page: Page, what: str, *given: Any) -> Any:
    answer = page.evaluate(ASKING, [what, list(given)])
    if answer is None:
        page.evaluate(SCRIPT)
        answer = page.evaluate(ASKING, [what, list(given)])
    return answer["said"]
