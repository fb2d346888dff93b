"""What an uploaded file is, where it is no workbook that can be read, and what to do then."""

from pathlib import Path
from typing import Any

AS_XLSX = "als „Excel-Arbeitsmappe (.xlsx)“"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENTS = "[Content_Types].xml"
MOST_CONTENTS_BYTES = 1024 * 1024
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")

EMPTY = "Die Datei ist leer; bitte noch einmal speichern und hochladen. / The file is empty."
LOCKED = (
    "Die Datei ist mit einem Kennwort geschützt; bitte ohne Kennwort speichern. / The file is"
    " protected by a password; save it without."
)
OLD = (
    f"Das ist eine Datei im alten Format (.xls); bitte {AS_XLSX} speichern. / A file of the old"
    " format (.xls); save it as .xlsx."
)
BINARY = (
    f"Das ist eine Excel-Binärarbeitsmappe (.xlsb); bitte {AS_XLSX} speichern. / A binary workbook"
    " (.xlsb); save it as .xlsx."
)
OPEN_DOCUMENT = (
    "Das ist eine OpenDocument-Datei (.ods); bitte in LibreOffice mit „Speichern unter“ als „Excel"
    " 2007-365 (.xlsx)“ speichern. / An OpenDocument file (.ods); save it as .xlsx."
)
NUMBERS = (
    "Das ist eine Numbers-Datei; bitte in Numbers „Exportieren > Excel“ wählen. / A Numbers file;"
    " export it as Excel."
)
OTHER_OFFICE = (
    "Das ist ein Text oder eine Präsentation, keine Tabelle. / A text or a presentation, no"
    " workbook."
)
WEB_PAGE = (
    f"Das ist eine Web-Seite oder XML-Datei; bitte im Tabellenprogramm öffnen und {AS_XLSX}"
    " speichern. / A web page or XML file; open it in a spreadsheet program and save it as .xlsx."
)
PDF = "Das ist eine PDF-Datei; hochgeladen wird die Tabelle selbst. / A PDF file, no workbook."
JSON = (
    "Das ist eine JSON-Datei; ihr Name muss auf .json enden. / A JSON file; its name must end in"
    " .json."
)
TEXT = (
    f"Das ist eine Textdatei (CSV); bitte im Tabellenprogramm öffnen und {AS_XLSX} speichern. / A"
    " text file (CSV); open it in a spreadsheet program and save it as .xlsx."
)
ARCHIVE = (
    "Das ist ein ZIP-Archiv ohne Arbeitsmappe; bitte entpacken und die XLSX-Datei hochladen. / A"
    " ZIP archive and no workbook; unpack it and upload the XLSX file."
)
BEGINNINGS = ((b"%PDF", PDF), (b"<", WEB_PAGE), (b"{", JSON), (b"[", JSON))
INSIDE = (
    ("index/document.iwa", NUMBERS),
    ("xl/workbook.bin", BINARY),
    ("word/document.xml", OTHER_OFFICE),
    ("ppt/presentation.xml", OTHER_OFFICE),
    ("content.xml", OPEN_DOCUMENT),
)


class UnreadableFile(Exception):
    """The file cannot be read at all: the problem's code, and the reason where it is known."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def unsupported(detail: str) -> UnreadableFile:
    """Say what kind of file it is and what to do."""
    return UnreadableFile("workbook-unsupported", detail)


def refuse_file(path: Path) -> None:
    """Refuse what is no archive by what it is."""
    with path.open("rb") as file:
        begun = file.read(4096)
    if not begun.strip():
        raise unsupported(EMPTY)
    if begun.startswith(OLE):
        raise unsupported(LOCKED if LOCKED_STREAM in path.read_bytes() else OLD)
    if begun.startswith(b"PK"):
        return
    text = begun.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, sentence in BEGINNINGS:
        if text.startswith(mark):
            raise unsupported(sentence)
    if b"\0" not in begun or begun.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unsupported(TEXT)
    raise UnreadableFile("workbook-broken")


def refuse_archive(parts: Any) -> None:
    """Refuse an archive of something else, or one that is locked."""
    if any(part.flag_bits & 1 for part in parts.infolist()):
        raise unsupported(LOCKED)
    if "xl/workbook.bin" in parts:
        raise unsupported(BINARY)
    if _is_workbook(parts):
        return
    raise unsupported(next((said for name, said in INSIDE if name in parts), ARCHIVE))


def _is_workbook(parts: Any) -> bool:
    """Tell whether there is a list of contents that names a workbook."""
    if CONTENTS not in parts:
        return False
    with parts.open(CONTENTS) as file:
        return b"spreadsheetml" in file.read(MOST_CONTENTS_BYTES)
