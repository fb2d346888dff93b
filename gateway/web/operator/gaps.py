"""What a body has in use without a contract, as the operator was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE
from gateway.web.words import worded
from services.common import clock

PATH = "/bodies/<body>/uncontracted"
ROUTE = "bodies/{body}/uncontracted"
FIELDS = (
    Field("profiles", "gaps-profiles", "checkboxes", required=False),
    Field("listed_on", "gaps-listed-on", "date", "gaps-listed-on-hint"),
    Field("version", kind="hidden"),
)


@dataclass(frozen=True)
class GapPages:
    """``/bodies/<key>/uncontracted``, for support."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("gaps", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.keep, methods=["POST"])
        return pages

    def ask(self, body: str) -> Response:
        """Show the list there is, to be replaced by a newer one."""
        self.frame.permitted("orders:support")
        about, today = self._about(body), clock.local_date(clock.now()).isoformat()
        said = about["said"]
        values = {"profiles": said["profiles"], "version": str(said["version"])}
        return self._page(self.frame.blank(FIELDS, listed_on=today, **values), about)

    def keep(self, body: str) -> Response:
        """Keep the newer list; the body sees it in its overview."""
        form = self.frame.sent(FIELDS)
        payload = payload_of(form, "profiles", "listed_on", drop_empty=False)
        try:
            self.frame.act(
                form, api(f"PUT {ROUTE}"), body=body, payload=payload, version=form.whole("version")
            )
        except Problem as problem:
            about, refused = self._about(body), form.refused(problem)
            if problem.status == 412:
                refused = refused.with_values(version=str(about["said"]["version"]))
            return self._page(refused, about)
        return self.frame.done(f"/bodies/{body}/overview?state=uncontracted", "gaps")

    def _about(self, body: str) -> dict[str, Any]:
        efa = {"kind": "efa", "limit": MOST_AT_ONCE}
        return self.frame.ask_all(
            said=self.frame.asking(api(f"GET {ROUTE}"), body=body),
            body=self.frame.asking(api("GET bodies/{key}"), key=body),
            offered=self.frame.asking(api("GET profiles"), efa),
        )

    def _page(self, form: Form, about: Mapping[str, Any]) -> Response:
        named = [(one["id"], worded(one["title"])) for one in about["offered"]["items"]]
        form = form.with_options("profiles", named)
        return self.frame.page("operator/gaps.html", form=form, body=about["body"])
