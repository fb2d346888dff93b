"""Write the lines of an export into a file: a workbook, CSV or JSON.

The first line is the layout (sheets with their columns), every other one a row of a sheet,
``[sheet, [cells]]``; for JSON every other line is an item as it is given out, and the last may
be ``["members", {...}]``, which stand behind the items. Lines are written as they come, so that
memory does not grow with the list.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

LONGEST_TEXT = 32_767
A4 = 9
LARGEST_EXACT = 10**15
AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The same content gives the same bytes in every process; a workbook knows no zone.
CREATED = datetime(2026, 1, 1)  # noqa: DTZ001
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


@dataclass
class CellFormats:
    """How cells look; a column to be read wraps its texts and shows its days as days."""

    book: Any

    def __post_init__(self) -> None:
        top = {"valign": "top"}
        self.heading = self.book.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top})
        self.plain = self.book.add_format({"num_format": "@"})
        self.by_kind = {
            "text": self.book.add_format({"text_wrap": True, **top}),
            "number": self.book.add_format({"num_format": "0", **top}),
            "date": self.book.add_format({"num_format": "dd.mm.yyyy", "align": "left", **top}),
        }

    def of(self, column: Layout) -> Any:
        """Return how the cells of a column look."""
        return self.by_kind[column["holds"]] if "holds" in column else self.plain


def write_xlsx(layout: Layout, lines: Iterable[Any], path: Path) -> None:
    """Write a workbook: a sheet per list, to come back as it is or to be read and printed."""
    book = xlsxwriter.Workbook(str(path), {**OPTIONS, "tmpdir": str(path.parent)})
    book.set_properties({"created": CREATED})
    formats = CellFormats(book)
    sheets = {described["key"]: _sheet(book, described, formats) for described in layout["sheets"]}
    columns = {described["key"]: described["columns"] for described in layout["sheets"]}
    rows = dict.fromkeys(sheets, 0)
    for key, cells in lines:
        rows[key] += 1
        for number, (cell, column) in enumerate(zip(cells, columns[key], strict=False)):
            _write(sheets[key], rows[key], number, _typed(cell, column))
    for described in layout["sheets"]:
        if described.get("to_read"):
            last = len(described["columns"]) - 1
            sheets[described["key"]].autofilter(0, 0, rows[described["key"]], last)
    book.close()


def _sheet(book: Any, described: Layout, formats: CellFormats) -> Any:
    """Begin a sheet with its headings; where it comes back, each names its field too."""
    sheet = book.add_worksheet(described["title"])
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(described["columns"]):
        sheet.set_column(number, number, column["width"], formats.of(column))
        sheet.write_string(0, number, column["title"], formats.heading)
        if not described.get("to_read"):
            sheet.write_comment(0, number, column["key"])
    if described.get("to_read"):
        _prepare_print(sheet, described["title"])
    return sheet


def _prepare_print(sheet: Any, title: str) -> None:
    """Print in landscape on A4, as wide as the page, with the headings on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{title}&CDigitalMarkt&RSeite &P von &N")


def write_csv(layout: Layout, lines: Iterable[Any], path: Path) -> None:
    """Write the first sheet as spreadsheets open it: semicolons, a byte order mark, CRLF."""
    first = layout["sheets"][0]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column["title"] for column in first["columns"]])
        for key, cells in lines:
            if key == first["key"]:
                writer.writerow([_harmless(cell) for cell in cells])


def write_json(_layout: Layout, lines: Iterable[Any], path: Path) -> None:
    """Write the items as one object, as the list itself would give them."""
    total, members = 0, {}
    with path.open("w", encoding="utf-8") as file:
        file.write('{"items":[')
        for item in lines:
            if isinstance(item, list):
                members = item[1]
                break
            file.write("\n" if total == 0 else ",\n")
            file.write(_compact(item))
            total += 1
        file.write(f'\n],"next":null,"total":{total}')
        file.writelines(f",{_compact(name)}:{_compact(members[name])}" for name in members)
        file.write("}\n")


def _compact(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


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
    if isinstance(cell, datetime):
        sheet.write_datetime(row, number, cell)
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LARGEST_EXACT:
        sheet.write_number(row, number, cell)
    elif sheet.write_string(row, number, str(cell)) != 0:
        raise Unwritable(f"row {row + 1}, column {number + 1}")


def _typed(cell: Any, column: Layout) -> Any:
    """Return a day as a day; what is none stays the text it is."""
    if column.get("holds") != "date" or not isinstance(cell, str):
        return cell
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return cell


def _harmless(cell: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(AS_FORMULA):
        return f"'{cell}"
    return cell
