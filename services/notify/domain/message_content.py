"""The parts of a mail below its headers, as they go over the wire: plain text and HTML."""

from binascii import b2a_qp
from dataclasses import dataclass
from email.message import EmailMessage, Message
from typing import Self

from services.notify.domain.mails import Mail
from services.notify.domain.plain import prose

LONGEST_LINE = 998
ACTING = ("\n--", "\nFrom ", "\n.")
"""How lines begin that are a boundary, or mean something to a relay or to a store of mails."""

WHOLE = (
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative; boundary="=_words"\r\n\r\n'
    b"%b--=_words--\r\n"
)
PART = (
    b"--=_words\r\n"
    b'Content-Type: text/%b; charset="utf-8"\r\n'
    b"Content-Transfer-Encoding: %b\r\n\r\n"
    b"%b\r\n"
)


@dataclass(frozen=True)
class Content:
    """What a mail says, cleaned; letters of the HTML beyond ASCII are named by their numbers."""

    text: str
    html: str

    @classmethod
    def of(cls, mail: Mail) -> Self:
        """Return what this mail is to say."""
        html = prose(mail.html).encode("ascii", "xmlcharrefreplace").decode()
        return cls(prose(mail.text), html)

    @property
    def types(self) -> tuple[str, ...]:
        """Return the types of all parts, each before those inside it."""
        return ("multipart/alternative", "text/plain", "text/html")

    def written(self) -> bytes:
        """Write the parts."""
        said = ((b"plain", self.text), (b"html", self.html))
        return WHOLE % b"".join(PART % (subtype, *_encoded(words)) for subtype, words in said)

    def is_said_by(self, read: EmailMessage) -> bool:
        """Tell whether a message that was read says this, word by word."""
        parts = zip(read.iter_parts(), (self.text, self.html), strict=True)
        return all(part.get_content().split() == words.split() for part, words in parts)


def defective(read: Message) -> bool:
    """Tell whether a message or a part of it is not as it must be."""
    return any(part.defects for part in read.walk())


def _encoded(words: str) -> tuple[bytes, bytes]:
    """Return how the words travel: as they are where nothing can change them on the way.

    Else quoted-printable, in which no boundary of ours can occur.
    """
    lines = [line.rstrip() for line in words.splitlines()]
    whole = "\n".join(["", *lines])
    longest = max(map(len, lines), default=0)
    if whole.isascii() and longest < LONGEST_LINE and not any(act in whole for act in ACTING):
        return b"7bit", "\r\n".join([*lines, ""]).encode()
    return b"quoted-printable", b2a_qp("\r\n".join([*lines, ""]).encode(), istext=True)
