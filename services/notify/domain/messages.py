"""A mail as it goes over the wire: written, read back and compared before it is sent.

The headers are written here and not by ``email``, whose folding has lost quotes and whose
reading of encoded words has made headers of names.
"""

import re
from binascii import b2a_qp
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
from services.notify.domain.plain import display_name, one_line, prose
from services.notify.domain.return_paths import ReturnPaths

ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
ADDRESS = re.compile(rf"({ATOM}(?:\.{ATOM})*)@([^@\s]+)")
LONGEST_LOCAL, LONGEST_LINE = 64, 998
PLAIN_PHRASE, PLAIN_SUBJECT = (
    re.compile(r"[A-Za-z0-9 -]{1,60}"),
    re.compile(r"[\w .,:/-]{1,60}", re.A),
)
PARTS = ("multipart/alternative", "text/plain", "text/html")
PART_HEADERS = frozenset({"content-type", "content-transfer-encoding", "mime-version"})

WHOLE = (
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative; boundary="=_words"\r\n\r\n'
    b"%b--=_words--\r\n"
)
PART = (
    b"--=_words\r\n"
    b'Content-Type: text/%b; charset="utf-8"\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"%b\r\n"
)


class Unsendable(ValueError):
    """A mail that cannot be written so that it says what it should; the text says why."""

    code = MailFailure.NOT_SENDABLE


class Unaddressable(Unsendable):
    """No mail can be sent to this address."""

    code = MailFailure.ADDRESS_IMPOSSIBLE


class _ReadOnce(policy.EmailPolicy):
    """Reads as ``policy.default`` does; what parts say of themselves is the same in every mail."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return the header as it reads."""
        read = _header if name.lower() in PART_HEADERS else policy.default.header_fetch_parse
        return read(name, value)


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


def message_of(mail: Mail, sender: str, returns: ReturnPaths | None = None) -> MailMessage:
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
    raw = lines.encode() + _content(mail)
    _compare(raw.decode(), mail, recipient, set(headers))
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
        "From": _addressed(name, address, "From"),
        "To": _addressed(mail.name, recipient, "To"),
        "Subject": _encoded(one_line(mail.subject), "Subject", PLAIN_SUBJECT),
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
    }
    thread = {"In-Reply-To": mail.thread, "References": mail.thread} if mail.thread else {}
    return headers | thread


def _addressed(name: str, address: str, header: str) -> str:
    phrase = _encoded(display_name(name), header, PLAIN_PHRASE)
    return f"{phrase}\r\n <{address}>" if phrase else f"<{address}>"


def _encoded(text: str, header: str, plain: re.Pattern[str]) -> str:
    """Write a text so that no letter of it means anything to a reader of headers."""
    if not text or plain.fullmatch(text):
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _content(mail: Mail) -> bytes:
    said = ((b"plain", mail.text), (b"html", mail.html))
    return WHOLE % b"".join(PART % (subtype, _quoted(words)) for subtype, words in said)


def _quoted(words: str) -> bytes:
    """Write the words as quoted-printable, in which no boundary of ours can occur."""
    lines = prose(words).encode().splitlines()
    return b2a_qp(b"\r\n".join([*lines, b""]), istext=True)


def _compare(raw: str, mail: Mail, recipient: str, headers: set[str]) -> None:
    """Read the message as a modern and as an old reader does, and compare."""
    bare = raw.replace("\r\n", "")
    if "\r" in bare or "\n" in bare or max(map(len, raw.split("\r\n"))) > LONGEST_LINE:
        raise Unsendable("the lines of this mail are not as they must be")
    read = message_from_string(raw, policy=MODERN)
    for one in (read, message_from_string(raw, policy=policy.compat32)):
        _compare_headers(one, recipient, headers)
    _compare_words(read, mail)  # type: ignore[arg-type]


def _compare_headers(read: Message, recipient: str, headers: set[str]) -> None:
    written = sorted(name.lower() for name in headers | {"MIME-Version", "Content-Type"})
    if sorted(name.lower() for name in read.keys()) != written:  # noqa: SIM118 - each header counts
        raise Unsendable("this mail would have other headers than it should")
    recipients = [
        address for _, address in getaddresses([str(to) for to in read.get_all("To", [])])
    ]
    if recipients != [recipient]:
        raise Unsendable("this mail would have other recipients than it should")
    parts = list(read.walk())
    if tuple(part.get_content_type() for part in parts) != PARTS:
        raise Unsendable("this mail would have other parts than it should")
    if any({name.lower() for name in part.keys()} - PART_HEADERS for part in parts[1:]):  # noqa: SIM118
        raise Unsendable("a part of this mail would have other headers than it should")


def _compare_words(read: EmailMessage, mail: Mail) -> None:
    if [to.addr_spec for to in read["To"].addresses] != [deliverable(mail.address)]:
        raise Unsendable("this mail would have other recipients than it should")
    if str(read["Subject"]) != one_line(mail.subject):
        raise Unsendable("this mail would have another subject than it should")
    text, html = read.iter_parts()
    said = [(text, mail.text), (html, mail.html)]
    if any(part.get_content().split() != prose(words).split() for part, words in said):
        raise Unsendable("this mail would say something else than it should")
    if read.defects or text.defects or html.defects:
        raise Unsendable("this mail would not be readable everywhere")
