"""The mails that failed, each with why, and sending it once more."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further
from gateway.web.operator.queues import PAGE

QUEUE = "/mails"
LIST, RESEND = api("GET mails"), api("POST mails/{mail_id}/resend")


@dataclass(frozen=True)
class MailPages:
    """``/mails``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("mails", __name__)
        pages.add_url_rule(QUEUE, view_func=self.queue)
        pages.add_url_rule(f"{QUEUE}/<mail_id>/resend", view_func=self.resend, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show which mails did not arrive, and why."""
        self.frame.signed_in()
        return self._page(Form(()))

    def resend(self, mail_id: str) -> Response:
        """Send a mail once more."""
        form = self.frame.sent((), back=QUEUE)
        try:
            self.frame.act(form, RESEND, payload={}, mail_id=mail_id)
        except Problem as problem:
            return self._page(form.refused(problem))
        return self.frame.done(QUEUE, "op-mail-resent")

    def _page(self, form: Form) -> Response:
        given = self.frame.given()
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        queue = self.frame.ask(LIST, {"state": "failed", "limit": PAGE, **cursor})
        return self.frame.page(
            "operator/mails.html", queue=queue, form=form, pages=further(QUEUE, cursor, queue)
        )
