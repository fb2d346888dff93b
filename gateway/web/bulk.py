"""How far a bulk order or a bulk release has come: counts, a result per item, what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Away
from gateway.web.words import say, worded
from gateway.words.bulk_pages import BULK_PAGES

Doc = Mapping[str, Any]

UNDER_WAY = frozenset({"receiving", "working"})
OUTCOMES = ("accepted", "duplicate", "ineligible", "invalid", "failed", "cancelled", "open")
FILTERS = ("outcome", "cursor")
PAGE = "50"
ABOVE = {"order": ("/orders", "body-orders"), "release": ("/reviews/orders", "op-orders")}
"""Where each noun's pages belong: the address and the words of the list above them."""


@dataclass(frozen=True)
class BulkPages:
    """``/bulk-orders/<id>`` or ``/bulk-releases/<id>``; ``noun`` is order or release."""

    frame: Frame
    noun: str

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint(f"bulk_{self.noun}s", __name__)
        one = f"{self._path}/<bulk_id>"
        pages.add_url_rule(self._path, view_func=self.list)
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/place", view_func=self.place, methods=["POST"])
        pages.add_url_rule(f"{one}/cancel", view_func=self.cancel, methods=["POST"])
        return pages

    def list(self) -> Response:
        """Show them, the newest first."""
        self.frame.signed_in()
        given = self.frame.given()
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        found = self.frame.ask(api(f"GET {self._path[1:]}"), {**cursor, "limit": PAGE})
        onward = f"{self._path}?{urlencode({'cursor': found['next']})}" if found["next"] else ""
        return self.frame.page(
            "bulk/list.html",
            noun=self.noun,
            path=self._path,
            above=ABOVE[self.noun],
            found=found,
            onward=onward,
            begin=self._path if cursor else "",
        )

    def show(self, bulk_id: str, form: Form | None = None) -> Response:
        """Show one, as it is filtered by an outcome."""
        self.frame.signed_in()
        given = self.frame.given()
        query = {name: value for name, value in given.items() if name in FILTERS}
        if query.get("outcome") not in OUTCOMES:
            query.pop("outcome", None)
        one = api(f"GET {self._path[1:]}/{{bulk_id}}")
        asked = self.frame.ask_what_is_there(
            bulk=self.frame.asking(one, {**query, "limit": PAGE}, bulk_id=bulk_id),
            services=self.frame.asking(api("GET profiles"), {"kind": "efa", "limit": "200"}),
        )
        bulk, here = asked["bulk"], f"{self._path}/{bulk_id}"
        if isinstance(bulk, Away):
            raise bulk.problem
        return self.frame.page(
            "bulk/show.html",
            form=form or Form(()),
            noun=self.noun,
            path=self._path,
            here=here,
            above=ABOVE[self.noun],
            bulk=bulk,
            names=self.frame.body_names.of(i["body"] for i in bulk["items"] if i["body"]),
            titles=titles_of(asked["services"]),
            under_way=bulk["state"] in UNDER_WAY,
            tabs=_tabs(here, bulk, self.noun, query.get("outcome")),
            onward=_onward(here, query, bulk["next"]),
        )

    def place(self, bulk_id: str) -> Response:
        """Do what the dry run has accepted."""
        return self._act(bulk_id, "place", f"POST {self._path[1:]}/{{bulk_id}}/place")

    def cancel(self, bulk_id: str) -> Response:
        """Begin nothing more of it."""
        return self._act(bulk_id, "cancel", f"POST {self._path[1:]}/{{bulk_id}}/cancel")

    def _act(self, bulk_id: str, act: str, route: str) -> Response:
        here = f"{self._path}/{bulk_id}"
        form = self.frame.sent((), back=here)
        try:
            self.frame.act(form, api(route), bulk_id=bulk_id)
        except Problem as problem:
            return self.show(bulk_id, form.refused(problem))
        return self.frame.done(here, f"bulk-{act}")

    @property
    def _path(self) -> str:
        return f"/bulk-{self.noun}s"


def titles_of(services: Any) -> dict[str, str]:
    """Return the titles of the services by their ids, as far as they can be had now."""
    return {s["id"]: worded(s["title"]) for s in services["items"]} if services else {}


def _tabs(
    here: str, bulk: Doc, noun: str, chosen: str | None
) -> list[tuple[str, str, int | None, bool]]:
    """Return the outcomes there are, each with its count."""
    counts = {name: bulk["counts"].get(name, 0) for name in OUTCOMES}
    found = [
        (f"{here}?outcome={name}", say(_label(bulk, noun, name)), count, name == chosen)
        for name, count in counts.items()
        if count
    ]
    return [(here, say("bulk-all"), sum(counts.values()), chosen is None), *found]


def _label(bulk: Doc, noun: str, outcome: str) -> str:
    """Return by key what a result is called; what a dry run accepts is possible, no more."""
    if bulk["dry_run"] and outcome == "accepted":
        return "bulk-possible"
    own = f"bulk-{outcome}-{noun}"
    return own if own in BULK_PAGES else f"bulk-{outcome}"


def _onward(here: str, query: Mapping[str, str], cursor: str | None) -> str:
    return f"{here}?{urlencode({**query, 'cursor': cursor})}" if cursor else ""
