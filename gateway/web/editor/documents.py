"""The documents of a profile: uploaded into the working copy, replaced, removed."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import FILE
from gateway.problems.problems import Problem
from gateway.web.editor.profile_list import EDITS, PATH
from gateway.web.editor.profile_pages import DRAFT, title_of
from gateway.web.editor.section_pages import CHANGE
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.needed import refused_with
from gateway.web.words import say

ADD = api("POST profiles/{profile_id}/documents")
PAPER = api("GET profiles/{profile_id}/draft/documents/{document_id}")
FIELDS = (
    Field("title_de", "ed-document-title-de", longest=500, pointer="/title/de"),
    Field("title_en", "ed-document-title-en", longest=500, pointer="/title/en"),
    Field("replaces", "ed-document-replaces", "select", required=False),
    Field("file", "ed-document-file", "file", "ed-document-file-hint", pointer="/content"),
)
REMOVED = (Field("document", kind="hidden"),)


@dataclass(frozen=True)
class DocumentPages:
    """``/editor/profiles/<id>/documents``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("editor_documents", __name__)
        at = f"{PATH}/<profile_id>/documents"
        pages.add_url_rule(at, view_func=self.show)
        pages.add_url_rule(at, view_func=self.add, methods=["POST"])
        pages.add_url_rule(f"{at}/remove", view_func=self.remove, methods=["POST"])
        pages.add_url_rule(f"{at}/<document_id>", view_func=self.read)
        return pages

    def show(self, profile_id: str) -> Response:
        """Show the documents of the working copy, and the form for one more."""
        self.frame.permitted(EDITS)
        return self._page(profile_id, self.frame.blank(FIELDS))

    def read(self, profile_id: str, document_id: str) -> Response:
        """Return a document of the working copy; nobody else sees it yet."""
        self.frame.permitted(EDITS)
        found = self.frame.ask(PAPER, profile_id=profile_id, document_id=document_id)
        headers = {"Content-Disposition": "inline", "Cache-Control": "no-store"}
        content = base64.b64decode(found["pdf_base64"])
        return Response(content, headers=headers, mimetype="application/pdf")

    def add(self, profile_id: str) -> Response:
        """Store a PDF; one that replaces another takes its place."""
        bodies.limit(request, FILE)
        form, sent = self.frame.sent(FIELDS), request.files.get("file")
        if sent is None or not sent.filename:
            return self._page(profile_id, refused_with(form, {"file": say("gap-choose-file")}))
        payload = {
            "title": {"de": form.value("title_de"), "en": form.value("title_en")},
            "filename": sent.filename.replace("\\", "/").rpartition("/")[2][:200],
            "content": base64.b64encode(sent.read()).decode(),
        }
        try:
            draft = self.frame.act(form, ADD, profile_id=profile_id, payload=payload)
            *others, added = draft["facts"]["documents"]
            if any(document["id"] == form.value("replaces") for document in others):
                self._replace(form, draft, str(form.value("replaces")), added["id"])
        except Problem as problem:
            return self._page(profile_id, form.refused(problem))
        return self.frame.done(f"{PATH}/{profile_id}/documents", "document")

    def remove(self, profile_id: str) -> Response:
        """Take a document out of the working copy; published versions keep it."""
        form = self.frame.sent(REMOVED, back=f"{PATH}/{profile_id}/documents")
        draft = self.frame.ask(DRAFT, profile_id=profile_id)
        left = [d for d in draft["facts"]["documents"] if d["id"] != form.value("document")]
        try:
            self._write(form, draft, left)
        except Problem as problem:
            return self._page(profile_id, self.frame.blank(FIELDS).refused(problem))
        return self.frame.done(f"{PATH}/{profile_id}/documents", "document-removed")

    def _replace(self, form: Form, draft: Mapping[str, Any], old: str, new: str) -> None:
        """Put the new one where the old one stood."""
        listed = draft["facts"]["documents"]
        added = next(document for document in listed if document["id"] == new)
        others = [document for document in listed if document["id"] != new or new == old]
        self._write(form, draft, [added if d["id"] == old else d for d in others])

    def _write(self, form: Form, draft: Mapping[str, Any], documents: list[Any]) -> None:
        self.frame.act(
            form, CHANGE, profile_id=draft["id"],
            payload={**draft["facts"], "documents": documents}, version=draft["version"],
        )  # fmt: skip

    def _page(self, profile_id: str, form: Form) -> Response:
        draft = self.frame.ask(DRAFT, profile_id=profile_id)
        documents = draft["facts"]["documents"]
        choices = [("", "ed-document-new"), *((d["id"], d["title"]) for d in documents)]
        return self.frame.page(
            "editor/documents.html", draft=draft, title=title_of(draft),
            form=form.with_options("replaces", choices), documents=documents,
        )  # fmt: skip
