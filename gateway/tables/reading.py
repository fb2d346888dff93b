"""Read an uploaded workbook into records, each saying where it stands.

The layout names the sheets and columns there must be; what a cell means is not known here.
Formulas are refused rather than computed: what a program once stored beside one is not what
the editor sees. Lines out are ``{"columns": ...}`` (where each field stands on each sheet),
``{"problem": ...}``, ``{"record": ...}`` or, alone, ``{"broken": code}``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from math import isfinite
from pathlib import Path
from typing import Any

from gateway.tables.archive import Row, Workbook, letter_of
from gateway.tables.json_lists import MOST_RECORDS, NO_ID, NO_ROWS, SAME_ID, TOO_MANY, read_json
from gateway.tables.kinds import told_as_unreadable

MOST_ROWS = 50_000
MOST_CELLS = 1_500_000
MOST_PROBLEMS = 1_000
MOST_ABOVE = 20
"""Among so many filled rows the headings are looked for."""
MOST_IN_TITLE = 2
"""A row above the headings with more cells than this was meant as a row of the list."""
LONGEST_NAME = 200
BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")
"""What shows nothing: a cell of it is empty."""
AS_TYPED = frozenset({"General", "GENERAL", "@", "0", "#,##0"})
"""The formats that show a whole number with all its digits and no others."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

FORMULA = "cell-formula"
AS_TEXT = "cell-no-text"
FAULTY = "cell-faulty"
NO_SHEET = "sheet-missing"
NEW_SHEET = "sheet-unknown"
SAME_SHEET = "sheet-twice"
NOT_OURS = "workbook-not-ours"
NO_HEADINGS = "headings-missing"
ABOVE = "row-above-headings"
NO_COLUMN = "column-missing"
NEW_COLUMN = "column-unknown"
TWICE = "column-twice"
STRAY_ID = "id-elsewhere"

Line = dict[str, Any]


