"""A vendor's API clients: programs with a secret of their own, made, changed and ended here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from services.common import clock

PATH = "/vendor/clients"
LIST, CREATE = api("GET clients"), api("POST clients")
ROTATE, REVOKE = (api(f"POST clients/{{client_id}}/{act}") for act in ("rotate-secret", "revoke"))
SCOPES = ("events:read", "webhooks:write", "orders:setup", "catalog:read")
"""What a vendor's client can have at all."""
FIELDS = (
    Field("name", "client-name", hint="client-name-hint", longest=100),
    Field("scopes", "client-scopes", kind="checkboxes", hint="client-scopes-hint",
          options=[(scope, f"client-scope-{scope.replace(':', '-')}") for scope in SCOPES]),
    Field("expires_on", "client-expires", kind="date", hint="client-expires-hint",
          required=False),
)  # fmt: skip
PAGE_SIZE = "20"
Doc = dict[str, Any]


@dataclass(frozen=True)
class ClientPages:
    """``/vendor/clients``; a secret is in the answer to its form and nowhere else."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("vendor_clients", __name__), f"{PATH}/<client_id>"
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.create, methods=["POST"])
        pages.add_url_rule(f"{one}/secret", view_func=self.rotate, methods=["POST"])
        pages.add_url_rule(f"{one}/revoke", view_func=self.revoke, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show the vendor's clients, and a form for another one."""
        return self._page()

    def create(self) -> Response:
        """Make one, and show its secret once."""
        form = self.frame.sent(FIELDS, back=PATH)
        payload = {**payload_of(form), "scope": self._place()}
        try:
            made = self.frame.act(form, CREATE, payload=payload)
        except Problem as problem:
            return self._page(form=form.refused(problem))
        return self._page(made=made)

    def rotate(self, client_id: str) -> Response:
        """Give one a new secret, and show it once."""
        form = self.frame.sent((), back=PATH)
        try:
            made = self.frame.act(form, ROTATE, client_id=client_id, payload={})
        except Problem as problem:
            return self._page(form=form.refused(problem))
        return self._page(made=made)

    def revoke(self, client_id: str) -> Response:
        """End one at once."""
        form = self.frame.sent((), back=PATH)
        try:
            self.frame.act(form, REVOKE, client_id=client_id)
        except Problem as problem:
            return self._page(form=form.refused(problem))
        return self.frame.done(PATH, "client-revoked")

    def _page(self, *, form: Form | None = None, made: Doc | None = None) -> Response:
        asked = page_asked(self.frame.given(), PAGE_SIZE, scope=self._place())
        found = self.frame.ask(LIST, asked)
        shown = form if form and form.fields else self.frame.blank(FIELDS, scopes=["events:read"])
        return self.frame.page(
            "vendor/clients.html", found=found, pages=further(PATH, asked, found), made=made,
            form=form or shown, new=shown, act_form=lambda: Form(()), is_past=is_past,
        )  # fmt: skip

    def _place(self) -> str:
        """Return whose clients these are; only a vendor has them here."""
        vendor = self.frame.signed_in().vendor
        if not vendor:
            raise Problem(403, "not-permitted")
        return f"vendor:{vendor}"


def is_past(moment: str) -> bool:
    """Tell whether a day, or a moment, is over."""
    if len(moment) > len("2026-11-28"):
        return datetime.fromisoformat(moment) < clock.now()
    return date.fromisoformat(moment) < clock.local_date(clock.now())
