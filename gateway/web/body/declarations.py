"""What a body declares about a service it does not order: an own solution, or no need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from services.common import clock

PATH = "/bodies/<body>/declarations/<profile>"
ROUTE = "bodies/{body}/declarations/{profile}"
KINDS = ("own_solution", "no_need")
REVIEWED_AFTER = timedelta(days=365)
"""When a declaration is looked at again, unless the body says another day."""
FIELDS = (
    Field("kind", "declaration-kind", "radios",
          options=[(kind, f"declaration-{kind}") for kind in KINDS]),
    Field("review_on", "declaration-review-on", "date", "declaration-review-on-hint"),
    Field("version", kind="hidden"),
)  # fmt: skip


@dataclass(frozen=True)
class DeclarationPages:
    """``/bodies/<key>/declarations/<profile>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("declarations", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.declare, methods=["POST"])
        pages.add_url_rule(f"{PATH}/take-back", view_func=self.take_back, methods=["POST"])
        return pages

    def ask(self, body: str, profile: str) -> Response:
        """Show the form, with what was declared before."""
        self.frame.permitted("orders:place", body)
        about = self._about(body, profile)
        return self._page(self._blank(about["said"]), about)

    def _blank(self, said: Mapping[str, Any]) -> Form:
        """Return the form with what was declared before."""
        again = clock.local_date(clock.now()) + REVIEWED_AFTER
        return self.frame.blank(
            FIELDS,
            kind=said["kind"] or "",
            review_on=said["review_on"] or again.isoformat(),
            version=str(said["version"]),
        )

    def declare(self, body: str, profile: str) -> Response:
        """Keep the declaration until its day of review."""
        form = self.frame.sent(FIELDS)
        try:
            self.frame.act(
                form, api(f"PUT {ROUTE}"), body=body, profile=profile,
                payload=payload_of(form, "kind", "review_on"), version=form.whole("version"),
            )  # fmt: skip
        except Problem as problem:
            about, refused = self._about(body, profile), form.refused(problem)
            if problem.status == 412:
                refused = refused.with_values(version=str(about["said"]["version"]))
            return self._page(refused, about)
        return self.frame.done(f"/bodies/{body}/overview", "declaration")

    def take_back(self, body: str, profile: str) -> Response:
        """Take the declaration back."""
        form = self.frame.sent((), back=f"/bodies/{body}/declarations/{profile}")
        try:
            self.frame.act(form, api(f"DELETE {ROUTE}"), body=body, profile=profile)
        except Problem as problem:
            about = self._about(body, profile)
            return self._page(self._blank(about["said"]).refused(problem), about)
        return self.frame.done(f"/bodies/{body}/overview", "declaration-taken-back")

    def _about(self, body: str, profile: str) -> dict[str, Any]:
        return self.frame.ask_all(
            said=self.frame.asking(api(f"GET {ROUTE}"), body=body, profile=profile),
            body=self.frame.asking(api("GET bodies/{key}"), key=body),
            profile=self.frame.asking(api("GET profiles/{profile_id}"), profile_id=profile),
        )

    def _page(self, form: Form, about: Mapping[str, Any]) -> Response:
        bare = self.frame.blank(())
        return self.frame.page("body/declaration.html", form=form, bare=bare, **about)
