"""One search over people, bodies and orders, for the operator's people."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.order_numbers import order_number_of

PATH = "/search"
SHORTEST = 2
FEW = 5
"""Bodies among which the first is most likely the one meant."""
MOST = {"limit": "10"}


@dataclass(frozen=True)
class SearchPages:
    """``/search``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("search", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show what begins with what was typed: people, bodies, orders."""
        visitor = self.frame.permitted("orders:read")
        text = self.frame.given().get("q", "").strip()[:100]
        asked = self._asked(text, visitor) if len(text) >= SHORTEST else {}
        found = self.frame.ask_what_is_there(**asked) if asked else {}
        found |= self._orders_of(found.get("bodies"))
        return self.frame.page(
            "operator/search.html", text=text, found=found, too_short=bool(text and not asked),
            nothing=bool(found) and all(f and not f["items"] for f in found.values()),
            decides_authorities=visitor.may("authorities:read", "*"),
        )  # fmt: skip

    def _orders_of(self, bodies: Any) -> dict[str, Any]:
        """Return the newest orders of the body that fits best, where few fit."""
        if not bodies or not 0 < bodies["total"] <= FEW:
            return {}
        route, query = api("GET orders"), {"body": bodies["items"][0]["key"], **MOST}
        return self.frame.ask_what_is_there(of_body=self.frame.asking(route, query))

    def _asked(self, text: str, visitor: Visitor) -> dict[str, Asking]:
        asked = {
            "bodies": self.frame.asking(api("GET bodies"), {"q": text, **MOST}),
            "orders": self.frame.asking(
                api("GET orders"), {"number": order_number_of(text), **MOST}
            ),
        }
        if visitor.may("registrations:read", "*"):
            people = self.frame.asking(api("GET accounts"), {"q": text, **MOST})
            asked = {"people": people, **asked}
        return asked
