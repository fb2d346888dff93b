"""The matrix: which service is joined to which specialist system, and at what cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.forms import whole_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say

PATH = "/schnittstellen"
INTERFACES = api("GET interfaces")
SYSTEMS, VENDORS = api("GET specialist-systems"), api("GET vendors")
FILTERS = ("system", "extra_cost", "profile", "vendor", "standard", "topic", "kind", "cursor")
COSTS = ("true", "false", "unknown")
PAGE, MOST = "50", "200"


@dataclass(frozen=True)
class InterfacePages:
    """``/schnittstellen``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("interfaces", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show a page of the matrix, with what it can be filtered by."""
        asked = {n: value for n, value in self.frame.given().items() if n in FILTERS}
        answers = self.frame.ask_all(
            rows=self.frame.asking(INTERFACES, query={**asked, "limit": PAGE}),
            systems=self.frame.asking(SYSTEMS, query={"limit": MOST}),
            vendors=self.frame.asking(VENDORS, query={"limit": MOST}),
        )
        return self.frame.page(
            "public/interfaces.html",
            rows=answers["rows"],
            asked=asked,
            systems=[(s["id"], s["name"]) for s in answers["systems"]["items"]],
            vendors={vendor["id"]: vendor["name"] for vendor in answers["vendors"]["items"]},
            costs=[(cost, say(f"public-matrix-cost-{cost}")) for cost in COSTS],
            begun_at=whole_of(asked.get("cursor", "")) or 0,
            following=_following(asked, answers["rows"]["next"]),
        )


def _following(asked: Mapping[str, str], cursor: Any) -> str:
    return f"{PATH}?{urlencode({**asked, 'cursor': cursor})}" if cursor else ""
