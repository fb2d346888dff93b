"""Connect in an hour: the steps for a vendor's programs, and which of them are done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.frame import Frame
from gateway.web.vendor.broker import ACCESS, BrokerPages
from gateway.web.vendor.clients import LIST, ClientPages
from gateway.web.vendor.figures import SetupFigurePages
from gateway.web.vendor.team import TeamPages
from gateway.web.vendor.webhooks import LIST as WEBHOOKS
from gateway.web.vendor.webhooks import WebhookPages

PATH = "/vendor/connect"
Doc = dict[str, Any]
Step = dict[str, Any]


@dataclass(frozen=True)
class ConnectPages:
    """``/vendor/connect``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("vendor_connect", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show the steps; what cannot be asked now is shown as open."""
        vendor = self.frame.signed_in().vendor
        if not vendor:
            raise Problem(403, "not-permitted")
        asked = self.frame.ask_what_is_there(
            clients=self.frame.asking(LIST, {"scope": f"vendor:{vendor}", "limit": "200"}),
            access=self.frame.asking(ACCESS),
            webhooks=self.frame.asking(WEBHOOKS, {"limit": "1"}),
        )
        found = (asked[name] or {} for name in ("clients", "access", "webhooks"))
        steps = list(steps_of(*found))
        return self.frame.page("vendor/connect.html", steps=steps)


def steps_of(clients: Doc, access: Doc, webhooks: Doc) -> Iterator[Step]:
    """Return each step: its key in the words, its page, whether it is done."""
    queue = access.get("queue") or {}
    has_client = any(not client["revoked_at"] for client in clients.get("items") or ())
    yield {"name": "client", "path": "/vendor/clients", "done": has_client}
    yield {"name": "queue", "path": "/vendor/broker", "done": access.get("state") == "ready"}
    yield {"name": "read", "path": "/vendor/broker", "done": bool(queue.get("read_at"))}
    yield {"name": "webhook", "path": "/vendor/webhooks", "done": bool(webhooks.get("total"))}
    yield {"name": "report", "path": "/setups", "done": False}


VendorPages = ConnectPages | BrokerPages | ClientPages | WebhookPages | SetupFigurePages | TeamPages


def for_vendors(frame: Frame) -> tuple[VendorPages, ...]:
    """Return the pages of a vendor's figures and people, and those that connect its programs."""
    connecting = ConnectPages(frame), BrokerPages(frame), ClientPages(frame), WebhookPages(frame)
    return (*connecting, SetupFigurePages(frame), TeamPages(frame))