@dataclass
class Reader:
    """Reads one workbook; problems are gathered beside the records."""

    layout: dict[str, Any]
    problems: list[Line] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    records: dict[str, Line] = field(default_factory=dict)
    cells: int = 0
    is_too_long: bool = False

    def read(self, path: Path) -> Iterator[Line]:
        """Return problems and records as lines."""
        book = Workbook(path)
        sheets = self._known(book)
        if sheets is not None:
            self._read(book, sheets)
        yield from self.lines()

    def lines(self) -> Iterator[Line]:
        """Return what was found."""
        yield {"columns": self.columns}
        yield from ({"problem": self._named(problem)} for problem in self.problems)
        if not self.is_too_long:
            yield from ({"record": record} for record in self.records.values())

    def _read(self, book: Workbook, sheets: dict[str, str]) -> None:
        for number, described in enumerate(self.layout["sheets"]):
            part = sheets.get(_spoken(described["title"]))
            if part is None:
                self._note(described["title"], None, None, NO_SHEET)
            else:
                self._sheet(book.rows(part), described, is_main=number == 0)
        if not self.records and not self.problems:
            self._note(self.layout["sheets"][0]["title"], None, None, NO_ROWS)

    def _known(self, book: Workbook) -> dict[str, str] | None:
        """Return the sheets there must be by their titles; a workbook with none is another one."""
        wanted = {_spoken(sheet["title"]) for sheet in self.layout["sheets"]}
        known: dict[str, str] = {}
        others = []
        for title, part in book.sheets():
            name = _spoken(title)
            if name in known:
                self._note(title, None, None, SAME_SHEET)
            elif name in wanted:
                known[name] = part
            else:
                others.append((title, part))
        if not known:
            titles = ", ".join(title for title, _ in islice(others, 5)) or "-"
            main = self.layout["sheets"][0]["title"]
            self._note(main, None, None, NOT_OURS, sheets=titles)
            return None
        for title, part in others:
            if any(_filled(cells) for _, cells in book.rows(part)):
                self._note(title, None, None, NEW_SHEET)
        return known

    def _sheet(self, rows: Iterator[Row], described: Line, *, is_main: bool) -> None:
        title = described["title"]
        first_rows = list(islice(filled_rows(rows), MOST_ABOVE))
        first = self._headed(first_rows, described)
        if first is None:
            self._note(title, 1, None, NO_HEADINGS, first=described["columns"][0]["title"])
            return
        for number, cells in first_rows[:first]:
            if len(cells) > MOST_IN_TITLE:
                self._note(title, number, None, ABOVE)
        keys = self._headings(described, *first_rows[first])
        taken = 0
        for number, cells in chain(first_rows[first + 1 :], filled_rows(rows)):
            before = len(self.problems)
            values = self._values(described, number, cells, keys)
            for problem in self.problems[before:]:
                problem["record"] = values.get(described["columns"][0]["key"])
            if not values:
                continue
            taken += 1
            self.cells += len(values)
            most = described.get("most_rows", MOST_RECORDS if is_main else MOST_ROWS)
            if taken > most or self.cells > MOST_CELLS:
                self.is_too_long = True
                self._note(title, number, None, TOO_MANY)
                return
            self._take(described, number, values, is_main=is_main)

    def _headed(self, rows: list[Row], described: Line) -> int | None:
        """Tell which of the first rows has most of the headings."""
        known = _known_headings(described)
        matches = [sum(_spoken(cell.value) in known for cell in cells) for _, cells in rows]
        best = max(matches, default=0)
        return matches.index(best) if best else None

    def _headings(self, described: Line, row: int, cells: list[Any]) -> dict[int, str]:
        """Return the field of each column, by its heading or by its own name."""
        title, known = described["title"], _known_headings(described)
        keys: dict[int, str] = {}
        for cell in cells:
            heading, column = " ".join(str(cell.value).split()), cell.column - 1
            key = known.get(_spoken(heading))
            if key is None:
                self._note(title, row, column, NEW_COLUMN, heading)
            elif key in keys.values():
                self._note(title, row, column, TWICE, str(key))
            else:
                keys[column] = key
        self.columns[title] = {key: letter_of(n) for n, key in keys.items()}
        needed = (c for c in described["columns"] if not c.get("is_optional"))
        for missing in (c for c in needed if c["key"] not in keys.values()):
            self._note(title, row, None, NO_COLUMN, missing["title"])
        return keys

    def _values(self, described: Line, number: int, cells: list[Any], keys: dict[int, str]) -> Line:
        title, values = described["title"], Line()
        texts = {column["key"] for column in described["columns"] if column["is_text"]}
        for cell in cells:
            column = cell.column - 1
            key = keys.get(column)
            if cell.data_type in ("f", "e"):
                wrong = FORMULA if cell.data_type == "f" else FAULTY
                self._note(title, number, column, wrong, key)
            elif key is None:
                self._note(title, number, column, NEW_COLUMN)
            elif key in texts and _is_shown_otherwise(cell):
                self._note(title, number, column, AS_TEXT, key)
            else:
                values[key] = _plain(cell.value)
        return values

    def _take(
        self, described: dict[str, Any], row: int, values: dict[str, Any], *, is_main: bool
    ) -> None:
        title, own = described["title"], described["columns"][0]["key"]
        id = str(values.pop(own, "")).strip()
        if not id:
            self._note(title, row, 0, NO_ID, own)
        elif is_main and id in self.records:
            self._note(title, row, 0, SAME_ID, own)
        elif is_main:
            self.records[id] = {"id": id, "row": row, "cells": values, "lists": {}}
        elif id not in self.records:
            self._note(title, row, 0, STRAY_ID, own)
        else:
            listed = self.records[id]["lists"].setdefault(described["key"], [])
            listed.append({"row": row, "cells": values})

    def _named(self, problem: Line) -> Line:
        """Say which record a problem's row belongs to, where the rows of the file have names."""
        id = problem.pop("record", None)
        named_by = self.layout.get("named_by")
        if id is None or not named_by:
            return problem
        cells = self.records.get(str(id).strip(), {}).get("cells", {})
        told = [str(cells[key])[:LONGEST_NAME] for key in named_by.values() if cells.get(key)]
        title = {"de": told[0], "en": told[-1]} if told else None
        return {**problem, "profile": str(id).strip(), "title": title}

    def _note(
        self,
        sheet: str,
        row: int | None,
        column: int | None,
        wrong: str,
        field: str | None = None,
        **parameters: str,
    ) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            return
        letter = None if column is None else letter_of(column)
        problem = {"sheet": sheet, "row": row, "column": letter, "field": field, "key": wrong}
        self.problems.append(problem | ({"parameters": parameters} if parameters else {}))


def _spoken(title: Any) -> str:
    """Return a title or heading as two that look alike have it: one case, single blanks."""
    return " ".join(str(title).split()).casefold()


def _known_headings(described: Line) -> dict[str, str]:
    """Return the key of each column by its heading, in any language, and by its own name."""
    columns = described["columns"]
    return {
        _spoken(name): c["key"]
        for c in columns
        for name in (c["key"], c["title"], *c.get("also", ()))
    }


def _filled(cells: list[Any]) -> list[Any]:
    """Return the cells in which something stands."""
    return [c for c in cells if not isinstance(c.value, str) or not BLANK.fullmatch(c.value)]


def filled_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """Return the rows in which something stands."""
    for number, cells in rows:
        if filled := _filled(cells):
            yield number, filled


def _is_shown_otherwise(cell: Any) -> bool:
    """Tell whether a spreadsheet made a number or a date of the text its editor may have meant.

    2.10 is kept as 2.1 and shown as its format says; 10000 is what it looks like.
    """
    if isinstance(cell.value, str | bool):
        return False
    is_whole = isinstance(cell.value, int | float) and float(cell.value).is_integer()
    return not is_whole or cell.number_format not in AS_TYPED


def _plain(value: Any) -> Any:
    """Return a cell's value as JSON has it; a whole number has no fraction."""
    if isinstance(value, str):
        unescaped = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return unescaped.encode("utf-8", "replace").decode()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    is_number = isinstance(value, int | float) and isfinite(value)
    return value if is_number else str(value)


def read_xlsx(layout: dict[str, Any], path: Path) -> Iterator[Line]:
    """Return the lines of a workbook."""
    with told_as_unreadable():
        yield from Reader(layout).read(path)


READERS = {"xlsx": read_xlsx, "json": read_json}
