"""A list of agreements: uploaded, checked, then proposed; a second person decides about each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import LARGE
from gateway.problems.problems import Problem
from gateway.tables.exports import ListExports
from gateway.tables.uploads import RowUploads, Upload
from gateway.web.chains import list_rows
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE
from gateway.web.words import as_title, say, worded
from services.common import context

PATH = "/chains/import"
TAKE, SERVICES = api("POST agreements/import"), api("GET profiles")
FIELDS = (
    Field("file", "ch-list-file", "file", "ch-list-file-hint"),
    Field("note", "ch-note", "textarea", "ch-list-note-hint", required=False, longest=2000),
)
TAKING = (Field("rows", kind="checkboxes"), Field("note", kind="hidden", required=False))
NEW = "new"


@dataclass
class CheckedList:
    """What becomes of each row, as (where, which, what); ``rows`` are what would be proposed."""

    bad: list[tuple[str, str, str]] = field(default_factory=list)
    good: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def note_flaws(self, upload: Upload) -> None:
        """Take in what could not be read."""
        for flaw in upload.flaws:
            place = say("gap-at-row", row=flaw.row) if flaw.row else say("gap-whole-file")
            if flaw.column:
                place = say("gap-at-cell", row=flaw.row, column=flaw.column)
            self.bad.append((place, "", worded(flaw.sentence)))

    def note(self, line: list_rows.AgreementLine, outcome: str, sentence: str) -> None:
        """Take in what becomes of a row."""
        shown = (say("gap-at-row", row=line.number), str(line.facts["number"]), sentence)
        if outcome == NEW:
            self.good.append(shown)
            self.rows.append(json.dumps(line.facts, separators=(",", ":"), ensure_ascii=False))
        else:
            self.bad.append(shown)


@dataclass(frozen=True)
class ImportPages:
    """``/chains/import``, for editors."""

    frame: Frame
    tables: ListExports

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("chain_import", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.receive, methods=["POST"])
        pages.add_url_rule(f"{PATH}/template.<any(xlsx, csv):kind>", view_func=self.template)
        return pages

    def ask(self) -> Response:
        """Show the form."""
        self.frame.permitted("agreements:edit")
        return self._page(self.frame.blank(FIELDS))

    def template(self, kind: str) -> Response:
        """Return an empty list, in a workbook with the services there are."""
        self.frame.permitted("agreements:edit")
        rows = [["services", [one["id"], worded(one["title"])]] for one in self._services()]
        whole = {
            "layout": list_rows.layout(context.current().language), "next": None, "revision": 0,
            "lines": "".join(json.dumps(row) + "\n" for row in rows),
        }  # fmt: skip
        return self.tables.private(kind, lambda _: whole, say("ch-template-name"))

    def receive(self) -> Response:
        """Check a list, or propose what was checked; both may be larger than other forms."""
        self.frame.permitted("agreements:edit")
        bodies.limit(request, LARGE)
        request.max_form_memory_size = LARGE
        return self._take() if "rows" in request.form else self._check()

    def _check(self) -> Response:
        form, sent = self.frame.sent(FIELDS), request.files.get("file")
        if sent is None or not sent.filename:
            return self._page(form.with_errors({"file": say("gap-choose-file")}))
        try:
            layout = list_rows.layout(context.current().language)
            upload = RowUploads(self.tables.children).read(sent, layout)
            return self._page(form, self._checked(form, upload))
        except Problem as problem:
            return self._page(form.refused(problem))

    def _checked(self, form: Form, upload: Upload) -> CheckedList:
        """Try the rows that say what they must; one with a bad cell is not read any further."""
        checked, spoiled = CheckedList(), {flaw.row for flaw in upload.flaws}
        checked.note_flaws(upload)
        rows = {number: cells for number, cells in upload.rows.items() if number not in spoiled}
        services = {worded(one["title"]).casefold(): one["id"] for one in self._services()}
        lines = list_rows.lines_of(rows, services)
        sound = [line.facts for line in lines if not line.fault]
        told = iter(self._told(form, sound, dry_run="true") if sound else ())
        for line in lines:
            if line.fault:
                checked.note(line, line.fault, say(line.fault))
            else:
                item = next(told)
                checked.note(line, item["outcome"], as_title(worded(item["label"])))
        return checked

    def _take(self) -> Response:
        form = self.frame.sent(TAKING, back=PATH)
        try:
            rows = [json.loads(row) for row in form.value("rows")]
        except ValueError as error:
            raise Problem(400, "bad-request") from error
        try:
            self._told(form, rows, dry_run="false", note=form.value("note"))
        except Problem as problem:
            return self._page(self.frame.blank(FIELDS).refused(problem))
        return self.frame.done("/chains", "list-proposed")

    def _told(
        self, form: Form, rows: list[Mapping[str, Any]], *, dry_run: str, note: str = ""
    ) -> list[Any]:
        payload = {"rows": rows, **({"note": note} if note else {})}
        told = self.frame.act(form, TAKE, payload=payload, query={"dry_run": dry_run})
        return list(told["items"])

    def _services(self) -> list[Any]:
        found = self.frame.ask(SERVICES, {"kind": "efa", "limit": MOST_AT_ONCE})
        services: list[Any] = found["items"]
        return services

    def _page(self, form: Form, checked: CheckedList | None = None) -> Response:
        return self.frame.page("chains/import.html", form=form, checked=checked)
