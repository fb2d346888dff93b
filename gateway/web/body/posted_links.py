"""The address of a service somebody wrote into the thread, offered to whoever can tell it."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from gateway.web.words import worded

Doc = Mapping[str, Any]

ADDRESS = re.compile(
    r"https://(?:www\.)?(?:bayernportal\.de|freistaat\.bayern)"
    r"/dokumente/(?:leistung|onlineservice|onlineverfahren)/[0-9][^\s<>\"']*"
)
LONGEST = 1000
AT_THE_END = ".,;:!?)"
"""What ends a sentence is no part of an address in it."""
SETTLES = frozenset({"link", "propose-link", "confirm-link", "refuse-link"})
"""Acts about the link: what was written before them is answered."""


def posted_link(order: Doc, comments: Iterable[Doc]) -> str | None:
    """Return the newest address in the thread that the reader can tell as the order's link."""
    if "link" not in order["actions"]:
        return None
    settled = [_at(line) for line in order["history"] if line["action"] in SETTLES]
    since = max(settled, default=None)
    for comment in sorted(comments, key=_at, reverse=True):
        if comment["kind"] != "comment" or (since and _at(comment) < since):
            continue
        found = address_in(str(worded(comment["text"])))
        if found and found not in (order.get("link"), order.get("proposed_link")):
            return found
    return None


def address_in(text: str) -> str | None:
    """Return the last address of a service in the portal that stands in a text."""
    found = [address.rstrip(AT_THE_END) for address in ADDRESS.findall(text)]
    return next((address for address in reversed(found) if len(address) <= LONGEST), None)


def _at(line: Doc) -> datetime:
    return datetime.fromisoformat(line["at"])
