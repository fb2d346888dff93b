"""Which setup parties let orders wait too long, and how many."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from services.orders.repositories.order_lists import phases_of
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]
MOST_PARTIES = 200


def by_party(orders: Orders, today: date) -> list[Doc]:
    """Return each setup party whose turn is over, with ``count`` and ``first_due_on``.

    Who has let somebody wait longest comes first; only what is too late is read.
    """
    held = orders.held_counts.get(("late_setups", today), lambda: _by_party(orders, today))
    return [dict(one) for one in held]


def _by_party(orders: Orders, today: date) -> list[Doc]:
    grouped = {"_id": "$setup_by", "count": {"$sum": 1}, "first_due_on": {"$min": "$due_on"}}
    steps: list[Doc] = [
        {"$match": {"$or": list(late(today))}},
        {"$group": grouped},
        {"$sort": {"first_due_on": 1, "_id": 1}},
        {"$limit": MOST_PARTIES},
    ]
    found = orders.collection.aggregate(steps)
    return [{"vendor": doc.pop("_id"), **doc} for doc in found]


def late(today: date) -> Iterator[Doc]:
    """Return the criteria of each phase in which a setup party is late."""
    for phase in phases_of("setup_party"):
        yield {**phase, "due_on": {"$gt": "", "$lt": today.isoformat()}}
