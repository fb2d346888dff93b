"""The mailed link that confirms an address: it works on any device, without signing in.

Looking at the page changes nothing: mail scanners follow every link. Pressing the button does.
"""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame

CONFIRM = "POST registrations/{registration_id}/confirm-email"
LONGEST_TOKEN = 100
NO_SUCH_LINK = (404, 409, 422)


@dataclass(frozen=True)
class ConfirmationPages:
    """``/registrations/<id>/confirm?token=``; the token is the proof, no session is needed."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("confirmation", __name__), "/registrations/<registration_id>"
        pages.add_url_rule(f"{one}/confirm", view_func=self.show)
        pages.add_url_rule(f"{one}/confirm", view_func=self.confirm, methods=["POST"])
        pages.add_url_rule(f"{one}/confirmed", view_func=self.confirmed)
        return pages

    def show(self, registration_id: str) -> Response:
        """Ask to confirm."""
        token = request.args.get("token", "")
        if not 0 < len(token) <= LONGEST_TOKEN:
            return self._void(registration_id)
        path = f"/registrations/{registration_id}/confirm"
        return self.frame.page("account/confirm.html", path=path, token=token)

    def confirm(self, registration_id: str) -> Response:
        """Confirm the address; the same link again confirms nothing new and is fine."""
        token = {"token": request.form.get("token", "")[:LONGEST_TOKEN]}
        try:
            self.frame.act(Form(()), api(CONFIRM), registration_id=registration_id, payload=token)
        except Problem as problem:
            if problem.status not in NO_SUCH_LINK:
                raise
            return self._void(registration_id)
        return redirect(f"/registrations/{registration_id}/confirmed", 303)

    def confirmed(self, registration_id: str) -> Response:
        """Say whose turn it is now."""
        path = f"/registrations/{registration_id}"
        return self.frame.page("account/confirmed.html", path=path)

    def _void(self, registration_id: str) -> Response:
        """Say calmly that a link does not hold, and how to get another one."""
        path = f"/registrations/{registration_id}"
        return self.frame.page("account/confirm_void.html", status=404, path=path)
