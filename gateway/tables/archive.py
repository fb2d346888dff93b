"""The parts of an uploaded workbook, whoever saved it, or the true reason why it is none.

Names of parts differ in case from program to program (OPC compares them without it), and
"Strict Open XML" says the same in other namespaces: both are read like any workbook. What is
read whole is bounded; sheets and texts are read as they come.
"""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The standard library's parser resolves no external entity and bounds the internal ones.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from gateway.tables.kinds import UnreadableFile, refuse_archive, refuse_file

MOST_UNPACKED_BYTES = 150 * 1024 * 1024
MOST_WHOLE_BYTES = 8 * 1024 * 1024
"""Of a part that is read into a tree: the list of sheets, the formats."""
MOST_PARTS = 1_000
MOST_TEXTS = 500_000
MOST_LINES = 1_048_576
"""So many rows a sheet can have."""
DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
READ_AS_THEY_COME = ("/worksheets/", "/sharedstrings", "/media/", "/drawings/", "/comments/")
STRICT = b"http://purl.oclc.org/ooxml/"
USUAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip
TEXT_TAG = f"{{{SHEET_MAIN_NS}}}si"

Row = tuple[int, list[Any]]
"""Its number as the program shows it, and the cells it holds: an empty one is not there."""


class WorkbookArchive(zipfile.ZipFile):
    """The parts of a package, found however their names are written."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._written = {_plain(name): name for name in super().namelist()}

    def __contains__(self, name: object) -> bool:
        return _plain(str(name)) in self._written

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        """Return what is known of a part."""
        return super().getinfo(self._written.get(_plain(name), name))

    def open(self, name: Any, *rest: Any, **more: Any) -> Any:
        """Open a part; one of a strict workbook is given as others say it."""
        with super().open(name, *rest, **more) as file:
            is_strict = STRICT in file.read(4096)
        file = super().open(name, *rest, **more)
        if not is_strict:
            return file
        content = file.read()
        for strict, usual in USUAL:
            content = content.replace(strict, usual)
        return io.BytesIO(content)


class SheetRows(WorkSheetParser):  # type: ignore[misc]
    """Reads the rows of a sheet, each when it comes, and nothing of what follows them."""

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Return each row that is there with its cells."""
        lines = 0
        for _, element in iterparse(self.source):
            if element.tag == DATA_TAG:
                return
            if element.tag == ROW_TAG:
                lines += 1
                if lines > MOST_LINES:
                    raise UnreadableFile("workbook-too-large")
                yield self.parse_row(element)
                element.clear()


class Workbook(ExcelReader):  # type: ignore[misc]
    """A workbook's sheets; what they cost is what they hold, not how large they say they are."""

    def __init__(self, path: Path) -> None:
        refuse_file(path)
        parts = _checked(path)
        super().__init__(path.open("rb"), read_only=True, keep_links=False)
        self.archive = self.valid_files = parts
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    @property
    def parent(self) -> Any:
        """Return the workbook, which knows the formats; cells ask their sheet for it."""
        return self.wb

    def read_strings(self) -> None:
        """Read the texts that cells share, up to a bound."""
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as file:
            for _, node in iterparse(file):
                if node.tag == TEXT_TAG:
                    self.shared_strings.append(Text.from_tree(node).content)
                    node.clear()
                    if len(self.shared_strings) > MOST_TEXTS:
                        raise UnreadableFile("workbook-too-large")

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Return the title of each sheet and the part it is in."""
        for sheet, place in self.parser.find_sheets():
            if place.target in self.archive and "chartsheet" not in place.Type:
                yield sheet.name, place.target

    def rows(self, part: str) -> Iterator[Row]:
        """Return the rows of a sheet that hold cells."""
        with self.archive.open(part) as file:
            parser = SheetRows(
                file,
                self.shared_strings,
                epoch=self.wb.epoch,
                date_formats=self.wb._date_formats,
                timedelta_formats=self.wb._timedelta_formats,
            )
            for number, cells in parser.rows():
                filled = [ReadOnlyCell(self, **cell) for cell in cells if cell["value"] is not None]
                if filled:
                    yield number, filled


def letter_of(column: int) -> str:
    """Return the letter of a column, the first being 0."""
    letter: str = get_column_letter(column + 1)
    return letter


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _checked(path: Path) -> WorkbookArchive:
    """Refuse what is no workbook, unpacks to too much, or brings declarations of its own."""
    parts = WorkbookArchive(path)
    infos = parts.infolist()
    if len(infos) > MOST_PARTS or sum(p.file_size for p in infos) > MOST_UNPACKED_BYTES:
        raise UnreadableFile("workbook-too-large")
    refuse_archive(parts)
    for info in infos:
        name = "/" + _plain(info.filename)
        if info.file_size > MOST_WHOLE_BYTES and not any(n in name for n in READ_AS_THEY_COME):
            raise UnreadableFile("workbook-too-large")
        with zipfile.ZipFile.open(parts, info) as file:
            _check_part(file)
    return parts


def _check_part(file: Any) -> None:
    tail = b""
    while block := file.read(1024 * 1024):
        if any(mark in tail + block for mark in DOCTYPES):
            raise UnreadableFile("workbook-broken")
        tail = block[-32:]
