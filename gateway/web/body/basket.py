"""The basket of the body one acts for: what its people mean to order, and one way to order it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.public.costs import costs_of
from gateway.web.public.ordering import PREPARES

Doc = Mapping[str, Any]

BASKET = api("GET bodies/{body}/basket")
READS = "orders:read"
FIELDS = (Field("body", kind="hidden"), Field("profile", kind="hidden"))
OF_THE_BODY = frozenset(
    {"kind-not-entitled", "capacity-missing", "vg-competent", "wave-not-open", "already-ordered"}
)
"""Why one body cannot order a service that another one may."""


@dataclass(frozen=True)
class BasketPages:
    """``/basket``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("basket", __name__)
        pages.add_url_rule("/basket", view_func=self.show)
        pages.add_url_rule("/basket/put", view_func=self.put, methods=["POST"])
        pages.add_url_rule("/basket/take", view_func=self.take, methods=["POST"])
        return pages

    def show(self, form: Form | None = None) -> Response:
        """Show what lies in the basket, what it costs, and what cannot be ordered."""
        visitor = self.frame.signed_in()
        if visitor.body is None:
            return self.frame.page("body/no_body.html")
        basket = self.frame.ask(BASKET, body=visitor.body)
        entries = [{**entry, "running": _running(entry)} for entry in basket["entries"]]
        return self.frame.page(
            "body/basket.html",
            form=form or Form(FIELDS),
            entries=entries,
            many=len(visitor.bodies) > 1,
            ready=to_order(entries, len(visitor.bodies) > 1),
            fills=visitor.may(PREPARES, visitor.body),
            basket_count=len(entries),
        )

    def put(self) -> Response:
        """Put a service into the basket, and lead back to its page."""
        form = self.frame.sent(FIELDS, back="/basket")
        profile = str(form.value("profile"))
        put = api("POST bodies/{body}/basket")
        try:
            self.frame.act(form, put, body=form.value("body"), payload={"profile": profile})
        except Problem as problem:
            return self.show(form.refused(problem))
        return self.frame.done(f"/leistungen/{profile}", "basket-put")

    def take(self) -> Response:
        """Take a service out of the basket."""
        form = self.frame.sent(FIELDS, back="/basket")
        take = api("DELETE bodies/{body}/basket/{profile}")
        values = {name: form.value(name) for name in ("body", "profile")}
        try:
            self.frame.act(form, take, **values)
        except Problem as problem:
            return self.show(form.refused(problem))
        return self.frame.done("/basket", "basket-taken")


def to_order(entries: list[dict[str, Any]], many: bool) -> list[str]:
    """Return the services that can be ordered, for some of several bodies perhaps."""
    return [
        str(entry["profile"])
        for entry in entries
        if entry["orderable"] or (many and entry["reason_code"] in OF_THE_BODY)
    ]


def _running(entry: Doc) -> tuple[str, str, str]:
    """Return what running the service costs and who pays, as its own page says it."""
    return costs_of({**entry, "interfaces": []})[1]
