"""Newsletter addresses by double opt-in, and issues sent to those that are confirmed.

An address waits until somebody follows the link mailed to it, for a week; then it is forgotten.
Whoever leaves is forgotten at once.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from services.common import clock
from services.common.bounds import AtMost
from services.common.digests import address_hash, token_hash
from services.common.errors import NotFound
from services.common.storage.aggregates import Aggregate, to_plain

CONFIRM_WITHIN = timedelta(days=7)


@dataclass(kw_only=True)
class Subscriber(Aggregate):
    """One address; its id names nobody. ``leave_token`` is in the header of every issue."""

    address: str
    language: str
    leave_token: str
    asked_at: datetime
    token_hash: str | None = None
    confirm_by: datetime | None = None
    confirmed: bool = False
    confirmed_at: datetime | None = None

    @classmethod
    def new(cls, address: str, language: str, now: datetime) -> Self:
        """Return an address that has been asked nothing yet."""
        leave_token = secrets.token_urlsafe(24)
        return cls(
            id=subscriber_id(address), address=address.strip(), language=language,
            leave_token=leave_token, asked_at=now,
        )  # fmt: skip

    def ask(self, token: str, language: str, now: datetime) -> None:
        """Have the confirmation mailed, once a day; a confirmed address is left in peace."""
        if self.confirmed or self._was_asked_today(now):
            return
        self.token_hash, self.language = token_hash(token), language
        self.asked_at, self.confirm_by = now, now + CONFIRM_WITHIN
        reached = {"email": self.address, "name": "", "language": self.language}
        self.say("newsletter.confirmation_wanted", subscriber=reached, token=token)

    def _was_asked_today(self, now: datetime) -> bool:
        return bool(self.token_hash) and clock.local_date(self.asked_at) == clock.local_date(now)

    def confirm(self, now: datetime) -> None:
        """Take the address in; the link may be followed again."""
        if self.confirmed:
            return
        if self.confirm_by is None or self.confirm_by < now:
            raise unknown_token()
        self.confirmed, self.confirmed_at, self.confirm_by = True, now, None

    def public(self) -> dict[str, Any]:
        """Return what editors see of it."""
        return {
            "id": self.id, "address": self.address, "language": self.language,
            "confirmed_at": to_plain(self.confirmed_at),
        }  # fmt: skip


@dataclass(kw_only=True)
class NewsletterIssue(Aggregate):
    """What is sent to every confirmed address; it is never changed."""

    bounds = {"subject": AtMost(2), "text": AtMost(2)}

    subject: dict[str, str]
    text: dict[str, str]
    sent_by: str
    sent_at: datetime
    recipients: int
    profile: str | None = None

    def send(self) -> None:
        """Have it sent in the background."""
        self.say("newsletter.issued", issue=self.public())

    def public(self) -> dict[str, Any]:
        """Return the issue; ``recipients`` were counted when it was sent."""
        facts: dict[str, Any] = to_plain(self)
        return {name: value for name, value in facts.items() if name not in ("version", "sent_by")}


def subscriber_id(address: str) -> str:
    """Name an address, however its letters are spelled, without telling it."""
    return f"n{address_hash(address)}"


def unknown_token() -> NotFound:
    """Make the refusal of a token that is none, or none any more."""
    return NotFound("subscription-not-found")
