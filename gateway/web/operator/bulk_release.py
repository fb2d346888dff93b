"""Beginning a bulk release: which of the orders that wait are meant."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.account.register import asked_back, found_bodies
from gateway.web.bulk import titles_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say

FIELDS = (
    Field("profile", "bulk-service", "select", required=False, pointer="/filter/profile"),
    Field("q", "bulk-body", hint="bulk-body-hint", required=False, longest=100,
          pointer="/filter/body"),
    Field("body", "ed-trial-which", "radios", required=None),
)  # fmt: skip


@dataclass(frozen=True)
class BulkReleasePages:
    """``/bulk-releases/new``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("bulk_releasing", __name__)
        pages.add_url_rule("/bulk-releases/new", view_func=self.begin)
        pages.add_url_rule("/bulk-releases/new", view_func=self.check, methods=["POST"])
        return pages

    def begin(self) -> Response:
        """Show the form."""
        self.frame.permitted("orders:review")
        return self._shown(self.frame.blank(FIELDS))

    def check(self) -> Response:
        """Try the bulk release and lead to what would become of each order."""
        form = self.frame.sent(FIELDS)
        meant = payload_of(form, "profile").get("filter", {})
        if form.value("q"):
            found = found_bodies(self.frame, str(form.value("q")))
            meant["body"] = found.meant(str(form.value("body")))
            if not meant["body"]:
                return self._shown(asked_back(form, found))
        payload = {"filter": meant}
        begin, query = api("POST bulk-releases"), {"dry_run": "true"}
        try:
            bulk = self.frame.act(form, begin, payload=payload, query=query)
        except Problem as problem:
            return self._shown(form.refused(problem))
        return self.frame.done(f"/bulk-releases/{bulk['id']}", "bulk-checking")

    def _shown(self, form: Form) -> Response:
        found = self.frame.ask(api("GET profiles"), {"kind": "efa", "limit": "200"})
        titles = sorted(titles_of(found).items(), key=lambda one: one[1].casefold())
        choices = (("", say("bulk-any-service")), *titles)
        return self.frame.page(
            "operator/bulk_release_new.html", form=form.with_options("profile", choices)
        )
