"""For whom somebody acts: chosen once, shown in the head of every page."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.callers.credentials import OpenSessions
from gateway.problems.problems import Problem
from gateway.sign_in.pages import HOME, local_path
from gateway.web.frame.frame import Frame


@dataclass(frozen=True)
class ActingPages:
    """``/acting``; the menu's head sends the same form."""

    frame: Frame
    sessions: OpenSessions

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("acting", __name__)
        pages.add_url_rule("/acting", view_func=self.show)
        pages.add_url_rule("/acting", view_func=self.choose, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show every body the reader may act for."""
        bodies = self.frame.signed_in().bodies
        names = self.frame.body_names.of(bodies)
        return self.frame.page("acting.html", choices=[(key, names.get(key)) for key in bodies])

    def choose(self) -> Response:
        """Act for another body from now on, and go to its home."""
        self.frame.sent((), back="/acting")
        visitor, body = self.frame.signed_in(), request.form.get("body", "")
        if body not in visitor.bodies or visitor.session is None:
            raise Problem(403, "not-permitted")
        self.sessions.choose_body(visitor.session.key, body)
        return self.frame.done(local_path(request.form.get("next") or HOME), "acting")
