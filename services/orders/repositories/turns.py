"""For whom all orders wait: how many, how many too long, and what came lately."""

from datetime import date, datetime
from typing import Any

from services.common.storage.indexes import hinted, index
from services.orders.domain.states import OrderState
from services.orders.repositories.order_lists import (
    HAS_DUE_DAY,
    MOST_COUNTED,
    NEWEST,
    WAITING,
    placed_since,
)

Doc = dict[str, Any]
TO_COUNTERSIGN = {"state": OrderState.CONTRACT_SIGNED.value}
RELEASED = index("released_by_account", "released_by", "state", where=TO_COUNTERSIGN)
"""Holds the state too, so that counting reads no order."""
HAS_PARTY = {"$gt": ["$setup_by", None]}
BY_ITS_INDEX = {"state": {"$gt": ""}}
"""True of each order; without bounds for what it begins with, an index is no answer by itself."""
PHASE = {"state": "$state", "point": "$open_point.kind", "party": HAS_PARTY}


def by_phase(orders: Any, today: date) -> list[Doc]:
    """Return, by state, open point and whether a setup party is named, what is waited for.

    Each has ``count``, how many are ``overdue``, the ``first_due_on``, and since when the oldest
    order of them is there (``since``); the index gives all.
    """
    held = orders.held_counts.get(("by_phase", today), lambda: _by_phase(orders, today))
    return [dict(one) for one in held]


def _by_phase(orders: Any, today: date) -> list[Doc]:
    def read(**by: Any) -> list[Doc]:
        hint = {name: dict(keys) for name, keys in by.items()}
        return list(orders.collection.aggregate(counting(today), **hint))

    return hinted(read, WAITING)


def counting(today: date) -> list[Doc]:
    """Return the steps that count them, by what the index holds."""
    grouped = {
        "_id": PHASE,
        "count": {"$sum": 1},
        "overdue": {"$sum": {"$cond": [{"$lt": ["$due_on", today.isoformat()]}, 1, 0]}},
        "first_due_on": {"$min": "$due_on"},
        "since": {"$min": "$created_at"},
    }
    held = dict.fromkeys(("state", "open_point.kind", "setup_by", "due_on", "created_at"), 1)
    due = {**BY_ITS_INDEX, **HAS_DUE_DAY}
    return [{"$match": due}, {"$project": {"_id": 0, **held}}, {"$group": grouped}]


def released_by(orders: Any, account: str) -> int:
    """Return how many wait for a countersignature that this account released, and so leaves alone.

    They are counted up to one more than is counted of lists.
    """
    criteria = {**TO_COUNTERSIGN, "released_by": account}

    def read(**by: Any) -> int:
        counted: int = orders.collection.count_documents(criteria, limit=MOST_COUNTED + 1, **by)
        return counted

    return hinted(read, RELEASED)


def new_since(orders: Any, moment: datetime | None) -> int | None:
    """Return how many orders were placed since then, up to one more than is counted of lists."""
    if moment is None:
        return None
    criteria = placed_since(moment)

    def read(**by: Any) -> int:
        counted: int = orders.collection.count_documents(criteria, limit=MOST_COUNTED + 1, **by)
        return counted

    return hinted(read, NEWEST)
