"""Figures of one service in one district: how far its orders are, and how long their steps took.

A cell names each order that counts there, so that taking an order again changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.common import clock
from services.orders.domain.deadlines import DEADLINES
from services.orders.domain.overview import PLACES, STANDING_OF
from services.orders.domain.states import OrderState

Doc = dict[str, Any]
Line = Mapping[str, Any]

REACHED = {
    "submit": "submitted", "release": "released", "conclude": "concluded",
    "request-setup": "setup", "done": "set_up", "await-link": "set_up",
    "link": "live", "confirm-link": "live",
}  # fmt: skip
"""The acts that end or begin a step, each with what is reached by them."""
FIRST_COUNTS = frozenset({"submitted", "setup", "live"})
"""Of these the first time counts, of the others the last one."""
STEPS = {
    "review": ("submitted", "released"), "contract": ("released", "concluded"),
    "setup": ("setup", "set_up"), "link": ("set_up", "live"), "whole": ("submitted", "live"),
}  # fmt: skip
"""The steps of an order, each between two things reached."""
WAITS_OF = {
    "review": ("submitted",),
    "contract": ("released", "contract_offered", "contract_signed"),
    "setup": ("setup_requested", "in_setup"),
    "link": ("awaiting_link",),
}
"""For what is waited in each step: what is allowed for it is the sum of their deadlines."""
LONGEST_DAYS = 400
MOST_IN_CELL = 500
"""Of one district: several times its bodies."""
FEWEST_STEPS = 5
"""From so few no median is told: it would say how fast single offices work."""


def steps_of(lines: Iterable[Line], body: str) -> dict[str, int]:
    """Return how many working days each finished step of an order took."""
    at: dict[str, datetime] = {}
    for line in lines:
        reached = REACHED.get(line["action"])
        if reached and not (reached in at and reached in FIRST_COUNTS):
            at[reached] = line["at"]
    return {
        step: days_between(at[begun], at[ended], body)
        for step, (begun, ended) in STEPS.items()
        if begun in at and ended in at and at[begun] <= at[ended]
    }


def days_between(begun: datetime, ended: datetime, body: str) -> int:
    """Return the working days of a body's place between two moments, the longest at most."""
    since, until = clock.local_date(begun), clock.local_date(ended)
    if (until - since).days > LONGEST_DAYS:
        return LONGEST_DAYS
    return clock.working_days_until(until, since, body)


def area_of(body: str, known: Mapping[str, Any] | None = None) -> str:
    """Return the key of the district a body is in; of a region its own key."""
    if not body.startswith("x-"):
        return body[:5]
    return str((known or {}).get("district") or (known or {}).get("region") or "")


@dataclass
class FigureCell:
    """What is counted of one service in one district, order by order."""

    profile: str
    area: str
    version: int = 0
    orders: dict[str, Doc] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return under which key it is kept."""
        return cell_id(self.profile, self.area)

    def take(self, order: Doc, kinds: Mapping[str, str]) -> None:
        """Take an order as it is now; one that has ended, or is elsewhere, counts no more.

        ``kinds`` has the kind of each of its places that is in this district.
        """
        self.orders.pop(order["_id"], None)
        if order["active"] and kinds and order["profile"] == self.profile:
            steps = order["steps"] if order["body"] in kinds else {}
            places = [{"key": key, "kind": kind} for key, kind in sorted(kinds.items())]
            self.orders[order["_id"]] = {"state": order["state"], "places": places, "steps": steps}

    def standings(self) -> dict[str, tuple[str, str]]:
        """Return kind and standing of each place; of two orders the one that is further."""
        found: dict[str, tuple[str, str]] = {}
        for order in self.orders.values():
            standing = STANDING_OF[OrderState(order["state"])]
            for place in order["places"]:
                held = found.get(place["key"])
                if held is None or PLACES[standing] > PLACES[held[1]]:  # type: ignore[index]
                    found[place["key"]] = (place["kind"], standing)
        return found

    def doc(self) -> Doc:
        """Return it as it is kept: with its sums, so that reading counts nothing."""
        counts: dict[str, Counter[str]] = {}
        for kind, standing in self.standings().values():
            counts.setdefault(kind, Counter())[str(standing)] += 1
        days: dict[str, Counter[str]] = {}
        for order in self.orders.values():
            for step, took in order["steps"].items():
                days.setdefault(step, Counter())[str(took)] += 1
        sums = {"counts": _plain(counts), "days": _plain(days)}
        facts = {"profile": self.profile, "area": self.area, "orders": self.orders}
        return {"_id": self.id, "version": self.version, **facts, **sums}


def cell_id(profile: str, area: str) -> str:
    """Return the key of the cell of a service in a district."""
    return f"{profile}/{area}"


def added(cells: Iterable[Mapping[str, Any]]) -> Doc:
    """Return the sums of several cells: ``counts`` by kind and standing, ``days`` by step."""
    whole: dict[str, dict[str, Counter[str]]] = {"counts": {}, "days": {}}
    for cell in cells:
        for name, sums in whole.items():
            for key, numbers in cell[name].items():
                sums.setdefault(key, Counter()).update(numbers)
    return {name: _plain(sums) for name, sums in whole.items()}


def median_of(days: Mapping[str, int], *, fewest: int = FEWEST_STEPS) -> int | None:
    """Return the median of days by how often they were; None where they are too few to tell."""
    total = sum(days.values())
    if total < fewest:
        return None
    passed = 0
    for day, often in sorted((int(day), often) for day, often in days.items()):
        passed += often
        if passed * 2 >= total:
            return day
    return None


def measured(step: str, days: Mapping[str, int]) -> Doc:
    """Return a step with how many orders went through it, its median and what is allowed for it.

    Both are working days; the median is None where they are too few to tell.
    """
    allowed = sum(DEADLINES[wait].working_days for wait in WAITS_OF[step])
    counted = sum(days.values())
    return {"step": step, "count": counted, "median_days": median_of(days), "allowed_days": allowed}


def bottleneck_of(steps: Iterable[Mapping[str, Any]]) -> str | None:
    """Return which step is longest against what is allowed for it; None where none can be told."""
    told = [one for one in steps if one["median_days"] is not None]
    longest = max(told, key=lambda one: one["median_days"] / one["allowed_days"], default=None)
    return str(longest["step"]) if longest else None


def _plain(counters: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {key: dict(sorted(numbers.items())) for key, numbers in sorted(counters.items())}
