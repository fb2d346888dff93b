"""The start page: what this is, how one comes to a service, what it costs, who signs."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame

SEARCH = api("GET profiles")
NEWEST = {"sort": "-changed_at", "limit": "4"}
STEPS = ("register", "approve", "order", "review", "sign", "setup", "link")
"""The seven steps to a service; an order's own list of steps shows the same."""
ASKED = (
    ("cost", "order-costs"),
    ("signs", "who-may-sign"),
    ("certificate", ""),
    ("used", "already-in-use"),
)
"""What people ask first, each with the help entry that says more; the assistant for one."""
OFTEN = ("Wohnsitz", "Gewerbe", "Wohngeld")
"""What is often looked for."""


@dataclass(frozen=True)
class StartPages:
    """``/``, for those who come for the first time."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("start", __name__)
        pages.add_url_rule("/", view_func=self.start)
        return pages

    def start(self) -> Response:
        """Show the way to a service, and the newest; while the catalogue is away, the way alone."""
        answers: dict[str, Any] = self.frame.ask_what_is_there(
            newest=self.frame.asking(SEARCH, query=NEWEST)
        )
        return self.frame.page(
            "public/start.html",
            # Who is signed in, in another tab for example, has no sign-in left to finish.
            again=request.args.get("sign_in") == "again" and not self.frame.visitor().is_signed_in,
            newest=answers["newest"],
            steps=STEPS,
            asked=ASKED,
            often=OFTEN,
        )
