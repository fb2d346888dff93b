"""One's own e-mail address: is it reached, who has to be let in, and a mail to try it."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame

PATH = "/account/mail"
SHOW, TEST, CONFIRM = api("GET me/mail"), api("POST me/mail/test"), api("POST me/mail/confirm")
TOKEN = (Field("token", kind="hidden"),)


@dataclass(frozen=True)
class OwnMailPages:
    """``/account/mail``; with the token of a test mail it asks to confirm that it arrived."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("own_mail", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/test", view_func=self.test, methods=["POST"])
        pages.add_url_rule(f"{PATH}/confirm", view_func=self.confirm, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show it. Looking changes nothing: mail scanners follow every link."""
        self.frame.signed_in()
        return self._page(self.frame.blank(TOKEN, token=self.frame.given().get("token", "")))

    def test(self) -> Response:
        """Send a mail to try it."""
        form = self.frame.sent((), back=PATH)
        try:
            self.frame.act(form, TEST, payload={})
        except Problem as problem:
            return self._page(Form(TOKEN).refused(problem))
        return self.frame.done(PATH, "test-mail-sent")

    def confirm(self) -> Response:
        """Note that the mail arrived; what was held back goes out."""
        form = self.frame.sent(TOKEN, back=PATH)
        try:
            self.frame.act(form, CONFIRM, payload=payload_of(form))
        except Problem as problem:
            return self._page(Form(TOKEN).refused(problem))
        return self.frame.done(PATH, "address-confirmed")

    def _page(self, form: Form) -> Response:
        return self.frame.page("account/own_mail.html", form=form, mail=self.frame.ask(SHOW))
