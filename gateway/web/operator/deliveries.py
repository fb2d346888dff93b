"""What waits on its way to the vendors, by queue and by webhook, and sending it again."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.words import say

PATH, MANAGES = "/operator/deliveries", "deliveries:manage"
LIST = api("GET waiting-deliveries")
QUEUE = api("POST waiting-deliveries/queues/{vendor_id}/retry")
WEBHOOK = api("POST waiting-deliveries/webhooks/{webhook_id}/retry")


@dataclass(frozen=True)
class DeliveryPages:
    """``/operator/deliveries``, for support."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("deliveries", __name__)
        pages.add_url_rule(PATH, view_func=self.queue)
        for way in ("queue", "webhook"):
            pages.add_url_rule(
                f"{PATH}/{way}/<id>/retry",
                f"retry_{way}",
                self.retry,
                defaults={"way": way},
                methods=["POST"],
            )
        return pages

    def queue(self) -> Response:
        """Show what waits, the oldest first."""
        self.frame.permitted(MANAGES)
        return self._page(Form(()))

    def retry(self, way: str, id: str) -> Response:
        """Have what waits on one way sent again."""
        form = self.frame.sent((), back=PATH)
        route, names = (QUEUE, "vendor_id") if way == "queue" else (WEBHOOK, "webhook_id")
        try:
            self.frame.act(form, route, payload={}, **{names: id})
        except Problem as problem:
            return self._page(form.refused(problem))
        return self.frame.done(PATH, "deliveries-retried")

    def _page(self, form: Form) -> Response:
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/deliveries.html", found=found, form=form, views=views(PATH),
            pages=further(PATH, asked, found),
        )  # fmt: skip


def views(here: str) -> list[tuple[str, str, None, bool]]:
    """Return the tabs: what waits, and who has a queue at all."""
    of = (PATH, "deliveries-waiting"), ("/operator/broker", "broker-accesses")
    return [(path, say(word), None, path == here) for path, word in of]
