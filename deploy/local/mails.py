"""Reading what the mail sink has kept."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from deploy.local.ports import wait_until


def mails_in(folder: Path) -> list[EmailMessage]:
    """Give all mails, oldest first."""
    paths = sorted(folder.glob("*.eml")) if folder.exists() else []
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def wait_for_mail(
    folder: Path, wanted: Callable[[EmailMessage], bool], timeout_s: float = 20
) -> EmailMessage:
    """Give the newest mail that fits, waiting for it."""
    found: list[EmailMessage] = []

    def arrived() -> bool:
        found[:] = [mail for mail in mails_in(folder) if wanted(mail)]
        return bool(found)

    wait_until(arrived, timeout_s, "the mail did not arrive")
    return found[-1]


def text_of(mail: EmailMessage) -> str:
    """Give the plain text of a mail."""
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def confirmation_token(mail: EmailMessage) -> str:
    """Take the token out of the mail that asks to confirm an address."""
    found = re.search(r"token=([A-Za-z0-9_-]{20,})", text_of(mail))
    if found is None:
        raise AssertionError(f"no token in: {text_of(mail)}")
    return found.group(1)
