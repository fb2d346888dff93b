"""The orders of the acting body; everyone else who reads orders sees theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.body.order_rights import own_task
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Away
from gateway.web.words import counted, say, worded

Doc = Mapping[str, Any]
Query = dict[str, str]
VIEWS: dict[str, Query] = {
    "all": {}, "running": {"sort": "due"}, "prepared": {"state": "prepared"},
    "live": {"state": "live"},
}  # fmt: skip
STATES = (
    "prepared", "submitted", "asked_back", "released", "contract_offered", "contract_signed",
    "contract_concluded", "setup_requested", "in_setup", "setup_failed", "awaiting_link", "live",
    "rejected", "withdrawn", "terminated",
)  # fmt: skip
FILTERS = ("state", "profile", "number")
PAGE_SIZE, ONLY_COUNTED = "50", "1"


@dataclass(frozen=True)
class OrderListPages:
    """``/orders``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("order_list", __name__)
        pages.add_url_rule("/orders", view_func=self.list)
        return pages

    def list(self) -> Response:
        """Show a page of the list, as it is filtered."""
        visitor, given = self.frame.signed_in(), self.frame.given()
        whose = {"body": visitor.body} if visitor.body else {}
        view = given.get("view", "all") if given.get("view") in VIEWS else "all"
        filters = {name: given[name] for name in FILTERS if name in given}
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        asked = self.frame.ask_what_is_there(
            page=self._orders({**whose, **filters, **VIEWS[view], **cursor, "limit": PAGE_SIZE}),
            services=self.frame.asking(api("GET ordered-profiles"), whose),
            **{f"of_{name}": self._orders({**whose, **query, "limit": ONLY_COUNTED})
               for name, query in VIEWS.items()},
        )  # fmt: skip
        page, ordered = asked["page"], titles_of(asked["services"])
        if isinstance(page, Away):
            raise page.problem
        return self.frame.page(
            "body/order_list.html",
            page=page,
            tabs=_tabs(view, asked),
            chips=_chips(view, filters, ordered),
            filters=filters,
            view=view,
            states=[(state, say(f"body-state-{state}")) for state in STATES],
            ordered=sorted(ordered.items(), key=lambda one: one[1].casefold()),
            onward=_onward(view, filters, page["next"]),
            begin=address(view, filters) if cursor else "",
            own_task=partial(own_task, principal=visitor.principal),
        )

    def _orders(self, query: Query) -> Any:
        return self.frame.asking(api("GET orders"), query)


def titles_of(services: Any) -> dict[str, str]:
    """Return the titles of the services that were ordered, by their ids."""
    return {one["profile"]: worded(one["title"]) for one in services["items"]} if services else {}


def address(view: str, filters: Query, **more: str) -> str:
    """Return the address of a view with filters."""
    query = {**({} if view == "all" else {"view": view}), **filters, **more}
    return f"/orders?{urlencode(query)}" if query else "/orders"


def _onward(view: str, filters: Query, cursor: str | None) -> str:
    return address(view, filters, cursor=cursor) if cursor else ""


def _total(page: Any) -> str | None:
    """Return how many there are, as far as they are counted."""
    return counted(page) if page else None


def _tabs(view: str, asked: Doc) -> list[tuple[str, str, str | None, bool]]:
    return [
        (address(name, {}), say(f"body-view-{name}"), _total(asked[f"of_{name}"]), name == view)
        for name in VIEWS
    ]


def _chips(view: str, filters: Query, ordered: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is filtered by, each with the address without it."""
    states = {state: say(f"body-state-{state}") for state in STATES}
    number = {filters["number"]: filters["number"]} if "number" in filters else {}
    known = {**ordered, **states, **number}
    shown = {name: known.get(value, say("body-chip-other")) for name, value in filters.items()}
    return [
        (
            say(f"body-chip-{name}", value=shown[name]),
            address(view, {n: v for n, v in filters.items() if n != name}),
        )
        for name in filters
    ]
