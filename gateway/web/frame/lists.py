"""Lists of the API on pages: one page with its way on, or all of a list that is chosen from."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from gateway.api.route import Route
from gateway.web.frame.frame import Frame

MOST_AT_ONCE = "200"
MOST_PAGES = 10
"""Of a list somebody chooses from: two thousand people in one choice are more than enough."""


def page_asked(given: Mapping[str, str], limit: str, **filters: str) -> dict[str, str]:
    """Return what a page of a list asks: these filters, and where the reader has come to."""
    asked = {**filters, "limit": limit}
    return asked | ({"cursor": given["cursor"]} if "cursor" in given else {})


def further(path: str, asked: Mapping[str, str], found: Mapping[str, Any]) -> dict[str, str]:
    """Return where the list goes on and where it begins, as the parts of lists take them."""
    kept = {name: value for name, value in asked.items() if name not in ("cursor", "limit")}
    onward = f"{path}?{urlencode({**kept, 'cursor': found['next']})}" if found["next"] else ""
    first = f"{path}?{urlencode(kept)}" if kept else path
    return {"next_path": onward, "first_path": first if "cursor" in asked else ""}


def all_of(frame: Frame, route: Route, **arguments: str) -> list[Mapping[str, Any]]:
    """Return a list with all its pages; one question for all but the largest bodies."""
    items: list[Mapping[str, Any]] = []
    asked = {"limit": MOST_AT_ONCE}
    for _ in range(MOST_PAGES):
        page = frame.ask(route, asked, **arguments)
        items += page["items"]
        if not page["next"]:
            break
        asked = {"limit": MOST_AT_ONCE, "cursor": page["next"]}
    return items
