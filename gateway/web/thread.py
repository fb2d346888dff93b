"""The whole thread of an order, as far as its reader may see it."""

from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame

COMMENTS = api("GET orders/{order_id}/comments")
MOST_PAGES = 10
"""So many pages of two hundred lines are read, the oldest first."""


def thread_of(frame: Frame, order_id: str) -> list[dict[str, Any]]:
    """Return its lines; a ticket that is not there yet, or not the reader's, is empty."""
    items: list[dict[str, Any]] = []
    query = {"limit": "200"}
    for _ in range(MOST_PAGES):
        page = frame.ask_if_there(COMMENTS, query, order_id=order_id)
        if page is None:
            break
        items += page["items"]
        if not page["next"]:
            break
        query["cursor"] = page["next"]
    return items
