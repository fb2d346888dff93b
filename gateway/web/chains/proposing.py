"""Proposing a new agreement, or other facts of one: a second person decides about it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import FILE
from gateway.problems.problems import Problem
from gateway.web.chains.chain import CHAIN, agreement_in
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say

ADD, CHANGE = api("POST agreements"), api("PUT agreements/{agreement_id}")
KEEP = api("POST agreement-documents")
UPLOADS = "/chains/([^/]+/(new|agreements/[^/]+)|import)"
"""The addresses a file is sent to, which the edge lets pass."""
KINDS: Mapping[str, Mapping[str, Any]] = {
    "1": {"level": 1, "kind": "provision"},
    "2": {"level": 2, "kind": "reuse"},
    "3": {"level": 3, "kind": "sub_reuse"},
}
TERMS = (
    Field("from_party", "ch-field-from_party", hint="ch-from-hint", longest=200),
    Field("to_party", "ch-field-to_party", hint="ch-to-hint", longest=200),
    Field("valid_from", "ch-field-valid_from", "date", "ch-date-hint"),
    Field("valid_until", "ch-field-valid_until", "date", "ch-until-hint", required=False),
)
NOTE = Field("note", "ch-note", "textarea", "ch-note-hint", required=False, longest=2000)
HASH = Field("document_hash", kind="hidden", required=False)
NEW = (
    Field("level", "ch-field-level", "radios",
          options=[(level, f"ch-level-{level}") for level in KINDS]),
    Field("number", "ch-field-number", hint="ch-number-hint", longest=60),
    *TERMS,
    Field("file", "ch-file", "file", "ch-file-hint", pointer="/content"),
    NOTE, HASH,
)  # fmt: skip
CHANGED = (
    *TERMS,
    Field("file", "ch-file-other", "file", "ch-file-other-hint", required=False,
          pointer="/content"),
    NOTE, HASH, Field("version", kind="hidden"),
)  # fmt: skip
SENT = ("from_party", "to_party", "valid_from", "valid_until", "note", "document_hash")
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class ProposingPages:
    """``/chains/<profile>/new`` and ``/chains/<profile>/agreements/<id>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("chain_proposing", __name__)
        new, one = "/chains/<profile>/new", "/chains/<profile>/agreements/<agreement_id>"
        pages.add_url_rule(new, view_func=self.begin)
        pages.add_url_rule(new, view_func=self.add, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(one, view_func=self.change, methods=["POST"])
        return pages

    def begin(self, profile: str) -> Response:
        """Show the form of a new agreement, beginning with what its predecessor says."""
        self.frame.permitted("agreements:edit")
        chain, level = self._chain(profile), self.frame.given().get("level", "")
        before = [one for one in chain["agreements"] if str(one["level"]) == level]
        known = {name: before[-1][name] for name in ("from_party", "to_party")} if before else {}
        form = self.frame.blank(NEW, level=level if level in KINDS else "", **known)
        return self.frame.page("chains/new.html", chain=chain, form=form)

    def add(self, profile: str) -> Response:
        """Propose it."""
        bodies.limit(request, FILE)
        form = self.frame.sent(NEW, needs="agreements:edit")
        try:
            form = self._with_file(form)
            if not form.is_refused:
                facts = payload_of(form, "number", *SENT)
                told = {**facts, **KINDS.get(form.value("level"), {}), "profile": profile}
                self.frame.act(form, ADD, payload=told)
        except Problem as problem:
            form = form.refused(problem)
        if form.is_refused:
            return self.frame.page("chains/new.html", chain=self._chain(profile), form=form)
        return self.frame.done(f"/chains/{profile}", "proposal-made")

    def show(self, profile: str, agreement_id: str) -> Response:
        """Show what an agreement says, to be changed; a link may name the end already."""
        self.frame.permitted("agreements:edit")
        chain = self._chain(profile)
        one = agreement_in(chain, agreement_id)
        facts = {name: one[name] or "" for name in SENT if name != "note"}
        ends = {"valid_until": end} if (end := self.frame.given().get("ends_on")) else {}
        form = self.frame.blank(CHANGED, **{**facts, **ends}, version=str(chain["version"]))
        return self.frame.page("chains/change.html", chain=chain, one=one, form=form)

    def change(self, profile: str, agreement_id: str) -> Response:
        """Propose the change."""
        bodies.limit(request, FILE)
        form = self.frame.sent(CHANGED, needs="agreements:edit")
        try:
            form = self._with_file(form)
            if not form.is_refused:
                self.frame.act(
                    form, CHANGE, agreement_id=agreement_id, version=form.whole("version"),
                    payload=payload_of(form, *SENT),
                )  # fmt: skip
        except Problem as problem:
            form = form.refused(problem)
        if form.is_refused:
            return self._again(profile, agreement_id, form)
        return self.frame.done(f"/chains/{profile}", "proposal-made")

    def _again(self, profile: str, agreement_id: str, form: Form) -> Response:
        """Show the form anew, on the chain as it is by now."""
        chain = self._chain(profile)
        one = agreement_in(chain, agreement_id)
        form = form.with_values(version=str(chain["version"]))
        return self.frame.page("chains/change.html", chain=chain, one=one, form=form)

    def _with_file(self, form: Form) -> Form:
        """Keep the file that was sent, so that it need not be chosen again; one is needed."""
        sent = request.files.get("file")
        if sent is not None and sent.filename:
            kept = self.frame.act(form, KEEP, payload=_payload(sent))
            return form.with_values(document_hash=kept["document_hash"])
        if not form.value("document_hash"):
            return form.with_errors({"file": say("ch-choose-file")})
        return form

    def _chain(self, profile: str) -> Any:
        """Return the chain; of a service that has none yet, an empty one."""
        found = self.frame.ask_if_there(CHAIN, profile=profile)
        if found is not None:
            return found
        service = self.frame.ask(api("GET profiles/{profile_id}"), profile_id=profile)
        return {"profile": profile, "profile_title": service["title"], "agreements": []}


def _payload(sent: FileStorage) -> dict[str, str]:
    name = str(sent.filename).replace("\\", "/").rpartition("/")[2][:200]
    return {"content": base64.b64encode(sent.read()).decode(), "filename": name}
