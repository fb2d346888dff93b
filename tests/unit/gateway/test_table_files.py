"""A workbook to be read has days, numbers, a filter and a page; one to come back has texts."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gateway.tables import writing

COLUMNS = [
    {"key": "title", "title": "Leistung", "width": 34, "holds": "text"},
    {"key": "year", "title": "Jahr", "width": 8, "holds": "number"},
    {"key": "on", "title": "Geprüft", "width": 12, "holds": "date"},
]
ROWS = [
    ["catalogue", ["Wohngeld", 2025, "2026-11-02"]],
    ["catalogue", ["=1+1", None, "bald"]],
]


def layout(**more: Any) -> dict[str, Any]:
    return {"sheets": [{"key": "catalogue", "title": "Katalog", "columns": COLUMNS, **more}]}


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    writing.write_xlsx(layout(to_read=True), ROWS, tmp_path / "list.xlsx")
    return openpyxl.load_workbook(tmp_path / "list.xlsx")["Katalog"]


def test_days_and_numbers_are_what_they_are(sheet: Any) -> None:
    title, year, on = sheet[2]

    assert (title.value, year.value, on.value) == ("Wohngeld", 2025, datetime(2026, 11, 2))
    assert (year.data_type, on.number_format) == ("n", "dd.mm.yyyy")


def test_what_is_no_day_or_looks_like_a_formula_stays_a_text(sheet: Any) -> None:
    title, year, on = sheet[3]

    assert (title.value, title.data_type) == ("=1+1", "s")
    assert (year.value, on.value) == (None, "bald")


def test_the_list_can_be_filtered_scrolled_and_printed(sheet: Any) -> None:
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [35, 9, 13]
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A1"].comment is None


def test_a_sheet_that_comes_back_keeps_texts_and_names_its_fields(tmp_path: Path) -> None:
    plain = [{k: v for k, v in column.items() if k != "holds"} for column in COLUMNS]
    described = {"sheets": [{"key": "catalogue", "title": "Leistungen", "columns": plain}]}

    writing.write_xlsx(described, ROWS, tmp_path / "list.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx")["Leistungen"]
    assert sheet["C2"].value == "2026-11-02"
    assert sheet["A1"].comment.text.endswith("title")
    assert sheet.auto_filter.ref is None
