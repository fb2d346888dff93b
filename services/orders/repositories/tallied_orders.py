"""Orders as the figures see them: where they stand, whom they cover, when their steps were done."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Self

from pymongo import UpdateOne
from pymongo.collection import Collection

from services.common.storage.indexes import Declared, Stored, index
from services.orders.domain.figures import steps_of
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]

BATCH = 200
NOTED = {"to_tally": {"$gt": 0}}
MOVED = ("history.action", "history.reason_facts.from")
FACTS = dict.fromkeys(
    ("profile", "body", "places", "state", "active", "version", "moved.history",
     "history.at", *MOVED), 1,
)  # fmt: skip


class TalliedOrders(Stored):
    """Reads whatever figures need, and takes back what an order noted once it is counted."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders.collection
        self._earlier = orders.older["history"].collection

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(Orders.of))

    def indexes(self) -> Declared:
        """Return the one by which orders are found that are to be counted."""
        return [(self._orders, (index("to_tally", "to_tally", where=NOTED),))]

    def any_noted(self) -> bool:
        """Tell whether any noted a change."""
        return self._orders.find_one(NOTED, {"_id": 1}) is not None

    def noted(self) -> list[Doc]:
        """Return ``_id``, ``profile``, ``places`` and ``left`` of some that noted a change."""
        shown = dict.fromkeys(("profile", "places", *MOVED), 1)
        docs = list(self._orders.find(NOTED, shown).limit(BATCH))
        return [{**doc, "left": _left(doc.pop("history"))} for doc in docs]

    def read(self, ids: Sequence[str]) -> list[Doc]:
        """Return these orders as they are now, with their ``steps`` and places they ``left``."""
        return self._with_steps(list(self._orders.find({"_id": {"$in": ids}}, FACTS)))

    def of_profile(self, profile: str) -> Iterator[Doc]:
        """Return all active orders of a service, with their steps."""
        found = self._orders.find({"profile": profile, "active": True}, FACTS, batch_size=BATCH)
        for _, some in groupby(enumerate(found), lambda numbered: numbered[0] // BATCH):
            yield from self._with_steps([doc for _, doc in some])

    def noted_of(self, profile: str) -> set[str]:
        """Return the orders of a service whose last change is not counted yet."""
        return {doc["_id"] for doc in self._orders.find({**NOTED, "profile": profile}, {"_id": 1})}

    def profiles(self) -> list[str]:
        """Return the services somebody has ordered."""
        return [str(id) for id in self._orders.distinct("profile")]

    def counted(self, orders: Iterable[Doc]) -> None:
        """Take the notes of these back, unless they changed since they were read."""
        writes = [
            UpdateOne({"_id": o["_id"], "version": o["version"]}, {"$set": {"to_tally": 0}})
            for o in orders
        ]
        if writes:
            self._orders.bulk_write(writes, ordered=False)

    def _with_steps(self, docs: list[Doc]) -> list[Doc]:
        earlier = earlier_lines(self._earlier, [d["_id"] for d in docs if d.get("moved")])
        for doc in docs:
            newest = doc.pop("history")
            lines = [*earlier.get(doc["_id"], ()), *newest]
            doc["left"] = _left(newest)
            doc["steps"] = steps_of(lines, doc["body"])
        return docs


def earlier_lines(moved: Collection[Doc], ids: list[str], *more: str) -> dict[str, list[Doc]]:
    """Return the lines kept beside these orders; one that is in both counts the same twice.

    Each has ``at``, ``action`` and what ``more`` names.
    """
    if not ids:
        return {}
    shown = {"of": 1, **{f"entry.{name}": 1 for name in ("at", "action", *more)}}
    lines: dict[str, list[Doc]] = {}
    for line in moved.find({"of": {"$in": ids}}, shown).sort([("of", 1), ("n", 1)]):
        lines.setdefault(line["of"], []).append(line["entry"])
    return lines


def _left(lines: Iterable[Doc]) -> list[str]:
    """Return the places that took part before other bodies took theirs."""
    moved = (line["reason_facts"] for line in lines if line["action"] == "body-moved")
    return sorted({facts["from"] for facts in moved if "from" in facts})
