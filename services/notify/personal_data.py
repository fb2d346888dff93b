"""Forgets a person, and tells them what is held: mails, inbox, deliveries and lines of tickets."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from services.common.digests import address_hash
from services.common.storage.aggregates import to_plain
from services.notify.domain.inbox import view
from services.notify.domain.reached import OPEN, Directory
from services.notify.domain.reply_authors import without_account
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.newsletter import Subscribers
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.repositories.people import People
from services.notify.repositories.preferences import PreferenceLists
from services.notify.repositories.tickets import TicketLines
from services.notify.words.failures import MAIL_STATES
from services.notify.words.mails import KINDS

SHOWN = ("kind", "event", "queued_at", "sent_at", "state")
"""Of a mail; its subject may name somebody else."""


class PersonalData:
    """All that notify holds about one person."""

    def __init__(
        self, lines: TicketLines, directory: Directory, *, mails: Mails, deliveries: Deliveries,
        inbox: InboxEntries, preferences: PreferenceLists, subscribers: Subscribers,
    ) -> None:  # fmt: skip
        self._lines, self._directory = lines, directory
        self._inbox, self._preferences = inbox, preferences
        self._subscribers = subscribers
        self._mails, self._deliveries = mails, deliveries
        self._paused = PausedAddresses(mails.collection.database)

    @classmethod
    def of(cls, runtime: Any) -> "PersonalData":
        """Make them for a running process."""
        return cls(
            runtime.part(TicketLines.of),
            runtime.part(People.of),
            mails=runtime.part(mails),
            deliveries=runtime.part(deliveries),
            inbox=runtime.part(InboxEntries.of),
            preferences=runtime.part(PreferenceLists.of),
            subscribers=runtime.part(Subscribers.of),
        )

    def forget(self, account: str, name: str, email: str | None) -> None:
        """Erase name and address; of a mailbox others use too only what goes by this name."""
        self._lines.forget(account)
        self._inbox.forget(account)
        self._preferences.forget(account)
        if email:
            shared = any(
                other["id"] != account and other["state"] in OPEN
                for other in self._directory.at_address(email)
            )
            self._mails.forget(email, name if shared else None)
            if not shared:
                self._lines.forget(without_account(email))
                self._paused.end(address_hash(email))
                self._subscribers.forget(email)
            self._deliveries.forget(email)

    def export(self, account: str, email: str | None) -> dict[str, Any]:
        """Return the files of what is held, without other people's names and addresses."""
        mails = self._mails.to(email) if email else iter(())
        subscribed = self._subscribers.at_address(email) if email else iter(())
        items = [_worded({name: to_plain(mail.get(name)) for name in SHOWN}) for mail in mails]
        return {
            "notify/mails.json": {"items": items},
            "notify/comments.json": {"items": list(self._comments(account, email))},
            "notify/inbox.json": {"items": [view(doc) for doc in self._inbox.of_account(account)]},
            "notify/newsletter.json": {"items": [one.public() for one in subscribed]},
            "notify/preferences.json": self._preferences.of_account(account).public(),
        }

    def _comments(self, account: str, email: str | None) -> Iterator[dict[str, Any]]:
        """Return what was written by the account, and by mail when there was none yet."""
        by_mail = self._lines.comments_by(without_account(email)) if email else ()
        for line in chain(self._lines.comments_by(account), by_mail):
            facts = {"at": line.at, "visibility": line.visibility, "text": line.text}
            facts["attachments"] = [one["name"] for one in line.attachments]
            yield {"order": line.ticket, **to_plain(facts)}


def _worded(mail: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of a mail with its codes in words beside them."""
    labels = {"kind_label": KINDS.get(mail["kind"]), "state_label": MAIL_STATES.get(mail["state"])}
    return {**mail, **labels}
