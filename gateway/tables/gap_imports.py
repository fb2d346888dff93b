"""Takes in a list of what many bodies have in use without a contract, as a file over the API."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Response, request
from werkzeug.datastructures import FileStorage

from gateway.api import bodies
from gateway.api.render import to_json
from gateway.api.requests import OwnRequest
from gateway.callers.principals import Calls
from gateway.tables import gap_rows
from gateway.tables.child_pool import ChildPool
from gateway.tables.gap_rows import GapLine
from gateway.tables.uploads import RowUploads, Upload
from gateway.words.gap_lists import GAP_LISTS
from services.common import clock, context
from services.common.errors import Wrong, invalid_fields
from services.common.principal import EVERYWHERE, Principal
from services.common.words import in_language

CHOICES = ("true", "false")
MOST_SERVICES = "200"
PATIENCE_S = 15.0
"""So long a list is taken in before the answer says which rows are left."""
TYPES = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "multipart/form-data",
)
LEFT = "open"
"""The outcome of a row the time did not suffice for; the same list again goes on with it."""


@dataclass
class GapReport:
    """What becomes of each row, and how many of each."""

    dry_run: bool
    rows: list[dict[str, Any]] = field(default_factory=list)

    def note(self, row: int | None, outcome: str, label: Any, **facts: Any) -> None:
        """Take in a row."""
        self.rows.append({"row": row, "outcome": outcome, "label": label, **facts})

    def plain(self) -> dict[str, Any]:
        """Return the report in the order of the file."""
        counts: dict[str, int] = {}
        for row in self.rows:
            counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
        listed = sorted(self.rows, key=lambda row: row["row"] or 0)
        return {"dry_run": self.dry_run, "counts": counts, "items": listed}


@dataclass(frozen=True)
class GapListImports:
    """Answers ``POST uncontracted/import``: 200, or 202 where rows are left."""

    calls: Calls
    children: ChildPool

    def answer(self, own_request: OwnRequest) -> Response:
        """Return what became of each row or, on a dry run, would."""
        own_request.principal.require("orders:support", EVERYWHERE)
        dry_run, day = _asked(own_request.arguments["query"])
        layout = gap_rows.layout(context.current().language)
        upload = RowUploads(self.children).read(_sent(), layout)
        report = GapReport(dry_run == "true")
        lines = self._readable(upload, day, report, own_request.principal)
        self._tell(lines, report, dry_run, own_request.principal)
        said = in_language(report.plain(), context.current().language)
        status = 202 if LEFT in said["counts"] else 200
        return Response(to_json(said), status, content_type="application/json")

    def _readable(
        self, upload: Upload, day: date, report: GapReport, principal: Principal
    ) -> Iterator[GapLine]:
        """Return the rows that can be told; what is wrong with the others is noted."""
        for flaw in upload.flaws:
            report.note(flaw.row, "invalid", flaw.sentence, column=flaw.column)
        spoiled = {flaw.row for flaw in upload.flaws}
        rows = {number: cells for number, cells in upload.rows.items() if number not in spoiled}
        query = {"kind": "efa", "limit": MOST_SERVICES}
        services = self.calls.call(
            "catalog", "search", arguments={"query": query}, principal=principal
        )
        today = clock.local_date(clock.now())
        for line in gap_rows.lines_of(rows, gap_rows.ids_by_title(services["items"]), day, today):
            if line.fault:
                report.note(line.number, "invalid", GAP_LISTS[line.fault].filled(), **_named(line))
            else:
                yield line

    def _tell(
        self, lines: Iterable[GapLine], report: GapReport, dry_run: str, principal: Principal
    ) -> None:
        until = time.monotonic() + PATIENCE_S
        for part in gap_rows.parts_of(lines):
            if time.monotonic() > until:
                for line in part:
                    report.note(line.number, LEFT, GAP_LISTS["gap-left"].filled(), **_named(line))
                continue
            arguments = {"payload": gap_rows.payload_of(part), "query": {"dry_run": dry_run}}
            told = self.calls.call(
                "orders", "add_uncontracted", arguments=arguments, principal=principal
            )
            _note_told(report, part, told["items"])


def _note_told(
    report: GapReport, part: Sequence[GapLine], items: Iterable[Mapping[str, Any]]
) -> None:
    for line, item in zip(part, items, strict=True):
        report.note(line.number, item["outcome"], item["label"], **_named(line))


def _named(line: GapLine) -> dict[str, str]:
    return {"body": line.body, "profile": line.profile}


def _asked(query: Mapping[str, str]) -> tuple[str, date]:
    """Return whether it is a dry run, and the day that holds where a row names none."""
    bodies.check_parameters(request, ("dry_run", "listed_on"))
    dry_run, today = query.get("dry_run", "false"), clock.local_date(clock.now())
    if dry_run not in CHOICES:
        raise invalid_fields([("/dry_run", Wrong("one-of", choices=list(CHOICES)))])
    with suppress(ValueError):
        day = date.fromisoformat(query.get("listed_on", today.isoformat()))
        if gap_rows.EARLIEST <= day <= today:
            return dry_run, day
    raise invalid_fields([("/listed_on", Wrong("no-day"))])


def _sent() -> FileStorage:
    if request.mimetype not in TYPES:
        raise bodies.unsupported(*TYPES)
    if request.mimetype != "multipart/form-data":
        return FileStorage(request.stream)
    sent = request.files.get("file")
    if sent is None:
        raise invalid_fields([("/file", Wrong("field-missing"))])
    return sent
