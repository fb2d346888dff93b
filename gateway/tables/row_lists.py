"""Read an uploaded list of plain rows, a workbook or CSV: each row is a record by its number.

The list is the first sheet with headings of its layout; what else a workbook holds is not looked
at. A text file is read as spreadsheets save it, in the encodings and with the separators they use.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from gateway.tables import kinds
from gateway.tables.archive import Row, Workbook
from gateway.tables.json_lists import NO_ROWS
from gateway.tables.kinds import UnreadableFile, told_as_unreadable
from gateway.tables.reading import MOST_ABOVE, NO_HEADINGS, Line, Reader, filled_rows

Sheet = tuple[str, Callable[[], Iterator[Row]]]
"""Its title, and what begins to read its rows."""

SEPARATORS = ";,\t"
IN_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class TextCell:
    """A cell of a text file: what stands there, and nothing of how it is shown."""

    value: str
    column: int
    data_type: str = "s"
    number_format: str = "General"


class RowReader(Reader):
    """Reads the one list of a file."""

    def read(self, path: Path) -> Iterator[Line]:
        """Return problems and records as lines."""
        described, sheets = self.layout["sheets"][0], list(sheets_of(path))
        listed = next((sheet for sheet in sheets if self._is_listed(sheet, described)), None)
        if listed is None:
            first = described["columns"][0]["title"]
            self._note(sheets[0][0] if sheets else "", 1, None, NO_HEADINGS, first=first)
        else:
            self._sheet(listed[1](), {**described, "title": listed[0]}, is_main=True)
        if not self.records and not self.problems:
            self._note(described["title"], None, None, NO_ROWS)
        yield from self.lines()

    def _is_listed(self, sheet: Sheet, described: Line) -> bool:
        above = list(islice(filled_rows(sheet[1]()), MOST_ABOVE))
        return self._headed(above, described) is not None

    def _take(
        self, described: dict[str, Any], row: int, values: dict[str, Any], *, is_main: bool
    ) -> None:
        self.records[str(row)] = {"row": row, "cells": values}


def sheets_of(path: Path) -> Iterator[Sheet]:
    """Return the sheets of a workbook, or the only one of a text file."""
    try:
        kinds.refuse_file(path)
    except UnreadableFile as refused:
        if refused.key != kinds.TEXT:
            raise
        yield "", partial(_rows_of, _texts(path))
        return
    book = Workbook(path)
    for title, part in book.sheets():
        yield title, partial(book.rows, part)


def _texts(path: Path) -> list[list[str]]:
    """Return the cells of a text file, row by row."""
    text = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
    except csv.Error as error:
        raise UnreadableFile("workbook-broken") from error


def _decoded(raw: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or the encoding of older spreadsheets."""
    if raw.startswith(IN_MARKS):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _rows_of(texts: Sequence[Sequence[str]]) -> Iterator[Row]:
    for number, cells in enumerate(texts, 1):
        yield number, [TextCell(text, column) for column, text in enumerate(cells, 1) if text]


def read_rows(layout: dict[str, Any], path: Path) -> Iterator[Line]:
    """Return the lines of a list."""
    with told_as_unreadable():
        yield from RowReader(layout).read(path)


READERS = {"rows": read_rows}
