"""A body and its people: who acts for it, inviting, what somebody is there, handing over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import all_of, further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from services.common.errors import Refusal

ROLES = (
    ("member", "people-role-member"),
    ("officer", "people-role-officer"),
    ("body_admin", "people-role-admin"),
)
INVITED = (
    Field("name", "people-invite-name", hint="people-invite-name-hint", longest=200),
    Field("email", "people-invite-email", kind="email", longest=254),
    Field("role", "people-invite-role", kind="radios", options=ROLES),
)
HELD = (Field("roles", "people-roles", kind="checkboxes", options=ROLES, required=True),)
HANDED_OVER = (
    Field("from_account", "people-from", kind="select"),
    Field("to_account", "people-to", kind="select"),
)
BODY, MEMBERS = "GET bodies/{key}", "GET bodies/{body}/members"
INVITE, INVITATIONS = "POST bodies/{body}/members", "GET invitations"
REVOKE = "POST invitations/{invitation_id}/revoke"
SET_ROLES = "PUT bodies/{body}/members/{account_id}/roles"
HAND_OVER = "POST bodies/{body}/hand-over"
PEOPLE, INVITED_ONES = "100", {"limit": "200"}
ADMINISTRATION = "body_admin"


@dataclass(frozen=True)
class PeoplePages:
    """``/bodies/<key>`` and the people below it."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("people", __name__), "/bodies/<body>"
        pages.add_url_rule("/bodies", view_func=self.own)
        pages.add_url_rule(one, view_func=self.body)
        pages.add_url_rule(f"{one}/members", view_func=self.members)
        pages.add_url_rule(
            f"{one}/invitations/<invitation_id>/revoke", view_func=self.revoke, methods=["POST"]
        )
        for path, ask, save in (
            ("members/invite", self.ask_whom, self.invite),
            ("members/<account_id>", self.ask_roles, self.set_roles),
            ("hand-over", self.ask_hand_over, self.hand_over),
        ):
            pages.add_url_rule(f"{one}/{path}", view_func=ask)
            pages.add_url_rule(f"{one}/{path}", view_func=save, methods=["POST"])
        return pages

    def own(self) -> Response:
        """Lead to the body the reader acts for."""
        body = self.frame.signed_in().body
        return redirect(f"/bodies/{body}" if body else "/account", 303)

    def body(self, body: str) -> Response:
        """Show a body, and what there is about it for the reader."""
        self.frame.signed_in()
        shown = self.frame.ask(api(BODY), key=body)
        return self.frame.page("people/body.html", body=shown)

    def members(self, body: str) -> Response:
        """Show who acts for the body, and who is invited to."""
        return self._members(self.frame.blank(()), body)

    def _members(self, form: Form, body: str) -> Response:
        visitor = self.frame.signed_in()
        asked = page_asked(self.frame.given(), PEOPLE)
        found = self.frame.ask_all(**self._asking(body, asked, visitor))
        people = found["members"]
        return self.frame.page(
            "people/members.html",
            **{"invitations": None, **found},
            manages=manages(visitor, body),
            managed=_is_managed(people),
            hands_over=visitor.may("contacts:hand-over", body),
            pages=further(f"/bodies/{body}/members", asked, people),
            form=form,
        )

    def _asking(self, body: str, asked: dict[str, str], visitor: Visitor) -> dict[str, Asking]:
        asking = {
            "body": self.frame.asking(api(BODY), key=body),
            "members": self.frame.asking(api(MEMBERS), asked, body=body),
        }
        if manages(visitor, body):
            query = {"scope": body, **INVITED_ONES}
            asking["invitations"] = self.frame.asking(api(INVITATIONS), query)
        return asking

    def ask_whom(self, body: str) -> Response:
        """Ask whom to invite."""
        self.frame.permitted("members:manage", body)
        return self._invite(self.frame.blank(INVITED, role="officer"), body)

    def invite(self, body: str) -> Response:
        """Invite somebody by mail; they register, and are reviewed as always."""
        form = self.frame.sent(INVITED, back=f"/bodies/{body}/members/invite")
        try:
            check_typed(form, ("name", "email", "role"))
            self.frame.act(form, api(INVITE), body=body, payload=payload_of(form))
        except (Problem, Refusal) as refused:
            return self._invite(form.refused(problem_of(refused)), body)
        return self.frame.done(f"/bodies/{body}/members", "people-invited")

    def revoke(self, body: str, invitation_id: str) -> Response:
        """Take an invitation back."""
        form = self.frame.sent((), back=f"/bodies/{body}/members")
        try:
            self.frame.act(form, api(REVOKE), invitation_id=invitation_id)
        except Problem as problem:
            return self._members(form.refused(problem), body)
        return self.frame.done(f"/bodies/{body}/members", "people-invitation-revoked")

    def ask_roles(self, body: str, account_id: str) -> Response:
        """Ask what somebody is for the body."""
        self.frame.permitted("members:manage", body)
        form = self.frame.blank(HELD)
        return self._roles(form, body, account_id)

    def set_roles(self, body: str, account_id: str) -> Response:
        """Give somebody exactly these roles; none ends that they act for the body."""
        back = f"/bodies/{body}/members/{account_id}"
        form = self.frame.sent(HELD, back=back)
        payload = payload_of(form, drop_empty=False)
        try:
            self.frame.act(form, api(SET_ROLES), body=body, account_id=account_id, payload=payload)
        except Problem as problem:
            return self._roles(form.refused(problem), body, account_id)
        return self.frame.done(f"/bodies/{body}/members", "people-roles")

    def ask_hand_over(self, body: str) -> Response:
        """Ask from whom to whom everything open goes."""
        self.frame.permitted("contacts:hand-over", body)
        return self._hand_over(self.frame.blank(HANDED_OVER), body)

    def hand_over(self, body: str) -> Response:
        """Move every open order and contact from one person to another."""
        form = self.frame.sent(HANDED_OVER, back=f"/bodies/{body}/hand-over")
        try:
            check_typed(form, ("from_account", "to_account"))
            self.frame.act(form, api(HAND_OVER), body=body, payload=payload_of(form))
        except (Problem, Refusal) as refused:
            return self._hand_over(form.refused(problem_of(refused)), body)
        return self.frame.done(f"/bodies/{body}/members", "people-handed-over")

    # -- What they share

    def _invite(self, form: Form, body: str) -> Response:
        return self.frame.page("people/invite.html", form=form, body=self._body(body))

    def _roles(self, form: Form, body: str, account_id: str) -> Response:
        """Show the roles somebody has now, or what was chosen and refused."""
        found = self._with_everybody(body)
        member = next((one for one in found["everybody"] if one["account"] == account_id), None)
        if member is None:
            raise Problem(404, "account-not-found")
        if "roles" not in form.values:
            form = form.with_values(roles=member["roles"])
        return self.frame.page("people/member.html", form=form, body=found["body"], member=member)

    def _hand_over(self, form: Form, body: str) -> Response:
        found = self._with_everybody(body)
        named = [(member["account"], member["name"]) for member in found["everybody"]]
        people = [("", "people-choose"), *named]
        form = form.with_options("from_account", people).with_options("to_account", people)
        return self.frame.page("people/hand_over.html", form=form, body=found["body"])

    def _with_everybody(self, body: str) -> dict[str, Any]:
        """Return the body and all its people, asked side by side."""
        return self.frame.ask_all(
            body=self.frame.asking(api(BODY), key=body),
            everybody=lambda: all_of(self.frame, api(MEMBERS), body=body),
        )

    def _body(self, key: str) -> Mapping[str, Any]:
        body: Mapping[str, Any] = self.frame.ask(api(BODY), key=key)
        return body


def _is_managed(people: Mapping[str, Any]) -> bool:
    """Tell whether somebody of the body administers it; a page of many leaves it open."""
    return bool(people["next"]) or any(ADMINISTRATION in m["roles"] for m in people["items"])


def manages(visitor: Visitor, body: str) -> bool:
    """Tell whether the reader may say who is what for the body."""
    return visitor.may("members:manage", body)
