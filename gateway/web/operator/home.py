"""The operator's home: what waits and since when, who is late, what came, how long steps take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.callers.visits import NotesVisits
from gateway.own.parked import LIST_OF, merged
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking, Away
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.home_changes import LastVisit, changes_of
from gateway.web.operator.home_owners import away_of, owners_of
from gateway.web.operator.home_queues import MESSAGES, first_of, lines_of
from gateway.web.operator.support import asked_by, late_parties
from services.common.principal import EVERYWHERE

PATH = "/operator"
DECIDING = ("registrations:decide", "orders:review", "orders:support", "profiles:edit")
"""Who holds one of these works on a queue; an auditor looks only."""
FIRST = {"limit": "1"}
"""The first of a queue is the one that has waited longest; its total comes with it."""
COUNTED: Mapping[str, tuple[str, str, dict[str, str]]] = {
    "registration_turns": ("registrations:read", "GET registration-turns", {}),
    "turns": ("orders:read", "GET turns", {}),
}
"""What is counted with what is new of it: the permission, the route and its query."""
PARKED = {"state": "waiting", **FIRST}
ASKED = {
    "steps": ("orders:read", "GET step-figures", {}),
    "late_setups": ("orders:read", "GET late-setups", {}),
    "requests": ("orders:support", "GET support-requests", FIRST),
    "orphaned_orders": ("orders:read", "GET orphaned-orders", {}),
    "orphaned_registrations": ("registrations:read", "GET orphaned-registrations", {}),
    "proposals": ("agreements:decide", "GET agreement-proposals", FIRST),
    "renewals": ("agreements:decide", "GET renewals", FIRST),
    "unsealed": ("contracts:countersign", "GET contracts", {"phase": "unsealed", **FIRST}),
    "drafts": ("profiles:edit", "GET drafts", {"submitted": "true", **FIRST}),
    "returned": ("profiles:edit", "GET drafts", {"sent_back": "true", **FIRST}),
    "links": ("profiles:edit", "GET links", FIRST),
    "checks": ("audit:read", "GET audit/runs", FIRST),
}
"""What else stands on the home, each one indexed and bounded question."""


@dataclass(frozen=True)
class OperatorHome:
    """``/operator``; ``visits`` remembers when each reader was here before."""

    frame: Frame
    visits: NotesVisits

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("operator_home", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show what this reader works on, and who lets it wait."""
        visitor = self.frame.signed_in()
        if not visitor.has_workplace:
            raise Problem(403, "not-permitted")
        last = LastVisit.noted(self.visits, visitor.principal.subject)
        found = _with_parked(self.frame.ask_what_is_there(**self._asked(visitor, last)))
        lines = lines_of(found, visitor)
        return self.frame.page(
            "operator/home.html", lines=lines, first=first_of(lines), unread=found["unread"],
            changes=changes_of(found, last), orphans=_orphans(found), steps=found.get("steps"),
            owners=owners_of(found), owners_away=away_of(found), **self._of_setups(found),
            check=_last_check(found),
            decides=any(visitor.may(permission, EVERYWHERE) for permission in DECIDING),
        )  # fmt: skip

    def _of_setups(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Return late setups by party, and the cases of whoever supports; what is away is none."""
        late = found.get("late_setups")
        return {
            "supports": "cases" in found,
            "cases": found.get("cases") or None,
            "parties": late_parties(late["items"], self.frame.vendor_names) if late else None,
        }

    def _asked(self, visitor: Visitor, last: LastVisit) -> dict[str, Asking]:
        """Return the questions this reader may ask, one for each part."""
        counted = {name: (*row[:2], {**row[2], **last.query}) for name, row in COUNTED.items()}
        questions = {
            name: self.frame.asking(api(route), query)
            for name, (permission, route, query) in {**counted, **ASKED}.items()
            if visitor.may(permission, EVERYWHERE)
        }
        if any(visitor.may(permission, EVERYWHERE) for permission, *_ in MESSAGES.values()):
            questions["messages"] = self.frame.asking(api("GET waiting-messages"), last.query)
        if visitor.may("parked:manage", EVERYWHERE):
            query = {**PARKED, **last.query}
            questions |= {_parked_at(s): self.frame.asking(r, query) for s, r in LIST_OF.items()}
        return questions | asked_by(self.frame, visitor) | self.frame.asking_unread()


def _parked_at(service: str) -> str:
    return f"parked {service}"


def _with_parked(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Add the parked messages of all services as one list, where the reader is told of them."""
    pages = {s: found[_parked_at(s)] or None for s in LIST_OF if _parked_at(s) in found}
    if not pages:
        return found
    try:
        return {**found, "parked": merged(pages, 1)}
    except Problem as away:
        return {**found, "parked": Away(away)}


@dataclass(frozen=True)
class Orphans:
    """What would wait for ever of one noun: how much by each reason, and the first by name."""

    counts: Sequence[Mapping[str, Any]]
    items: Sequence[Mapping[str, Any]]
    path: str
    is_away: bool = False


def _last_check(found: Mapping[str, Any]) -> Any:
    """Return the newest check of the trail to who reads it, ``{}`` where there is none yet."""
    checks = found.get("checks")
    return next(iter(checks["items"]), {}) if checks else None


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
