"""A workbook is read whoever saved it; anything else is refused once, by what it is."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gateway.tables.archive import Workbook
from gateway.tables.kinds import UnreadableFile
from gateway.tables.reading import NO_HEADINGS, Reader, read_xlsx
from gateway.words import text

COLUMNS = [
    {"key": "id", "title": "Kennung", "is_text": True},
    {"key": "title", "title": "Titel (englisch)", "is_text": True},
]
TITLES = ("Leistungen", "Schnittstellen", "Aufgaben")
LAYOUT = {
    "sheets": [{"key": t.casefold(), "title": t, "columns": COLUMNS} for t in TITLES],
}
HEADINGS = [column["title"] for column in COLUMNS]
USUAL = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
SHEET_TYPE = b"spreadsheetml.sheet.main+xml"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
Cells = list[Any]


def said(key: str | None) -> str:
    return text(str(key)).de


def said_of(problem: dict[str, Any]) -> str:
    return text(problem["key"], **problem.get("parameters", {})).de


def book(first: list[Cells], titles: tuple[str, ...] = TITLES, **more: list[Cells]) -> bytes:
    """Return a workbook whose first sheet has these rows, the others but their headings."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, title in enumerate(titles):
        for row in more.get(title, first if number == 0 else [HEADINGS]):
            (made[title] if title in made.sheetnames else made.create_sheet(title)).append(row)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def rewritten(
    content: bytes,
    part: Callable[[str, bytes], bytes] = lambda name, text: text,
    named: Callable[[str], str] = str,
) -> bytes:
    """Return the same archive with other names or texts of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            new.writestr(named(name), part(name, old.read(name)))
    return made.getvalue()


def strict(name: str, text: bytes) -> bytes:
    said = text.decode()
    said = said.replace(f"{USUAL}spreadsheetml/2006/main", f"{STRICT}spreadsheetml/main")
    relationships = "officeDocument/2006/relationships"
    return said.replace(f"{USUAL}{relationships}", f"{STRICT}officeDocument/relationships").encode()


def with_macros(name: str, text: bytes) -> bytes:
    return text.replace(b"application/vnd.openxmlformats-officedocument." + SHEET_TYPE, MACRO_TYPE)


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], tuple[list[str], list[dict[str, Any]]]]:
    """Return the ids that were read and what is wrong."""

    def reading(content: bytes) -> tuple[list[str], list[dict[str, Any]]]:
        path = tmp_path / "upload"
        path.write_bytes(content)
        lines = list(read_xlsx(LAYOUT, path))
        ids = [line["record"]["id"] for line in lines if "record" in line]
        return ids, [line["problem"] for line in lines if "problem" in line]

    return reading


PLAIN = book([HEADINGS, ["p1", "One"], ["p2", "Two"]])
SAME: dict[str, bytes] = {
    "strict": rewritten(PLAIN, strict),
    "names of parts in other case": rewritten(PLAIN, named=str.upper),
    "names of parts with backslashes": rewritten(PLAIN, named=lambda n: n.replace("/", "\\")),
    "with macros": rewritten(PLAIN, with_macros),
    "titles in other case": book(
        [HEADINGS, ["p1", "One"], ["p2", "Two"]],
        (" LEISTUNGEN\u00a0", "schnittstellen", "Aufgaben "),
    ),
    "headings with other blanks": book(
        [["KENNUNG ", "Titel\n(englisch)\u00a0"], ["p1", "One"], ["p2", "Two"]]
    ),
    "headings below a title": book(
        [["Leistungen, Stand 2026"], [], HEADINGS, ["p1", "One"], ["p2", "Two"]]
    ),
    "rows that show nothing": book(
        [HEADINGS, ["p1", "One"], [None, "\u00a0"], ["\u200b", " \n"], ["p2", "Two"], ["\ufeff"]]
    ),
    "a cell far to the right and below that shows nothing": book(
        [HEADINGS, ["p1", "One"], ["p2", "Two"], *[[]] * 40, [*[None] * 900, "\u00a0"]]
    ),
    "an empty sheet beside": book(
        [HEADINGS, ["p1", "One"], ["p2", "Two"]], (*TITLES, "Tabelle1"), Tabelle1=[["\u00a0"]]
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_what_other_programs_and_hands_make_of_a_list_is_read(read: Any, name: str) -> None:
    ids, problems = read(SAME[name])

    assert (ids, problems) == (["p1", "p2"], [])


OTHERS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "leer"),
    "blanks": (b" \r\n", "leer"),
    "a password": (ole("EncryptedPackage"), "Kennwort"),
    "the old format": (ole("Workbook"), ".xls)"),
    "a binary workbook": (archive(xl__workbook_bin=b"", **{"xl/workbook.bin": b""}), ".xlsb"),
    "OpenDocument": (archive(content_xml=b"<x/>", mimetype=b""), "OpenDocument"),
    "Numbers": (archive(**{"Index/Document.iwa": b""}), "Numbers"),
    "a letter": (archive(word__document_xml=b"<x/>"), "Text oder eine Präsentation"),
    "an archive": (archive(a=b"b", inner=PLAIN), "ZIP-Archiv"),
    "CSV": (b"Kennung;Titel\r\np1;One\r\n", "CSV"),
    "CSV in two bytes": ("Kennung;Titel\r\n".encode("utf-16"), "CSV"),
    "a table of a web page": (b"\xef\xbb\xbf\n<html><table></table></html>", "Web-Seite"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "JSON": (b'{"items": []}', "JSON"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_file_is_called_what_it_is(read: Any, name: str) -> None:
    content, word = OTHERS[name]

    with pytest.raises(UnreadableFile) as refused:
        read(content)

    assert refused.value.code == "workbook-unsupported"
    assert word in said(refused.value.key)


def test_an_archive_with_a_password_is_called_that(read: Any) -> None:
    locked = bytearray(PLAIN)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.index(mark) + offset] |= 1

    with pytest.raises(UnreadableFile) as refused:
        read(bytes(locked))

    assert "Kennwort" in said(refused.value.key)


def test_another_workbook_is_refused_once_naming_what_was_found(read: Any) -> None:
    ids, (problem,) = read(book([["x"]], ("Tabelle1", "Tabelle2"), Tabelle2=[["y"]]))

    assert ids == []
    assert "Tabelle1, Tabelle2" in said_of(problem)
    assert "editorial/profiles" in said_of(problem)


def test_a_sheet_without_headings_is_named_once(read: Any) -> None:
    _, (problem,) = read(book([["p1", "One"], ["p2", "Two"]]))

    assert problem["sheet"] == "Leistungen"
    assert (problem["key"], problem["parameters"]) == (NO_HEADINGS, {"first": "Kennung"})


def test_rows_of_the_list_above_its_headings_are_not_lost(read: Any) -> None:
    wide = [*HEADINGS, "x"]

    ids, problems = read(book([["p0", "Null", "?"], wide, ["p1", "One"]]))

    assert ids == ["p1"]
    assert [(p["row"], "über den Überschriften" in said_of(p)) for p in problems] == [
        (1, True), (2, False),
    ]  # fmt: skip


def test_two_sheets_of_one_name_are_not_taken_for_each_other(read: Any) -> None:
    _, (problem,) = read(book([HEADINGS, ["p1", "One"]], (*TITLES, "AUFGABEN ")))

    assert "zweimal" in said_of(problem)


def cells_at(*places: str) -> Callable[[str, bytes], bytes]:
    """Put cells at these places of the first sheet, and say that it is as large as can be."""

    def part(name: str, text: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return text
        rows = "".join(
            f'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">'
            f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'
            for place in places
        )
        merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        said = text.decode().replace("</sheetData>", f"{rows}</sheetData>{merged}")
        start = said.index('<dimension ref="')
        return (said[:start] + '<dimension ref="A1:XFD1048576"' + said[said.index("/>", start):]
                ).encode()  # fmt: skip

    return part


def test_a_list_costs_the_rows_and_cells_it_holds_however_far_apart(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(rewritten(PLAIN, cells_at("XFD1048575", "A1048576")))

    (first, *_) = (part for _, part in Workbook(path).sheets())
    rows = list(Workbook(path).rows(first))

    assert [number for number, _ in rows] == [1, 2, 3, 1_048_575, 1_048_576]
    assert sum(len(cells) for _, cells in rows) == 8


def test_a_row_far_below_is_named_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(rewritten(PLAIN, cells_at("B1048576")))
    reader = Reader(LAYOUT)

    list(reader.read(path))

    assert [(p["row"], p["key"]) for p in reader.problems] == [(1_048_576, "id-missing")]


def many(tag: str, count: int, where: str) -> Callable[[str, bytes], bytes]:
    def part(name: str, text: bytes) -> bytes:
        end = f"</{where}>".encode()
        return text.replace(end, tag.encode() * count + end) if end in text else text

    return part


def sharing(texts: str, row: str) -> bytes:
    """Return the workbook with these texts beside the sheets, and a row that refers to them."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'

    def part(name: str, text: bytes) -> bytes:
        if name.endswith("sheet1.xml"):
            return text.replace(b"</sheetData>", f"{row}</sheetData>".encode())
        return text.replace(b"</Types>", override.encode())

    made = io.BytesIO(rewritten(PLAIN, part))
    with zipfile.ZipFile(made, "a", 8) as file:
        said = f'<sst xmlns="{USUAL}spreadsheetml/2006/main">{texts}</sst>'
        file.writestr("xl/sharedStrings.xml", said)
    return made.getvalue()


