"""Importing profiles from a workbook or JSON: read apart, checked page by page, then stored.

The file is read by a child process; the catalogue checks each page of records against its
schema and keeps it aside. Only when all pages are good is the import accepted, and from then on
it is finished whatever happens here: the catalogue itself goes on with one that stopped.
"""

import json
import os
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Response, request
from werkzeug.datastructures import FileStorage

from gateway.api import bodies
from gateway.api.formats import XLSX
from gateway.api.render import to_json
from gateway.api.requests import OwnRequest
from gateway.callers.principals import Calls
from gateway.calls.client import DeadlinePassed
from gateway.problems.problems import Problem
from gateway.tables.child_pool import ChildPool
from gateway.words import text
from services.common.errors import Refusal, Wrong, invalid_fields
from services.common.principal import Principal
from services.common.words import Text

KINDS = {XLSX: "xlsx", "application/json": "json"}
RECORDS_PER_PAGE = 50
LARGEST_PAGE_BYTES = 256 * 1024
MOST_ERRORS = 1_000
PATIENCE_S = 25.0
CHOICES = {"true": True, "false": False}
COUNTS = ("new", "changed", "unchanged")


@dataclass
class ImportReport:
    """An import on its way: whose it is, and what its pages came to."""

    principal: Principal
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    errors: list[dict[str, Any]] = field(default_factory=list)
    error_count: int = 0
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    is_begun: bool = False

    @property
    def records(self) -> int:
        """Return how many records the catalogue keeps aside."""
        return sum(self.counts.values())

    def note_unread(self, error: dict[str, Any]) -> None:
        """Keep what the file itself is wrong in; that the value is missing too says nothing."""
        self.note([error])
        self.unread.add(error["pointer"])

    def note(self, found: list[dict[str, Any]]) -> None:
        """Keep the first thousand, each with its column's letter; count all."""
        errors = [error for error in found if error["pointer"] not in self.unread]
        self.error_count += len(errors)
        for error in errors[: MOST_ERRORS - len(self.errors)]:
            letters = self.columns.get(error.get("sheet", ""), {})
            self.errors.append({"column": letters.get(error.get("field") or ""), **error})

    def refuse_if_wrong(self) -> None:
        """Raise the problem that names every bad cell, in the order of the file."""
        if self.error_count:
            known = [{k: v for k, v in e.items() if v is not None} for e in self.errors]
            errors = sorted(known, key=_place)
            extra = {"error_count": self.error_count}
            raise Problem(422, "import-invalid", errors=errors, extra=extra)


@dataclass(frozen=True)
class ProfileImports:
    """Answers ``POST profiles/import``."""

    calls: Calls
    children: ChildPool

    def answer(self, own_request: OwnRequest) -> Response:
        """Return what the import did or, on a dry run, would do; refuse it naming every cell."""
        is_trial = _is_trial(own_request.arguments["query"])
        done = self._run(own_request.principal, {"dry_run": is_trial})
        return _response(202 if done["state"] == "storing" else 200, {"dry_run": is_trial, **done})

    def try_and_keep(self, principal: Principal) -> dict[str, Any]:
        """Return what storing the running request's file would do; the catalogue keeps it aside."""
        return self._run(principal, {"dry_run": True, "keep": True})

    def store(self, principal: Principal, import_id: str, records: int) -> dict[str, Any]:
        """Have stored what was tried and kept; refuse it naming what somebody has changed since.

        It has begun when this returns; the catalogue goes on with it.
        """
        report = ImportReport(principal, import_id)
        payload = {"records": records, "dry_run": False, "hand_over": True}
        progress: dict[str, Any] = self._ask_about(report, "finish_import", payload)
        report.note(progress.pop("errors"))
        report.refuse_if_wrong()
        return progress

    def layout(self, principal: Principal) -> Any:
        """Return the sheets and columns of an import."""
        return self._ask("table_layout", principal, {})

    def _run(self, principal: Principal, how: Mapping[str, bool]) -> dict[str, Any]:
        layout, report = self.layout(principal), ImportReport(principal)
        try:
            with self.children.place(), _uploaded(self.children.folder) as (kind, path):
                self._check(report, kind, path, layout)
            report.refuse_if_wrong()
        except Problem:
            self._forget(report)
            raise
        progress = self._finish(report, {"records": report.records, **how})
        report.note(progress.pop("errors"))
        report.refuse_if_wrong()
        return {**report.counts, **progress}

    def _check(self, found: ImportReport, kind: str, path: Path, layout: Any) -> None:
        with self.children.child("read", kind, str(path)) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(layout).encode() + b"\n")
            child.stdin.close()
            for number, page in enumerate(_pages(child.stdout, found)):
                found.is_begun = True
                payload = {"page": number, "records": page.decode()}
                checked = self._ask_about(found, "import_profiles", payload)
                found.note(checked["errors"])
                for name in COUNTS:
                    found.counts[name] += checked[name]
            if child.wait() != 0:
                raise Problem(422, "workbook-too-large")

    def _forget(self, found: ImportReport) -> None:
        """Let the catalogue keep no record of what is refused, which is what is answered."""
        payload = {"records": found.records, "dry_run": True}
        with suppress(Refusal, DeadlinePassed):
            if found.is_begun:
                self._ask_about(found, "finish_import", payload)

    def _finish(self, found: ImportReport, payload: dict[str, Any]) -> dict[str, Any]:
        """Accept it and store for a while; the catalogue goes on by itself with the rest."""
        until = time.monotonic() + PATIENCE_S
        while True:
            progress: dict[str, Any] = self._ask_about(found, "finish_import", payload)
            if progress["state"] != "storing" or time.monotonic() > until:
                return progress

    def _ask_about(self, found: ImportReport, method: str, payload: dict[str, Any]) -> Any:
        arguments = {"import_id": found.id, "payload": payload}
        return self._ask(method, found.principal, arguments)

    def _ask(self, method: str, principal: Principal, arguments: dict[str, Any]) -> Any:
        return self.calls.call("catalog", method, arguments=arguments, principal=principal)


