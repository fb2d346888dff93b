"""A vendor's queue on the broker: asking for it, its settings, changing the secret, ending it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame

PATH = "/vendor/broker"
ACCESS, ASK = api("GET vendor/broker"), api("POST vendor/broker")
ROTATE, END = api("POST vendor/broker/rotate-secret"), api("DELETE vendor/broker")
ROTATING = (
    Field("rotate_at_once", "broker-rotate-at-once", "checkbox", required=False,
          pointer="/at_once"),
)  # fmt: skip
ENDING = (
    Field("end_at_once", "broker-end-at-once", "checkbox", required=False, pointer="/at_once"),
)
Doc = dict[str, Any]


@dataclass(frozen=True)
class BrokerPages:
    """``/vendor/broker``; a secret is in the answer to its form and nowhere else."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("vendor_broker", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.ask, methods=["POST"])
        pages.add_url_rule(f"{PATH}/secret", view_func=self.rotate, methods=["POST"])
        pages.add_url_rule(f"{PATH}/end", view_func=self.end, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show where to connect to, and how the access stands."""
        self.frame.signed_in()
        return self._page(self.frame.ask(ACCESS))

    def ask(self) -> Response:
        """Ask for a queue, and show its secret once."""
        form = self.frame.sent((), back=PATH)
        try:
            made = self.frame.act(form, ASK, payload={})
        except Problem as problem:
            return self._page(self.frame.ask(ACCESS), form=form.refused(problem))
        return self._page(made, secret=made["secret"])

    def rotate(self) -> Response:
        """Change the secret, and show the new one once."""
        form = self.frame.sent(ROTATING, back=PATH)
        at_once = {"at_once": bool(form.value("rotate_at_once"))}
        try:
            made = self.frame.act(form, ROTATE, payload=at_once)
        except Problem as problem:
            return self._page(self.frame.ask(ACCESS), form=form.refused(problem))
        return self._page(made, secret=made["secret"])

    def end(self) -> Response:
        """End the access; what lies in the queue can be read a week more, or not."""
        form = self.frame.sent(ENDING, back=PATH)
        at_once = "true" if form.value("end_at_once") else "false"
        try:
            self.frame.act(form, END, query={"at_once": at_once})
        except Problem as problem:
            return self._page(self.frame.ask(ACCESS), form=form.refused(problem))
        return self.frame.done(PATH, "broker-end")

    def _page(self, access: Doc, *, secret: str = "", form: Form | None = None) -> Response:
        return self.frame.page(
            "vendor/broker.html", access=access, secret=secret, form=form or Form(()),
            rotating=Form(ROTATING), ending=Form(ENDING),
            address=address_of(access, access["user"], secret) if secret else "",
        )  # fmt: skip


def address_of(access: Doc, user: str, secret: str) -> str:
    """Write the access as one AMQP address, as clients take it."""
    scheme = "amqps" if access["tls"] else "amqp"
    place = f"{access['host']}:{access['port']}/{quote(access['vhost'], safe='')}"
    return f"{scheme}://{quote(user, safe='')}:{quote(secret, safe='')}@{place}"