BOMBS: dict[str, bytes] = {
    "formats": rewritten(PLAIN, many("<xf/>" * 10, 200_000, "cellXfs")),
    "texts": sharing("<si/>" * 510_000, ""),
    "sheets": rewritten(PLAIN, many("<sheet name='a' sheetId='9'/>" * 10, 30_000, "sheets")),
    "rows": rewritten(PLAIN, many("<row/>" * 10, 110_000, "sheetData")),
}


@pytest.mark.parametrize("name", BOMBS)
def test_more_than_a_workbook_can_mean_is_too_large(read: Any, name: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(BOMBS[name])

    assert refused.value.code == "workbook-too-large"


def test_what_follows_the_rows_costs_nothing(read: Any) -> None:
    rules = many('<mergeCell ref="A1:B2"/>' * 10, 40_000, "mergeCells")
    merged = rewritten(PLAIN, cells_at("A9"))

    ids, problems = read(rewritten(merged, rules))

    assert (ids, problems) == (["p1", "p2", "x"], [])


def test_a_text_that_looks_escaped_is_read_as_it_was_written(read: Any) -> None:
    row = '<row r="9"><c r="A9" t="s"><v>1</v></c></row>'

    ids, _ = read(sharing("<si><t/></si><si><t>_x005F_x0041_</t></si>", row))

    assert ids == ["p1", "p2", "_x0041_"]


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_a_number_without_end_is_named(read: Any, number: str) -> None:
    def part(name: str, text: bytes) -> bytes:
        endless = f'<row r="9"><c r="A9"><v>{number}</v></c></row></sheetData>'.encode()
        return text.replace(b"</sheetData>", endless) if name.endswith("sheet1.xml") else text

    ids, problems = read(rewritten(PLAIN, part))

    assert ids == ["p1", "p2"]
    assert [p["row"] for p in problems] == [9]
