"""The newsletter for everybody: subscribing by double opt-in, and leaving with one click."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of, read
from gateway.web.frame.frame import Frame

PATH = "/newsletter"
SUBSCRIBE, CONFIRM = api("POST newsletter"), api("POST newsletter/confirm")
LEAVE = api("POST newsletter/unsubscribe")
LANGUAGES = (("de", "account-german"), ("en", "account-english"))
FIELDS = (
    Field("email", "newsletter-email", kind="email", autocomplete="email", longest=254),
    Field("language", "newsletter-language", kind="radios", options=LANGUAGES),
)


@dataclass(frozen=True)
class NewsletterPages:
    """``/newsletter``; no page tells whether an address is known."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes; mail programs press the button of the last one by themselves."""
        pages = Blueprint("newsletter", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.subscribe, methods=["POST"])
        for path, view in (("bestaetigen", self.confirming), ("abmelden", self.leaving)):
            pages.add_url_rule(f"{PATH}/{path}", view_func=view, methods=["GET", "POST"])
        return pages

    def ask(self) -> Response:
        """Ask for the address."""
        return self._page("ask", self.frame.blank(FIELDS, language="de"))

    def subscribe(self) -> Response:
        """Have the link mailed that confirms the address."""
        form = read(FIELDS, request.form)
        try:
            self.frame.ask(SUBSCRIBE, payload=payload_of(form))
        except Problem as problem:
            return self._page("ask", form.refused(problem))
        return self._page("asked", form)

    def confirming(self) -> Response:
        """Ask to confirm by a button: programs that follow every link press none."""
        form = Form(())
        if request.method == "GET":
            return self._page("confirm", form)
        try:
            self.frame.ask(CONFIRM, payload={"token": _token()})
        except Problem as problem:
            return self._page("void", form, problem.status)
        return self._page("confirmed", form)

    def leaving(self) -> Response:
        """Take the address off the list (RFC 8058): no cookie, no session, no further question."""
        if request.method == "GET":
            return self._page("leave", Form(()))
        self.frame.ask(LEAVE, payload={"token": _token()})
        return self._page("left", Form(()))

    def _page(self, step: str, form: Form, status: int = 200) -> Response:
        return self.frame.page(
            "public/newsletter.html", status, step=step, form=form, token=_token()
        )


def _token() -> str:
    return request.args.get("token", "")[:100] or "-"
