"""What one order leaves in the databases of all services at each stage, and many others like it.

The documents are taken from a journey that was played, so that they are as the product writes
them; another order's differ in ids, numbers, body, service, orderer and times, wherever in the
document these stand.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from deploy.bench.filling.sizes import order_code, order_id, person_id

Doc = dict[str, Any]
Kept = tuple[str, str]
"""A service and a collection of its database."""
ABOUT_AN_ORDER: Mapping[Kept, str] = {
    ("orders", "orders"): "_id",
    ("contracts", "contracts"): "order",
    ("notify", "tickets"): "_id",
    ("notify", "ticket_lines"): "ticket",
    ("notify", "mails"): "about.order",
    ("catalog", "copy_orders_use"): "_id",
}
"""Where something of an order is kept, and the field that names it."""
MOST = {("notify", "ticket_lines"): 2, ("notify", "mails"): 2}
"""So many an order of what an order has many of: it is the lists that are measured."""
AHEAD = frozenset({"next_at", "due_at"})
"""When somebody looks at it next: that stays ahead, or the filled system would be busy."""
OPEN_SINCE, RESTS_SINCE = timedelta(hours=20), timedelta(days=1100)


@dataclass(frozen=True)
class Stage:
    """The documents of one order while it is in a state."""

    state: str
    docs: Mapping[Kept, Sequence[Doc]]

    @property
    def order(self) -> Doc:
        """Return the order itself."""
        return self.docs["orders", "orders"][0]

    @property
    def rests(self) -> bool:
        """Tell whether nobody is waited for."""
        return self.order["due_on"] is None


@dataclass(frozen=True)
class Filled:
    """What the orders vary in: bodies (key, name), services (id, title), how many people."""

    bodies: Sequence[tuple[str, str]]
    services: Sequence[tuple[str, str]]
    people: int
    orders: int


def repeated(stages: Sequence[Stage], kept: Kept, filled: Filled) -> Iterator[Doc]:
    """Return what is kept of each order; of every fifty all but the last stages have one each."""
    for n in range(filled.orders):
        stage = stage_of(stages, n)
        ago = (RESTS_SINCE if stage.rests else OPEN_SINCE) * (n / filled.orders)
        renaming = _Renaming(_names(stage.order, n, filled), ago)
        for doc in stage.docs.get(kept, ())[: MOST.get(kept)]:
            yield _again(doc, n, renaming)


def stage_of(stages: Sequence[Stage], n: int) -> Stage:
    """Return the stage order ``n`` is at: one in fifty at each, the rest at the last."""
    return stages[min(n % 50, len(stages) - 1)]


def renamed(doc: Doc, names: Mapping[str, str]) -> Doc:
    """Return a document in which each of these names is another one, wherever it stands."""
    made: Doc = _Renaming(names).of(doc)
    return made


@dataclass(frozen=True)
class _Renaming:
    names: Mapping[str, str]
    ago: timedelta = timedelta()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the names, a longer one before what it begins with."""
        return re.compile("|".join(re.escape(one) for one in sorted(self.names, key=len)[::-1]))

    def of(self, value: Any, name: str = "") -> Any:
        """Return a value with other names in it, and its times so much earlier."""
        if isinstance(value, str):
            return self.pattern.sub(lambda found: self.names[found[0]], value)
        if isinstance(value, dict):
            return {name: self.of(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.of(inner) for inner in value]
        if isinstance(value, datetime) and name not in AHEAD:
            return value - self.ago
        return value


def _names(order: Doc, n: int, filled: Filled) -> dict[str, str]:
    """Return by what each name of the shape is replaced in order ``n``."""
    body, body_name = filled.bodies[n % len(filled.bodies)]
    service, title = filled.services[n // len(filled.bodies)]
    return {
        order["_id"][1:]: order_id(n)[1:],
        order["number"].rpartition("-")[2]: order_code(n),
        order["body"]: body,
        order["body_name"]: body_name,
        order["profile"]: service,
        order["profile_title"]["de"]: title,
        order["ordered_by"]: person_id(n % filled.people),
    }


def _again(doc: Doc, n: int, renaming: _Renaming) -> Doc:
    """Return the document of another order; an id made of a hash becomes another hash."""
    made: Doc = {name: renaming.of(value, name) for name, value in doc.items()}
    if made["_id"] == doc["_id"]:
        made["_id"] = _other(doc["_id"], n)
    if "message_id" in made:
        made["message_id"] = f"<{_other(doc['message_id'], n)}@digitalmarkt>"
    return {**made, **({"outbox": [], "done": []} if "outbox" in doc else {})}


def _other(id: str, n: int) -> str:
    return hashlib.sha256(f"{id}{n}".encode()).hexdigest()[:32]
