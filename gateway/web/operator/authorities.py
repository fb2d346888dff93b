"""The queue of signing authorities that wait over all bodies, and one with its decision."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.queues import PAGE, age, next_of
from gateway.web.words import say

QUEUE = "/reviews/authorities"
LIST, ONE = api("GET signing-authorities"), api("GET signing-authorities/{authority_id}")
VERDICTS = {
    verdict: api(f"POST bodies/{{body}}/signing-authorities/{{authority_id}}/{verdict}")
    for verdict in ("approve", "revoke")
}
FIELDS = (
    Field("verdict", "op-decision", kind="radios",
          options=[(verdict, f"op-authority-{verdict}-choice") for verdict in VERDICTS]),
    Field("body", kind="hidden"),
)  # fmt: skip


@dataclass(frozen=True)
class AuthorityPages:
    """``/reviews/authorities``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("authorities", __name__), f"{QUEUE}/<authority_id>"
        pages.add_url_rule(QUEUE, view_func=self.queue)
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(one, view_func=self.decide, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show who asks to sign for which body, longest waiting first."""
        self.frame.signed_in()
        asked = page_asked(self.frame.given(), PAGE)
        queue = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/authorities.html", queue=queue, age=age, pages=further(QUEUE, asked, queue)
        )

    def show(self, authority_id: str) -> Response:
        """Say once more who would sign for whom, how to reach them, and ask."""
        self.frame.signed_in()
        return self._page(authority_id, self.frame.blank(FIELDS))

    def decide(self, authority_id: str) -> Response:
        """Approve or refuse."""
        path = f"{QUEUE}/{authority_id}"
        form = self.frame.sent(FIELDS, back=path)
        verdict, body = form.value("verdict"), form.value("body")
        if verdict not in VERDICTS:
            wrong = {"verdict": say("op-choose-decision")}
            return self._page(authority_id, form.with_errors(wrong))
        try:
            self.frame.act(form, VERDICTS[verdict], body=body, authority_id=authority_id)
        except Problem as problem:
            return self._page(authority_id, form.refused(problem))
        return self.frame.done(path, f"op-authority-{verdict}")

    def _page(self, authority_id: str, form: Form) -> Response:
        found = self.frame.ask_all(
            one=self.frame.asking(ONE, authority_id=authority_id),
            queue=self.frame.asking(LIST, {"limit": "2"}),
        )
        one: dict[str, Any] = found["one"]
        return self.frame.page(
            "operator/authority.html", one=one, form=form.with_values(body=one["body"]),
            own=one["account"] == self.frame.visitor().principal.subject,
            next_id=next_of(found["queue"], authority_id), queue_path=QUEUE,
        )  # fmt: skip
