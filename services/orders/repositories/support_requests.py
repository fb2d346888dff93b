"""The orders of which somebody asked the operator for help, the first due first."""

from typing import Any

from services.common import paging
from services.common.storage.indexes import index
from services.orders.domain.orders import Order

Doc = dict[str, Any]
DUE = "support.due_on"
OPEN: Doc = {DUE: {"$gt": ""}}
BY_SUPPORT = index("by_support", DUE, "_id", where=OPEN)
WITHOUT_LISTS = dict.fromkeys(("tasks", "history", "outbox", "done"), 0)


def page(orders: Any, query: Doc) -> tuple[list[Order], str | None, int]:
    """Return a page, the cursor behind it and how many are open."""
    limit, open_ones = query["limit"], orders.collection.find(behind(query), WITHOUT_LISTS)
    docs = list(open_ones.sort([(DUE, 1), ("_id", 1)]).limit(limit + 1))
    found = [Order.from_doc(doc) for doc in docs[:limit]]
    last = docs[limit - 1] if len(docs) > limit else None
    cursor = paging.written(last["support"]["due_on"], last["_id"]) if last else None
    return found, cursor, orders.collection.count_documents(OPEN)


def behind(query: Doc) -> Doc:
    """Return the criteria of what comes behind the cursor, if there is one."""
    if not query["cursor"]:
        return OPEN
    on, id = paging.parts_of(query["cursor"], (str, str))
    return {DUE: {"$gte": on}, "$or": [{DUE: {"$gt": on}}, {"_id": {"$gt": id}}]}
