"""A list of what many bodies have in use without a contract: uploaded, checked, then taken in.

Nothing is kept between the check and the taking in: the page carries the good rows. Orders is told
them in parts, and the same part again changes nothing, so whoever is interrupted goes on.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import LARGE
from gateway.problems.problems import Problem
from gateway.tables import gap_rows
from gateway.tables.exports import ListExports
from gateway.tables.gap_rows import GapLine
from gateway.tables.uploads import RowUploads, Upload
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE
from gateway.web.words import say, worded
from services.common import clock, context

PATH = "/operator/gaps"
ADD, SERVICES = api("POST uncontracted"), api("GET profiles")
FIELDS = (
    Field("file", "gap-file", "file", "gap-file-hint"),
    Field("listed_on", "gap-listed-on", "date", "gap-listed-on-hint"),
)
TAKING = (
    Field("part", kind="checkboxes"),
    Field("done", kind="hidden"),
    Field("total", kind="hidden"),
)
GOOD = frozenset({"new", "known"})
MOST_BAD, MOST_GOOD, MOST_NAMED = 1_000, 100, 200
PATIENCE_S = 15.0
"""So long a list is taken in before the page says how far it has come."""


@dataclass(frozen=True)
class ShownRow:
    """A row of the result as it is read."""

    place: str
    body: str
    service: str
    sentence: str


@dataclass
class CheckedList:
    """What becomes of each row of a list; ``services`` are the titles by id."""

    services: Mapping[str, str]
    bad: list[tuple[int, ShownRow]] = field(default_factory=list)
    good: list[tuple[int, ShownRow]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def note_flaws(self, upload: Upload) -> None:
        """Take in what could not be read."""
        for flaw in upload.flaws:
            place = say("gap-at-row", row=flaw.row) if flaw.row else say("gap-whole-file")
            if flaw.column:
                place = say("gap-at-cell", row=flaw.row, column=flaw.column)
            self.bad.append((flaw.row or 0, ShownRow(place, "", "", worded(flaw.sentence))))

    def note_fault(self, line: GapLine) -> None:
        """Take in a row of which the page itself sees what is wrong."""
        self.bad.append((line.number, self._shown(line, say(line.fault))))

    def note_told(self, part: Sequence[GapLine], items: Iterable[Any]) -> None:
        """Take in what orders says of the rows of a part."""
        kept: list[GapLine] = []
        for line, item in zip(part, items, strict=True):
            shown = self._shown(line, worded(item["label"]))
            if item["outcome"] in GOOD:
                kept.append(line)
                self.good.append((line.number, shown))
            else:
                self.bad.append((line.number, shown))
        if kept:
            self.parts.append(gap_rows.carried(kept))

    def counts(self) -> list[tuple[str, int]]:
        """Return how many rows become what, the good ones first."""
        good = Counter(row.sentence for _, row in self.good)
        return [*good.items(), *Counter(row.sentence for _, row in self.bad).items()]

    def _shown(self, line: GapLine, sentence: str) -> ShownRow:
        service = self.services.get(line.profile, line.profile)
        return ShownRow(say("gap-at-row", row=line.number), line.body, service, sentence)


@dataclass(frozen=True)
class GapListPages:
    """``/operator/gaps``, for support."""

    frame: Frame
    tables: ListExports

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("gap_lists", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.receive, methods=["POST"])
        pages.add_url_rule(f"{PATH}/template.<any(xlsx, csv):kind>", view_func=self.template)
        return pages

    def ask(self) -> Response:
        """Show the form."""
        self.frame.permitted("orders:support")
        return self._page(self.frame.blank(FIELDS, listed_on=_today().isoformat()))

    def template(self, kind: str) -> Response:
        """Return an empty list, in a workbook with the services there are."""
        self.frame.permitted("orders:support")
        rows = [["services", [one["id"], worded(one["title"])]] for one in self._services()]
        whole = {
            "layout": gap_rows.layout(context.current().language), "next": None, "revision": 0,
            "lines": "".join(json.dumps(row) + "\n" for row in rows),
        }  # fmt: skip
        return self.tables.private(kind, lambda _: whole, say("gap-template-name"))

    def receive(self) -> Response:
        """Check a list, or take in what was checked; both may be larger than other forms."""
        self.frame.permitted("orders:support")
        bodies.limit(request, LARGE)
        request.max_form_memory_size = LARGE
        return self._take() if "part" in request.form else self._check()

    def _check(self) -> Response:
        form, sent, today = self.frame.sent(FIELDS), request.files.get("file"), _today()
        day = gap_rows.day_of(form.value("listed_on"), today)
        if sent is None or not sent.filename or day is None:
            lacking = {} if sent and sent.filename else {"file": say("gap-choose-file")}
            late = {} if day else {"listed_on": say("gap-choose-day")}
            return self._page(form.with_errors({**lacking, **late}))
        try:
            layout = gap_rows.layout(context.current().language)
            upload = RowUploads(self.tables.children).read(sent, layout)
            checked = self._checked(form, upload, day, today)
        except Problem as problem:
            return self._page(form.refused(problem))
        return self._page(form, checked)

    def _checked(self, form: Form, upload: Upload, day: date, today: date) -> CheckedList:
        """Try the rows with orders; one with a bad cell is not read any further."""
        services, spoiled = self._services(), {flaw.row for flaw in upload.flaws}
        checked = CheckedList({one["id"]: worded(one["title"]) for one in services})
        checked.note_flaws(upload)
        rows = {number: cells for number, cells in upload.rows.items() if number not in spoiled}
        lines = gap_rows.lines_of(rows, gap_rows.ids_by_title(services), day, today)
        for line in (line for line in lines if line.fault):
            checked.note_fault(line)
        for part in gap_rows.parts_of(line for line in lines if not line.fault):
            told = self._told(form, gap_rows.payload_of(part), dry_run="true")
            checked.note_told(part, told["items"])
        return checked

    def _take(self) -> Response:
        """Take in part by part for a while; what is left then, or was refused, is carried on."""
        form = self.frame.sent(TAKING)
        left, done, until = list(form.value("part")), form.whole("done"), time.monotonic()
        while left and time.monotonic() < until + PATIENCE_S:
            payload = gap_rows.carried_of(left[0])
            if payload is None:
                raise Problem(400, "bad-request")
            try:
                self._told(form, payload, dry_run="false")
            except Problem as problem:
                form = form.refused(problem)
                break
            done += len(payload["rows"])
            del left[0]
        if left:
            carried = form.with_values(part=left, done=str(done))
            return self.frame.page("operator/gap_list_going_on.html", form=carried)
        return self.frame.done(PATH, "gap-list")

    def _told(self, form: Form, payload: gap_rows.Part, *, dry_run: str) -> Any:
        return self.frame.act(form, ADD, payload=payload, query={"dry_run": dry_run})

    def _services(self) -> list[Any]:
        found = self.frame.ask(SERVICES, {"kind": "efa", "limit": MOST_AT_ONCE})
        services: list[Any] = found["items"]
        return services

    def _page(self, form: Form, checked: CheckedList | None = None) -> Response:
        if checked is None:
            return self.frame.page("operator/gap_list.html", form=form, checked=None)
        bad, good = _first(checked.bad, MOST_BAD), _first(checked.good, MOST_GOOD)
        keys = dict.fromkeys(row.body for row in (*bad, *good) if row.body)
        names = self.frame.body_names.of(list(keys)[:MOST_NAMED])
        return self.frame.page(
            "operator/gap_list.html", form=form, checked=checked,
            bad=_named(bad, names), good=_named(good, names),
        )  # fmt: skip


def _first(rows: Iterable[tuple[int, ShownRow]], most: int) -> list[ShownRow]:
    """Return the first rows of the file, whatever order orders was told them in."""
    return [row for _, row in sorted(rows, key=lambda one: one[0])[:most]]


def _named(rows: Iterable[ShownRow], names: dict[str, str]) -> list[ShownRow]:
    return [replace(row, body=names.get(row.body, row.body)) for row in rows]


def _today() -> date:
    return clock.local_date(clock.now())
