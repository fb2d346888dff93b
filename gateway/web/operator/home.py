"""The operator's home: what waits in each queue, since when, and what is too late by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.formats import working_days_left
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking, Away
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.mails import ADDRESSES
from gateway.web.operator.parked import PATH as PARKED
from gateway.web.operator.support import REQUESTS, asked_by, late_parties

PATH = "/operator"
DECIDING = ("registrations:decide", "orders:review", "orders:support")
"""Who holds one of these works on a queue; an auditor looks only."""
FIRST = {"limit": "1"}
"""The first of a queue is the one that has waited longest; its total comes with it."""
LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class Line:
    """One queue: where it is, its words by key, how many wait, and the first due day.

    What nobody set a day for says ``since`` when the first of it waits.
    """

    path: str
    word: str
    count: int = 0
    overdue: int = 0
    due_on: str | None = None
    is_away: bool = False
    since: str | None = None

    @property
    def is_late(self) -> bool:
        """Tell whether something in it is overdue."""
        return bool(self.overdue or (self.due_on and working_days_left(self.due_on) < 0))


@dataclass(frozen=True)
class OperatorHome:
    """``/operator``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("operator_home", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show all queues this reader works on, and for whom orders wait."""
        visitor = self.frame.permitted("orders:read")
        found = self.frame.ask_what_is_there(**self._asked(visitor))
        lines = _lines(found, visitor)
        return self.frame.page(
            "operator/home.html", lines=lines, first=_first(lines), turns=found.get("turns"),
            orphans=_orphans(found), **self._of_support(found), unread=found["unread"],
            decides=any(visitor.may(permission, "*") for permission in DECIDING),
        )  # fmt: skip

    def _of_support(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands on the home of whoever supports; a part that is away is none."""
        late = found.get("late_setups")
        return {
            "supports": "cases" in found,
            "cases": found.get("cases") or None,
            "parties": late_parties(late["items"], self.frame.vendor_names) if late else None,
        }

    def _asked(self, visitor: Visitor) -> dict[str, Asking]:
        """Return the questions this reader may ask, one for each part."""
        asked = {
            "registrations": ("registrations:read", "GET registrations",
                              {"state": "submitted", **FIRST}),
            "authorities": ("authorities:decide", "GET signing-authorities", FIRST),
            "turns": ("orders:read", "GET turns", {}),
            "requests": ("orders:support", "GET support-requests", FIRST),
            "orphaned_orders": ("orders:read", "GET orphaned-orders", {}),
            "orphaned_registrations": ("registrations:read", "GET orphaned-registrations", {}),
            "proposals": ("agreements:decide", "GET agreement-proposals", FIRST),
            "renewals": ("agreements:decide", "GET renewals", FIRST),
            "unsealed": ("contracts:countersign", "GET contracts",
                         {"phase": "unsealed", **FIRST}),
            "parked": ("parked:manage", "GET parked", {"state": "waiting", **FIRST}),
        }  # fmt: skip
        questions = {
            name: self.frame.asking(api(route), query)
            for name, (permission, route, query) in asked.items()
            if visitor.may(permission, "*")
        }
        if any(visitor.may(permission, "*") for permission, *_ in _MESSAGES.values()):
            questions["messages"] = self.frame.asking(api("GET waiting-messages"))
        return questions | asked_by(self.frame, visitor) | self.frame.asking_unread()


def _lines(found: Mapping[str, Any], visitor: Visitor) -> list[Line]:
    """Return the queues in the order in which they are worked through."""
    listed = [
        ("registrations", "/reviews/registrations", "op-home-registrations", _due_of_turn),
        ("authorities", "/reviews/authorities", "op-home-authorities", _due_of_authority),
    ]
    lines = [
        _of_list(found[name], path, word, due) for name, path, word, due in listed if name in found
    ]
    if "turns" in found:
        lines += [
            _of_role(found["turns"], *queue) for queue in _ROLES if visitor.may(queue[3], "*")
        ]
    if "requests" in found:
        lines.append(_of_list(found["requests"], REQUESTS, "op-home-requests", _due_of_request))
    for name, path in _OF_CONTRACTS:
        if name in found:
            lines.append(_of_list(found[name], path, f"op-home-{name}", _due_of_turn))
    if "messages" in found:
        lines += _of_messages(found["messages"], visitor)
    if "parked" in found:
        lines += _of_parked(found["parked"])
    return lines


_MESSAGES = {
    "mails": ("mails:manage", "/mails", "op-home-mails"),
    "addresses": ("mails:manage", ADDRESSES, "op-home-addresses"),
    "deliveries": ("deliveries:manage", "/operator/deliveries", "deliveries"),
    "tickets": ("tickets:internal", "/operator/tickets", "op-home-tickets"),
}
"""What waits at notify, asked for at once: the permission, where it is found, and its words."""


def _of_messages(found: Any, visitor: Visitor) -> list[Line]:
    """Return what waits of mails, events for vendors and tickets; a part with nothing, too."""
    theirs = {name: rest for name, (may, *rest) in _MESSAGES.items() if visitor.may(may, "*")}
    if isinstance(found, Away):
        return [Line(path, word, is_away=True) for path, word in theirs.values()]
    counted = {name: found[name] for name in theirs if name in found}
    return [
        Line(path, word, one["count"], due_on=one.get("due_on"), since=one.get("since"))
        for name, one in counted.items()
        for path, word in [theirs[name]]
    ]


def _of_parked(found: Any) -> list[Line]:
    """Return the messages that wait for a person; where there are none nobody reads of them."""
    line = _of_list(found, PARKED, "op-home-parked", _no_due_day)
    if not line.count:
        return [line] if line.is_away else []
    return [replace(line, since=found["items"][0]["parked_at"])]


def _first(lines: list[Line]) -> Line | None:
    """Return the queue to begin with: what is late, then what is due first."""
    return min((line for line in lines if line.count), key=_urgency, default=None)


def _urgency(line: Line) -> tuple[bool, str]:
    return not line.is_late, line.due_on or LAST_DAY


_OF_CONTRACTS = (
    ("unsealed", "/contracts?view=unsealed"), ("proposals", "/chains"), ("renewals", "/chains"),
)  # fmt: skip
"""What waits beside the orders, in contracts and their chains, and where it is found."""
_ROLES = (
    ("reviewer", "/reviews/orders?view=review", "op-home-orders", "orders:review"),
    ("countersigner", "/countersign", "op-home-countersign", "contracts:countersign"),
    ("support", "/reviews/orders?view=support", "op-home-support", "orders:support"),
)
"""What waits for the operator among all orders: role, queue, words, and who works on it."""


@dataclass(frozen=True)
class Orphans:
    """What would wait for ever of one noun: how much by each reason, and the first by name."""

    counts: Sequence[Mapping[str, Any]]
    items: Sequence[Mapping[str, Any]]
    path: str
    is_away: bool = False


_ORPHANS = (
    ("orphaned_orders", "/orders/"),
    ("orphaned_registrations", "/reviews/registrations/"),
)


def _orphans(found: Mapping[str, Any]) -> list[Orphans]:
    """Return what the watchdogs found that this reader may know of."""
    return [
        Orphans((), (), path, is_away=True)
        if isinstance(found[name], Away)
        else Orphans(found[name]["counts"], found[name]["items"], path)
        for name, path in _ORPHANS
        if name in found
    ]


def _of_list(found: Any, path: str, word: str, due: Any) -> Line:
    if isinstance(found, Away):
        return Line(path, word, is_away=True)
    first = found["items"][0] if found["items"] else None
    return Line(path, word, found["total"], due_on=due(first) if first else None)


def _of_role(found: Any, role: str, path: str, word: str, _: str) -> Line:
    if isinstance(found, Away):
        return Line(path, word, is_away=True)
    one = next((turn for turn in found["items"] if turn["role"] == role), None)
    if one is None:
        return Line(path, word)
    return Line(path, word, one["count"], one["overdue"], one["first_due_on"])


def _due_of_turn(one: Mapping[str, Any]) -> str | None:
    return one["waiting_for"]["due_on"] if one["waiting_for"] else None


def _due_of_authority(one: Mapping[str, Any]) -> str | None:
    return str(one["due_on"])


def _due_of_request(one: Mapping[str, Any]) -> str | None:
    due_on: str | None = one["support_due_on"]
    return due_on


def _no_due_day(_: Mapping[str, Any]) -> None:
    """Return that nobody is waited for until a day: a failed mail has none."""
