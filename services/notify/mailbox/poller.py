"""Empties the mailbox: every message is given to its takers and then put aside.

One process polls at a time, and gives the lease up after each round. Killed after a taker took
a message and before it was put aside, the message is given once more: takers know what they took.
A message nobody takes, one that is too large, one the mailbox does not give out and one on which a
taker stumbles go to the folder
``unclaimed``, which people look at; how many lie there is noted for the operator.
"""

import imaplib
import re
import time
from collections import Counter as Counting
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from prometheus_client import Counter
from pymongo.errors import PyMongoError

from services.common import context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.notify.mailbox.imap import Folder, Listed, Mailbox, MailboxSession, MessageUnreadable
from services.notify.mailing_settings import read_mailing
from services.notify.repositories.mailbox_reports import MailboxReports

log = Log(__name__)

BATCH = 50
LARGEST_BYTES = 15 * 1024 * 1024
"""Room for attachments of 10 MiB, which travel a third larger."""
LONGEST_ROUND_S = 60.0
MOST_BREAKS = 2
"""A message at which the line breaks so often is put aside unread, lest it hold up the others."""
LEASE_S = 180.0
"""Longer than a round with its last message, however slowly the server talks."""
KEPT = {Folder.PROCESSED: timedelta(days=30), Folder.UNCLAIMED: timedelta(days=90)}
FORGET_EVERY_S = 3600.0
LONGEST_HEAD = 64 * 1024
MOST_RECIPIENTS = 20
ADDRESSED = re.compile(
    rb"(?im)^(?:delivered-to|x-original-to|envelope-to|x-envelope-to|to|cc):"
    rb"((?:[^\r\n]|\r?\n[ \t]){0,4000})"
)
ADDRESS = re.compile(rb"[a-z0-9.=_+-]{1,64}@[a-z0-9.-]{1,255}", re.I)
TAKEN = Counter("mailbox_messages_total", "Messages of the mailbox by where they went", ["folder"])


class Taker(Protocol):
    """Somebody who takes messages; the same one may come again after a crash."""

    def take(self, raw: bytes, recipient: str) -> bool:
        """Tell whether the message, sent to this address of ours, was for this taker.

        ``raw`` is the whole message as it arrived and may be anything. Only a database that is
        away is raised (``Unavailable``, ``PyMongoError``); then the message is given again.
        """
        ...


class MailboxPoller:
    """Looks into the mailbox every so often, unless another process does just now."""

    def __init__(
        self, mailbox: Mailbox | None, takers: Sequence[Taker], *, domain: str, every_s: float,
        lease: Lease, reports: MailboxReports,
    ) -> None:  # fmt: skip
        self._mailbox, self._takers, self._domain = mailbox, takers, domain.encode()
        self._every_s, self._lease, self._reports = every_s, lease, reports
        self._rests_until = self._forgets_at = float("-inf")
        self._broke = Counting[str]()
        self.loop = BackgroundTask("mailbox", self.round)

    def round(self) -> bool:
        """Take the oldest messages; tell whether there may be more."""
        if self._mailbox is None or time.monotonic() < self._rests_until:
            return False
        context.enter(Call(principal=Principal("service:notify")))
        with database_bound():
            if not self._lease.take(LEASE_S):
                return False
        self._rests_until = time.monotonic() + self._every_s
        try:
            is_empty = self._emptied(self._mailbox)
        finally:
            with suppress(PyMongoError, Unavailable), database_bound():
                self._lease.release()
        if not is_empty:
            self._rests_until = float("-inf")
        return not is_empty

    def _emptied(self, mailbox: Mailbox) -> bool:
        with mailbox.open() as session:
            batch = session.first(BATCH)
            self._sort(session, batch)
            unclaimed = session.count(Folder.UNCLAIMED)
            self._forget(session)
        with database_bound():
            self._reports.note(unclaimed)
        return len(batch) < BATCH

    def _sort(self, session: MailboxSession, batch: Sequence[Listed]) -> None:
        """Give each message to its takers; what was given is put aside, whatever comes after."""
        last = time.monotonic() + LONGEST_ROUND_S
        went: defaultdict[Folder, list[str]] = defaultdict(list)
        try:
            for message in batch:
                if self.loop.stopping or time.monotonic() > last:
                    break
                went[self._given(session, message)].append(message.uid)
        finally:
            for folder, uids in went.items():
                session.move(uids, folder)
                TAKEN.labels(folder.value).inc(len(uids))

    def _given(self, session: MailboxSession, message: Listed) -> Folder:
        """Tell where a message belongs, having given it to its takers."""
        if message.size > LARGEST_BYTES:
            log.warning("mail_too_large", uid=message.uid, bytes=message.size)
            return Folder.UNCLAIMED
        raw = self._read(session, message)
        if raw is None:
            return Folder.UNCLAIMED
        try:
            taken = any(
                taker.take(raw, recipient)
                for recipient in recipients_of(raw, self._domain)
                for taker in self._takers
            )
        except (PyMongoError, Unavailable):
            raise
        except Exception as error:
            log.error("mail_not_taken", uid=message.uid, trace=error)
            return Folder.UNCLAIMED
        if not taken:
            log.info("mail_unclaimed", uid=message.uid)
        return Folder.PROCESSED if taken else Folder.UNCLAIMED

    def _read(self, session: MailboxSession, message: Listed) -> bytes | None:
        """Return a message; None where it is not given out, or broke the line often enough."""
        uid = message.uid
        if self._broke[uid] >= MOST_BREAKS:
            log.error("mail_breaks_line", uid=uid)
            del self._broke[uid]
            return None
        try:
            raw = session.read(message)
        except MessageUnreadable as error:
            log.error("mail_unreadable", uid=uid, trace=error)
            return None
        except (OSError, imaplib.IMAP4.error):
            self._broke[uid] += 1
            raise
        del self._broke[uid]
        return raw

    def _forget(self, session: MailboxSession) -> None:
        """Delete what has lain aside long enough; asked often, it looks every hour."""
        if time.monotonic() < self._forgets_at:
            return
        for folder, kept in KEPT.items():
            session.forget(folder, _imap_day(self._reports.now() - kept))
        self._forgets_at = time.monotonic() + FORGET_EVERY_S

    @classmethod
    def of(cls, runtime: Any, takers: Sequence[Taker]) -> "MailboxPoller":
        """Make the poller of a running process."""
        settings = runtime.part(read_mailing)
        uri = settings.mailbox_uri
        return cls(
            Mailbox(uri, settings.mailbox_certificates) if uri else None,
            takers,
            domain=settings.domain,
            every_s=settings.mailbox_every_s,
            lease=runtime.lease("mailbox"),
            reports=runtime.part(MailboxReports.of),
        )


def recipients_of(raw: bytes, domain: bytes) -> list[str]:
    """Return the addresses of our domain a message was sent to, those it was delivered to first."""
    head = re.split(rb"\r?\n\r?\n", raw[:LONGEST_HEAD], maxsplit=1)[0]
    fields = sorted(ADDRESSED.finditer(head), key=lambda found: found[0][:3].lower() in _SHOWN)
    found = (address.lower() for field in fields for address in ADDRESS.findall(field[1]))
    ours = (address for address in found if address.endswith(b"@" + domain))
    return [address.decode() for address in dict.fromkeys(ours)][:MOST_RECIPIENTS]


_SHOWN = (b"to:", b"cc:")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _imap_day(at: datetime) -> str:
    return f"{at.day:02}-{MONTHS[at.month - 1]}-{at.year}"
