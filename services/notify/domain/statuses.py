"""What the ticket's thread says when an order or its contract moved on, and to whom."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Visibility(StrEnum):
    """The widest circle that reads a line: each one includes those before it."""

    OPERATOR = "operator"
    BODY = "body"
    VENDOR = "vendor"


OPERATOR, BODY, VENDOR = Visibility.OPERATOR, Visibility.BODY, Visibility.VENDOR

READ_BY: dict[str, Visibility] = {
    "order.submitted": BODY,
    "order.asked_back": BODY,
    "order.answered": VENDOR,
    "order.released": BODY,
    "order.rejected": BODY,
    "order.withdrawn": BODY,
    "order.setup_requested": VENDOR,
    "order.acknowledged": VENDOR,
    "order.vendor_asked": VENDOR,
    "order.setup_asked": VENDOR,
    "order.setup_answered": VENDOR,
    "order.setup_retried": VENDOR,
    "order.progressed": VENDOR,
    "order.setup_done": VENDOR,
    "order.setup_failed": VENDOR,
    "order.link_awaited": BODY,
    "order.support_requested": BODY,
    "order.support_reminded": BODY,
    "order.support_escalated": BODY,
    "order.support_answered": BODY,
    "order.document_failed": BODY,
    "order.profile_changed": BODY,
    "order.reminded": BODY,
    "order.escalated": BODY,
    "order.terminated": VENDOR,
    "order.link_proposed": BODY,
    "order.link_refused": BODY,
    "link.published": VENDOR,
    "link.dead": BODY,
    "link.works": BODY,
    "service.live": VENDOR,
    "contract.offered": BODY,
    "contract.withdrawn": BODY,
    "contract.signed": BODY,
    "contract.concluded": BODY,
    "contract.notice_given": BODY,
    "contract.ending": BODY,
    "contract.reminded": BODY,
    "contract.escalated": BODY,
    "contract.refused": OPERATOR,
}
"""The types of events that make a line, and its widest circle; ``words/tickets.py`` says what.

A type that is missing here (``order.changed``) makes none: no state has moved.
"""

SETUP_STATES = frozenset({"setup_requested", "in_setup", "setup_failed", "awaiting_link", "live"})
"""In these the setup party takes part."""
ENDED = frozenset({"terminated"})
"""Reached only from there: the setup party reads on, and writes no more."""


def visibility(kind: str, order: Mapping[str, Any]) -> Visibility:
    """Return who reads the line; nothing from before the setup is for the setup party."""
    widest = READ_BY[kind]
    with_vendor = order["state"] in SETUP_STATES | ENDED
    return BODY if widest is VENDOR and not with_vendor else widest


def concerns_vendor(order: Mapping[str, Any]) -> bool:
    """Tell whether the order is with its setup party; before that it is none of theirs."""
    return bool(order["setup_by"]) and order["state"] in SETUP_STATES


def seen_by_vendor(order: Mapping[str, Any]) -> bool:
    """Tell whether the setup party may look at it."""
    return bool(order["setup_by"]) and order["state"] in SETUP_STATES | ENDED
