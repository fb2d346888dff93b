"""Reads whichever number of an order somebody has at hand: its own, its ticket's, its contract's.

All three are the same but for how they begin; a contract that succeeds another has one more part.
"""

import re

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame

ORDERS = api("GET orders")
NUMBER = re.compile(r"(?:T-)?(?:DM|SSN)-(\d{4}-[0-9A-Z]+)(?:-\d+)?")
FEW = {"limit": "2"}
LONGEST = 40
"""What is longer is no number of anything."""


def order_number_of(text: str) -> str:
    """Return the number of the order a number belongs to; what is none of these stays as it is."""
    known = NUMBER.fullmatch(text.strip().upper())
    return f"DM-{known[1]}" if known else text.strip()


def order_of(frame: Frame, text: str) -> str | None:
    """Return the id of the one order whose number is, or begins with, what was typed."""
    number = order_number_of(text)
    if len(number) > LONGEST:
        return None
    found = frame.ask(ORDERS, {"number": number, **FEW})["items"]
    exact = [one for one in found if one["number"] == number.upper()]
    meant = exact or (found if len(found) == 1 else [])
    return str(meant[0]["id"]) if meant else None
