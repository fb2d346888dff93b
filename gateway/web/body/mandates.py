"""Mandates: what one body lets another, or a person, do for it; given, shown, revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.web.account.register import FoundBodies, found_bodies
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE, all_of, further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from services.common import clock
from services.common.errors import Refusal

SCOPES = (
    ("browse", "mandate-scope-browse"),
    ("prepare", "mandate-scope-prepare"),
    ("order", "mandate-scope-order"),
    ("sign", "mandate-scope-sign"),
)
GRANTED = (
    Field("grantee", "mandate-grantee", kind="hidden"),
    Field("scope", "mandate-scope", kind="radios", options=SCOPES),
    Field(
        "services", "mandate-services-which", kind="checkboxes", hint="mandate-services-hint",
        required=False,
    ),
    Field("valid_from", "mandate-from", kind="date"),
    Field("valid_until", "mandate-until", kind="date"),
    Field("document_hash", "mandate-hash", hint="mandate-hash-hint", longest=64),
)  # fmt: skip
REVOKED = (
    Field("reason", "mandate-reason", kind="textarea", hint="mandate-reason-hint", longest=2000),
)
TYPED = ("scope", "valid_from", "valid_until", "document_hash")
LIST, ONE, GRANT = "GET mandates", "GET mandates/{mandate_id}", "POST mandates"
REVOKE, RELEASE = "POST mandates/{mandate_id}/revoke", "POST mandates/{mandate_id}/release"
A_YEAR, A_DAY, PAST = timedelta(days=365), timedelta(days=1), "past"
SHOWN = "100"
MEMBERS, BODY = "GET bodies/{body}/members", "GET bodies/{key}"


@dataclass(frozen=True)
class MandatePages:
    """``/bodies/<key>/mandates`` and ``/mandates/<id>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("mandates", __name__), "/mandates/<mandate_id>"
        pages.add_url_rule("/bodies/<body>/mandates", view_func=self.list)
        pages.add_url_rule("/bodies/<body>/mandates/new", view_func=self.choose)
        pages.add_url_rule("/bodies/<body>/mandates/grant", view_func=self.ask)
        pages.add_url_rule("/bodies/<body>/mandates/grant", view_func=self.grant, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/release", view_func=self.release, methods=["POST"])
        pages.add_url_rule(f"{one}/revoke", view_func=self.ask_whether)
        pages.add_url_rule(f"{one}/revoke", view_func=self.revoke, methods=["POST"])
        return pages

    def list(self, body: str) -> Response:
        """Show the mandates by and to a body: what goes on, or what has ended."""
        visitor, given = self.frame.signed_in(), self.frame.given()
        past, today = given.get("view") == PAST, clock.local_date(clock.now())
        ended = {"ends_by": (today - A_DAY).isoformat()}
        days = ended if past else {"ends_from": today.isoformat()}
        asked = page_asked(given, SHOWN, body=body, **days)
        found = self.frame.ask_all(
            body=self.frame.asking(api(BODY), key=body),
            mandates=self.frame.asking(api(LIST), asked),
        )
        mandates = found["mandates"]
        onward = page_asked(given, SHOWN, **({"view": PAST} if past else {}))
        return self.frame.page(
            "people/mandates.html",
            body=found["body"],
            mandates=mandates,
            past=past,
            given=[one for one in mandates["items"] if one["grantor"] == body],
            held=[one for one in mandates["items"] if one["grantor"] != body],
            grants=visitor.may("mandates:grant", body),
            pages=further(f"/bodies/{body}/mandates", onward, mandates),
        )

    def show(self, mandate_id: str) -> Response:
        """Show one mandate, and what the reader may do with it."""
        self.frame.signed_in()
        return self._mandate(self._read(mandate_id), self.frame.blank(()))

    # -- Giving one

    def choose(self, body: str) -> Response:
        """Ask who is to act for the body: another body of the register, or one's own people."""
        self.frame.permitted("mandates:grant", body)
        q, me = self.frame.given().get("q", ""), self.frame.visitor().principal.subject
        asked = self.frame.ask_all(
            **self._of_the_body(body), found=lambda: found_bodies(self.frame, q)
        )
        found: FoundBodies = asked["found"]
        return self.frame.page(
            "people/mandate_new.html",
            body=asked["body"],
            found=FoundBodies(found.q, _without(found, body), found.total),
            people=[member for member in asked["members"] if member["account"] != me],
        )

    def ask(self, body: str) -> Response:
        """Ask what the one chosen may do, and until when; first of all somebody is chosen."""
        self.frame.permitted("mandates:grant", body)
        grantee, today = self.frame.given().get("grantee", ""), clock.local_date(clock.now())
        form = self.frame.blank(
            GRANTED, valid_from=today.isoformat(), valid_until=(today + A_YEAR).isoformat()
        )
        # Whoever is chosen now comes before whom a form kept over the sign-in names.
        form = form.with_values(grantee=grantee) if grantee else form
        if not form.value("grantee"):
            return self.frame.done(f"/bodies/{body}/mandates/new")
        return self._grant(form, body)

    def grant(self, body: str) -> Response:
        """Give the mandate; one to sign waits for the operator."""
        form = self.frame.sent(GRANTED, back=f"/bodies/{body}/mandates/grant")
        payload = {"grantor": body, **payload_of(form)}
        try:
            check_typed(form, TYPED)
            mandate = self.frame.act(form, api(GRANT), payload=payload)
        except (Problem, Refusal) as refused:
            return self._grant(form.refused(problem_of(refused)), body)
        return self.frame.done(f"/mandates/{mandate['id']}", f"mandate-{mandate['state']}")

    # -- Ending and releasing one

    def release(self, mandate_id: str) -> Response:
        """Let a mandate to sign hold."""
        form = self.frame.sent((), back=f"/mandates/{mandate_id}")
        try:
            self.frame.act(form, api(RELEASE), mandate_id=mandate_id)
        except Problem as problem:
            return self._mandate(self._read(mandate_id), form.refused(problem))
        return self.frame.done(f"/mandates/{mandate_id}", "mandate-granted")

    def ask_whether(self, mandate_id: str) -> Response:
        """Ask back before it is revoked."""
        mandate = self._revocable(mandate_id)
        return self._revoke(mandate, self.frame.blank(REVOKED))

    def revoke(self, mandate_id: str) -> Response:
        """Revoke it; what was done under it stays valid."""
        form = self.frame.sent(REVOKED, back=f"/mandates/{mandate_id}/revoke")
        try:
            check_typed(form, ["reason"])
            payload = payload_of(form)
            self.frame.act(form, api(REVOKE), mandate_id=mandate_id, payload=payload)
        except (Problem, Refusal) as refused:
            return self._revoke(self._read(mandate_id), form.refused(problem_of(refused)))
        return self.frame.done(f"/mandates/{mandate_id}", "mandate-revoked")

    # -- What they share

    def _mandate(self, mandate: Mapping[str, Any], form: Form) -> Response:
        visitor = self.frame.visitor()
        releases = mandate["state"] == "requested" and visitor.may("mandates:release", "*")
        return self.frame.page(
            "people/mandate.html",
            mandate=mandate,
            form=form,
            revokes=_may_revoke(visitor, mandate),
            releases=releases,
            shows_list=visitor.may("mandates:read", mandate["grantor"]),
            titles=self._titles() if mandate["services"] else {},
        )

    def _grant(self, form: Form, body: str) -> Response:
        grantee = str(form.value("grantee"))
        asked = self.frame.ask_all(
            **self._of_the_body(body),
            bodies=lambda: self.frame.body_names.of([grantee]),
            titles=self._titles,
        )
        people = {member["account"]: str(member["name"]) for member in asked["members"]}
        if not (name := people.get(grantee) or asked["bodies"].get(grantee)):
            raise Problem(404, "body-not-found")
        form = form.with_options("services", list(asked["titles"].items()))
        page = "people/mandate_grant.html"
        return self.frame.page(page, form=form, body=asked["body"], grantee_name=name)

    def _revoke(self, mandate: Mapping[str, Any], form: Form) -> Response:
        return self.frame.page("people/mandate_revoke.html", mandate=mandate, form=form)

    def _of_the_body(self, body: str) -> dict[str, Asking]:
        return {
            "body": self.frame.asking(api(BODY), key=body),
            "members": lambda: all_of(self.frame, api(MEMBERS), body=body),
        }

    def _titles(self) -> dict[str, Any]:
        """Return the title of each service ordered here; none while the catalogue is away."""
        services = self.frame.asking(api("GET profiles"), {"kind": "efa", "limit": MOST_AT_ONCE})
        found = self.frame.ask_what_is_there(services=services)["services"]
        return {one["id"]: one["title"] for one in found["items"]} if found else {}

    def _read(self, mandate_id: str) -> Mapping[str, Any]:
        mandate: Mapping[str, Any] = self.frame.ask(api(ONE), mandate_id=mandate_id)
        return mandate

    def _revocable(self, mandate_id: str) -> Mapping[str, Any]:
        visitor = self.frame.signed_in()
        mandate = self._read(mandate_id)
        if not _may_revoke(visitor, mandate):
            raise Problem(403, "not-permitted")
        return mandate


def _may_revoke(visitor: Visitor, mandate: Mapping[str, Any]) -> bool:
    """Tell whether the reader may end it: who may grant for the grantor, and the operator."""
    may = visitor.may("mandates:grant", mandate["grantor"]) or visitor.may("accounts:manage", "*")
    return bool(may) and mandate["state"] != "revoked"


def _without(found: FoundBodies, body: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(one for one in found.items if one["key"] != body)
