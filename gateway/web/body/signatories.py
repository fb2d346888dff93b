"""Who may sign for a body: the list, declaring an authority, and revoking one."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from services.common import clock
from services.common.principal import EVERYWHERE

PATH = "/bodies/<body>/signing-authorities"
BODY, ME = api("GET bodies/{key}"), api("GET me")
LIST = api("GET bodies/{body}/signing-authorities")
DECLARE = api("POST bodies/{body}/signing-authorities")
WITHDRAW = api("POST bodies/{body}/signing-authorities/{authority_id}/withdraw")
REVOKE = api("POST bodies/{body}/signing-authorities/{authority_id}/revoke")
LONGEST_TITLE = 100
BASES = ("office", "deputy", "power_of_attorney")
DECLARATION = (
    Field("basis", "signatory-basis", kind="radios", hint="signatory-basis-hint",
          options=[(basis, f"signatory-basis-{basis}-choice") for basis in BASES]),
    Field("title", "signatory-title", hint="signatory-title-hint", longest=LONGEST_TITLE),
    Field("valid_from", "signatory-from", kind="date", hint="signatory-from-hint"),
    Field("valid_until", "signatory-until", kind="date", hint="signatory-until-hint",
          required=False),
    Field("document_hash", kind="hidden"),
)  # fmt: skip
Doc = dict[str, Any]


@dataclass(frozen=True)
class SignatoryPages:
    """``/bodies/<key>/signing-authorities``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("signatories", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/new", view_func=self.ask)
        pages.add_url_rule(f"{PATH}/new", view_func=self.declare, methods=["POST"])
        back = f"{PATH}/<authority_id>/withdraw"
        pages.add_url_rule(back, view_func=self.withdraw, methods=["POST"])
        one = f"{PATH}/<authority_id>/revoke"
        pages.add_url_rule(one, view_func=self.ask_whether)
        pages.add_url_rule(one, view_func=self.revoke, methods=["POST"])
        return pages

    def show(self, body: str) -> Response:
        """Show who may sign, who waits for approval, and who could before."""
        return self._shown(body, self.frame.blank(()))

    def _shown(self, body: str, form: Form) -> Response:
        visitor = self.frame.signed_in()
        listed = self._listed(body, visitor)
        today = clock.local_date(clock.now()).isoformat()
        shown = [one | {"stand": stand_of(one, today)} for one in listed["authorities"]]
        return self.frame.page(
            "body/signatories.html", body=listed["body"],
            present=[one for one in shown if one["stand"] in ("holds", "later", "requested")],
            past=[one for one in shown if one["stand"] in ("over", "revoked", "withdrawn")],
            mine=visitor.principal.subject, declares=_may_declare_now(visitor, body, shown),
            revokes=may_revoke(visitor, body), reads_all=reads_all(visitor, body),
            form=form,
        )  # fmt: skip

    def ask(self, body: str) -> Response:
        """Show the form to declare one's own authority, with the function one registered with."""
        if not may_declare(self.frame.signed_in(), body):
            raise Problem(403, "not-permitted")
        asked = self.frame.ask_all(body=self.frame.asking(BODY, key=body), me=self.frame.asking(ME))
        form = self.frame.blank(DECLARATION, title=asked["me"].get("office", "")[:LONGEST_TITLE])
        return self._form(asked["body"], form)

    def declare(self, body: str) -> Response:
        """Declare an authority; a reviewer looks at it next."""
        form = self.frame.sent(DECLARATION)
        try:
            self.frame.act(form, DECLARE, body=body, payload=payload_of(form))
        except Problem as problem:
            return self._form(self.frame.ask(BODY, key=body), form.refused(problem))
        return self.frame.done(f"/bodies/{body}/signing-authorities", "signatory-declared")

    def withdraw(self, body: str, authority_id: str) -> Response:
        """Take one's own declaration back while it waits."""
        path = f"/bodies/{body}/signing-authorities"
        form = self.frame.sent((), back=path)
        try:
            self.frame.act(form, WITHDRAW, body=body, authority_id=authority_id)
        except Problem as problem:
            return self._shown(body, form.refused(problem))
        return self.frame.done(path, "signatory-withdrawn")

    def ask_whether(self, body: str, authority_id: str) -> Response:
        """Ask once more before an authority ends."""
        self.frame.signed_in()
        return self._whether(body, authority_id, self.frame.blank(()))

    def revoke(self, body: str, authority_id: str) -> Response:
        """End an authority at once."""
        form = self.frame.sent(())
        try:
            self.frame.act(form, REVOKE, body=body, authority_id=authority_id)
        except Problem as problem:
            return self._whether(body, authority_id, form.refused(problem))
        return self.frame.done(f"/bodies/{body}/signing-authorities", "signatory-revoked")

    def _whether(self, body: str, authority_id: str, form: Form) -> Response:
        listed = self._listed(body, self.frame.signed_in())
        one = next((one for one in listed["authorities"] if one["id"] == authority_id), None)
        if one is None:
            raise Problem(404, "authority-not-found")
        return self.frame.page(
            "body/signatory_revoke.html", body=listed["body"], one=one, form=form
        )

    def _form(self, body: Doc, form: Form) -> Response:
        return self.frame.page("body/signatory_new.html", body=body, form=form)

    def _listed(self, body: str, visitor: Visitor) -> Doc:
        """Return the body and its authorities; to whom may not read them all, the own ones."""
        named = self.frame.asking(BODY, key=body)
        if reads_all(visitor, body):
            asked = self.frame.ask_all(body=named, listed=self.frame.asking(LIST, body=body))
            return {"body": asked["body"], "authorities": asked["listed"]["items"]}
        if not may_declare(visitor, body):
            raise Problem(403, "not-permitted")
        asked = self.frame.ask_all(body=named, me=self.frame.asking(ME))
        person = {"name": asked["me"]["name"], "account": asked["me"]["id"]}
        own = [one | person for one in asked["me"]["authorities"] if one["body"] == body]
        return {"body": asked["body"], "authorities": own}


def stand_of(authority: Doc, today: str) -> str:
    """Return how it stands with an authority on a day (ISO): whether it holds, or why not."""
    if authority["state"] != "approved":
        return str(authority["state"])
    until = authority["valid_until"]
    if until is not None and until < today:
        return "over"
    return "holds" if authority["valid_from"] <= today else "later"


def reads_all(visitor: Visitor, body: str) -> bool:
    """Tell whether the reader sees who else may sign."""
    return visitor.may("authorities:read", body)


def may_declare(visitor: Visitor, body: str) -> bool:
    """Tell whether the reader may declare an authority of their own."""
    return visitor.may("authorities:request", body)


def _may_declare_now(visitor: Visitor, body: str, listed: list[Doc]) -> bool:
    """Tell whether the reader may declare one, and none of theirs waits for its review."""
    me = visitor.principal.subject
    waits = any(one["account"] == me and one["stand"] == "requested" for one in listed)
    return may_declare(visitor, body) and not waits


def may_revoke(visitor: Visitor, body: str) -> bool:
    """Tell whether the reader may end authorities of this body."""
    return visitor.may("authorities:revoke", body) or visitor.may("authorities:decide", EVERYWHERE)
