"""Which part of an original lies where: to say where an altered file differs from it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

OBJECT = re.compile(rb"\n\d+ \d+ obj\b.{0,400}?(?:stream|endobj)|\nxref\b|\ntrailer\b", re.DOTALL)
KINDS = (
    (re.compile(rb"/EmbeddedFile\b|/Filespec\b"), "pdf-attachment"),
    (re.compile(rb"/Type\s*/Sig\b|/SubFilter|/FT\s*/Sig\b"), "pdf-seal"),
    (re.compile(rb"/Metadata/Subtype|/Producer|/Creator|/CreationDate"), "pdf-description"),
    (re.compile(rb"/StructElem|/Catalog|/Pages\b|/XRef\b|^\nxref|^\ntrailer"), "pdf-structure"),
)
ELSE = "pdf-text"


@dataclass(frozen=True)
class Place:
    """A part of a file, from a byte on up to the next part; ``name`` is that of a packed file."""

    begins_at: int
    code: str
    name: str = ""


def places_of(content: bytes) -> list[Place]:
    """Return the parts of a document or package of ours, in their order."""
    found = list(_of_package(content) if content.startswith(b"PK") else _of_document(content))
    return found or [Place(0, "file-other")]


def _of_document(pdf: bytes) -> Iterator[Place]:
    yield Place(0, "pdf-structure")
    for match in OBJECT.finditer(pdf):
        told = match.group()
        codes = (code for pattern, code in KINDS if pattern.search(told))
        yield Place(match.start(), next(codes, ELSE))


def _of_package(content: bytes) -> Iterator[Place]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            name = entry.filename.partition("/")[2]
            yield Place(entry.header_offset, "package-file", name)
        yield Place(archive.start_dir, "package-list")
