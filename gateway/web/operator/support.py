"""What support works through: what waits for it, and which setup parties are late with what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.vendor_names import VendorNames
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.queues import PAGE

LATE = "/operator/setups"
ORDERS = api("GET orders")
REQUESTS = "/operator/requests"
ASKED_FOR_HELP = api("GET support-requests")
MOST_PARTIES = 20
"""So many late parties stand on the home by name; the list of open setups has them all."""
FIRST_CASES = "10"
"""So many cases stand on the home of support; the queue has them all."""


@dataclass(frozen=True)
class LateParty:
    """A setup party that is late: with how many orders, and since which day."""

    path: str
    name: str | None
    count: int
    due_on: str


@dataclass(frozen=True)
class LateSetupPages:
    """``/operator/setups/<vendor>``: what one setup party has to set up, the first due first."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("late_setups", __name__)
        pages.add_url_rule(f"{LATE}/<vendor>", view_func=self.show)
        return pages

    def show(self, vendor: str) -> Response:
        """Show a page of the orders that wait for the party; each leads to the order."""
        self.frame.permitted("orders:read")
        asked = {"vendor": vendor, "waiting_for": "setup_party", "sort": "due"}
        query = page_asked(self.frame.given(), PAGE, **asked)
        found = self.frame.ask(ORDERS, query)
        cursor = {name: query[name] for name in ("cursor",) if name in query}
        return self.frame.page(
            "operator/late_setups.html", found=found, name=self.frame.vendor_names.of(vendor),
            vendor=vendor, pages=further(f"{LATE}/{vendor}", cursor, found),
        )  # fmt: skip


@dataclass(frozen=True)
class SupportRequestPages:
    """``/operator/requests``: of which orders somebody asked for help, the first due first."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("support_requests", __name__)
        pages.add_url_rule(REQUESTS, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show a page of them; each leads to the order, where support answers."""
        self.frame.permitted("orders:support")
        query = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(ASKED_FOR_HELP, query)
        cursor = {name: query[name] for name in ("cursor",) if name in query}
        pages = further(REQUESTS, cursor, found)
        return self.frame.page("operator/support_requests.html", found=found, pages=pages)


def asked_by(frame: Frame, visitor: Visitor) -> dict[str, Asking]:
    """Return the questions for the home of whoever supports."""
    if not visitor.may("orders:support", "*"):
        return {}
    mine = {"waiting_for": "support", "sort": "due", "limit": FIRST_CASES}
    return {"cases": frame.asking(ORDERS, mine)}


def late_parties(found: Iterable[Mapping[str, Any]], names: VendorNames) -> list[LateParty]:
    """Return the first setup parties that are late by name, the one that is late longest first."""
    return [
        LateParty(
            f"{LATE}/{one['vendor']}", names.of(one["vendor"]), one["count"], one["first_due_on"]
        )
        for one in islice(found, MOST_PARTIES)
    ]
