"""Profiles from a workbook: tried with every bad cell named, stored, published by a second person.

What was tried lies aside at the catalogue for a week, so that nobody sends a file twice and a
closed browser loses nothing; what is stored goes on there by itself.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import FILE, PREFIX
from gateway.problems.problems import Problem
from gateway.tables.imports import COUNTS, ProfileImports
from gateway.web.editor.people import editors, named, others
from gateway.web.editor.profile_list import EDITS
from gateway.web.editor.profile_list import PATH as PROFILES
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded

PATH = "/editor/import"
ONE, LIST = api("GET imports/{import_id}"), api("GET imports")
PUBLISH = api("POST imports/{import_id}/publish")
CANCEL = api("POST imports/{import_id}/cancel")
FIELDS = (Field("file", "ed-import-file", "file", "ed-import-file-hint"),)
TAKING = (Field("import", kind="hidden"), Field("records", kind="hidden"))
MOST_SHOWN = 200
PATIENCE_S = 15.0
EXPORT = f"{PREFIX}/editorial/profiles?format=xlsx"
UNDER_WAY, TRIED = "storing", "checking"


@dataclass(frozen=True)
class BadCell:
    """What is wrong with a cell: of which profile, where it is, what it says, what to do."""

    profile: str
    place: str
    heading: str
    said: str
    sentence: str


@dataclass(frozen=True)
class ProfileImportPages:
    """``/editor/import``."""

    frame: Frame
    imports: ProfileImports

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("editor_import", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.check, methods=["POST"])
        pages.add_url_rule(f"{PATH}/take", view_func=self.take, methods=["POST"])
        pages.add_url_rule(f"{PATH}/<import_id>", view_func=self.show)
        pages.add_url_rule(f"{PATH}/<import_id>/publish", view_func=self.publish, methods=["POST"])
        pages.add_url_rule(f"{PATH}/<import_id>/cancel", view_func=self.cancel, methods=["POST"])
        return pages

    def ask(self) -> Response:
        """Show the form, and the newest imports."""
        self.frame.permitted(EDITS)
        return self._page(self.frame.blank(FIELDS))

    def check(self) -> Response:
        """Try a file: name every bad cell, or say what storing it would do."""
        bodies.limit(request, FILE)
        form, sent = self.frame.sent(FIELDS), request.files.get("file")
        visitor = self.frame.permitted(EDITS)
        if sent is None or not sent.filename:
            return self._page(form.with_errors({"file": say("gap-choose-file")}))
        try:
            tried = self.imports.try_and_keep(visitor.principal)
        except Problem as problem:
            if problem.code != "import-invalid":
                return self._page(form.refused(problem))
            bad = self._bad_cells(problem)
            count = problem.extra.get("error_count", len(bad))
            told = say("ed-import-bad", count=count)
            return self._page(form.with_errors({}, told), bad=bad, bad_count=count)
        return self._page(form, tried=tried, taking=_taking(tried["import"], tried))

    def take(self) -> Response:
        """Store what was tried; whatever happens here, the catalogue goes on."""
        form = self.frame.sent(TAKING, back=PATH)
        visitor = self.frame.permitted(EDITS)
        import_id = str(form.value("import"))
        try:
            self.imports.store(visitor.principal, import_id, form.whole("records"))
        except Problem as problem:
            refused = self.frame.blank(FIELDS).refused(replace(problem, errors=None))
            bad = self._bad_cells(problem) if problem.code == "import-invalid" else []
            return self._page(refused, bad=bad, bad_count=len(bad))
        return self.frame.done(f"{PATH}/{import_id}", "import-taken")

    def show(self, import_id: str) -> Response:
        """Show how far an import has come, and who may publish it."""
        self.frame.permitted(EDITS)
        return self._one(import_id, Form(()))

    def publish(self, import_id: str) -> Response:
        """Publish for a while what somebody else imported; what is left is shown."""
        here = f"{PATH}/{import_id}"
        form, until = self.frame.sent((), back=here), time.monotonic() + PATIENCE_S
        number, before, left = 0, -1, 0
        while left != before and time.monotonic() < until:
            again = replace(form, key=f"{form.key[:60]}.{number}")
            try:
                progress = self.frame.act(again, PUBLISH, import_id=import_id)
            except Problem as problem:
                return self._one(import_id, form.refused(problem))
            number, before, left = number + 1, left, progress["in_review"]
            if not left:
                break
        return self.frame.done(here, _published(progress, may_go_on=left != before))

    def cancel(self, import_id: str) -> Response:
        """End an import under way, or drop a trial of one's own."""
        form = self.frame.sent((), back=f"{PATH}/{import_id}")
        try:
            ended = self.frame.act(form, CANCEL, import_id=import_id)
        except Problem as problem:
            return self._one(import_id, form.refused(problem))
        if not ended["cancelled_by"]:
            return self.frame.done(PATH, "import-dropped")
        return self.frame.done(f"{PATH}/{import_id}", "import-cancelled")

    def _bad_cells(self, problem: Problem) -> list[BadCell]:
        """Return the first bad cells as people find them in their file."""
        layout = self.imports.layout(self.frame.visitor().principal)
        headings = {
            (sheet["title"], column["key"]): column["title"]
            for sheet in layout["sheets"]
            for column in sheet["columns"]
        }
        return [_bad_cell(error, headings) for error in (problem.errors or ())[:MOST_SHOWN]]

    def _one(self, import_id: str, form: Form) -> Response:
        found = self.frame.ask_all(
            progress=self.frame.asking(ONE, import_id=import_id),
            names=lambda: editors(self.frame),
        )
        progress, names = found["progress"], found["names"]
        session = self.frame.visitor().session
        return self.frame.page(
            "editor/import_one.html", form=form, progress=progress,
            by=named([progress["by"]], names)[0],
            cancelled_by=named([progress["cancelled_by"]], names)[0],
            conflicts=_conflicts(progress), taking=_taking(import_id, progress["counts"] or {}),
            is_trial=progress["state"] == TRIED,
            is_own=session is not None and session.account == progress["by"],
            others=others([progress["by"]], names), under_way=progress["state"] == UNDER_WAY,
        )  # fmt: skip

    def _page(self, form: Form, **more: Any) -> Response:
        found = self.frame.ask_all(
            newest=self.frame.asking(LIST), names=lambda: editors(self.frame)
        )
        newest = [
            {**one, "who": named([one["by"]], found["names"])[0]}
            for one in found["newest"]["items"]
        ]
        shown = {"bad": [], "bad_count": 0, "tried": None, "taking": None, **more}
        return self.frame.page(
            "editor/import.html", form=form, newest=newest, kept=found["newest"]["kept"],
            export=EXPORT, **shown,
        )  # fmt: skip


