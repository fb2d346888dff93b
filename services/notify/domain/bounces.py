"""Delivery reports (RFC 3464): what a mail server says became of a mail we sent.

Only the fields made for programs are read. Whatever else a message says of itself, such as an
automatic answer or a complaint, is no report, and no sentence in it is believed.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from enum import Enum

from services.common.validation import mail_addresses
from services.notify.domain.failures import LONGEST_ANSWER, Failure, MailFailure
from services.notify.domain.plain import one_line

LONGEST_REPORT = 256 * 1024
"""So much of a message is read: the fields stand in front, the mail that came back behind."""
MOST_PARTS = 20
STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})")
ABOUT_THE_ADDRESS = re.compile(r"5\.(1\.\d+|2\.[014]|0\.0|4\.4|4\.6)")
"""No such mailbox or domain, or one that takes nothing; not one that is full (5.2.2) or takes
nothing so large (5.2.3), a policy (5.7) or a content (5.6)."""


class BounceKind(Enum):
    """What became of the mail."""

    UNREACHABLE = "unreachable"
    """It did not arrive, and none will at this address."""
    UNDELIVERED = "undelivered"
    """It did not arrive; that says nothing about the next one."""
    DELAYED = "delayed"
    """It is still on its way."""


@dataclass(frozen=True)
class BounceReport:
    """What is reported of one recipient."""

    recipients: frozenset[str]
    """The final and the original recipient, as they are spelled here."""
    kind: BounceKind
    answer: str

    @property
    def failure(self) -> Failure:
        """Return the cause of a mail that did not arrive."""
        unreachable = self.kind is BounceKind.UNREACHABLE
        code = MailFailure.ADDRESS_BOUNCED if unreachable else MailFailure.UNDELIVERED
        return Failure(code, self.answer)


def report_of(raw: bytes, address: str) -> BounceReport | None:
    """Return what a message reports of this recipient; None where it reports nothing of it."""
    whole = message_from_bytes(raw[:LONGEST_REPORT], policy=policy.compat32)
    if whole.get_content_type() != "multipart/report":
        return None
    mine = spelled(address)
    statuses = (p for p in _parts(whole) if p.get_content_type() == "message/delivery-status")
    found = (_read(block) for status in statuses for block in _parts(status)[1:])
    return next((one for one in found if one and mine in one.recipients), None)


def _parts(message: Message) -> list[Message]:
    """Return the first parts of a part; none of one that is a text."""
    inside = message.get_payload()
    if not isinstance(inside, list):
        return []
    return [part for part in inside[:MOST_PARTS] if isinstance(part, Message)]


def spelled(address: str) -> str:
    """Return an address in the one spelling that counts."""
    plain = address.strip().lower()
    try:
        return mail_addresses.deliverable(plain)
    except mail_addresses.Undeliverable:
        return plain


def _read(block: Message) -> BounceReport | None:
    fields = (block.get("Final-Recipient"), block.get("Original-Recipient"))
    status = STATUS.search(str(block.get("Status") or ""))
    kind = _kind(str(block.get("Action") or "").strip().lower(), status[0] if status else "")
    if kind is None:
        return None
    said = str(block.get("Diagnostic-Code") or "").rpartition(";")[2] or (status or [""])[0]
    recipients = frozenset(spelled(str(field).partition(";")[2]) for field in fields if field)
    return BounceReport(recipients, kind, one_line(said, LONGEST_ANSWER))


def _kind(action: str, status: str) -> BounceKind | None:
    """Return what an action with its status means; None for what arrived or means nothing."""
    if action == "delayed" and not status.startswith("5"):
        return BounceKind.DELAYED
    if action != "failed" or not status.startswith(("4", "5")):
        return None
    if ABOUT_THE_ADDRESS.fullmatch(status):
        return BounceKind.UNREACHABLE
    return BounceKind.UNDELIVERED
