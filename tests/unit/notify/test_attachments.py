"""What a file is, is told by its content; what it is called cannot hurt where it is kept."""

import io
import struct
import zipfile

import pytest

from services.common.errors import Wrong
from services.notify.domain import attachments
from services.notify.domain.attachments import ENDINGS, LONGEST_NAME, FileType, name_of, type_of

REFUSED = Wrong("file-type-refused")
CONTENT_TYPES = {"[Content_Types].xml": b"<Types/>"}


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return written.getvalue()


def open_document(kind: str) -> bytes:
    return archive({"mimetype": kind.encode(), "content.xml": b"<office:document-content/>"})


TAKEN = {
    "a.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", FileType.PDF),
    "a.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileType.PNG),
    "a.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", FileType.JPEG),
    "a.docx": (archive({**CONTENT_TYPES, "word/document.xml": b"<w/>"}), FileType.DOCX),
    "a.xlsx": (archive({**CONTENT_TYPES, "xl/workbook.xml": b"<x/>"}), FileType.XLSX),
    "a.odt": (open_document(FileType.ODT.value), FileType.ODT),
    "a.ods": (open_document(FileType.ODS.value), FileType.ODS),
    "a.csv": ("Straße;Ort\nHauptstr. 1;Prien\n".encode(), FileType.CSV),
    "b.csv": ("Straße;Ort\n".encode("cp1252"), FileType.CSV),
    "a.txt": (b"\xef\xbb\xbfGuten Tag, 3 < 4\r\n", FileType.TXT),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_on_the_list_is_known_by_its_content(name: str) -> None:
    content, kind = TAKEN[name]

    assert type_of(content, name) is kind
    assert name_of(name, kind) == name


STRANGERS = {
    "a program for Windows": b"MZ\x90\0\x03\0\0\0",
    "a program for Linux": b"\x7fELF\x02\x01\x01\0",
    "a page": b"<!DOCTYPE html><html><script>alert(1)</script>",
    "a page after a text": b"Guten Tag\n<script>alert(1)</script>",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a drawing after a mark of order": b"\xef\xbb\xbf  \n<svg onload='alert(1)'/>",
    "a script": b"#!/bin/sh\nrm -rf ~\n",
    "a batch file": b"@echo off\r\nformat c:\r\n",
    "PostScript": b"%!PS-Adobe-3.0\n",
    "an archive": archive({"a.txt": b"a"}),
    "an archive of programs": archive({"a.exe": b"MZ", "word/document.xml": b""}),
    "a document with macros": archive(
        {**CONTENT_TYPES, "word/document.xml": b"", "word/vbaProject.bin": b"\0"}
    ),
    "an open document with macros": archive(
        {"mimetype": FileType.ODT.value.encode(), "Basic/Standard/Module1.xml": b""}
    ),
    "a packed type": archive({"mimetype": FileType.ODT.value.encode()}, zipfile.ZIP_DEFLATED),
    "a presentation": open_document("application/vnd.oasis.opendocument.presentation"),
    "a broken archive": b"PK\x03\x04" + b"\0" * 60,
    "an old document of Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a moving picture": b"GIF89a\x01\0\x01\0",
    "something unknown": b"\0\1\2\3",
}


@pytest.mark.parametrize("content", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("name", ["rechnung.pdf", "liste.csv", "notiz.txt"])
def test_what_is_not_on_the_list_is_refused_whatever_it_is_called(
    content: bytes, name: str
) -> None:
    assert type_of(content, name) == REFUSED


def test_a_file_is_neither_empty_nor_larger_than_ten_mib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST_BYTES", 10)

    assert type_of(b"", "a.txt") == Wrong("file-empty")
    assert type_of(b"x" * 10, "a.txt") is FileType.TXT
    assert type_of(b"x" * 11, "a.txt") == Wrong("file-too-large", most=0)


def test_the_list_of_an_archive_is_not_read_where_it_is_endless() -> None:
    content = bytearray(archive({**CONTENT_TYPES, "word/document.xml": b""}))
    struct.pack_into("<2H", content, content.rfind(b"PK\x05\x06") + 8, 60000, 60000)

    assert type_of(bytes(content), "a.docx") == REFUSED


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\me\Vertrag.PDF", "Vertrag.PDF"),
        ("Angebot.pdf.exe", "Angebot.pdf.exe.pdf"),
        ("a\nb\t\x00c.pdf", "a_b_c.pdf"),
        ("Übersicht für Prien.pdf", "Übersicht für Prien.pdf"),
        ("fdp.\u202eexe", "fdp.exe.pdf"),
        ("=?utf-8?q?a?=.pdf", "=_utf-8_q_a_=.pdf"),
        ("con.pdf", "_con.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "datei.pdf"),
        ("", "datei.pdf"),
        ("x" * 300 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_leads_nowhere_and_ends_as_its_content_says(name: str, kept: str) -> None:
    assert name_of(name, FileType.PDF) == kept


def test_every_type_has_an_ending() -> None:
    assert set(ENDINGS) == set(FileType)
