"""The certificate assistant as a page for everyone: five questions before signing in."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.calls.client import DeadlinePassed
from gateway.problems.problems import RETRY_AFTER_S, problem_of
from services.common import context
from services.common.errors import Invalid, Unavailable

PATH = "/zertifikat"


@dataclass(frozen=True)
class AssistantPages:
    """One page: the questions, and above them the advice once all are answered."""

    calls: Calls

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("assistant", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show the questions, the advice, or which answers are missing."""
        try:
            questions = self._ask({})["questions"]
            names = [question["name"] for question in questions]
            answers = {name: request.args[name] for name in names if name in request.args}
            advice, problems = self._advice(answers)
        except (Unavailable, DeadlinePassed):
            return _away()
        page = render_template(
            "assistant.html",
            path=PATH,
            questions=questions,
            answers=answers,
            advice=advice,
            problems=problems,
        )
        return make_response(page, 422 if problems else 200)

    def _advice(self, answers: dict[str, str]) -> tuple[dict[str, Any] | None, dict[str, str]]:
        """Return the advice, or what is wrong by question; neither before the first answer."""
        if not answers:
            return None, {}
        try:
            return self._ask(answers)["advice"], {}
        except Invalid as refused:
            errors = problem_of(refused).errors or []
            return None, {error["pointer"].lstrip("/"): error["detail"] for error in errors}

    def _ask(self, answers: dict[str, str]) -> dict[str, Any]:
        asked: dict[str, Any] = self.calls.call(
            "identity", "advise", arguments={"query": answers}, principal=ANONYMOUS
        )
        return asked


def _away() -> Response:
    page = render_template("assistant_away.html", correlation_id=context.current().correlation_id)
    return make_response(page, 503, {"Retry-After": str(RETRY_AFTER_S)})
