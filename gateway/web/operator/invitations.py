"""Invitations of vendors, ministries and operator staff: who is asked in, and taking it back."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE, further, page_asked
from gateway.web.operator.account_roles import AT_OPERATOR
from gateway.web.operator.queues import PAGE
from services.common.errors import Refusal
from services.common.principal import EVERYWHERE

PATH = "/invitations"
NEW = f"{PATH}/new"
LIST, INVITE = api("GET invitations"), api("POST invitations")
REVOKE = api("POST invitations/{invitation_id}/revoke")
VENDORS, PROFILES = api("GET vendors"), api("GET profiles")
KINDS = ("vendor", "ministry", "operator")
WHERE = {"vendor": "vendor", "ministry": "ministry", "operator": "role"}
"""Which field says where, by the kind."""
FIELDS = (
    Field("kind", "invitation-kind", kind="radios"),
    Field("vendor", "invitation-vendor", kind="select", required=None),
    Field("ministry", "invitation-ministry", kind="select", required=None),
    Field("role", "invitation-role", kind="select", required=None,
          options=[("", "people-choose"), *((r, f"account-role-{r}") for r in AT_OPERATOR)]),
    Field("name", "people-invite-name", hint="invitation-name-hint", longest=200),
    Field("email", "people-invite-email", kind="email", longest=254),
)  # fmt: skip


@dataclass(frozen=True)
class OperatorInvitationPages:
    """``/invitations`` and ``/invitations/new``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("operator_invitations", __name__)
        pages.add_url_rule(PATH, view_func=self.listed)
        pages.add_url_rule(NEW, view_func=self.ask)
        pages.add_url_rule(NEW, view_func=self.invite, methods=["POST"])
        revoke = f"{PATH}/<invitation_id>/revoke"
        pages.add_url_rule(revoke, view_func=self.revoke, methods=["POST"])
        return pages

    def listed(self) -> Response:
        """Show who was asked in, and whether they came."""
        self.frame.permitted("accounts:manage")
        return self._list(Form(()))

    def ask(self) -> Response:
        """Ask whom to invite, and where to."""
        self.frame.permitted("accounts:manage")
        given = self.frame.given()
        return self._form(self.frame.blank(FIELDS, kind="vendor", vendor=given.get("vendor", "")))

    def invite(self) -> Response:
        """Invite somebody by mail; only the mail carries the way in."""
        form = self.frame.sent(FIELDS)
        where = WHERE.get(form.value("kind"), "kind")
        try:
            check_typed(form, ("kind", where, "name", "email"))
            payload = payload_of(form, "kind", where, "name", "email")
            self.frame.act(form, INVITE, payload=payload)
        except (Problem, Refusal) as refused:
            return self._form(form.refused(problem_of(refused)))
        return self.frame.done(PATH, "people-invited")

    def revoke(self, invitation_id: str) -> Response:
        """Take an invitation back."""
        form = self.frame.sent((), back=PATH)
        try:
            self.frame.act(form, REVOKE, invitation_id=invitation_id)
        except Problem as problem:
            return self._list(form.refused(problem))
        return self.frame.done(PATH, "people-invitation-revoked")

    def _list(self, form: Form) -> Response:
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/invitations.html", found=found, form=form, pages=further(PATH, asked, found)
        )

    def _form(self, form: Form) -> Response:
        """Show the form; staff is invited by administrators only, and it says so."""
        staff = self.frame.visitor().may("staff:manage", EVERYWHERE)
        found = self.frame.ask_all(
            vendors=self.frame.asking(VENDORS, {"limit": MOST_AT_ONCE}),
            profiles=self.frame.asking(PROFILES, {"limit": "1"}),
        )
        kinds = [(kind, f"invitation-{kind}") for kind in KINDS if staff or kind != "operator"]
        vendors = [(one["id"], one["name"]) for one in found["vendors"]["items"]]
        choose = [("", "people-choose")]
        form = form.with_options("kind", kinds).with_options("vendor", [*choose, *vendors])
        form = form.with_options("ministry", [*choose, *_ministries(found["profiles"])])
        shown = tuple(f for f in form.fields if staff or f.name != "role")
        form = replace(form, fields=shown)
        return self.frame.page("operator/invite.html", form=form, staff=staff)


def _ministries(profiles: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the ministries that have services, each by the catalogue's label."""
    return [(one["value"], one["label"]) for one in profiles["facets"].get("ministry", ())]
