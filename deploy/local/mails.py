"""Reading what the mail sink has kept."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from deploy.local.ports import wait_until


def mails_in(folder: Path) -> list[EmailMessage]:
    """Return all mails, oldest first."""
    return [_read(path) for path in _paths(folder)]


def wait_for_mail(
    folder: Path, fits: Callable[[EmailMessage], bool], timeout_s: float = 20
) -> EmailMessage:
    """Return the newest mail that fits, waiting for it; each is looked at once."""
    seen: set[Path] = set()
    fitting: list[EmailMessage] = []

    def arrived() -> bool:
        new = [path for path in _paths(folder) if path not in seen]
        seen.update(new)
        fitting.extend(mail for mail in map(_read, new) if fits(mail))
        return bool(fitting)

    wait_until(arrived, timeout_s, "the mail did not arrive")
    return fitting[-1]


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"))


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def text_of(mail: EmailMessage) -> str:
    """Return the plain text of a mail."""
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def confirmation_token(mail: EmailMessage) -> str:
    """Take the token out of the mail that asks to confirm an address."""
    token = re.search(r"token=([A-Za-z0-9_-]{20,})", text_of(mail))
    if token is None:
        raise AssertionError(f"no token in: {text_of(mail)}")
    return token.group(1)
