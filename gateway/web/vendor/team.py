"""The people of a vendor: who works for it here, inviting a colleague, ending an access."""

from dataclasses import dataclass, replace

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE, all_of, further, page_asked
from gateway.web.frame.visitors import Visitor

PATH, ONE = "/vendor/team", "/vendor/team/<account_id>"
MEMBERS, INVITE = api("GET bodies/{body}/members"), api("POST bodies/{body}/members")
SET_ROLES = api("PUT bodies/{body}/members/{account_id}/roles")
INVITATIONS = api("GET invitations")
REVOKE = api("POST invitations/{invitation_id}/revoke")
INVITED = (
    Field("name", "people-invite-name", hint="people-invite-name-hint", longest=200),
    Field("email", "people-invite-email", kind="email", longest=254),
)
ROLE = "vendor_manager"
"""What everybody of a vendor is here."""
PAGE = "50"


@dataclass(frozen=True)
class TeamPages:
    """``/vendor/team`` and one person below it."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("vendor_team", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.invite, methods=["POST"])
        pages.add_url_rule(ONE, view_func=self.ask_end)
        pages.add_url_rule(ONE, view_func=self.end, methods=["POST"])
        pages.add_url_rule(
            f"{PATH}/invitations/<invitation_id>/revoke", view_func=self.revoke, methods=["POST"]
        )
        return pages

    def show(self) -> Response:
        """Show who works for the reader's vendor, and who is invited to."""
        return self._team(_place(self.frame.signed_in()), self.frame.blank(INVITED))

    def invite(self) -> Response:
        """Invite a colleague by mail; they act as soon as they have signed in by it."""
        form = self.frame.sent(INVITED, back=PATH)
        place = _place(self.frame.visitor())
        try:
            payload = {**payload_of(form), "role": ROLE}
            self.frame.act(form, INVITE, body=place, payload=payload)
        except Problem as problem:
            return self._team(place, form.refused(problem))
        return self.frame.done(PATH, "team-invited")

    def revoke(self, invitation_id: str) -> Response:
        """Take an invitation back."""
        form = self.frame.sent((), back=PATH)
        place = _place(self.frame.visitor())
        try:
            self.frame.act(form, REVOKE, invitation_id=invitation_id)
        except Problem as problem:
            blank = self.frame.blank(INVITED)
            return self._team(place, replace(form.refused(problem), fields=blank.fields))
        return self.frame.done(PATH, "people-invitation-revoked")

    def ask_end(self, account_id: str) -> Response:
        """Ask whether somebody's access shall end."""
        return self._ending(_place(self.frame.signed_in()), account_id, Form(()))

    def end(self, account_id: str) -> Response:
        """End that somebody works for the vendor here."""
        form = self.frame.sent((), back=f"{PATH}/{account_id}")
        place = _place(self.frame.visitor())
        try:
            self.frame.act(
                form, SET_ROLES, body=place, account_id=account_id, payload={"roles": []}
            )
        except Problem as problem:
            return self._ending(place, account_id, form.refused(problem))
        return self.frame.done(PATH, "team-ended")

    def _team(self, place: str, form: Form) -> Response:
        """Show the people, and to who manages them the open invitations."""
        asked = page_asked(self.frame.given(), PAGE)
        manages = self.frame.visitor().may("members:manage", place)
        asking = {"members": self.frame.asking(MEMBERS, asked, body=place)}
        if manages:
            query = {"scope": place, "limit": MOST_AT_ONCE}
            asking["invitations"] = self.frame.asking(INVITATIONS, query)
        found = self.frame.ask_all(**asking)
        invitations = found["invitations"]["items"] if manages else ()
        invited = [one for one in invitations if one["state"] == "open"]
        members = found["members"]
        return self.frame.page(
            "vendor/team.html", members=members, invited=invited, form=form,
            plain=Form(()), pages=further(PATH, asked, members),
            manages=manages,
        )  # fmt: skip

    def _ending(self, place: str, account_id: str, form: Form) -> Response:
        everybody = all_of(self.frame, MEMBERS, body=place)
        member = next((one for one in everybody if one["account"] == account_id), None)
        if member is None:
            raise Problem(404, "account-not-found")
        return self.frame.page("vendor/team_end.html", member=member, form=form)


def _place(visitor: Visitor) -> str:
    """Return the reader's vendor as a place in which people hold roles."""
    if not visitor.vendor:
        raise Problem(403, "not-permitted")
    return f"vendor:{visitor.vendor}"
