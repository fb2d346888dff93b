"""Accepting the terms of use when they have changed, and back to where one was."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.sign_in.pages import local_path
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from services.common.errors import Refusal

TERMS = (
    Field("accepted", "registration-terms", kind="checkbox", pointer="/terms_version"),
    Field("terms_version", kind="hidden"),
    Field("next", kind="hidden"),
)


@dataclass(frozen=True)
class TermsPages:
    """``/terms``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("terms", __name__)
        pages.add_url_rule("/terms", view_func=self.show)
        pages.add_url_rule("/terms", view_func=self.accept, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Ask to accept the version that holds now."""
        self.frame.signed_in()
        terms = self.frame.ask(api("GET me"))["terms"]
        if terms["accepted"] == terms["current"]:
            return self.frame.page("account/terms_accepted.html")
        onward = local_path(request.args.get("next"))
        return self._page(self.frame.blank(TERMS, terms_version=terms["current"], next=onward))

    def accept(self) -> Response:
        """Accept it, and go on to where one was."""
        form = self.frame.sent(TERMS, back="/terms")
        try:
            check_typed(form, ["accepted"])
            payload = payload_of(form, "terms_version")
            self.frame.act(form, api("POST me/accept-terms"), payload=payload)
        except (Problem, Refusal) as refused:
            return self._page(form.refused(problem_of(refused)))
        return self.frame.done(local_path(form.value("next")), "terms-accepted")

    def _page(self, form: Form) -> Response:
        return self.frame.page("account/terms.html", form=form)
