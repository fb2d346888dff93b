"""All chains, or those of one party; and what waits in them for the operator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from services.common.principal import EVERYWHERE

PATH = "/chains"
LIST = api("GET agreements")
PROPOSALS, RENEWALS = api("GET agreement-proposals"), api("GET renewals")
SERVICES = api("GET profiles")
PAGE, FIRST = "25", {"limit": "10"}
LONGEST = 100
ALL = "all"


@dataclass(frozen=True)
class ChainListPages:
    """``/chains``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("chain_lists", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/begin", view_func=self.begin)
        return pages

    def begin(self) -> Response:
        """Show the services to choose from for a first agreement: all by title, or those sought."""
        self.frame.permitted("agreements:edit")
        given = self.frame.given()
        text = " ".join(given.get("q", "").split())[:LONGEST]
        sought = {"q": text} if text else {"sort": "title"}
        found = self.frame.ask(SERVICES, page_asked(given, PAGE, kind="efa", **sought))
        onward = {name: value for name, value in given.items() if name in ("q", "cursor")}
        return self.frame.page(
            "chains/begin.html", found=found, text=text,
            pages=further(f"{PATH}/begin", onward, found),
        )  # fmt: skip

    def show(self) -> Response:
        """Show the chains; to a ministry first those it is a party of."""
        visitor = self.frame.permitted("agreements:read")
        given = self.frame.given()
        own, party = visitor.ministry, given.get("party", "")
        shown = party or ("" if ALL in given else own or "")
        filters = {"party": shown} if shown else {}
        asked = page_asked(given, PAGE, **filters)
        found = self.frame.ask_what_is_there(
            chains=self.frame.asking(LIST, asked),
            **self._waiting(visitor),
        )
        for name in ("chains", "proposals", "renewals"):
            if name in found and not found[name]:
                raise found[name].problem
        kept = asked if shown or not own else {**asked, ALL: "yes"}
        return self.frame.page(
            "chains/list.html", found=found["chains"], party=shown, is_own=bool(own) and not party,
            owns=own, proposals=_items(found, "proposals"), renewals=_items(found, "renewals"),
            pages=further(PATH, kept, found["chains"]),
            edits=visitor.may("agreements:edit", EVERYWHERE),
        )  # fmt: skip

    def _waiting(self, visitor: Visitor) -> dict[str, Asking]:
        """Return the questions about what waits, for those who decide about it."""
        if not visitor.may("agreements:decide", EVERYWHERE):
            return {}
        return {
            "proposals": self.frame.asking(PROPOSALS, FIRST),
            "renewals": self.frame.asking(RENEWALS, FIRST),
        }


def _items(found: Mapping[str, Any], name: str) -> list[Any]:
    return list(found[name]["items"]) if found.get(name) else []
