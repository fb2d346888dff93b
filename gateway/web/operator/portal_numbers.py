"""By which numbers of the BayernPortal a body is known, for support to correct."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.formats import day
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say

PATH = "/bodies/<body>/portal-numbers"
ROUTE = "bodies/{body}/portal-numbers"
FIELDS = (
    Field("keep", "numbers-keep", "checkboxes", "numbers-keep-hint", required=False),
    Field("url", "numbers-url", "url", "numbers-url-hint", required=False, longest=1000),
    Field("reason", "numbers-reason", "textarea", longest=2000),
    Field("version", kind="hidden"),
)


@dataclass(frozen=True)
class PortalNumberPages:
    """``/bodies/<key>/portal-numbers``, for support."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("portal_numbers", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.keep, methods=["POST"])
        return pages

    def ask(self, body: str) -> Response:
        """Show what is known of the body."""
        self.frame.permitted("orders:support")
        about = self._about(body)
        known = about["known"]
        kept = [one["number"] for one in known["numbers"]]
        return self._page(self.frame.blank(FIELDS, keep=kept, version=str(known["version"])), about)

    def keep(self, body: str) -> Response:
        """Keep what is chosen, and add what a link names."""
        form = self.frame.sent(FIELDS)
        payload = {"keep": form.value("keep"), **payload_of(form, "url", "reason")}
        try:
            self.frame.act(
                form, api(f"PUT {ROUTE}"), body=body, payload=payload, version=form.whole("version")
            )
        except Problem as problem:
            about, refused = self._about(body), form.refused(problem)
            if problem.status == 412:
                refused = refused.with_values(version=str(about["known"]["version"]))
            return self._page(refused, about)
        return self.frame.done(f"/bodies/{body}/portal-numbers", "numbers")

    def _about(self, body: str) -> dict[str, Any]:
        return self.frame.ask_all(
            known=self.frame.asking(api(f"GET {ROUTE}"), body=body),
            body=self.frame.asking(api("GET bodies/{key}"), key=body),
        )

    def _page(self, form: Form, about: Mapping[str, Any]) -> Response:
        known = about["known"]
        form = form.with_options(
            "keep", [(one["number"], _learnt(one)) for one in known["numbers"]]
        )
        forgotten = [{**one, "name": _named(one)} for one in reversed(known["forgotten"])]
        numbers = [{**one, "name": _named(one)} for one in known["numbers"]]
        return self.frame.page(
            "operator/portal_numbers.html",
            form=form, body=about["body"], numbers=numbers, forgotten=forgotten,
        )  # fmt: skip


def _named(one: Mapping[str, Any]) -> str:
    """Return a number with what it is the number of."""
    field, _, number = str(one["number"]).partition(":")
    return say(f"numbers-of-{field}", number=number)


def _learnt(one: Mapping[str, Any]) -> str:
    """Return a number with whose word it is since when."""
    key = "numbers-by-order" if one["order"] else "numbers-by-support"
    return say(key, number=_named(one), day=day(one["confirmed_at"]), reason=one["reason"] or "")
