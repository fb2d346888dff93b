"""The parts of a mail below its headers, as they go over the wire: text, HTML and papers."""

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from services.notify.domain.mails import Mail
from services.notify.domain.papers import Paper, fitting
from services.notify.domain.plain import in_ascii, prose
from services.notify.domain.proof_reading import LONGEST_LINE, Reading

ACTING = ("\n--", "\nFrom ", "\n.")
"""How lines begin that are a boundary, or mean something to a relay or to a store of mails."""

WORDS = b'Content-Type: multipart/alternative; boundary="=_words"\r\n\r\n%b--=_words--\r\n'
PART = (
    b"--=_words\r\n"
    b'Content-Type: text/%b; charset="utf-8"\r\n'
    b"Content-Transfer-Encoding: %b\r\n\r\n"
    b"%b\r\n"
)
MIXED = (
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="=_papers"\r\n\r\n'
    b"--=_papers\r\n"
    b"%b\r\n%b--=_papers--\r\n"
)
PAPER = (
    b"--=_papers\r\n"
    b"Content-Type: application/pdf\r\n"
    b'Content-Disposition: attachment; filename="%b"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n"
    b"%b\r\n"
)
AS_IT_IS = b"7bit"
LINE_BYTES = 57
"""Bytes in one line of base64 (76 letters)."""
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_NAME = 60
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


@dataclass(frozen=True)
class Content:
    """What a mail says, cleaned; letters of the HTML beyond ASCII are named by their numbers."""

    text: str
    html: str
    papers: tuple[Paper, ...] = ()

    @classmethod
    def of(cls, mail: Mail, papers: Iterable[Paper] = ()) -> Self:
        """Return what this mail is to say, with the papers it has room for."""
        return cls(prose(mail.text), in_ascii(mail.html), fitting(papers))

    def written(self) -> bytes:
        """Write the parts."""
        return self._written([_lines(paper.content) for paper in self.papers])

    def proof(self) -> bytes:
        """Write the parts with the first line of each paper alone, to be read back.

        The lines of a paper are base64: they hold nothing a reader could take for something
        else, so what is true of the message with one is true of it with all.
        """
        return self._written([_lines(paper.content[:LINE_BYTES]) for paper in self.papers])

    def _written(self, bodies: Sequence[bytes]) -> bytes:
        said = ((b"plain", self.text), (b"html", self.html))
        words = WORDS % b"".join(PART % (subtype, *_encoded(text)) for subtype, text in said)
        if not bodies:
            return b"MIME-Version: 1.0\r\n" + words
        names = [_filename(paper.filename) for paper in self.papers]
        papers = (PAPER % (name, body) for name, body in zip(names, bodies, strict=True))
        return MIXED % (words, b"".join(papers))

    def is_said_by(self, read: Reading) -> bool:
        """Tell whether a message that was read says this, word by word."""
        carried = [
            (_filename(paper.filename).decode(), paper.content[:LINE_BYTES])
            for paper in self.papers
        ]
        if [type for type, _ in read.texts] != ["text/plain", "text/html"]:
            return False
        said, meant = (text for _, text in read.texts), (self.text, self.html)
        return all(map(_same, said, meant)) and list(read.papers) == carried


def _lines(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")


def _filename(name: str) -> bytes:
    """Return a name without a letter that means anything in a header or a file system."""
    stem = name.removesuffix(".pdf").translate(UMLAUTS)
    return (
        NOT_IN_A_NAME.sub("-", stem).strip("-.")[:LONGEST_NAME] or "dokument"
    ).encode() + b".pdf"


def _encoded(words: str) -> tuple[bytes, bytes]:
    """Return how the words travel: as they are where nothing can change them on the way.

    Else quoted-printable, in which no boundary of ours can occur.
    """
    lines = [line.rstrip() for line in words.splitlines()]
    whole = "\n".join(["", *lines])
    longest = max(map(len, lines), default=0)
    if whole.isascii() and longest < LONGEST_LINE and not any(act in whole for act in ACTING):
        return AS_IT_IS, "\r\n".join([*lines, ""]).encode()
    return b"quoted-printable", b2a_qp("\r\n".join([*lines, ""]).encode(), istext=True)


def _same(said: str, meant: str) -> bool:
    """Tell whether two texts have the same words; most also have the same lines."""
    return said.replace("\r\n", "\n").rstrip() == meant.rstrip() or said.split() == meant.split()
