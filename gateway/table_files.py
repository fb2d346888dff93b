"""Write the lines of an export into a file: a workbook, CSV or JSON.

The first line is the layout (sheets with their columns), every other one a row of a sheet,
``[sheet, [cells]]``; for JSON every other line is an item as it is given out. Lines are
written as they come, so that memory does not grow with the list.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

LONGEST_TEXT = 32_767
LARGEST_EXACT = 10**15
AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CREATED = datetime(2026, 1, 1)  # the same content gives the same bytes in every process
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

Layout = dict[str, Any]
Cells = list[Any]


class Unwritable(ValueError):
    """A cell holds what the format cannot."""


def write_xlsx(layout: Layout, lines: Iterable[Any], path: Path) -> None:
    """Write a workbook: a sheet per list, its headings with the field's name as comment."""
    book = xlsxwriter.Workbook(str(path), {**OPTIONS, "tmpdir": str(path.parent)})
    book.set_properties({"created": CREATED})
    heading, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    sheets: dict[str, Any] = {}
    rows: dict[str, int] = {}
    for described in layout["sheets"]:
        sheet = sheets[described["key"]] = book.add_worksheet(described["title"])
        rows[described["key"]] = 0
        sheet.freeze_panes(1, 1)
        for number, column in enumerate(described["columns"]):
            sheet.set_column(number, number, column["width"], plain)
            sheet.write_string(0, number, column["title"], heading)
            sheet.write_comment(0, number, column["key"])
    for key, cells in lines:
        rows[key] += 1
        for number, cell in enumerate(cells):
            _write(sheets[key], rows[key], number, cell)
    book.close()


def write_csv(layout: Layout, lines: Iterable[Any], path: Path) -> None:
    """Write the first sheet as spreadsheets open it: semicolons, a byte order mark, CRLF."""
    first = layout["sheets"][0]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column["title"] for column in first["columns"]])
        for key, cells in lines:
            if key == first["key"]:
                writer.writerow([_harmless(cell) for cell in cells])


def write_json(layout: Layout, lines: Iterable[Any], path: Path) -> None:
    """Write the items as one object, as the list itself would give them."""
    total = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"items":[')
        for item in lines:
            file.write("\n" if total == 0 else ",\n")
            json.dump(item, file, ensure_ascii=False, separators=(",", ":"))
            total += 1
        file.write(f'\n],"next":null,"total":{total}}}\n')


WRITERS: dict[str, Callable[[Layout, Iterable[Any], Path], None]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "json": write_json,
}


def write(kind: str, stream: Iterable[bytes], path: Path) -> None:
    """Write what a stream of lines says, its first line being the layout."""
    lines: Iterator[Any] = (json.loads(line) for line in stream)
    WRITERS[kind](next(lines), lines, path)


def _write(sheet: Any, row: int, number: int, cell: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LARGEST_EXACT:
        sheet.write_number(row, number, cell)
    elif sheet.write_string(row, number, str(cell)) != 0:
        raise Unwritable(f"row {row + 1}, column {number + 1}")


def _harmless(cell: Any) -> Any:
    """Give a text that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(AS_FORMULA):
        return f"'{cell}"
    return cell
