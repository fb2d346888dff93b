"""API clients: programs with a secret of their own, of a vendor, a body or the operator."""

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
from gateway.web.words import say
from services.common import clock
from services.common.principal import EVERYWHERE

MANAGES = "clients:manage"
LIST, CREATE = api("GET clients"), api("POST clients")
ROTATE, REVOKE = (api(f"POST clients/{{client_id}}/{act}") for act in ("rotate-secret", "revoke"))
SCOPES = {
    "vendor": ("events:read", "webhooks:write", "orders:setup", "catalog:read"),
    "operator": ("catalog:read", "orders:read", "levy:read", "audit:read"),
    "body": ("catalog:read", "orders:read", "orders:write", "levy:read"),
}
"""What a client can have at all, by whose it is; the first is proposed."""
PAGE_SIZE = "20"
Doc = dict[str, Any]


@dataclass(frozen=True)
class Owner:
    """Whose clients these are: ``vendor``, ``operator`` or the key of a body."""

    whose: str

    @property
    def kind(self) -> str:
        """Return by which of ``SCOPES`` its clients may."""
        return self.whose if self.whose in ("vendor", "operator") else "body"

    @property
    def path(self) -> str:
        """Return where its page is."""
        return f"/bodies/{self.whose}/clients" if self.kind == "body" else f"/{self.whose}/clients"

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields of a new client."""
        scopes = [(one, f"client-scope-{one.replace(':', '-')}") for one in SCOPES[self.kind]]
        return (
            Field("name", "client-name", hint="client-name-hint", longest=100),
            Field("scopes", "client-scopes", kind="checkboxes", hint="client-scopes-hint",
                  options=scopes),
            Field("expires_on", "client-expires", kind="date", hint="client-expires-hint",
                  required=False),
        )  # fmt: skip


@dataclass(frozen=True)
class ClientPages:
    """``/vendor/clients``, ``/operator/clients``, ``/bodies/<key>/clients``.

    A secret is in the answer to its form and nowhere else.
    """

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("vendor_clients", __name__)
        ways = (
            ("", self.show, "GET"), ("", self.create, "POST"),
            ("/<client_id>/secret", self.rotate, "POST"),
            ("/<client_id>/revoke", self.revoke, "POST"),
        )  # fmt: skip
        for path, whose in (
            ("/vendor/clients", "vendor"), ("/operator/clients", "operator"),
            ("/bodies/<whose>/clients", ""),
        ):  # fmt: skip
            given = {"whose": whose} if whose else {}
            for below, view, method in ways:
                pages.add_url_rule(f"{path}{below}", view_func=view, methods=[method],
                                   defaults=given)  # fmt: skip
        return pages

    def show(self, whose: str) -> Response:
        """Show the owner's clients, and a form for another one."""
        return self._page(Owner(whose))

    def create(self, whose: str) -> Response:
        """Make one, and show its secret once."""
        owner = Owner(whose)
        form = self.frame.sent(owner.fields, back=owner.path)
        payload = {**payload_of(form), "scope": self._scope(owner)}
        try:
            made = self.frame.act(form, CREATE, payload=payload)
        except Problem as problem:
            return self._page(owner, form=form.refused(problem))
        return self._page(owner, made=made)

    def rotate(self, whose: str, client_id: str) -> Response:
        """Give one a new secret, and show it once."""
        owner = Owner(whose)
        form = self.frame.sent((), back=owner.path)
        try:
            made = self.frame.act(form, ROTATE, client_id=client_id, payload={})
        except Problem as problem:
            return self._page(owner, form=form.refused(problem))
        return self._page(owner, made=made)

    def revoke(self, whose: str, client_id: str) -> Response:
        """End one at once."""
        owner = Owner(whose)
        form = self.frame.sent((), back=owner.path)
        try:
            self.frame.act(form, REVOKE, client_id=client_id)
        except Problem as problem:
            return self._page(owner, form=form.refused(problem))
        return self.frame.done(owner.path, "client-revoked")

    def _page(self, owner: Owner, *, form: Form | None = None, made: Doc | None = None) -> Response:
        asked = page_asked(self.frame.given(), PAGE_SIZE, scope=self._scope(owner))
        found = self.frame.ask(LIST, asked)
        proposed = self.frame.blank(owner.fields, scopes=[SCOPES[owner.kind][0]])
        shown = form if form and form.fields else proposed
        onward = {name: value for name, value in asked.items() if name != "scope"}
        return self.frame.page(
            "vendor/clients.html", found=found, pages=further(owner.path, onward, found), made=made,
            form=form or shown, new=shown, act_form=lambda: Form(()), is_past=is_past, owner=owner,
            above=self._above(owner),
        )  # fmt: skip

    def _scope(self, owner: Owner) -> str:
        """Return whose they are as the API says it, where the reader manages them."""
        if owner.kind == "vendor":
            vendor = self.frame.signed_in().vendor
            if not vendor:
                raise Problem(403, "not-permitted")
            return f"vendor:{vendor}"
        scope = EVERYWHERE if owner.kind == "operator" else owner.whose
        self.frame.permitted(MANAGES, scope)
        return scope

    def _above(self, owner: Owner) -> tuple[str, str]:
        """Return the page above: its address and what it is called."""
        if owner.kind == "vendor":
            return "/vendor/connect", say("connect")
        if owner.kind == "operator":
            return "/operator", say("op-home")
        named = self.frame.body_names.of([owner.whose]).get(owner.whose)
        return f"/bodies/{owner.whose}", named or say("your-body")


def is_past(moment: str) -> bool:
    """Tell whether a day, or a moment, is over."""
    if len(moment) > len("2026-11-28"):
        return datetime.fromisoformat(moment) < clock.now()
    return date.fromisoformat(moment) < clock.local_date(clock.now())