def _pages(lines: Any, found: ImportReport) -> Iterator[bytes]:
    """Return the records in pages as they are; take problems out, refuse what is broken."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        if not line.startswith(b'{"record"'):
            said = json.loads(line)
            if "broken" in said:
                raise Problem(422, said["broken"], _sentence(said) or "")
            if "columns" in said:
                found.columns = said["columns"]
            else:
                found.note_unread(_error(said["problem"]))
            continue
        held.append(line)
        size += len(line)
        if len(held) >= RECORDS_PER_PAGE or size >= LARGEST_PAGE_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _sentence(said: dict[str, Any]) -> Text | None:
    """Return what a line of the child says, by key and parameters, in words."""
    key, parameters = said.pop("key", None), said.pop("parameters", {})
    return text(key, **parameters) if key else None


def _error(problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem of the file as the catalogue gives those of its fields."""
    detail = _sentence(problem)
    problem = {**problem, "detail": detail}
    if "pointer" in problem:
        return problem
    if "item" in problem:
        pointer = f"/items/{problem['item']}" + ("/id" if problem.get("field") else "")
    else:
        parts = (problem["sheet"], problem["row"], problem["field"])
        pointer = "".join(f"/{part}" for part in parts if part is not None)
    return {"pointer": pointer, **problem}


def _place(error: dict[str, Any]) -> tuple[Any, ...]:
    column = error.get("column") or ""
    row = error.get("row") or error.get("item") or 0
    return (error.get("sheet") or "", row, len(column), column)


def _is_trial(query: Mapping[str, str]) -> bool:
    bodies.check_parameters(request, ("dry_run",))
    if query.get("dry_run", "false") not in CHOICES:
        raise invalid_fields([("/dry_run", Wrong("one-of", choices=list(CHOICES)))])
    return CHOICES[query.get("dry_run", "false")]


@contextmanager
def _uploaded(folder: Path) -> Iterator[tuple[str, Path]]:
    """Return the kind of the running request's upload and a file of it, for as long as needed."""
    if request.mimetype == "multipart/form-data":
        sent = request.files.get("file") or FileStorage()
        kind = KINDS.get(sent.mimetype) or _kind_by(sent.filename or "")
    else:
        sent = FileStorage(request.stream)
        kind = KINDS.get(request.mimetype, "")
    if kind not in KINDS.values():
        raise bodies.unsupported(*KINDS, "multipart/form-data")
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            sent.save(file)
        yield kind, path
    finally:
        path.unlink()


def _kind_by(filename: str) -> str:
    """Return the kind a name says; what is neither is looked into, and then called what it is."""
    suffix = Path(filename).suffix.lstrip(".").lower()
    return suffix if suffix in KINDS.values() or not filename else "xlsx"


def _response(status: int, report: Mapping[str, Any]) -> Response:
    headers = {"Location": f"/api/v1/imports/{report['import']}"} if status == 202 else {}
    return Response(to_json(report), status, headers, content_type="application/json")
