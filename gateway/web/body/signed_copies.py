"""Copies of a contract that were signed elsewhere: handed in by the body, seen by the operator."""

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from gateway.api import bodies, render
from gateway.api.route import FILE
from gateway.problems.problems import Problem
from gateway.web.body.contracts import CONTRACT, actions_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.needed import refused_with
from gateway.web.words import say

COPY = api("GET contracts/{contract_id}/signed-copy")
HAND_IN = api("POST contracts/{contract_id}/signed-copy")
ACCEPT = api("POST contracts/{contract_id}/signed-copy/accept")
REJECT = api("POST contracts/{contract_id}/signed-copy/reject")
UPLOAD = "/contracts/[^/]+/signed-copy"
"""The address a file is sent to, which the edge lets pass."""
BASES = ("office", "deputy", "power_of_attorney")
FIELDS = (
    Field("file", "copy-file", "file", "copy-file-hint", pointer="/content"),
    Field("title", "copy-title", hint="copy-title-hint", longest=200),
    Field("basis", "copy-basis", "radios", options=[(one, f"copy-basis-{one}") for one in BASES]),
)
SEEN = (Field("document_hash", kind="hidden"),)
"""Which copy the page showed: it alone is judged."""
REASON = (*SEEN, Field("reason", "copy-reason", "textarea", longest=2000))


@dataclass(frozen=True)
class SignedCopyPages:
    """``/contracts/<id>/signed-copy``: for the body a form, for the operator what was found."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("signed_copies", __name__)
        one = "/contracts/<contract_id>/signed-copy"
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(one, view_func=self.hand_in, methods=["POST"])
        pages.add_url_rule(f"{one}/file", view_func=self.file)
        pages.add_url_rule(f"{one}/accept", view_func=self.accept, methods=["POST"])
        pages.add_url_rule(f"{one}/reject", view_func=self.reject, methods=["POST"])
        return pages

    def show(self, contract_id: str) -> Response:
        """Show what the reader can do with a copy; without anything, the contract."""
        self.frame.signed_in()
        contract = self.frame.ask(CONTRACT, contract_id=contract_id)
        actions = actions_of(contract)
        if "judge-copy" in actions:
            return self._judging(contract, self.frame.blank(REASON))
        if "hand-in-copy" in actions:
            return self._handing_in(contract, self.frame.blank(FIELDS))
        return redirect(_path(contract_id), 303)

    def hand_in(self, contract_id: str) -> Response:
        """Hand a copy in; what is no qualified signature of this document is told at once."""
        bodies.limit(request, FILE)
        form, sent = self.frame.sent(FIELDS), request.files.get("file")
        contract = self.frame.ask(CONTRACT, contract_id=contract_id)
        if sent is None or not sent.filename:
            missing = refused_with(form, {"file": say("copy-choose-file")})
            return self._handing_in(contract, missing)
        facts = {name: form.value(name) for name in ("title", "basis")}
        payload = {**facts, "content": base64.b64encode(sent.read()).decode()}
        try:
            self.frame.act(form, HAND_IN, contract_id=contract_id, payload=payload)
        except Problem as problem:
            return self._handing_in(contract, form.refused(problem))
        return self.frame.done(_path(contract_id), "copy-handed-in")

    def file(self, contract_id: str) -> Response:
        """Show the copy that was handed in."""
        self.frame.signed_in()
        document = self.frame.ask(COPY, contract_id=contract_id)
        answer = render.answer(COPY, document, request)
        named = answer.headers.get("Content-Disposition", "")
        answer.headers["Content-Disposition"] = named.replace("attachment", "inline", 1)
        return answer

    def accept(self, contract_id: str) -> Response:
        """Let the copy count as the body's signature."""
        form = self.frame.sent(SEEN, back=f"{_path(contract_id)}/signed-copy")
        try:
            self.frame.act(form, ACCEPT, contract_id=contract_id, payload=payload_of(form))
        except Problem as problem:
            return self._refused(contract_id, form, problem)
        return self.frame.done(_path(contract_id), "copy-accepted")

    def reject(self, contract_id: str) -> Response:
        """Say why it does not count."""
        form = self.frame.sent(REASON, back=f"{_path(contract_id)}/signed-copy")
        try:
            self.frame.act(form, REJECT, contract_id=contract_id, payload=payload_of(form))
        except Problem as problem:
            return self._refused(contract_id, form, problem)
        return self.frame.done(_path(contract_id), "copy-rejected")

    def _refused(self, contract_id: str, form: Form, problem: Problem) -> Response:
        contract = self.frame.ask(CONTRACT, contract_id=contract_id)
        asked = self.frame.blank(REASON, **form.values)
        return self._judging(contract, asked.refused(problem))

    def _handing_in(self, contract: dict[str, Any], form: Form) -> Response:
        return self.frame.page("contracts/copy.html", contract=contract, form=form)

    def _judging(self, contract: dict[str, Any], form: Form) -> Response:
        shown = form.with_values(document_hash=contract["signed_copy"]["document_hash"])
        return self.frame.page("contracts/copy_judge.html", contract=contract, form=shown)


def _path(contract_id: str) -> str:
    return f"/contracts/{quote(contract_id, safe='')}"
