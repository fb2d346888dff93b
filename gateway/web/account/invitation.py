"""The mailed invitation: accepted by whoever signs in with it, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field
from gateway.web.frame.frame import Frame
from services.common import context
from services.common.words import in_language

READ = api("GET invitations/{invitation_id}")
ACCEPT = "POST invitations/{invitation_id}/accept"
INVITATION = (Field("token", kind="hidden"),)
LONGEST_TOKEN = 100
HOMES = {"vendor": "/setups", "ministry": "/ministry", "operator": "/operator"}
"""Where whoever came in by which kind of invitation begins."""
NOT_THIS_ONE = (403, 404, 409, 422)


@dataclass(frozen=True)
class InvitationPages:
    """``/invitations/<id>?token=``; looking at it uses nothing up."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("invitation", __name__), "/invitations/<invitation_id>"
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(one, view_func=self.accept, methods=["POST"])
        return pages

    def show(self, invitation_id: str) -> Response:
        """Say what one is invited to, by whom and until when, and ask to accept."""
        self.frame.signed_in()
        token = request.args.get("token", "")
        if not 0 < len(token) <= LONGEST_TOKEN:
            return self._void(Problem(404, "invitation-over"))
        try:
            invitation = self.frame.ask(READ, {"token": token}, invitation_id=invitation_id)
        except Problem as problem:
            if problem.status not in NOT_THIS_ONE:
                raise
            return self._void(problem)
        form, path = self.frame.blank(INVITATION, token=token), f"/invitations/{invitation_id}"
        return self.frame.page(
            "account/invitation.html", form=form, path=path, invitation=invitation
        )

    def accept(self, invitation_id: str) -> Response:
        """Accept it: a role at once, or for a body a registration to fill in."""
        token = request.form.get("token", "")[:LONGEST_TOKEN]
        back = f"/invitations/{invitation_id}?token={token}"
        form = self.frame.sent(INVITATION, back=back)
        try:
            accepted = self.frame.act(
                form, api(ACCEPT), invitation_id=invitation_id, payload={"token": token}
            )
        except Problem as problem:
            if problem.status not in NOT_THIS_ONE:
                raise
            return self._void(problem)
        return self._lead_on(accepted["invitation"])

    def _lead_on(self, invitation: Mapping[str, Any]) -> Response:
        if invitation["kind"] == "body":
            return self.frame.done("/registrations/new", "invitation-registration")
        return self.frame.done(HOMES[invitation["kind"]], f"invitation-{invitation['kind']}")

    def _void(self, problem: Problem) -> Response:
        """Say calmly why it cannot be accepted, and what to do."""
        language = context.current().language
        errors = in_language(list(problem.errors or ()), language)
        said = errors[0]["detail"] if errors else problem.told(language)
        return self.frame.page("account/invitation_void.html", status=problem.status, said=said)
