"""The start page, the explanations of problems, and refusals as pages."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request

from gateway import VERSION
from gateway.callers.credentials import OpenSessions
from gateway.problems.explanations import EXPLANATIONS, explanation_of
from gateway.problems.problems import RETRY_AFTER_S, Problem
from services.common import context
from services.common.errors import Unavailable

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self';"
    " base-uri 'none'; frame-ancestors 'none'; form-action 'self' {idp_origin}"
)


@dataclass(frozen=True)
class Pages:
    """Pages that need no service."""

    sessions: OpenSessions
    cookie: str
    idp_origin: str

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("pages", __name__)
        pages.add_url_rule("/", view_func=self.start)
        pages.add_url_rule("/problems/<code>", view_func=self.problem)
        return pages

    def start(self) -> str:
        """Show what this is and where to go."""
        csrf_token = self._csrf_token()
        # Who is signed in, in another tab for example, has no sign-in left to finish.
        again = request.args.get("sign_in") == "again" and csrf_token is None
        return render_template("start.html", again=again, csrf_token=csrf_token, version=VERSION)

    def problem(self, code: str) -> tuple[str, int]:
        """Explain a problem code; one that does not exist gets the general words and 404."""
        known = code in EXPLANATIONS
        explained = code if known else None
        page = render_template("problem.html", code=explained, explained=explanation_of(code))
        return page, 200 if known else 404

    def refusal(self, problem: Problem) -> Response:
        """Show a refusal to a person."""
        page = render_template(
            "refusal.html",
            explained=explanation_of(problem.code),
            correlation_id=context.current().correlation_id,
        )
        response = make_response(page, problem.status, dict(problem.headers))
        if problem.status in (429, 503):
            response.headers.setdefault("Retry-After", str(RETRY_AFTER_S))
        return response

    def dress(self, response: Response) -> Response:
        """Return HTML the policy of pages: own style and script, and the sign-in form's target."""
        if response.mimetype == "text/html":
            policy = POLICY.format(idp_origin=self.idp_origin)
            response.headers["Content-Security-Policy"] = policy
        return response

    def _csrf_token(self) -> str | None:
        """Return the token for signing out, where somebody is signed in."""
        try:
            session = self.sessions.find(request.cookies.get(self.cookie))
        except Unavailable:
            return None
        return session.csrf_token if session else None
