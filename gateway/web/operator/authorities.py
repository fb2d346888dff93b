"""The queue of signing authorities that wait for approval over all bodies."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.operator.queues import PAGE, age, further

QUEUE = "/reviews/authorities"
LIST = api("GET signing-authorities")
VERDICTS = {
    verdict: api(f"POST bodies/{{body}}/signing-authorities/{{authority_id}}/{verdict}")
    for verdict in ("approve", "revoke")
}
FIELDS = (Field("body", kind="hidden"), Field("authority_id", kind="hidden"))


@dataclass(frozen=True)
class AuthorityPages:
    """``/reviews/authorities``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("authorities", __name__)
        pages.add_url_rule(QUEUE, view_func=self.queue)
        for verdict in VERDICTS:
            pages.add_url_rule(
                f"{QUEUE}/{verdict}", verdict, self._deciding(verdict), methods=["POST"]
            )
        return pages

    def queue(self) -> Response:
        """Show who asks to sign for which body, longest waiting first."""
        self.frame.signed_in()
        return self._page(Form(FIELDS))

    def _deciding(self, verdict: str) -> Any:
        def decide() -> Response:
            form = self.frame.sent(FIELDS, back=QUEUE)
            try:
                self.frame.act(form, VERDICTS[verdict], **form.values)
            except Problem as problem:
                return self._page(form.refused(problem))
            return self.frame.done(QUEUE, f"op-authority-{verdict}")

        return decide

    def _page(self, form: Form) -> Response:
        given = self.frame.given()
        asked = {"limit": PAGE, **({"cursor": given["cursor"]} if "cursor" in given else {})}
        queue = self.frame.ask(LIST, asked)
        decided = [(one, _form_of(one)) for one in queue["items"]]
        return self.frame.page(
            "operator/authorities.html", queue=queue, rows=decided, form=form, age=age,
            decides=self.frame.visitor().principal.subject,
            pages=further(QUEUE, asked, queue),
        )  # fmt: skip


def _form_of(one: dict[str, Any]) -> Form:
    """Return the form that decides about one authority."""
    return replace(Form(FIELDS), values={"body": one["body"], "authority_id": one["id"]})
