"""The start page: what this is, how one comes to a service, what it costs, who signs."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.public.ordering import orders_in

SEARCH = api("GET profiles")
NEWEST = {"sort": "-changed_at", "limit": "4"}
BEFORE = ("register", "approve")
STEPS = ("ordered", "reviewed", "contract", "setup", "link", "live")
"""The steps to a service, named as in the list of every order."""
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
        visitor = self.frame.visitor()
        query = {**NEWEST, **({"for_body": visitor.body} if visitor.body else {})}
        answers: dict[str, Any] = self.frame.ask_what_is_there(
            newest=self.frame.asking(SEARCH, query=query)
        )
        newest = answers["newest"]
        return self.frame.page(
            "public/start.html",
            # Who is signed in, in another tab for example, has no sign-in left to finish.
            again=request.args.get("sign_in") == "again" and not visitor.is_signed_in,
            newest=newest,
            orderable=(newest or {}).get("orderable", {}).get("ids", ()),
            ordered=orders_in(newest or {}),
            before=BEFORE,
            steps=STEPS,
            asked=ASKED,
            often=OFTEN,
        )
