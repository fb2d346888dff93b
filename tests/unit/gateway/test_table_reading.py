"""A cell is read as what its editor sees, or refused."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gateway.tables.reading import AS_TEXT, read_xlsx

COLUMNS = [
    {"key": "id", "title": "Kennung", "is_text": True},
    {"key": "version", "title": "Version", "is_text": True},
    {"key": "year", "title": "Jahr", "is_text": False},
]
LAYOUT = {"sheets": [{"key": "profiles", "title": "Leistungen", "columns": COLUMNS}]}


def read(
    path: Path, value: Any, shown_as: str, letter: str = "B", layout: dict[str, Any] = LAYOUT
) -> list[dict[str, Any]]:
    """Return the lines of a workbook with one row, of which one cell is this."""
    book = openpyxl.Workbook()
    book.active.title = "Leistungen"
    book.active.append([column["title"] for column in COLUMNS])
    book.active.append(["p1", "x", 2026])
    cell = book.active[f"{letter}2"]
    cell.value, cell.number_format = value, shown_as
    book.save(path / "book.xlsx")
    return [line for line in read_xlsx(layout, path / "book.xlsx") if "columns" not in line]


@pytest.mark.parametrize(
    ("value", "shown_as"),
    [
        (2.1, "General"), (2.1, "@"), (2.1, "0.00"), (2.0, "0.0"), (2, "0.0"), (2, "#,##0.00"),
        (3, "0%"), (1234, "00000"), (99115005104000, "0.00E+00"), (7, '0" Stück"'),
        (date(2026, 10, 1), "DD.MM"), (datetime(2026, 10, 1, 9, 5), "General"),
    ],
)  # fmt: skip
def test_a_number_that_is_shown_otherwise_is_no_text(
    tmp_path: Path, value: Any, shown_as: str
) -> None:
    problems = [line["problem"] for line in read(tmp_path, value, shown_as) if "problem" in line]

    assert problems == [
        {"sheet": "Leistungen", "row": 2, "column": "B", "field": "version", "key": AS_TEXT}
    ]


def test_a_cell_that_cannot_be_read_says_whose_row_it_is_in(tmp_path: Path) -> None:
    named = {**LAYOUT, "named_by": {"de": "year", "en": "missing"}}

    problem, _ = (line for line in read(tmp_path, 2.1, "General", layout=named))

    assert problem["problem"]["profile"] == "p1"
    assert problem["problem"]["title"] == {"de": "2026", "en": "2026"}


@pytest.mark.parametrize(
    ("value", "shown_as", "told"),
    [
        ("2.10", "General", "2.10"), ("2.0", "@", "2.0"), (10000, "General", 10000),
        (10000, "0", 10000), (10000, "@", 10000), (10000, "#,##0", 10000),
        (99115005104000, "General", 99115005104000), (2.0, "General", 2),
    ],
)  # fmt: skip
def test_a_text_and_a_whole_number_that_looks_like_one_are_taken(
    tmp_path: Path, value: Any, shown_as: str, told: Any
) -> None:
    (line,) = read(tmp_path, value, shown_as)

    assert line["record"]["cells"]["version"] == told


def test_a_column_of_numbers_takes_them_however_they_are_shown(tmp_path: Path) -> None:
    (line,) = read(tmp_path, 2027, "0.00", "C")

    assert line["record"]["cells"]["year"] == 2027
