"""The page where operator staff show their passkey after signing in, and add further ones."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from gateway.callers.credentials import OpenSessions, masked
from gateway.sign_in.pages import local_path


@dataclass(frozen=True)
class PasskeyPages:
    """``/passkey``; what happens there is a call to the routes about passkeys."""

    sessions: OpenSessions
    cookie: str

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("passkey", __name__)
        pages.add_url_rule("/passkey", view_func=self.page)
        return pages

    def page(self) -> str | Response:
        """Ask for the passkey where the session waits for it, else let one be added."""
        session = self.sessions.find(request.cookies.get(self.cookie))
        if session is None:
            return redirect("/login?next=/passkey", 303)
        return render_template(
            "passkey.html",
            pending=session.pending,
            csrf_token=masked(session.csrf_token),
            next=local_path(request.args.get("next")),
        )
