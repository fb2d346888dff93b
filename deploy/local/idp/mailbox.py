"""The mails of all test persons as a page, so that their links can be followed by hand.

Whoever reaches it could sign in here as anybody anyway; it is never part of an image.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

MOST_SHOWN = 50
LINK = re.compile(r"(https?://[^\s<>\"]+)")


@dataclass(frozen=True)
class ShownMail:
    """A mail as the page shows it; in ``parts`` every second one is a link."""

    to: str
    subject: str
    sent: str
    parts: list[str]


def newest(folder: Path, to: str = "") -> list[ShownMail]:
    """Return the newest mails, those to an address that holds ``to`` where that is given."""
    shown: list[ShownMail] = []
    for mail in _newest_first(folder):
        if to.casefold() in str(mail["To"]).casefold():
            shown.append(_shown(mail))
        if len(shown) == MOST_SHOWN:
            break
    return shown


def _newest_first(folder: Path) -> Iterator[EmailMessage]:
    for path in sorted(folder.glob("*.eml"), reverse=True):
        yield message_from_bytes(path.read_bytes(), policy=policy.default)


def _shown(mail: EmailMessage) -> ShownMail:
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    sent = parsedate_to_datetime(str(mail["Date"])).astimezone().strftime("%d.%m.%Y, %H:%M")
    return ShownMail(str(mail["To"]), str(mail["Subject"]), sent, LINK.split(text))
