"""An uploaded list of plain rows is read from a workbook or CSV, or it is said what is wrong."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gateway.tables import gap_rows
from gateway.tables.kinds import UnreadableFile
from gateway.tables.reading import FORMULA, NEW_COLUMN, NO_COLUMN, NO_HEADINGS, TOO_MANY
from gateway.tables.row_lists import read_rows

GERMAN = ["Schlüssel der Stelle", "Kennung oder Titel des Dienstes", "Stand"]
CELLS = {"body": "09187162", "profile": "ewa", "listed-on": "01.11.2026"}


def lines(path: Path, language: str = "de") -> list[dict[str, Any]]:
    read = read_rows(gap_rows.layout(language), path)
    return [line for line in read if "columns" not in line]


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Meine Liste"
    for row in rows:
        book.active.append(row)
    book.create_sheet("Notizen").append(["nur für uns"])
    book.save(path / "list.xlsx")
    return path / "list.xlsx"


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    (path / "list.csv").write_bytes(text.encode(encoding))
    return path / "list.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_is_read_however_a_spreadsheet_saves_it(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    rows = "\r\n".join(separator.join(row) for row in (GERMAN, list(CELLS.values())))

    (line,) = lines(text_file(tmp_path, rows, encoding))

    assert line == {"record": {"row": 2, "cells": CELLS}}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_workbook_has_the_headings_of_either_language_and_sheets_of_its_own(
    tmp_path: Path, language: str
) -> None:
    path = workbook(tmp_path, GERMAN, ["09187162", "ewa", "01.11.2026"], [9162000, "ewa", None])

    first, second = lines(path, language)

    assert first["record"] == {"row": 2, "cells": CELLS}
    assert second["record"] == {"row": 3, "cells": {"body": 9162000, "profile": "ewa"}}


def test_each_bad_cell_is_named_by_its_place(tmp_path: Path) -> None:
    path = workbook(tmp_path, [*GERMAN, "Farbe"], ["=1+1", "ewa", None, "rot"])

    problems = [line["problem"] for line in lines(path) if "problem" in line]

    assert {(p["row"], p["column"], p["key"]) for p in problems} == {
        (1, "D", NEW_COLUMN), (2, "A", FORMULA), (2, "D", NEW_COLUMN),
    }  # fmt: skip


def test_a_list_without_headings_or_with_one_missing_says_so(tmp_path: Path) -> None:
    (bare,) = lines(text_file(tmp_path, "09187162;ewa"))
    (half, *_) = lines(text_file(tmp_path, f"{GERMAN[0]}\n09187162"))

    assert bare["problem"]["key"] == NO_HEADINGS
    assert (half["problem"]["key"], half["problem"]["row"]) == (NO_COLUMN, 1)


def test_more_rows_than_are_taken_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gap_rows, "MOST_ROWS", 2)
    rows = "\n".join([";".join(GERMAN), *["09187162;ewa;"] * 3])

    found = lines(text_file(tmp_path, rows))

    assert [line["problem"]["key"] for line in found] == [TOO_MANY]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00\x01\x02"])
def test_what_is_no_list_is_refused_by_what_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile):
        lines(path)
