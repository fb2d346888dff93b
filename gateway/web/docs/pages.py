"""The pages of the documentation: the guide, every operation, the events for vendors."""

import json
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from gateway.api import asyncapi, openapi
from gateway.api.routes import OWN, ROUTES
from gateway.web.docs.guide import steps
from gateway.web.docs.reference import Reference, reference_of

PATH = "/api/docs"
LONGEST_QUESTION = 100


@dataclass(frozen=True)
class DocsPages:
    """``/api/docs`` and what is below; ``address`` is our public one."""

    address: str
    cookie: str

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("docs", __name__)
        pages.add_url_rule(PATH, view_func=self.api)
        pages.add_url_rule(f"{PATH}/operations/<operation_id>", view_func=self.operation)
        pages.add_url_rule(f"{PATH}/events", view_func=self.events)
        return pages

    def api(self) -> str:
        """Show the guide and all operations, or those that fit what is asked for."""
        q = request.args.get("q", "").strip()[:LONGEST_QUESTION]
        reference = self._reference()
        return render_template(
            "docs/api.html", path=PATH, q=q, steps=steps(self.address),
            by_tag=reference.by_tag, found=reference.matching(q) if q else [],
        )  # fmt: skip

    def operation(self, operation_id: str) -> str:
        """Show one operation; NotFound where there is none of this name."""
        reference = self._reference()
        shown = reference.operations.get(operation_id)
        if shown is None:
            raise NotFound
        alike = [one for one in reference.by_tag[shown.tag] if one is not shown]
        return render_template("docs/operation.html", path=PATH, operation=shown, alike=alike)

    def events(self) -> str:
        """Show what vendors are told."""
        told = asyncapi.contract()
        return render_template(
            "docs/events.html", events=told["events"], fields_of=asyncapi.fields_of(told),
            example=json.dumps(told["events"][0]["example"], indent=2, ensure_ascii=False),
        )  # fmt: skip

    def _reference(self) -> Reference:
        return _reference(self.address, self.cookie)


@cache
def _reference(server: str, cookie: str) -> Reference:
    """Return all operations, read when they are first asked for."""
    return reference_of(openapi.document((*ROUTES, *OWN), server=server, cookie=cookie))
