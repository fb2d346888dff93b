"""A mail as it goes over the wire: written, read back and compared before it is sent.

The headers are written here and not by ``email``, whose folding has lost quotes and whose
reading of encoded words has made headers of names.
"""

import re
import string
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime, getaddresses
from functools import lru_cache

from services.common.validation import mail_addresses
from services.notify.domain.failures import MailFailure
from services.notify.domain.mails import Mail
from services.notify.domain.message_content import Content
from services.notify.domain.papers import Paper
from services.notify.domain.plain import display_name, one_line
from services.notify.domain.proof_reading import Unreadable, read_back
from services.notify.domain.return_paths import ReturnPaths

ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
ADDRESS = re.compile(rf"({ATOM}(?:\.{ATOM})*)@([^@\s]+)")
LONGEST_LOCAL = 64
LONGEST_PIECE = 36
"""Bytes in one encoded word, so that a line with it has at most 76 letters (RFC 2047)."""
LONGEST_QUOTED = 63
QUOTED = [f"={byte:02X}" for byte in range(256)]
"""How a byte stands in a quoted word before an address (RFC 2047, 4.2 and 5.3)."""
for letter in string.ascii_letters + string.digits:
    QUOTED[ord(letter)] = letter
QUOTED[ord(" ")] = "_"
CORRELATION_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
PLAIN_PHRASE = re.compile(r"[A-Za-z0-9 -]{1,60}")
PLAIN_SUBJECT = re.compile(r"[\w .,:/-]{1,60}", re.A)


class Unsendable(ValueError):
    """A mail that cannot be written so that it says what it should; the text says why."""

    code = MailFailure.NOT_SENDABLE


class Unaddressable(Unsendable):
    """No mail can be sent to this address."""

    code = MailFailure.ADDRESS_IMPOSSIBLE


@dataclass(frozen=True)
class MailMessage:
    """What the relay is handed: the envelope stands beside the message, never in it."""

    sender: str
    recipient: str
    raw: bytes

    @property
    def needs_utf8(self) -> bool:
        """Tell whether only a relay with SMTPUTF8 (RFC 6531) can take it."""
        return not self.recipient.isascii()


def message_of(
    mail: Mail, sender: str, returns: ReturnPaths | None = None, papers: Iterable[Paper] = ()
) -> MailMessage:
    """Write the mail and check what was written; raise Unsendable where it is not the same.

    Without ``returns`` bounces and answers go to the sender.
    """
    recipient = deliverable(mail.address)
    (_, sender_address) = sole_address(sender)
    headers = _headers(mail, sender, recipient)
    if returns:
        sender_address = returns.envelope_sender(mail.id)
        headers |= {"Reply-To": f"<{to}>"} if (to := returns.reply_to(mail)) else {}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    content = Content.of(mail, papers)
    raw = lines + content.written()
    proof = lines + content.proof() if content.papers else raw
    _compare(proof, mail, content, recipient, list(headers))
    return MailMessage(sender_address, recipient, raw)


def deliverable(address: str) -> str:
    """Return the address a mail is handed over for: its domain in ASCII; or raise Unsendable."""
    parts = ADDRESS.fullmatch(address.strip())
    if not parts or "=?" in parts[1] or len(parts[1].encode()) > LONGEST_LOCAL:
        raise Unaddressable("this is no e-mail address")
    try:
        _, at, domain = mail_addresses.deliverable(f"x@{parts[2]}").rpartition("@")
    except mail_addresses.Undeliverable as error:
        raise Unaddressable("the domain of this e-mail address cannot exist") from error
    return f"{parts[1]}{at}{domain}"


@lru_cache(16)
def sole_address(text: str) -> tuple[str, str]:
    """Return name and address of a sender; raise Unsendable unless it is exactly one."""
    addresses = getaddresses([text])
    if len(addresses) != 1 or addresses[0][1] != deliverable(addresses[0][1]):
        raise Unsendable("the sender is not one e-mail address")
    return addresses[0]


def _headers(mail: Mail, sender: str, recipient: str) -> dict[str, str]:
    headers = {
        "Date": format_datetime(mail.queued_at),
        "From": _from(sender),
        "To": _addressed(mail.name, recipient),
        "Subject": _subject(one_line(mail.subject)),
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
    }
    thread = {"In-Reply-To": mail.thread, "References": mail.thread} if mail.thread else {}
    return headers | thread | _traced(mail.correlation_id) | _leaving(mail.unsubscribe)


def _traced(correlation_id: str | None) -> dict[str, str]:
    """Name the request a mail is about, for whoever asks what became of it."""
    if not correlation_id or not CORRELATION_ID.fullmatch(correlation_id):
        return {}
    return {"X-Correlation-ID": correlation_id}


def _leaving(unsubscribe: str | None) -> dict[str, str]:
    """Let a reader leave the list with one click in the mail program (RFC 8058)."""
    if not unsubscribe:
        return {}
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {"List-Unsubscribe": f"<{unsubscribe}>", **one_click}


@lru_cache(16)
def _from(sender: str) -> str:
    return _addressed(*sole_address(sender))


def _addressed(name: str, address: str) -> str:
    phrase = _phrase(display_name(name))
    return f"{phrase}\r\n <{address}>" if phrase else f"<{address}>"


def _phrase(name: str) -> str:
    """Write a name so that no letter of it means anything to a reader of headers.

    In one word where it fits: Python's reader puts a space between two.
    """
    if not name or PLAIN_PHRASE.fullmatch(name):
        return name
    quoted = "".join(map(QUOTED.__getitem__, name.encode()))
    return f"=?utf-8?q?{quoted}?=" if len(quoted) <= LONGEST_QUOTED else _words(name)


def _subject(text: str) -> str:
    """Write a subject so that no letter of it means anything to a reader of headers."""
    return text if not text or PLAIN_SUBJECT.fullmatch(text) else _words(text)


def _words(text: str) -> str:
    words = (b2a_base64(piece, newline=False).decode() for piece in _pieces(text.encode()))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _pieces(text: bytes) -> Iterator[bytes]:
    """Cut a text in UTF-8 into pieces of whole letters, each short enough for one line."""
    while text:
        end = LONGEST_PIECE
        while end < len(text) and text[end] & 0xC0 == 0x80:
            end -= 1
        yield text[:end]
        text = text[end:]


def _compare(raw: bytes, mail: Mail, content: Content, recipient: str, headers: list[str]) -> None:
    """Read the message back and compare it with what it was to say."""
    try:
        read = read_back(raw)
    except Unreadable as error:
        raise Unsendable(f"this mail would not read alike everywhere: {error}") from error
    if [name for name, _ in read.headers] != [*headers, "MIME-Version", "Content-Type"]:
        raise Unsendable("this mail would have other headers than it should")
    if read.mailboxes["To"] != (display_name(mail.name), recipient):
        raise Unsendable("this mail would have other recipients than it should")
    if dict(read.headers)["Subject"] != one_line(mail.subject):
        raise Unsendable("this mail would have another subject than it should")
    if not content.is_said_by(read):
        raise Unsendable("this mail would say something else than it should")