def _taking(import_id: str, counts: Mapping[str, Any]) -> Form:
    """Return the form that stores a trial: which, and of how many records."""
    records = sum(counts.get(name, 0) for name in COUNTS)
    return Form(TAKING, {"import": import_id, "records": str(records)})


def _conflicts(progress: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the profiles that were left out: title, and where each is edited."""
    titles = progress["titles"]
    return [
        (f"{PROFILES}/{id}", str(worded(titles[id])) if id in titles else say("ed-a-service"))
        for id in progress["conflicts"][:MOST_SHOWN]
    ]


def _published(progress: Mapping[str, Any], *, may_go_on: bool) -> str:
    """Return which sentence tells how publishing an import went."""
    if progress["in_review"]:
        return "import-going-on" if may_go_on else "import-own-left"
    return "import-left-out" if progress["conflicts"] else "import-published"


def _bad_cell(error: Mapping[str, Any], headings: Mapping[Any, str]) -> BadCell:
    sheet, row, column = error.get("sheet"), error.get("row"), error.get("column")
    profile, sentence = str(worded(error.get("title")) or ""), str(worded(error["detail"]))
    if sheet is None:
        number = error.get("item")
        place = say("ed-import-item", number=number + 1) if number is not None else ""
        return BadCell(profile, place or say("gap-whole-file"), "", "", sentence)
    at = f"{column or ''}{row or ''}"
    place = say("ed-import-cell", sheet=sheet, cell=at) if at else str(sheet)
    heading = headings.get((sheet, error.get("field")), "")
    return BadCell(profile, place, heading, str(error.get("said") or ""), sentence)
