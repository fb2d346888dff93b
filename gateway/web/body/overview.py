"""How a body stands to every service: one page to read and print, and the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.words import say
from services.common import clock

Doc = Mapping[str, Any]
PATH = "/bodies/<body>/overview"
STATES = {
    "ordered": "none", "in_contract": "none", "in_setup": "none", "live": "success",
    "uncontracted": "warning", "own_solution": "info", "no_need": "info", "unused": "none",
}  # fmt: skip
"""How a body can stand to a service, each with the tone of its mark."""
MOST = "200"


@dataclass(frozen=True)
class OverviewPages:
    """``/bodies/<key>/overview``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("overview", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self, body: str) -> Response:
        """Show every service meant for the body, or those of one standing."""
        visitor, given = self.frame.permitted("orders:read", body), self.frame.given()
        state = given.get("state") if given.get("state") in STATES else None
        query = {"limit": MOST, **_only(state, given.get("cursor"))}
        asked = self.frame.ask_all(
            body=self.frame.asking(api("GET bodies/{key}"), key=body),
            page=self.frame.asking(api("GET bodies/{body}/overview"), query, body=body),
        )
        page, path = asked["page"], f"/bodies/{body}/overview"
        return self.frame.page(
            "body/overview.html",
            **asked,
            tones=STATES,
            tabs=_tabs(path, state, page["counts"]),
            onward=f"{path}?{urlencode(_only(state, page['next']))}" if page["next"] else "",
            begin=f"{path}?{urlencode(_only(state))}" if "cursor" in given else "",
            files=_files(body, state),
            declares=visitor.may("orders:place", body),
            orders=visitor.may("orders:prepare", body),
            today=clock.local_date(clock.now()).isoformat(),
        )


def _only(state: str | None, cursor: str | None = None) -> dict[str, str]:
    named = {"state": state, "cursor": cursor}
    return {name: value for name, value in named.items() if value}


def _tabs(path: str, state: str | None, counts: Doc) -> list[tuple[str, str, int, bool]]:
    """Return all services, and those of each standing there is, with their numbers."""
    every = (path, say("overview-all"), sum(counts.values()), state is None)
    return [every] + [
        (f"{path}?state={name}", say(f"overview-{name}"), counts[name], name == state)
        for name in STATES
        if counts[name] or name == state
    ]


def _files(body: str, state: str | None) -> list[tuple[str, str]]:
    """Return where the same is had as a table, each with the word for it."""
    path = f"/api/v1/bodies/{body}/overview"
    return [
        (f"{path}?{urlencode({**_only(state), 'format': kind})}", say(f"overview-as-{kind}"))
        for kind in ("xlsx", "csv")
    ]
