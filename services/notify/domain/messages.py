"""A mail as it goes over the wire: written, read back and compared before it is sent.

The headers are written here and not by ``email``, whose folding has lost quotes and whose
reading of encoded words has made headers of names.
"""

import re
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string, policy
from email.header import Header
from email.message import EmailMessage, Message
from email.utils import format_datetime, getaddresses
from functools import lru_cache
from typing import Any

from services.common.validation import mail_addresses
from services.notify.domain.failures import MailFailure
from services.notify.domain.mails import Mail
from services.notify.domain.message_content import LONGEST_LINE, Content, defective
from services.notify.domain.papers import Paper
from services.notify.domain.plain import display_name, one_line
from services.notify.domain.return_paths import ReturnPaths

ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
ADDRESS = re.compile(rf"({ATOM}(?:\.{ATOM})*)@([^@\s]+)")
LONGEST_LOCAL = 64
LONGEST_PIECE = 36
"""Bytes in one encoded word, so that a line with it has at most 76 letters (RFC 2047)."""
PLAIN_PHRASE, PLAIN_SUBJECT = (
    re.compile(r"[A-Za-z0-9 -]{1,60}"),
    re.compile(r"[\w .,:/-]{1,60}", re.A),
)
PART_HEADERS = frozenset(
    {"content-type", "content-transfer-encoding", "content-disposition", "mime-version"}
)


class Unsendable(ValueError):
    """A mail that cannot be written so that it says what it should; the text says why."""

    code = MailFailure.NOT_SENDABLE


class Unaddressable(Unsendable):
    """No mail can be sent to this address."""

    code = MailFailure.ADDRESS_IMPOSSIBLE


class _ReadOnce(policy.EmailPolicy):
    """Reads as ``policy.default`` does, each header once: what parts say is always the same."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return the header as it reads."""
        return _header(name, value)


@lru_cache(64)
def _header(name: str, value: str) -> Any:
    return policy.default.header_fetch_parse(name, value)


MODERN = _ReadOnce()


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
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    content = Content.of(mail, papers)
    sample = content.sample()
    proof = lines.encode() + sample.proof()
    _compare(proof.decode(), mail, sample, recipient, set(headers))
    raw = lines.encode() + content.written()
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
    name, address = sole_address(sender)
    headers = {
        "Date": format_datetime(mail.queued_at),
        "From": _addressed(name, address),
        "To": _addressed(mail.name, recipient),
        "Subject": _encoded(one_line(mail.subject)),
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
    }
    thread = {"In-Reply-To": mail.thread, "References": mail.thread} if mail.thread else {}
    return headers | thread | _leaving(mail.unsubscribe)


def _leaving(unsubscribe: str | None) -> dict[str, str]:
    """Let a reader leave the list with one click in the mail program (RFC 8058)."""
    if not unsubscribe:
        return {}
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {"List-Unsubscribe": f"<{unsubscribe}>", **one_click}


def _addressed(name: str, address: str) -> str:
    phrase = _phrase(display_name(name))
    return f"{phrase}\r\n <{address}>" if phrase else f"<{address}>"


@lru_cache(1024)
def _phrase(name: str) -> str:
    """Write a name so that no letter of it means anything to a reader of headers."""
    if not name or PLAIN_PHRASE.fullmatch(name):
        return name
    return Header(name, "utf-8", header_name="From").encode(linesep="\r\n")


def _encoded(text: str) -> str:
    """Write a subject so that no letter of it means anything to a reader of headers."""
    if not text or PLAIN_SUBJECT.fullmatch(text):
        return text
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


def _compare(raw: str, mail: Mail, content: Content, recipient: str, headers: set[str]) -> None:
    """Read the message as a modern and as an old reader does, and compare."""
    bare = raw.replace("\r\n", "")
    if "\r" in bare or "\n" in bare or max(map(len, raw.split("\r\n"))) > LONGEST_LINE:
        raise Unsendable("the lines of this mail are not as they must be")
    read = message_from_string(raw, policy=MODERN)
    # Both readers take the parts apart in the same way; only headers they read each in its own.
    head = raw[: raw.index("\r\n\r\n") + 4]
    for one in (read, message_from_string(head, policy=policy.compat32)):
        _compare_headers(one, recipient, headers)
    _compare_parts(read, content)
    _compare_words(read, mail, content)  # type: ignore[arg-type]


def _compare_headers(read: Message, recipient: str, headers: set[str]) -> None:
    written = sorted(name.lower() for name in headers | {"MIME-Version", "Content-Type"})
    if sorted(name.lower() for name in read.keys()) != written:  # noqa: SIM118 - each header counts
        raise Unsendable("this mail would have other headers than it should")
    recipients = [
        address for _, address in getaddresses([str(to) for to in read.get_all("To", [])])
    ]
    if recipients != [recipient]:
        raise Unsendable("this mail would have other recipients than it should")


def _compare_parts(read: Message, content: Content) -> None:
    parts = list(read.walk())
    if tuple(part.get_content_type() for part in parts) != content.types:
        raise Unsendable("this mail would have other parts than it should")
    if any({name.lower() for name in part.keys()} - PART_HEADERS for part in parts[1:]):  # noqa: SIM118
        raise Unsendable("a part of this mail would have other headers than it should")


def _compare_words(read: EmailMessage, mail: Mail, content: Content) -> None:
    if [to.addr_spec for to in read["To"].addresses] != [deliverable(mail.address)]:
        raise Unsendable("this mail would have other recipients than it should")
    if str(read["Subject"]) != one_line(mail.subject):
        raise Unsendable("this mail would have another subject than it should")
    if not content.is_said_by(read):
        raise Unsendable("this mail would say something else than it should")
    if defective(read):
        raise Unsendable("this mail would not be readable everywhere")
