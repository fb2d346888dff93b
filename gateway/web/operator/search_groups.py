"""The groups of the operator's search: what each asks, of whom it is told, where its list is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from gateway.api.route import Route
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking
from gateway.web.operator.order_numbers import order_number_of
from services.common.principal import EVERYWHERE

UNFIT = 422
"""What a service answers to a text that is too long for a number, or has signs no name has."""
FEW = 5
"""Bodies among which the first is most likely the one meant."""
MOST = {"limit": "8"}
"""So many of a group are shown; its own list has them all."""
PEOPLE, BODIES, SERVICES = api("GET accounts"), api("GET bodies"), api("GET profiles")
ORDERS, CONTRACTS = api("GET orders"), api("GET contracts")
TICKETS, MAILS = api("GET tickets"), api("GET mails")
LISTS = {
    "people": "/accounts", "services": "/leistungen", "orders": "/reviews/orders",
    "contracts": "/contracts", "tickets": "/operator/tickets", "mails": "/mails",
}  # fmt: skip
"""Where the whole list of a group is; bodies have none but this search."""
LISTED_BY = {"orders": ("number", "body"), "contracts": ("body",), "tickets": ("body",),
             "mails": ("q", "order"), "people": ("q",), "services": ("q",)}  # fmt: skip
"""By which of what was asked the list can be narrowed."""


@dataclass(frozen=True)
class About:
    """What the search turned out to be about: one order, or the body that fits best."""

    order: str = ""
    body: str = ""
    body_name: str = ""

    @property
    def query(self) -> dict[str, str]:
        """Return the filter for what belongs to it."""
        return {"order": self.order} if self.order else {"body": self.body}


def about_of(found: Mapping[str, Any], text: str) -> About | None:
    """Return what to look at more closely: the one order of the number, else the best body."""
    orders, bodies = found.get("orders"), found.get("bodies")
    items = orders["items"] if orders else []
    exact = [one for one in items if one["number"] == order_number_of(text).upper()]
    if exact or len(items) == 1:
        return About(order=(exact or items)[0]["id"])
    if bodies and 0 < bodies["total"] <= FEW:
        best = bodies["items"][0]
        return About(body=best["key"], body_name=best["full_name"])
    return None


def first_asked(frame: Frame, text: str) -> dict[str, Asking]:
    """Return the questions of the first round: what begins with, or is named, what was typed."""
    may, named = frame.visitor().may, {"q": text, **MOST}
    asked = {"bodies": _seeking(frame, BODIES, named), "services": _seeking(frame, SERVICES, named)}
    if may("registrations:read", EVERYWHERE):
        asked["people"] = _seeking(frame, PEOPLE, named)
    if may("orders:read", EVERYWHERE):
        asked["orders"] = _seeking(frame, ORDERS, {"number": order_number_of(text), **MOST})
    if "@" in text and may("mails:manage", EVERYWHERE):
        asked["mails"] = _seeking(frame, MAILS, {"address": text, **MOST})
    return asked


def then_asked(frame: Frame, about: About | None) -> dict[str, Asking]:
    """Return the questions of the second round: what belongs to the order or body that is meant."""
    may = frame.visitor().may
    if about is None:
        return {}
    asked, query = {}, {**about.query, **MOST}
    if about.body and may("orders:read", EVERYWHERE):
        asked["orders"] = _seeking(frame, ORDERS, query)
    if may("contracts:read", EVERYWHERE):
        asked["contracts"] = _seeking(frame, CONTRACTS, query)
    if may("tickets:internal", EVERYWHERE):
        asked["tickets"] = _seeking(frame, TICKETS, query)
    if about.order and may("mails:manage", EVERYWHERE):
        asked["mails"] = _seeking(frame, MAILS, query)
    return asked


def headings_of(about: About | None) -> dict[str, str]:
    """Return the groups that are of one body, not of what was typed, with the body's name."""
    named = about.body_name if about else ""
    return dict.fromkeys(("orders", "contracts", "tickets"), named) if named else {}


def lists_of(found: Mapping[str, Any], text: str, about: About | None) -> dict[str, str]:
    """Return the address of each group's own list, narrowed to what was found."""
    told = {"q": text, "number": order_number_of(text)} | (about.query if about else {})
    if about and about.body:
        del told["number"]
    if "@" in text:
        told.pop("order", None)
    addresses = {}
    for name in LISTS.keys() & found.keys():
        narrowed = {by: told[by] for by in LISTED_BY[name] if by in told}
        if name == "mails" and "order" in narrowed:
            del narrowed["q"]
        if narrowed:
            addresses[name] = f"{LISTS[name]}?{urlencode(narrowed)}"
    return addresses


def _seeking(frame: Frame, route: Route, query: Mapping[str, str]) -> Asking:
    """Return the question for a group; who refuses the text, as none of theirs, has nothing."""

    def seek() -> Any:
        try:
            return frame.ask(route, query)
        except Problem as problem:
            if problem.status != UNFIT:
                raise
            return {"items": [], "next": None, "total": 0}

    return seek
