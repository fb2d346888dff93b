"""What an uploaded file is, where it is no workbook that can be read, and what to do then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENTS = "[Content_Types].xml"
MOST_CONTENTS_BYTES = 1024 * 1024
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")

EMPTY = "file-empty"
LOCKED = "file-locked"
OLD = "file-old"
BINARY = "file-binary"
OPEN_DOCUMENT = "file-open-document"
NUMBERS = "file-numbers"
OTHER_OFFICE = "file-other-office"
WEB_PAGE = "file-web-page"
PDF = "file-pdf"
JSON = "file-json"
TEXT = "file-text"
ARCHIVE = "file-archive"
BEGINNINGS = ((b"%PDF", PDF), (b"<", WEB_PAGE), (b"{", JSON), (b"[", JSON))
INSIDE = (
    ("index/document.iwa", NUMBERS),
    ("xl/workbook.bin", BINARY),
    ("word/document.xml", OTHER_OFFICE),
    ("ppt/presentation.xml", OTHER_OFFICE),
    ("content.xml", OPEN_DOCUMENT),
)


class UnreadableFile(Exception):
    """The file cannot be read at all: the problem's code, and the key of the reason if known."""

    def __init__(self, code: str, key: str | None = None) -> None:
        super().__init__(code)
        self.code, self.key = code, key


@contextmanager
def told_as_unreadable() -> Iterator[None]:
    """Say of whatever goes wrong while a file is read that the file cannot be read."""
    try:
        yield
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise UnreadableFile("workbook-too-large") from error
    except Exception as error:
        raise UnreadableFile("workbook-broken") from error


def unsupported(key: str) -> UnreadableFile:
    """Return the refusal that says what kind of file it is and what to do."""
    return UnreadableFile("workbook-unsupported", key)


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
    for mark, key in BEGINNINGS:
        if text.startswith(mark):
            raise unsupported(key)
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
    raise unsupported(next((key for name, key in INSIDE if name in parts), ARCHIVE))


def _is_workbook(parts: Any) -> bool:
    """Tell whether there is a list of contents that names a workbook."""
    if CONTENTS not in parts:
        return False
    with parts.open(CONTENTS) as file:
        return b"spreadsheetml" in file.read(MOST_CONTENTS_BYTES)
