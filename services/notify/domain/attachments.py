"""Files in a ticket: what they may be, told by their content, and what they are called.

Nothing here opens a file as its programs would: only signatures and lists of names are read.
"""

import hashlib
import io
import re
import struct
import zipfile
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.errors import Wrong
from services.common.storage.aggregates import Aggregate
from services.notify.domain.plain import one_line

MIB = 1024 * 1024
LARGEST_BYTES = 10 * MIB
MOST_OF_A_LINE = 5
MOST_OF_A_TICKET = 100
MOST_BYTES_OF_A_TICKET = 200 * MIB
LONGEST_NAME = 120
MOST_ENTRIES, LONGEST_DIRECTORY = 5000, MIB
"""Of a ZIP whose list of names is read at all."""
END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
"""The end record of a ZIP (APPNOTE 4.3.16)."""
LONGEST_COMMENT = 1 << 16


class FileType(StrEnum):
    """The types a ticket takes, each by its media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    CSV = "text/csv"
    TXT = "text/plain"


ENDINGS: dict[FileType, tuple[str, ...]] = {
    FileType.PDF: (".pdf",),
    FileType.PNG: (".png",),
    FileType.JPEG: (".jpg", ".jpeg"),
    FileType.DOCX: (".docx",),
    FileType.XLSX: (".xlsx",),
    FileType.ODT: (".odt",),
    FileType.ODS: (".ods",),
    FileType.CSV: (".csv",),
    FileType.TXT: (".txt",),
}
"""How the names of each type end; a name that ends otherwise is given the first."""
SIGNATURES = {
    b"%PDF-": FileType.PDF,
    b"\x89PNG\r\n\x1a\n": FileType.PNG,
    b"\xff\xd8\xff": FileType.JPEG,
}
OFFICE = {"word/document.xml": FileType.DOCX, "xl/workbook.xml": FileType.XLSX}
OPEN_DOCUMENTS = {kind.value: kind for kind in (FileType.ODT, FileType.ODS)}
ACTIVE = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/|activeX/)", re.I)
"""Parts of an office document that are programs."""
MARKUP = re.compile(r"\s*(<|#!|@echo\b|%!PS)|.*?<(html|script|svg|iframe|!doctype)\b", re.I | re.S)
LOOKED_AT = 4096
"""So many letters of a text are looked at for markup and programs."""
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
UNFIT = re.compile(r'[\\/:*?"<>|;%\x00-\x1f\x7f]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)


@dataclass(kw_only=True)
class Attachment(Aggregate):
    """A file that was sent; ``line`` is the one it belongs to, from when that was written.

    Without a line it is nobody's yet, and gone a day later (``settled`` says that this was
    looked at).
    """

    ticket: str
    by: str
    name: str
    media_type: FileType
    bytes: int
    sha256: str
    at: datetime
    line: str | None = None
    settled: bool = False

    def facts(self) -> dict[str, Any]:
        """Return what its line says of it."""
        return {
            "id": self.id,
            "name": self.name,
            "media_type": self.media_type.value,
            "bytes": self.bytes,
        }


def type_of(content: bytes, name: str) -> FileType | Wrong:
    """Return what the content is, or why a ticket does not take it; the name only tells texts."""
    if not content:
        return Wrong("file-empty")
    if len(content) > LARGEST_BYTES:
        return Wrong("file-too-large", most=LARGEST_BYTES // MIB)
    found = next((t for sign, t in SIGNATURES.items() if content.startswith(sign)), None)
    if found is None and content.startswith(b"PK\x03\x04"):
        found = _of_archive(content)
    elif found is None:
        found = _of_text(content, name)
    return found or Wrong("file-type-refused")


def name_of(name: str, kind: FileType) -> str:
    """Return a file's name as it may stand on any disk: without path, with its type's ending."""
    bare = re.split(r"[\\/]", name.strip())[-1]
    plain = one_line(UNFIT.sub("_", bare), LONGEST_NAME).strip(". ") or "datei"
    if RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    endings = ENDINGS[kind]
    if plain.lower().endswith(endings) and plain.lower() not in endings:
        return plain
    return plain[: LONGEST_NAME - len(endings[0])].strip(". ") + endings[0]


def attachment_id(ticket: str, once: str) -> str:
    """Derive its id from the request that sends it."""
    return "a" + hashlib.sha256(f"{ticket} file {once}".encode()).hexdigest()[:24]


def _of_archive(content: bytes) -> FileType | None:
    """Return which office document a ZIP is; any other archive is none we take."""
    if not _is_short_archive(content):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(ACTIVE.search(name) for name in names):
                return None
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in OFFICE.items() if part in names), None)
            return _of_open_document(archive)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return None


def _of_open_document(archive: zipfile.ZipFile) -> FileType | None:
    """Return the type the first entry states, stored as it is (ODF 1.3 part 2, 3.3)."""
    first = next(iter(archive.infolist()), None)
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        return None
    if first.compress_type != zipfile.ZIP_STORED:
        return None
    return OPEN_DOCUMENTS.get(archive.read(first).decode("ascii", "replace"))


def _is_short_archive(content: bytes) -> bool:
    """Tell whether the list of a ZIP's names is short enough to be read."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - LONGEST_COMMENT - 22))
    if at < 0 or len(content) - at < END_OF_DIRECTORY.size:
        return False
    *_, entries, size, _offset, _comment = END_OF_DIRECTORY.unpack_from(content, at)
    return bool(0 < entries <= MOST_ENTRIES and size <= LONGEST_DIRECTORY)


def _of_text(content: bytes, name: str) -> FileType | None:
    """Return the type of a text without markup, or None: a browser must find nothing to run."""
    text = _decoded(content)
    if text is None or UNSEEN.search(text) or MARKUP.match(text[:LOOKED_AT]):
        return None
    return FileType.CSV if name.strip().lower().endswith(".csv") else FileType.TXT


def _decoded(content: bytes) -> str | None:
    """Return a text as it is written today, or as Windows wrote it."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
