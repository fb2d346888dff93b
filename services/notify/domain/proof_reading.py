"""Reads a written mail back, in the one narrow form it may have, and tells what it says.

The form leaves nothing to interpret: headers of plain letters and of words in base64 that each
hold whole letters (RFC 2047), texts between boundaries that occur nowhere else. What is in it
reads alike everywhere; that both readers of ``email`` agree is held by the tests, for asking
them about each mail takes several times the work of handing it over.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from binascii import a2b_base64, a2b_qp
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LONGEST_LINE = 998
SHOWN = r"!-~\u00a1-\U0010ffff"
HEADER = re.compile(
    rf"([A-Z][A-Za-z-]*): ((?:[{SHOWN}][ {SHOWN}]*(?:\r\n [{SHOWN}][ {SHOWN}]*)*)?)\r\n"
)
WORD = r"=\?utf-8\?(?:b\?[A-Za-z0-9+/]+={0,2}|q\?(?:[A-Za-z0-9_]|=[0-9A-F]{2})+)\?="
WORDS = re.compile(rf"{WORD}(?:\r\n {WORD})*")
MAILBOX = re.compile(
    rf"(?:({WORDS.pattern}|[A-Za-z0-9 -]+)\r\n )?"
    r"<([\w!#$%&'*+/=?^`{|}~.-]+@[A-Za-z0-9.-]+)>"
)
NAMING, SAYING = frozenset({"From", "To"}), "Subject"
NEEDED = NAMING | {SAYING, "Content-Type"}

TEXTS = 'multipart/alternative; boundary="=_words"'
MIXED = 'multipart/mixed; boundary="=_papers"'
TEXT_HEAD = re.compile(
    rb'Content-Type: text/(plain|html); charset="utf-8"\r\n'
    rb"Content-Transfer-Encoding: (7bit|quoted-printable)"
)
PAPER_HEAD = re.compile(
    rb"Content-Type: application/pdf\r\n"
    rb'Content-Disposition: attachment; filename="([A-Za-z0-9._-]+)"\r\n'
    rb"Content-Transfer-Encoding: base64"
)
DECODED: Mapping[bytes, Callable[[bytes], bytes]] = {b"7bit": bytes, b"quoted-printable": a2b_qp}

Texts = tuple[tuple[str, str], ...]
Papers = tuple[tuple[str, bytes], ...]


class Unreadable(ValueError):
    """A mail that is not in the form all readers read alike; the text says where."""


@dataclass(frozen=True)
class Reading:
    """What a mail says: its headers, decoded, in their order, its texts by type, its papers."""

    headers: tuple[tuple[str, str], ...]
    mailboxes: Mapping[str, tuple[str, str]]
    """Name and address of each header that names somebody."""
    texts: Texts
    papers: Papers = ()


def read_back(raw: bytes) -> Reading:
    """Return what a mail says to every reader; raise Unreadable where readers could differ."""
    _check_lines(raw)
    head, end, body = raw.partition(b"\r\n\r\n")
    headers = _headers(head + end[:2])
    if not body.isascii():
        raise Unreadable("letters beyond ASCII")
    named = dict(headers)
    if len(named) < len(headers) or not named.keys() >= NEEDED:
        raise Unreadable("a header twice or none")
    texts, papers = _parts(named["Content-Type"], body)
    mailboxes = {name: _mailbox(named[name]) for name in NAMING}
    shown = tuple(
        (name, " ".join(mailboxes[name]) if name in NAMING else _shown(name, value))
        for name, value in headers
    )
    return Reading(shown, mailboxes, texts, papers)


def _check_lines(raw: bytes) -> None:
    """Let no line end but by both signs, and none be longer than a relay must take."""
    lines = raw.split(b"\r\n")
    ends = {raw.count(b"\r"), raw.count(b"\n"), len(lines) - 1}
    if len(ends) > 1 or max(map(len, lines)) > LONGEST_LINE:
        raise Unreadable("the lines")


def _headers(head: bytes) -> list[tuple[str, str]]:
    try:
        lines = head.decode()
    except UnicodeDecodeError as error:
        raise Unreadable("the letters of the headers") from error
    found = list(HEADER.finditer(lines))
    if "".join(one[0] for one in found) != lines:
        raise Unreadable("the headers")
    return [(one[1], one[2]) for one in found]


def _shown(name: str, value: str) -> str:
    """Return a header as it reads; only an address has letters beyond ASCII (RFC 6531)."""
    if not value.isascii():
        raise Unreadable(f"letters in {name}")
    if name == SAYING and WORDS.fullmatch(value):
        return _said(value)
    if "=?" in value:
        raise Unreadable(f"encoded words in {name}")
    return value


def _mailbox(value: str) -> tuple[str, str]:
    """Return name and address of the one somebody a header names."""
    found = MAILBOX.fullmatch(value)
    if not found:
        raise Unreadable("a name or an address")
    name = found[1] or ""
    return _said(name) if name.startswith("=?") else name, found[2]


def _said(words: str) -> str:
    """Return what encoded words say together, each of which holds whole letters."""
    try:
        return "".join(_letters(word).decode() for word in words.split("\r\n "))
    except ValueError as error:
        raise Unreadable("encoded words") from error


def _letters(word: str) -> bytes:
    said = word[10:-2]
    in_base64 = word.startswith("=?utf-8?b?")
    return b64decode(said, validate=True) if in_base64 else a2b_qp(said, header=True)


def _parts(kind: str, body: bytes) -> tuple[Texts, Papers]:
    if kind == TEXTS:
        return tuple(map(_text, _between(body, b"=_words"))), ()
    if kind != MIXED:
        raise Unreadable("the kind of the mail")
    words, *papers = _between(body, b"=_papers")
    named, _, inner = words.partition(b"\r\n\r\n")
    if named != b"Content-Type: " + TEXTS.encode():
        raise Unreadable("the first part")
    return tuple(map(_text, _between(inner, b"=_words"))), tuple(map(_paper, papers))


def _between(body: bytes, boundary: bytes) -> list[bytes]:
    """Return the parts between the boundaries; nothing stands before and behind them."""
    before, *parts, behind = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if before or behind != b"--\r\n" or not all(part.startswith(b"\r\n") for part in parts):
        raise Unreadable("the parts")
    return [part[2:] for part in parts]


def _text(part: bytes) -> tuple[str, str]:
    head, _, words = part.partition(b"\r\n\r\n")
    found = TEXT_HEAD.fullmatch(head)
    if not found:
        raise Unreadable("the head of a text")
    try:
        return f"text/{found[1].decode()}", DECODED[found[2]](words).decode()
    except UnicodeDecodeError as error:
        raise Unreadable("the letters of a text") from error


def _paper(part: bytes) -> tuple[str, bytes]:
    head, _, content = part.partition(b"\r\n\r\n")
    found = PAPER_HEAD.fullmatch(head)
    if not found:
        raise Unreadable("the head of a paper")
    try:
        return found[1].decode(), a2b_base64(content.replace(b"\r\n", b""), strict_mode=True)
    except NotBase64 as error:
        raise Unreadable("the letters of a paper") from error
