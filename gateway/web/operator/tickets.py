"""The tickets of all orders: whom each waits for, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE, further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.words import say

PATH = "/operator/tickets"
ISSUES = f"{PATH}/issues"
LIST, VENDORS, FAILED = api("GET tickets"), api("GET vendors"), api("GET failed-issues")
STATES = (
    "waiting_for_operator", "waiting_for_body", "waiting_for_vendor", "open", "closed",
)  # fmt: skip
NARROWED = ("body", "vendor")


@dataclass(frozen=True)
class TicketPages:
    """``/operator/tickets``, and ``issues`` of those Jira does not have as they are."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("tickets", __name__)
        pages.add_url_rule(PATH, view_func=self.queue)
        pages.add_url_rule(ISSUES, view_func=self.issues)
        return pages

    def queue(self) -> Response:
        """Show those in one state, of one body or setup party where the reader asks for it."""
        self.frame.permitted("tickets:internal")
        given = self.frame.given()
        state = given.get("state", "") if given.get("state") in STATES else STATES[0]
        narrowed = {name: given[name] for name in NARROWED if name in given}
        query = page_asked(given, PAGE, state=state, **narrowed)
        asked = self.frame.ask_what_is_there(
            vendors=self.frame.asking(VENDORS, {"limit": MOST_AT_ONCE}),
            found=self.frame.asking(LIST, query),
        )
        if not asked["found"]:
            raise asked["found"].problem
        vendors = asked["vendors"]["items"] if asked["vendors"] else []
        names = {one["id"]: one["name"] for one in vendors}
        return self.frame.page(
            "operator/tickets.html", found=asked["found"], state=state, narrowed=narrowed,
            vendors=sorted(names.items(), key=lambda one: one[1].casefold()),
            views=[(_path(narrowed, state=one), say(f"tickets-{one}"), None, one == state)
                   for one in STATES],
            chips=self._chips(narrowed, names, state), of_body=_of_body(narrowed, state),
            pages=further(PATH, {**query, "state": state}, asked["found"]),
        )  # fmt: skip

    def issues(self) -> Response:
        """Show the tickets Jira was not told of, and why; each is tried again at its order."""
        self.frame.permitted("tickets:internal")
        failed = self.frame.ask(FAILED)["items"]
        return self.frame.page("operator/failed_issues.html", failed=failed)

    def _chips(
        self, narrowed: Mapping[str, str], names: Mapping[str, str], state: str
    ) -> list[tuple[str, str]]:
        """Return what the list is narrowed to, each with the list without it."""
        chips = []
        for name, value in narrowed.items():
            bodies = self.frame.body_names.of([value]) if name == "body" else {}
            said = bodies.get(value) or names.get(value) or value
            left = {one: kept for one, kept in narrowed.items() if one != name}
            chips.append((said, _path(left, state=state)))
        return chips


def _path(narrowed: Mapping[str, str], **more: str) -> str:
    return f"{PATH}?{urlencode({**narrowed, **more})}"


def _of_body(narrowed: Mapping[str, str], state: str) -> Any:
    """Return what gives the address of the list of one body."""
    return lambda body: _path({**narrowed, "body": body}, state=state)
