"""An answer by mail as it arrives: whose it is, what it answers, what it says and brings."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from services.common.validation import mail_addresses
from services.notify.domain.plain import prose
from services.notify.domain.reply_text import text_of_html, written_text

OURS = re.compile(r"<([0-9a-f]{32})@[^<>\s]{1,255}>")
"""The Message-IDs of our mails: each names the mail."""
MOST_PARTS = 100
AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:Abwesenheit\w*|Abwesend|Automatische Antwort|Automatic reply|Auto(?:matic)?[- ]?Reply|"
    r"Out of (?:the )?office|Undeliverable|Unzustellbar)\b",
    re.I,
)
BULK = frozenset(("bulk", "junk", "list", "auto_reply", "auto-reply"))
MACHINES = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|bounce)[^@]*@", re.I)


@dataclass(frozen=True)
class Reply:
    """One answer; ``sender`` is None unless exactly one person sent it.

    ``once`` names its effect: the same mail given again has the same. ``answers`` are the ids of
    mails of ours that it refers to, the nearest first.
    """

    sender: str | None
    name: str
    once: str
    answers: tuple[str, ...]
    text: str
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def is_automatic(raw: bytes) -> bool:
    """Tell whether a program wrote it (RFC 3834): then nobody waits for an answer either."""
    mail = _read(raw)
    said = str(mail.get("Auto-Submitted", "no")).strip().lower()
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return (
        not said.startswith("no")
        or precedence in BULK
        or any(name in mail for name in ("List-Id", "X-Autoreply", "X-Autorespond"))
        or str(mail.get("Return-Path", "")).strip() == "<>"
        or mail.get_content_type() == "multipart/report"
        or bool(MACHINES.match(_sole(mail)[1] or ""))
        or bool(AUTOMATIC_SUBJECT.match(str(mail.get("Subject", ""))))
    )


def reply_of(raw: bytes) -> Reply:
    """Read an answer; whatever is missing in it is empty."""
    mail = _read(raw)
    name, sender = _sole(mail)
    named = str(mail.get("Message-ID", "")).strip()
    once = hashlib.sha256(named.encode("utf-8", "replace") if named else raw).hexdigest()
    referred = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    answers = [*OURS.findall(str(mail.get("In-Reply-To", ""))), *OURS.findall(referred)[::-1]]
    return Reply(
        sender, name, f"mail {once}", tuple(dict.fromkeys(answers))[:20], _text(mail),
        tuple(_files(mail)),
    )  # fmt: skip


def _read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _sole(mail: EmailMessage) -> tuple[str, str | None]:
    """Return name and address of who sent it, where that is one person."""
    listed = mail.get_all("From", [])
    found = [one for header in listed for one in getattr(header, "addresses", ())]
    if len(listed) != 1 or len(found) != 1:
        return "", None
    try:
        return found[0].display_name, mail_addresses.deliverable(found[0].addr_spec.lower())
    except mail_addresses.Undeliverable:
        return "", None


def _text(mail: EmailMessage) -> str:
    """Return what was written: the plain text, or the HTML where that is all there is."""
    plain = mail.get_body(("plain",))
    if plain is not None and (said := written_text(prose(_content(plain)))):
        return said
    html = mail.get_body(("html",))
    if html is None:
        return ""
    return written_text(prose(text_of_html(_content(html))))


def _content(part: MIMEPart) -> str:
    """Return the text of a part, whatever it says of its letters."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    for encoding in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            return raw.decode(encoding or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def _files(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Return name and content of what is attached; pictures of a signature are not."""
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            return
        if part.is_multipart() or part is mail:
            continue
        inline = part.get_content_disposition() == "inline" or part.get("Content-ID")
        is_text = part.get_content_type() in ("text/plain", "text/html")
        attached = part.get_content_disposition() == "attachment"
        if not attached and (not part.get_filename() or inline or is_text):
            continue
        content = part.get_payload(decode=True)
        yield str(part.get_filename() or "datei"), content if isinstance(content, bytes) else b""
