"""What somebody is at the operator, a vendor or a ministry, and who uses a team account."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.account.steps import team_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.operator.accounts import ONE, PATH
from services.common.principal import EVERYWHERE

SET_ROLES, SET_TEAM = api("PUT accounts/{account_id}/roles"), api("PUT accounts/{account_id}/team")
AT_OPERATOR = ("reviewer", "editor", "support", "auditor", "admin")
POSSIBLE = {"*": AT_OPERATOR, "vendor": ("vendor_manager",), "ministry": ("ministry_reader",)}
HELD = (
    Field("roles", "people-roles", kind="checkboxes", required=False),
    Field("place", kind="hidden"),
)
TEAM = (
    Field("members", "registration-team-members", kind="textarea", hint="registration-team-hint",
          rows=6),
)  # fmt: skip


@dataclass(frozen=True)
class AccountRolePages:
    """``/accounts/<id>/roles`` and ``/accounts/<id>/team``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("account_roles", __name__), f"{PATH}/<account_id>"
        for path, ask, save in (
            ("roles", self.ask_roles, self.set_roles),
            ("team", self.ask_team, self.set_team),
        ):
            pages.add_url_rule(f"{one}/{path}", view_func=ask)
            pages.add_url_rule(f"{one}/{path}", view_func=save, methods=["POST"])
        return pages

    def ask_roles(self, account_id: str) -> Response:
        """Ask what somebody is at this place; who may say so stands before the button."""
        self.frame.permitted("registrations:read")
        place = request.args.get("place", EVERYWHERE)[:100]
        return self._roles(account_id, self.frame.blank(HELD, place=place))

    def set_roles(self, account_id: str) -> Response:
        """Give somebody exactly these roles; none ends that they act there."""
        form = self.frame.sent(HELD, back=f"{PATH}/{account_id}/roles")
        payload = {"scope": form.value("place"), "roles": form.value("roles")}
        try:
            self.frame.act(form, SET_ROLES, account_id=account_id, payload=payload)
        except Problem as problem:
            return self._roles(account_id, form.refused(problem))
        return self.frame.done(f"{PATH}/{account_id}", "people-roles")

    def ask_team(self, account_id: str) -> Response:
        """Ask who uses a team account."""
        self.frame.permitted("accounts:manage")
        return self._team(account_id, self.frame.blank(TEAM))

    def set_team(self, account_id: str) -> Response:
        """Name the members of a team anew; who left acts no more."""
        form = self.frame.sent(TEAM, back=f"{PATH}/{account_id}/team")
        payload = {"members": team_of(form.value("members"))}
        try:
            self.frame.act(form, SET_TEAM, account_id=account_id, payload=payload)
        except Problem as problem:
            return self._team(account_id, form.refused(problem))
        return self.frame.done(f"{PATH}/{account_id}", "account-team")

    def _roles(self, account_id: str, form: Form) -> Response:
        one = self.frame.ask(ONE, account_id=account_id)
        place = form.value("place")
        held: list[dict[str, Any]] = [role for role in one["roles"] if role["place"] == place]
        possible = POSSIBLE.get(place.partition(":")[0])
        if not held or possible is None:
            raise Problem(404, "not-found")
        if "roles" not in form.values:
            form = form.with_values(roles=[role["role"] for role in held])
        form = form.with_options("roles", [(role, f"account-role-{role}") for role in possible])
        return self.frame.page(
            "operator/account_roles.html", one=one, form=form, place_name=held[0]["place_name"]
        )

    def _team(self, account_id: str, form: Form) -> Response:
        one = self.frame.ask(ONE, account_id=account_id)
        if not one["team"]:
            raise Problem(404, "not-found")
        if "members" not in form.values:
            lines = [f"{m['name']}, {m['email']}" for m in one["team"] if m["active"]]
            form = form.with_values(members="\n".join(lines))
        return self.frame.page("operator/account_team.html", one=one, form=form)
