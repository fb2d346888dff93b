"""The explanations of problems, and refusals as pages."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request

from gateway.problems.explanations import EXPLANATIONS, explanation_of
from gateway.problems.problems import RETRY_AFTER_S, Problem
from services.common import context

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self';"
    " img-src 'self' data:;"
    " connect-src 'self';"
    " base-uri 'none'; frame-ancestors 'none'; form-action 'self' {idp_origin}"
)


@dataclass(frozen=True)
class Pages:
    """Pages that need no service."""

    idp_origin: str

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("pages", __name__)
        pages.add_url_rule("/problems", view_func=self.problems)
        pages.add_url_rule("/problems/<code>", view_func=self.problem)
        return pages

    def problems(self) -> str:
        """List every problem code with what it means."""
        return render_template("problems.html", explanations=sorted(EXPLANATIONS.items()))

    def problem(self, code: str) -> tuple[str, int]:
        """Explain a problem code; one that does not exist gets the general words and 404."""
        known = code in EXPLANATIONS
        explained = code if known else None
        page = render_template(
            "problem.html", code=explained, explained=explanation_of(code), refused=not known
        )
        return page, 200 if known else 404

    def refusal(self, problem: Problem) -> Response:
        """Show a refusal to a person."""
        call = context.current()
        page = render_template(
            "refusal.html",
            refused=True,
            explained=explanation_of(problem.code),
            said=problem.told(call.language),
            again=_same_page() if problem.status >= 500 else None,
            correlation_id=call.correlation_id,
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


def _same_page() -> str | None:
    """Return the address to try again; a form's own would ask for its page."""
    return request.full_path.rstrip("?") if request.method == "GET" else None
