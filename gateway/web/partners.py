"""The way on to whoever contracts what is not ordered here."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.problems.problems import Problem


@dataclass(frozen=True)
class PartnerPages:
    """One address: it counts the click and leads where the editors said.

    What a browser fetches ahead, and what only asks for the headers, is nobody's click.
    """

    calls: Calls

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("partners", __name__)
        pages.add_url_rule("/leistungen/<profile_id>/anbieter", view_func=self.lead_on)
        return pages

    def lead_on(self, profile_id: str) -> Response:
        """Lead to the contract partner, on the web only."""
        ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
        counted = request.method == "GET" and not ahead
        arguments = {"profile_id": profile_id, "counted": counted}
        visited = self.calls.call("catalog", "visit", arguments=arguments, principal=ANONYMOUS)
        url: str = visited["url"]
        if not url.startswith(("https://", "http://")):
            raise Problem(404, "no-partner-link")
        return redirect(url, 303)
