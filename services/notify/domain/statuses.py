"""What the ticket's thread says when an order or its contract moved on."""

from collections.abc import Mapping
from typing import Any

LINES = {
    "order.submitted": "Bestellung eingegangen / Order received",
    "order.asked_back": "Rückfrage zur Bestellung / Question about the order",
    "order.answered": "Rückfrage beantwortet / Question answered",
    "order.released": "Bestellung freigegeben / Order released",
    "order.rejected": "Bestellung abgelehnt / Order rejected",
    "order.withdrawn": "Bestellung zurückgezogen / Order withdrawn",
    "order.setup_requested": "Einrichtung angefragt / Setup requested",
    "order.acknowledged": "Einrichtung zugesagt / Setup acknowledged",
    "order.vendor_asked": "Rückfrage zur Einrichtung / Question about the setup",
    "order.progressed": "Einrichtung geht voran / Setup progresses",
    "order.setup_done": "Einrichtung abgeschlossen / Setup done",
    "order.setup_failed": "Einrichtung gescheitert / Setup failed",
    "order.link_awaited": "Der Link zum Dienst fehlt noch / Link to the service awaited",
    "order.support_requested": "Unterstützung angefordert / Support requested",
    "link.published": "Link mitgeteilt / Link published",
    "service.live": "Der Dienst ist online / The service is live",
    "contract.offered": "Vertrag liegt zur Unterschrift bereit / Contract ready to be signed",
    "contract.signed": "Vertrag unterzeichnet / Contract signed",
    "contract.concluded": "Vertrag geschlossen / Contract concluded",
    "contract.refused": "Vertrag nicht möglich / Contract not possible",
}
"""A type that is missing here (``order.changed``) makes no line: no state has moved."""

SETUP_STATES = frozenset({"setup_requested", "in_setup", "setup_failed", "awaiting_link", "live"})
"""From here on the setup party takes part; no move leads out of these states again."""


def status_text(kind: str, reason: str | None) -> str | None:
    """Give the line for this type of event, with its reason; None where there is none."""
    line = LINES.get(kind)
    return f"{line}: {reason}" if line and reason else line


def concerns_vendor(order: Mapping[str, Any]) -> bool:
    """Tell whether the order is with its setup party; before that it is none of theirs."""
    return bool(order["setup_by"]) and order["state"] in SETUP_STATES
