"""What an order holds about one person, without anybody else's name or address."""

from collections.abc import Iterable
from typing import Any

from services.common.storage.aggregates import to_plain
from services.orders.domain.history import HistoryEntry
from services.orders.domain.orders import CONTACTS, Order

FACTS = ("id", "number", "body", "body_name", "profile", "state", "mandate", "created_at")


def personal(
    order: Order, account: str, email: str | None, earlier: Iterable[HistoryEntry] = ()
) -> dict[str, Any]:
    """Return the person's part in the order: as what, own contact facts, own history lines."""
    contacts = {name: getattr(order, name) for name in CONTACTS}
    own = {name: contact for name, contact in contacts.items() if contact.is_reached_at(email)}
    ordered = order.ordered_by == account
    history = [*earlier, *order.history]
    lines: list[dict[str, Any]] = [entry.line() for entry in history if entry.actor == account]
    return {
        **{name: to_plain(getattr(order, name)) for name in FACTS},
        "ordered": ordered,
        "remark": order.remark if ordered else None,
        "contacts": to_plain(own),
        "history": lines,
    }
