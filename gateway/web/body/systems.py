"""What a body works with: its systems, its IT provider, its usual contacts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.body.order_fields import contact_fields
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import all_of

PATH = "/bodies/<body>/systems"
ROUTE = "bodies/{body}/systems"
PROVIDES = ("it_provider", "it_association")
SIDES = ("functional", "technical")
FACTS = ("name", "department", "email", "phone")
CONTACTS = tuple(
    replace(field, required=False, autocomplete="")
    for side in SIDES
    for field in contact_fields(side)
)
FIELDS = (
    Field("specialist_systems", "systems-in-use", "checkboxes", "systems-in-use-hint",
          required=False),
    Field("it_provider", "systems-provider", "select", "systems-provider-hint", required=False),
    *CONTACTS,
    Field("version", kind="hidden"),
)  # fmt: skip
SENT = tuple(field.name for field in FIELDS if field.name != "version")


@dataclass(frozen=True)
class SystemPages:
    """``/bodies/<key>/systems``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("systems", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.keep, methods=["POST"])
        return pages

    def ask(self, body: str) -> Response:
        """Show what the body works with, to be changed by who may order for it."""
        self.frame.permitted("orders:place", body)
        about = self._about(body)
        return self._page(self.frame.blank(FIELDS, **_values(about["said"])), about)

    def keep(self, body: str) -> Response:
        """Keep what was said; orders are pre-filled with it from now on."""
        form = self.frame.sent(FIELDS)
        try:
            self.frame.act(
                form, api(f"PUT {ROUTE}"), body=body,
                payload=payload_of(form, *SENT), version=form.whole("version"),
            )  # fmt: skip
        except Problem as problem:
            about, refused = self._about(body), form.refused(problem)
            if problem.status == 412:
                refused = refused.with_values(version=str(about["said"]["version"]))
            return self._page(refused, about)
        return self.frame.done(f"/bodies/{body}", "systems")

    def _about(self, body: str) -> dict[str, Any]:
        return self.frame.ask_all(
            said=self.frame.asking(api(f"GET {ROUTE}"), body=body),
            body=self.frame.asking(api("GET bodies/{key}"), key=body),
            systems=lambda: all_of(self.frame, api("GET specialist-systems")),
            vendors=lambda: all_of(self.frame, api("GET vendors")),
        )

    def _page(self, form: Form, about: Mapping[str, Any]) -> Response:
        named = [(one["id"], str(one["name"])) for one in about["systems"]]
        providers = [
            (one["id"], str(one["name"])) for one in about["vendors"] if one["kind"] in PROVIDES
        ]
        form = form.with_options("specialist_systems", named)
        form = form.with_options("it_provider", [("", "systems-provider-none"), *providers])
        return self.frame.page("body/systems.html", form=form, body=about["body"])


def _values(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said as the form shows it."""
    contacts = {
        f"{side}_{name}": (said[f"{side}_contact"] or {}).get(name, "")
        for side in SIDES
        for name in FACTS
    }
    return {
        "specialist_systems": said["specialist_systems"],
        "it_provider": said["it_provider"] or "",
        "version": str(said["version"]),
        **contacts,
    }
