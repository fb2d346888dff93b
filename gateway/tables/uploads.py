"""An uploaded list of plain rows, read by a child process: its rows, and what is wrong where."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

from gateway.problems.problems import Problem
from gateway.tables.child_pool import ChildPool
from gateway.words import text
from services.common.words import Text

Line = dict[str, Any]


@dataclass(frozen=True)
class Flaw:
    """What a cell, a row or the whole file is wrong in."""

    row: int | None
    column: str | None
    sentence: Text


@dataclass(frozen=True)
class Upload:
    """The rows of a list by their numbers, and what could not be read of it."""

    rows: dict[int, Line] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)


@dataclass(frozen=True)
class RowUploads:
    """Reads uploads, a few at a time."""

    children: ChildPool

    def read(self, sent: FileStorage, layout: Line) -> Upload:
        """Return what the file holds; refuse what is no list at all."""
        with self.children.place(), self._stored(sent) as path:
            return self._read(path, layout)

    def _read(self, path: Path, layout: Line) -> Upload:
        with self.children.child("read", "rows", str(path)) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(layout).encode() + b"\n")
            child.stdin.close()
            try:
                upload = _taken(child.stdout)
            except ValueError as error:
                raise Problem(422, "workbook-too-large") from error
            if child.wait() != 0:
                raise Problem(422, "workbook-too-large")
            return upload

    @contextmanager
    def _stored(self, sent: FileStorage) -> Iterator[Path]:
        """Keep the file for as long as it is read."""
        handle, name = tempfile.mkstemp(dir=self.children.folder)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                sent.save(file)
            yield path
        finally:
            path.unlink()


def _taken(lines: Iterable[bytes]) -> Upload:
    upload = Upload()
    for line in lines:
        said = json.loads(line)
        if "broken" in said:
            key = said.get("key")
            raise Problem(422, said["broken"], text(key) if key else "")
        if "record" in said:
            upload.rows[said["record"]["row"]] = said["record"]["cells"]
        elif "problem" in said:
            upload.flaws.append(_flaw(said["problem"]))
    return upload


def _flaw(problem: Line) -> Flaw:
    sentence = text(problem["key"], **problem.get("parameters", {}))
    return Flaw(problem["row"], problem["column"], sentence)
