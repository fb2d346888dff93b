"""Mails: their identity, their states, and when one is tried again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from services.common.digests import address_hash
from services.common.events import Event, envelope
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import to_plain
from services.notify.domain.failures import Failure, failure_facts
from services.notify.domain.occasions import BUNDLE
from services.notify.domain.plain import display_name
from services.notify.domain.reached import Recipient

DELAYS_S = (60, 300, 900, 3600)
GIVE_UP_AFTER = timedelta(days=3)


class MailState(StrEnum):
    """A mail is queued until the relay has taken it or refused it for good.

    It can come back after it was sent; and it is held back while its address is not reached.
    """

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    PAUSED = "paused"


MOVES = Moves(
    {
        (MailState.QUEUED, "send"): MailState.SENT,
        (MailState.QUEUED, "give-up"): MailState.FAILED,
        (MailState.FAILED, "send-again"): MailState.QUEUED,
        (MailState.SENT, "bounce"): MailState.BOUNCED,
        (MailState.QUEUED, "pause"): MailState.PAUSED,
        (MailState.PAUSED, "resume"): MailState.QUEUED,
        (MailState.PAUSED, "give-up"): MailState.FAILED,
    },
    "mail-not-failed",
    Turns(
        # Whatever the relay does, the clock hands the mail to support after some days.
        waits={
            MailState.QUEUED: Wait("relay", 3),
            MailState.FAILED: Wait("support", 2),
            MailState.PAUSED: Wait("support", 2),
        },
        by={
            "send": {"relay"},
            "give-up": {"clock"},
            "send-again": {"support"},
            "bounce": {"relay"},
            "pause": {"relay"},
            "resume": {"support", "recipient"},
        },
        rests={MailState.SENT},
        ends={MailState.BOUNCED},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class MailText:
    """A mail's words, as plain text and as HTML, and how it stands in a mail that lists several.

    ``entry``: its page as ``url``, and for each of its languages subject and whose turn it is.
    """

    subject: str
    text: str
    html: str
    entry: dict[str, Any] = field(default_factory=dict)


MAIL_FAILED = "delivery.mail_failed"
NOUNS = ("order", "contract", "registration", "invitation", "mandate", "comment")
NO_WORDS = MailText("", "", "")
NOT_WRITTEN = frozenset({"subject", "text", "html", "entry"})


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
    about: dict[str, str] = field(default_factory=dict)
    correlation_id: str | None = None
    entry: dict[str, Any] = field(default_factory=dict)
    unsubscribe: str | None = None
    """Where one click takes the address off the list (RFC 8058), in mails to many."""

    @classmethod
    def of_event(
        cls, event: Event, kind: str, to: Recipient, words: MailText, now: datetime
    ) -> Self:
        """Write the mail; the same event and recipient give the same id and Message-ID."""
        order = event.data.get("order")
        return cls(
            id=mail_id(event, to),
            kind=kind,
            event=event_key(event),
            address=to.address.strip(),
            name=display_name(to.name),
            message_id=message_id(event_key(event) + to.key),
            thread=message_id(f"ticket {order['id']}") if order else None,
            subject=words.subject,
            text=words.text,
            html=words.html,
            queued_at=now,
            about=about(event),
            correlation_id=event.correlation_id,
            entry=words.entry,
        )

    @classmethod
    def of_bundle(cls, id: str, of: Mapping[str, Any], words: MailText, now: datetime) -> Self:
        """Write the mail that goes in the place of several, of which ``of`` is one."""
        return cls(
            id=id,
            kind=BUNDLE,
            event=f"notify/{id}",
            address=of["address"],
            name=of["name"],
            message_id=message_id(f"bundle {id}"),
            thread=None,
            subject=words.subject,
            text=words.text,
            html=words.html,
            queued_at=now,
        )

    def to_doc(self) -> dict[str, Any]:
        """Return the document of a mail that waits."""
        plain: dict[str, Any] = {**to_plain(self), "queued_at": self.queued_at}
        plain["_id"] = plain.pop("id")
        return {**plain, "state": MailState.QUEUED.value}

    def unwritten(self, facts: Mapping[str, Any], failure: Failure) -> dict[str, Any]:
        """Return the document of a mail that could not be written from these facts."""
        whole = self.to_doc()
        doc = {name: value for name, value in whole.items() if name not in NOT_WRITTEN}
        return {
            **doc,
            "state": MailState.FAILED.value,
            **failure_facts(failure),
            "facts": dict(facts),
            "failed_at": self.queued_at,
            "outbox": [failed_event(doc, failure)],
        }


def about(event: Event) -> dict[str, str]:
    """Return the ids of the things an event tells of."""
    things = {noun: event.data.get(noun) for noun in NOUNS}
    return {noun: str(thing["id"]) for noun, thing in things.items() if thing and thing.get("id")}


def failed_event(
    doc: Mapping[str, Any], failure: Failure, number: str = "failed"
) -> dict[str, Any]:
    """Write the news that a mail could not be delivered, also what it lists; no address."""
    address = str(doc.get("address") or "")
    answer = failure.answer.replace(address, "<…>") if address else failure.answer
    facts = {
        "mail": doc["_id"],
        "kind": doc.get("kind"),
        "about": doc.get("about") or {},
        "listed": doc.get("listed") or [],
        "address_hash": address_hash(address),
        "reason_code": failure.code.value,
        "reason": answer or failure.code.value,
    }
    version = int(doc.get("resent", 0)) + 1
    return envelope(
        "notify", MAIL_FAILED, facts, subject=doc["_id"], version=version, number=number
    )


def log_facts(doc: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a log line says of a mail: ids, never an address or a word of it."""
    about = list((doc.get("about") or {}).values())
    facts = {
        "mail": doc["_id"],
        "occasion": doc.get("kind"),
        "event_id": str(doc.get("event") or "").partition("/")[2],
        "correlation_id": doc.get("correlation_id"),
    }
    return {**facts, "object_id": about[0]} if about else facts


def event_key(event: Event) -> str:
    """Name an event among those of all services: a ticket's id is also its order's."""
    return event_key_of(event.source, event.id)


def event_key_of(source: str, id: str) -> str:
    """Name the event of this id of a service."""
    return f"{source}/{id}"


def mail_id(event: Event, to: Recipient) -> str:
    """Name the one mail an event makes for a recipient; nothing of the address shows."""
    return hashlib.sha256((event_key(event) + to.key).encode()).hexdigest()[:32]


def message_id(name: str) -> str:
    """Return the Message-ID that always belongs to this name."""
    return f"<{hashlib.sha256(name.encode()).hexdigest()[:32]}@digitalmarkt>"


def bundle_id(ids: Iterable[str]) -> str:
    """Name the one mail that goes in the place of exactly these."""
    return hashlib.sha256(("bundle " + " ".join(sorted(ids))).encode()).hexdigest()[:32]


def next_pause(mail: Mail, now: datetime) -> timedelta | None:
    """Return how long a mail the relay put off rests; None when it is time to give up."""
    if now - mail.queued_at > GIVE_UP_AFTER:
        return None
    return timedelta(seconds=DELAYS_S[min(mail.attempts, len(DELAYS_S) - 1)])
