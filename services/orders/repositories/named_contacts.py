"""Whom the open orders of a body name."""

from typing import Any

from services.orders.domain.history import Contact
from services.orders.domain.orders import CONTACTS
from services.orders.repositories.orders import MOST_ACTIVE, Orders


def contacts_of(orders: Orders, body: str) -> list[tuple[Contact, ...]]:
    """Return the contacts of each active order of a body itself."""
    docs = orders.collection.find(named_by(body), dict.fromkeys(CONTACTS, 1)).limit(MOST_ACTIVE)
    return [tuple(Contact(**doc[name]) for name in CONTACTS) for doc in docs]


def named_by(body: str) -> dict[str, Any]:
    """Return the criteria of the active orders of a body itself."""
    return {"body": body, "active": True}
