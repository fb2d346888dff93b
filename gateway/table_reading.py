"""Read an uploaded workbook or JSON list into records, each saying where it stands.

The layout names the sheets and columns there must be; what a cell means is not known here.
Formulas are refused rather than computed: what a program once stored beside one is not what
the editor sees. Lines out are ``{"columns": ...}`` (where each field stands on each sheet),
``{"problem": ...}``, ``{"record": ...}`` or, alone, ``{"broken": code}``.
"""

import json
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

# The standard library's parser resolves no external entity and bounds the internal ones.
os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
from openpyxl.utils import get_column_letter

MOST_UNPACKED_BYTES = 150 * 1024 * 1024
MOST_PARTS = 1_000
MOST_RECORDS = 10_000
MOST_ROWS = 50_000
MOST_CELLS = 1_500_000
MOST_PROBLEMS = 1_000
DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
AS_TYPED = frozenset({"General", "GENERAL", "@", "0", "#,##0"})
"""The formats that show a whole number with all its digits and no others."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

FORMULA = "Hier steht eine Formel; bitte den Wert eintragen. / A formula; enter its value."
AS_TEXT = (
    "Hier steht eine Zahl oder ein Datum; bitte die Zelle als Text formatieren und den Wert neu"
    " eintragen. / A number or a date; format the cell as text and enter its value again."
)
FAULTY = "Hier steht ein Fehlerwert. / The cell holds an error value."
NO_SHEET = "Dieses Blatt fehlt. / This sheet is missing."
NEW_SHEET = "Dieses Blatt ist nicht vorgesehen. / This sheet is unknown."
NO_COLUMN = "Diese Spalte fehlt. / This column is missing."
NEW_COLUMN = "Diese Spalte ist nicht vorgesehen. / This column is unknown."
TWICE = "Diese Spalte gibt es zweimal. / This column occurs twice."
NO_ID = "Die Kennung fehlt. / The id is missing."
SAME_ID = "Diese Kennung kommt zweimal vor. / This id occurs twice."
STRAY_ID = "Diese Kennung steht nicht im ersten Blatt. / This id is not on the first sheet."
TOO_MANY = "Das sind zu viele Zeilen; bitte die Liste teilen. / Too many rows; split the list."
NO_ROWS = "Die Datei enthält keine Zeilen. / The file holds no rows."
NO_OBJECT = "Hier wird ein Objekt erwartet. / An object is expected."

Line = dict[str, Any]


class Broken(Exception):
    """The file cannot be read at all; the argument is the problem's code."""


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
        """Give problems and records as lines."""
        check_archive(path)
        book = openpyxl.load_workbook(path.open("rb"), read_only=True, keep_links=False)
        sheets = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
        for number, described in enumerate(self.layout["sheets"]):
            sheet = sheets.pop(described["title"].casefold(), None)
            if sheet is None:
                self._note(described["title"], None, None, NO_SHEET)
            else:
                self._sheet(sheet, described, is_main=number == 0)
        for sheet in sheets.values():
            self._note(sheet.title, None, None, NEW_SHEET)
        if not self.records and not self.problems:
            self._note(self.layout["sheets"][0]["title"], None, None, NO_ROWS)
        yield {"columns": self.columns}
        yield from ({"problem": problem} for problem in self.problems)
        if not self.is_too_long:
            yield from ({"record": record} for record in self.records.values())

    def _sheet(self, sheet: Any, described: dict[str, Any], *, is_main: bool) -> None:
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(), start=1)
        _, first = next(rows, (1, ()))
        keys = self._headings(described, first)
        taken = 0
        for number, row in rows:
            values = self._values(described, number, row, keys)
            if not values:
                continue
            taken += 1
            self.cells += len(values)
            most = MOST_RECORDS if is_main else MOST_ROWS
            if taken > most or self.cells > MOST_CELLS:
                self.is_too_long = True
                self._note(described["title"], number, None, TOO_MANY)
                return
            self._take(described, number, values, is_main=is_main)

    def _headings(self, described: dict[str, Any], first: Any) -> dict[int, str]:
        """Give the field of each column, by its heading or by its own name."""
        known = {c["title"].casefold(): c["key"] for c in described["columns"]}
        known |= {c["key"].casefold(): c["key"] for c in described["columns"]}
        keys: dict[int, str] = {}
        for column, cell in enumerate(first):
            heading = " ".join(str(cell.value if cell.value is not None else "").split())
            key = known.get(heading.casefold())
            if key is None and heading:
                self._note(described["title"], 1, column, NEW_COLUMN, heading)
            elif key in keys.values():
                self._note(described["title"], 1, column, TWICE, str(key))
            elif key is not None:
                keys[column] = key
        letters = {key: get_column_letter(column + 1) for column, key in keys.items()}
        self.columns[described["title"]] = letters
        for missing in (c for c in described["columns"] if c["key"] not in keys.values()):
            self._note(described["title"], 1, None, NO_COLUMN, missing["title"])
        return keys

    def _values(self, described: Line, number: int, row: Any, keys: dict[int, str]) -> Line:
        title, values = described["title"], Line()
        texts = {column["key"] for column in described["columns"] if column["is_text"]}
        for column, cell in enumerate(row):
            if cell.value is None or cell.value == "":
                continue
            key = keys.get(column)
            if cell.data_type in ("f", "e"):
                sentence = FORMULA if cell.data_type == "f" else FAULTY
                self._note(title, number, column, sentence, key)
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

    def _note(
        self, sheet: str, row: int | None, column: int | None, detail: str, key: str | None = None
    ) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            return
        letter = None if column is None else get_column_letter(column + 1)
        self.problems.append(
            {"sheet": sheet, "row": row, "column": letter, "field": key, "detail": detail}
        )


