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

LINES: dict[str, tuple[Visibility, str]] = {
    "order.submitted": (BODY, "Bestellung eingegangen / Order received"),
    "order.asked_back": (BODY, "Rückfrage zur Bestellung / Question about the order"),
    "order.answered": (VENDOR, "Rückfrage beantwortet / Question answered"),
    "order.released": (BODY, "Bestellung freigegeben / Order released"),
    "order.rejected": (BODY, "Bestellung abgelehnt / Order rejected"),
    "order.withdrawn": (BODY, "Bestellung zurückgezogen / Order withdrawn"),
    "order.setup_requested": (VENDOR, "Einrichtung angefragt / Setup requested"),
    "order.acknowledged": (VENDOR, "Einrichtung zugesagt / Setup acknowledged"),
    "order.vendor_asked": (VENDOR, "Rückfrage zur Einrichtung / Question about the setup"),
    "order.progressed": (VENDOR, "Einrichtung geht voran / Setup progresses"),
    "order.setup_done": (VENDOR, "Einrichtung abgeschlossen / Setup done"),
    "order.setup_failed": (VENDOR, "Einrichtung gescheitert / Setup failed"),
    "order.link_awaited": (BODY, "Der Link zum Dienst fehlt noch / Link to the service awaited"),
    "order.support_requested": (BODY, "Unterstützung angefordert / Support requested"),
    "order.document_failed": (BODY, "Vertrag noch nicht erstellt / Contract not made yet"),
    "order.terminated": (VENDOR, "Bestellung beendet / Order terminated"),
    "order.link_proposed": (BODY, "Link wird geprüft / Link is being checked"),
    "order.link_refused": (BODY, "Link nicht bestätigt / Link not confirmed"),
    "link.published": (VENDOR, "Link mitgeteilt / Link published"),
    "service.live": (VENDOR, "Der Dienst ist online / The service is live"),
    "contract.offered": (
        BODY, "Vertrag liegt zur Unterschrift bereit / Contract ready to be signed"
    ),
    "contract.withdrawn": (BODY, "Vertrag zurückgezogen / Contract withdrawn"),
    "contract.signed": (BODY, "Vertrag unterzeichnet / Contract signed"),
    "contract.concluded": (BODY, "Vertrag geschlossen / Contract concluded"),
    "contract.refused": (OPERATOR, "Vertrag nicht möglich / Contract not possible"),
}  # fmt: skip
"""A type that is missing here (``order.changed``) makes no line: no state has moved."""

SETUP_STATES = frozenset({"setup_requested", "in_setup", "setup_failed", "awaiting_link", "live"})
"""In these the setup party takes part."""
ENDED = frozenset({"terminated"})
"""Reached only from there: the setup party reads on, and writes no more."""


def status_text(kind: str, reason: str | None) -> str | None:
    """Give the line for this type of event, with its reason; None where there is none."""
    if kind not in LINES:
        return None
    _, line = LINES[kind]
    return f"{line}: {reason}" if reason else line


def visibility(kind: str, order: Mapping[str, Any]) -> Visibility:
    """Give who reads the line; nothing from before the setup is for the setup party."""
    widest, _ = LINES[kind]
    with_vendor = order["state"] in SETUP_STATES | ENDED
    return BODY if widest is VENDOR and not with_vendor else widest


def concerns_vendor(order: Mapping[str, Any]) -> bool:
    """Tell whether the order is with its setup party; before that it is none of theirs."""
    return bool(order["setup_by"]) and order["state"] in SETUP_STATES


def seen_by_vendor(order: Mapping[str, Any]) -> bool:
    """Tell whether the setup party may look at it."""
    return bool(order["setup_by"]) and order["state"] in SETUP_STATES | ENDED
