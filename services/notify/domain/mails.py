"""Mails: their identity, their states, and when one is tried again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from typing import Any, Self

from services.common.aggregate import to_plain
from services.common.event import Event
from services.notify.domain.recipients import Recipient

DELAYS_S = (60, 300, 900, 3600)
GIVE_UP_AFTER = timedelta(days=3)


class State(StrEnum):
    """A mail is queued until the relay has taken it or refused it for good."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Rendered:
    """A mail's words, as plain text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Mail:
    """What one recipient is told of one event."""

    id: str
    kind: str
    event: str
    address: str
    name: str
    message_id: str
    thread: str | None
    subject: str
    text: str
    html: str
    queued_at: datetime
    attempts: int = 0

    @classmethod
    def of_event(
        cls, event: Event, kind: str, to: Recipient, words: Rendered, now: datetime
    ) -> Self:
        """Write the mail; the same event and recipient give the same id and Message-ID."""
        order = event.data.get("order")
        return cls(
            id=mail_id(event, to),
            kind=kind,
            event=event_key(event),
            address=to.address.strip(),
            name=" ".join(to.name.split()),
            message_id=message_id(event_key(event) + to.key),
            thread=message_id(f"ticket {order['id']}") if order else None,
            subject=words.subject,
            text=words.text,
            html=words.html,
            queued_at=now,
        )

    def to_doc(self) -> dict[str, Any]:
        """Give the document of a mail that is due now."""
        plain: dict[str, Any] = {**to_plain(self), "queued_at": self.queued_at}
        plain["_id"] = plain.pop("id")
        return {**plain, "state": State.QUEUED.value, "due_at": self.queued_at}

    def message(self, sender: str) -> EmailMessage:
        """Give the message as it goes over the wire; ValueError for an unusable address."""
        message = EmailMessage(policy=SMTP)
        message["Date"] = format_datetime(self.queued_at)
        message["From"] = sender
        message["To"] = self._recipient()
        message["Subject"] = self.subject
        message["Message-ID"] = self.message_id
        message["Auto-Submitted"] = "auto-generated"
        if self.thread:
            message["In-Reply-To"] = self.thread
            message["References"] = self.thread
        message.set_content(self.text, cte="quoted-printable")
        message.add_alternative(self.html, subtype="html", cte="quoted-printable")
        return message

    def _recipient(self) -> Address:
        try:
            return Address(display_name=self.name, addr_spec=self.address)
        except (HeaderParseError, IndexError) as error:
            raise ValueError(f"no e-mail address: {type(error).__name__}") from error


def event_key(event: Event) -> str:
    """Name an event among those of all services: a ticket's id is also its order's."""
    return f"{event.source}/{event.id}"


def mail_id(event: Event, to: Recipient) -> str:
    """Name the one mail an event makes for a recipient."""
    return f"{event_key(event)}:{address_hash(to.key)}"


def address_hash(address: str) -> str:
    """Give what may be kept of an address that is forgotten."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:32]


def message_id(name: str) -> str:
    """Give the Message-ID that always belongs to this name."""
    return f"<{hashlib.sha256(name.encode()).hexdigest()[:32]}@digitalmarkt>"


def next_try(mail: Mail, now: datetime) -> datetime | None:
    """Give when a mail the relay put off is due again; None when it is time to give up."""
    if now - mail.queued_at > GIVE_UP_AFTER:
        return None
    return now + timedelta(seconds=DELAYS_S[min(mail.attempts, len(DELAYS_S) - 1)])