def check_archive(path: Path) -> None:
    """Refuse what is no workbook, unpacks to too much, or brings declarations of its own."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED_BYTES:
            raise Broken("workbook-too-large")
        for part in parts:
            with archive.open(part) as file:
                _check_part(file)


def _check_part(file: Any) -> None:
    tail = b""
    while block := file.read(1024 * 1024):
        if any(mark in tail + block for mark in DOCTYPES):
            raise Broken("workbook-broken")
        tail = block[-32:]


def _is_shown_otherwise(cell: Any) -> bool:
    """Tell whether a spreadsheet made a number or a date of the text its editor may have meant.

    2.10 is kept as 2.1 and shown as its format says; 10000 is what it looks like.
    """
    if isinstance(cell.value, str | bool):
        return False
    is_whole = isinstance(cell.value, int | float) and float(cell.value).is_integer()
    return not is_whole or cell.number_format not in AS_TYPED


def _plain(value: Any) -> Any:
    """Give a cell's value as JSON has it; a whole number has no fraction."""
    if isinstance(value, str):
        unescaped = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return unescaped.encode("utf-8", "replace").decode()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else str(value)


def read_xlsx(layout: dict[str, Any], path: Path) -> Iterator[Line]:
    """Give the lines of a workbook."""
    try:
        yield from Reader(layout).read(path)
    except Broken:
        raise
    except Exception as error:
        raise Broken("workbook-broken") from error


def read_json(layout: dict[str, Any], path: Path) -> Iterator[Line]:
    """Give the lines of a JSON list, or of the ``items`` of an object."""
    try:
        content = json.loads(path.read_bytes(), parse_constant=_refuse)
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Broken("json-broken") from error
    items = content.get("items") if isinstance(content, dict) else content
    if not isinstance(items, list):
        raise Broken("json-broken")
    if len(items) > MOST_RECORDS:
        yield {"problem": {"item": MOST_RECORDS, "detail": TOO_MANY}}
        return
    if not items:
        yield {"problem": {"pointer": "/items", "detail": NO_ROWS}}
    seen: set[str] = set()
    for number, item in enumerate(items):
        id = item.get("id") if isinstance(item, dict) else None
        if not isinstance(item, dict):
            yield {"problem": {"item": number, "detail": NO_OBJECT}}
        elif not isinstance(id, str) or not id.strip() or id in seen:
            sentence = SAME_ID if isinstance(id, str) and id in seen else NO_ID
            yield {"problem": {"item": number, "field": "id", "detail": sentence}}
        else:
            seen.add(id)
            yield {"record": {"id": id, "item": number, "facts": item}}


READERS = {"xlsx": read_xlsx, "json": read_json}


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
