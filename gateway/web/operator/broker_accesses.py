"""The vendors' access to the broker: how each stands, barring a vendor, allowing it again."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.deliveries import MANAGES, views
from gateway.web.operator.queues import PAGE

PATH = "/operator/broker"
LIST, ONE = api("GET broker-accesses"), api("GET broker-accesses/{vendor_id}")
DENY = api("POST broker-accesses/{vendor_id}/deny")
ALLOW = api("POST broker-accesses/{vendor_id}/allow")
DENYING = (
    Field("reason", "denial-reason", "textarea", "denial-reason-hint", longest=500),
    Field("at_once", "denial-at-once", "checkbox", required=False),
)


@dataclass(frozen=True)
class BrokerAccessPages:
    """``/operator/broker``, for support; no secret is ever seen here."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("broker_accesses", __name__), f"{PATH}/<vendor_id>"
        pages.add_url_rule(PATH, view_func=self.list)
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/deny", view_func=self.deny, methods=["POST"])
        pages.add_url_rule(f"{one}/allow", view_func=self.allow, methods=["POST"])
        return pages

    def list(self) -> Response:
        """Show each vendor that ever asked, with how full its queue is."""
        self.frame.permitted(MANAGES)
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/broker_accesses.html", found=found, views=views(PATH),
            pages=further(PATH, asked, found),
        )  # fmt: skip

    def show(self, vendor_id: str) -> Response:
        """Show one, with what can be done."""
        self.frame.permitted(MANAGES)
        return self._page(vendor_id, self.frame.blank(DENYING))

    def deny(self, vendor_id: str) -> Response:
        """End it in the vendor's place, and let none be asked for."""
        form = self.frame.sent(DENYING, back=f"{PATH}/{vendor_id}")
        said = {"reason": form.value("reason"), "at_once": bool(form.value("at_once"))}
        try:
            self.frame.act(form, DENY, vendor_id=vendor_id, payload=said)
        except Problem as problem:
            return self._page(vendor_id, form.refused(problem))
        return self.frame.done(f"{PATH}/{vendor_id}", "broker-denied")

    def allow(self, vendor_id: str) -> Response:
        """Let the vendor ask for it again."""
        form = self.frame.sent((), back=f"{PATH}/{vendor_id}")
        try:
            self.frame.act(form, ALLOW, vendor_id=vendor_id, payload={})
        except Problem as problem:
            return self._page(vendor_id, Form(DENYING).refused(problem))
        return self.frame.done(f"{PATH}/{vendor_id}", "broker-allowed")

    def _page(self, vendor_id: str, form: Form) -> Response:
        access = self.frame.ask(ONE, vendor_id=vendor_id)
        return self.frame.page("operator/broker_access.html", access=access, form=form)
