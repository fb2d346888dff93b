"""Texts of people made fit for a mail: nothing in them acts, nothing hides.

Every text in a mail passes here, whatever was accepted where it was typed.
"""

import re
import unicodedata

LONGEST_SUBJECT = 200
LONGEST_NAME = 120
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Letters and marks by their category that leave no trace on a screen."""
HARMLESS = re.compile(r"[\n\t -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20ac]*")
"""What nearly every text is made of, letter by letter nothing but what is seen."""
IN_ASCII = bytes((9, 10, *range(32, 127)))
"""What a page in ASCII is made of, letter by letter nothing but what is seen."""
STRUCTURE = str.maketrans(dict.fromkeys('<>"\\', " "))
"""What a reader of address lists takes for the end of a name or the begin of an address."""


def prose(text: str) -> str:
    """Return a text of lines without controls, direction marks and zero-width characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if HARMLESS.fullmatch(lines):
        return unicodedata.normalize("NFC", lines)
    return unicodedata.normalize("NFC", "".join(_shown(letter) for letter in lines))


def in_ascii(page: str) -> str:
    """Return HTML as prose whose letters beyond ASCII are named by their numbers."""
    if page.isascii() and not page.encode().translate(None, IN_ASCII):
        return page
    return prose(page).encode("ascii", "xmlcharrefreplace").decode()


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Return a text as one line in which no encoded word (RFC 2047) begins or ends."""
    line = " ".join(prose(text).split())
    return line.replace("=?", "= ?").replace("?=", "? =")[:longest].strip()


def display_name(text: str) -> str:
    """Return a name as it may stand before an address."""
    return one_line(text.translate(STRUCTURE), LONGEST_NAME)


def _shown(letter: str) -> str:
    if letter in "\n\t":
        return letter
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category[0] == "C" or letter in INVISIBLE else letter
