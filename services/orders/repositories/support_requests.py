"""The orders of which somebody asked the operator for help: listed, reminded of, overlooked."""

from datetime import date, datetime
from functools import partial
from typing import Any

from services.common import paging
from services.common.clockwork import PATIENCE
from services.common.reminding import Due, due_by, step_index, steps_due
from services.common.storage.indexes import hinted, index
from services.orders.domain.orders import Order

Doc = dict[str, Any]
DUE = "support.due_on"
OPEN: Doc = {DUE: {"$gt": ""}}
BY_SUPPORT = index("by_support", DUE, "_id", where=OPEN)
NEXT_STEP = "support.clockwork.next_at"
NEXT_SUPPORT_STEP = step_index(NEXT_STEP, "next_support_step")
INDEXES = (BY_SUPPORT, NEXT_SUPPORT_STEP)
SEEN = ("number", "body", "body_name", "state", "support.due_on")
"""What the watchdog looks at."""
WITHOUT_LISTS = dict.fromkeys(("tasks", "history", "outbox", "done"), 0)


def page(orders: Any, query: Doc) -> tuple[list[Order], str | None, int]:
    """Return a page, the cursor behind it and how many are open."""
    limit, open_ones = query["limit"], orders.collection.find(behind(query), WITHOUT_LISTS)
    docs = list(open_ones.sort([(DUE, 1), ("_id", 1)]).limit(limit + 1))
    found = [Order.from_doc(doc) for doc in docs[:limit]]
    last = docs[limit - 1] if len(docs) > limit else None
    cursor = paging.written(last["support"]["due_on"], last["_id"]) if last else None
    return found, cursor, orders.collection.count_documents(OPEN)


def overdue(orders: Any, today: date) -> int:
    """Return how many of the open ones were due before today."""
    count: int = orders.collection.count_documents({DUE: {"$gt": "", "$lt": today.isoformat()}})
    return count


def behind(query: Doc) -> Doc:
    """Return the criteria of what comes behind the cursor, if there is one."""
    if not query["cursor"]:
        return OPEN
    on, id = paging.parts_of(query["cursor"], (str, str))
    return {DUE: {"$gte": on}, "$or": [{DUE: {"$gt": on}}, {"_id": {"$gt": id}}]}


def due(orders: Any, now: datetime, after: Due | None, limit: int) -> list[Due]:
    """Return of which requests something is to be said by now, the first first."""
    return steps_due(orders.collection, NEXT_STEP, now, after, limit)


def overlooked(orders: Any, now: datetime, limit: int) -> list[Doc]:
    """Return what the watchdog sees of those nobody was reminded of in time, by index."""

    def read(**hint: Any) -> list[str]:
        found = due_by(orders.collection, NEXT_STEP, now - PATIENCE, None, **hint)
        return [doc["_id"] for doc in found.limit(limit)]

    ids = hinted(read, NEXT_SUPPORT_STEP)
    return list(orders.collection.find({"_id": {"$in": ids}}, dict.fromkeys(SEEN, 1)))


def first_due(orders: Any, limit: int) -> list[Doc]:
    """Return what the watchdog sees of the open ones, the first due first."""
    read = partial(orders.collection.find, OPEN, dict.fromkeys(SEEN, 1), sort=[(DUE, 1)])
    return hinted(lambda **hint: list(read(limit=limit, **hint)), BY_SUPPORT)
