"""``/verify``: anybody has a contract, or its evidence, checked; for programs at the same address.

What is uploaded is read once and kept nowhere: only digests of it are passed on.
"""

import re
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.dispatch import Dispatch
from gateway.api.file_digests import digests_of
from gateway.api.route import FILE
from gateway.problems.problems import Problem, problem_of, response_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, read
from gateway.web.frame.frame import Frame
from gateway.web.words import say

PATH = "/verify"
VERIFY = api("POST verify")
FIELDS = (
    Field("file", "verify-file", "file", "verify-file-hint", required=None),
    Field("sha256", "verify-hash", hint="verify-hash-hint", required=None, longest=200),
)
FORM = "multipart/form-data"
NOT_HEX = re.compile(r"[\s:]")
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class VerifyPages:
    """The page, and what answers programs."""

    frame: Frame
    dispatch: Dispatch

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("verify", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.answer, methods=["POST"])
        return pages

    def ask(self) -> Response:
        """Show the form; a hash in the address is checked at once."""
        form = self.frame.blank(FIELDS)
        if sha256 := self.frame.given().get("sha256"):
            return self._judged(form.with_values(sha256=sha256[:200]), None)
        return self._page(form)

    def answer(self) -> Response:
        """Judge what was sent: from the form with a page, anything else as the API does."""
        if request.mimetype != FORM:
            return self._told()
        bodies.limit(request, FILE)
        return self._judged(read(FIELDS, request.form), request.files.get("file"))

    def _told(self) -> Response:
        try:
            return self.dispatch.answer(VERIFY, {})
        except Exception as error:
            return response_of(problem_of(error))

    def _judged(self, form: Form, sent: FileStorage | None) -> Response:
        sha256 = NOT_HEX.sub("", form.value("sha256")).lower()
        if sent is not None and sent.filename:
            limits = self.dispatch.admission.limits
            limits.file_checked(request.environ, request.remote_addr)
            return self._asked(form, digests_of(sent.stream), sent.filename)
        if HASH.fullmatch(sha256):
            return self._asked(form, {"sha256": sha256}, "")
        wrong = {"sha256": say("verify-no-hash")} if sha256 else {"file": say("verify-nothing")}
        return self._page(form.with_errors(wrong))

    def _asked(self, form: Form, digests: dict[str, Any], name: str) -> Response:
        try:
            verdict = self.frame.ask(VERIFY, payload=digests)
        except Problem as problem:
            return self._page(form.refused(problem))
        told = {"verdict": verdict, "name": name[:120], "sha256": digests["sha256"]}
        return self._page(self.frame.blank(FIELDS), **told)

    def _page(self, form: Form, **told: Any) -> Response:
        return self.frame.page("public/verify.html", form=form, **{"verdict": None, **told})
