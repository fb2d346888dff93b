"""The setups of one party as figures see them: counted from an index, and their courses."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.common.storage.indexes import Declared, Index, Stored, hinted, index
from services.orders.domain.setup_figures import MARKS, SEEN, TAKEN_OVER, Course, course_of
from services.orders.repositories.order_lists import NEWEST_FIRST, NEWEST_OF_VENDOR
from services.orders.repositories.orders import Orders
from services.orders.repositories.tallied_orders import earlier_lines

Doc = dict[str, Any]

COUNTED = index("setups_counted", "setup_by", "state", "open_point.kind", "profile", "due_on")
"""Holds all that is counted, so that no order is read for it."""
TOLD = ("reason_facts.failure", "reason_facts.setup_by")
MOST_READ = 2000
"""Of so many orders, the newest, the courses are read."""


class SetupCounts(Stored):
    """Counts the setups of a party, and reads what they went through."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders.collection
        self._earlier = orders.older["history"].collection

    @classmethod
    def of(cls, runtime: Any) -> "SetupCounts":
        """Make the one of a running process."""
        return cls(runtime.part(Orders.of))

    def indexes(self) -> Declared:
        """Return the one that holds all that is counted."""
        return [(self._orders, (COUNTED,))]

    def phases(self, vendor: str, today: date) -> list[Doc]:
        """Return by ``state``, ``point`` and ``profile`` how many there are, and how many late."""
        return self._aggregated(counting(vendor, today), COUNTED)

    def courses(self, vendor: str) -> tuple[list[Course], bool]:
        """Return the courses of the newest orders, and whether there are older ones."""
        docs = self._aggregated(reading(vendor), NEWEST_OF_VENDOR)
        newest = docs[:MOST_READ]
        moved = [doc["_id"] for doc in newest if doc.get("moved")]
        earlier = earlier_lines(self._earlier, moved, *TOLD)
        courses = [
            course_of([*earlier.get(doc["_id"], ()), *doc["history"]], doc["body"])
            for doc in newest
        ]
        return courses, len(docs) > MOST_READ

    def _aggregated(self, steps: Sequence[Doc], wanted: Index) -> list[Doc]:
        def read(hint: Sequence[tuple[str, int]] | None = None) -> list[Doc]:
            by: Any = {} if hint is None else {"hint": dict(hint)}
            return list(self._orders.aggregate(steps, **by))

        return hinted(read, wanted)


def counting(vendor: str, today: date) -> Sequence[Doc]:
    """Return the steps that count the setups of a party by what the index holds."""
    late = [{"$gt": ["$due_on", ""]}, {"$lt": ["$due_on", today.isoformat()]}]
    phase = {"state": "$state", "point": "$open_point.kind", "profile": "$profile"}
    return [
        {"$match": {"setup_by": vendor, "state": {"$in": [state.value for state in SEEN]}}},
        {
            "$group": {
                "_id": phase,
                "count": {"$sum": 1},
                "overdue": {"$sum": {"$cond": [{"$and": late}, 1, 0]}},
                "first_due_on": {"$min": "$due_on"},
            }
        },
    ]


def reading(vendor: str) -> Sequence[Doc]:
    """Return the steps that read the newest orders of a party, of their history what counts."""
    told = {"$in": ["$$line.action", [*MARKS, TAKEN_OVER]]}
    line = {name: f"$$line.{name}" for name in ("at", "action", "reason_facts")}
    acts = {"$filter": {"input": "$history", "as": "line", "cond": told}}
    shown = {"$map": {"input": acts, "as": "line", "in": line}}
    return [
        {"$match": {"setup_by": vendor, "state": {"$in": [state.value for state in SEEN]}}},
        {"$sort": dict(NEWEST_FIRST)},
        {"$limit": MOST_READ + 1},
        {"$project": {"body": 1, "moved.history": 1, "history": shown}},
    ]
