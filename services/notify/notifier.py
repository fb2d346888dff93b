"""From a heard event to the mails and deliveries it makes; a redelivery makes none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.common import clock, context
from services.common.background import BackgroundTask
from services.common.events import Event
from services.common.logs import Log
from services.notify.delivery_publisher import DeliveryPublisher
from services.notify.domain.deliveries import delivery_of, ends_of
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.held_directory import HeldDirectory
from services.notify.domain.inbox import entries_of, offered_by
from services.notify.domain.mails import NO_WORDS, Mail, log_facts
from services.notify.domain.many_orders import addressed_of_all
from services.notify.domain.names import with_names
from services.notify.domain.occasions import OCCASIONS, PLEASE_SIGN
from services.notify.domain.reached import Addressees, Directory, Facts, Recipient, preferring
from services.notify.domain.recipients import addressed, may_sign
from services.notify.mail_sender import MailSender
from services.notify.paper_room import PaperRoom, papers_of
from services.notify.rendering import MailTemplates, Sender
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import mails
from services.notify.repositories.people import People
from services.notify.repositories.tickets import MOST_TO_SIGN
from services.notify.restored import Uncertainty
from services.notify.settings import read_settings

log = Log(__name__)
Doc = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """What events make: the mails, and the entries of inboxes, those of what is not mailed, too."""

    mails: list[Doc] = field(default_factory=list)
    entries: list[Doc] = field(default_factory=list)


class Notifier:
    """Writes what an event makes into the collections its senders read, and wakes them."""

    def __init__(
        self, public_url: str, directory: Directory, *, mails: LeasedQueue, inbox: InboxEntries,
        deliveries: Deliveries, senders: tuple[BackgroundTask, BackgroundTask],
        templates: MailTemplates | None = None, papers: PaperRoom | None = None,
        uncertainty: Uncertainty | None = None,
    ) -> None:  # fmt: skip
        self._public_url, self._directory = public_url, directory
        self._papers, self._uncertainty = papers, uncertainty or Uncertainty()
        self._templates = templates or MailTemplates(Sender(public_url))
        self._mails, self._inbox, self._deliveries = mails, inbox, deliveries
        self._sender, self._publisher = senders

    @classmethod
    def of(cls, runtime: Any) -> "Notifier":
        """Make the notifier of a running process."""
        return cls(
            runtime.part(read_settings).public_url,
            runtime.part(People.of),
            mails=runtime.part(mails),
            inbox=runtime.part(InboxEntries.of),
            deliveries=runtime.part(deliveries),
            senders=(runtime.part(MailSender.of).loop, runtime.part(DeliveryPublisher.of).loop),
            templates=runtime.part(MailTemplates.of),
            papers=runtime.part(PaperRoom.of),
            uncertainty=runtime.part(Uncertainty.of),
        )

    def mail(self, *events: Event) -> None:
        """Tell of these events; whoever several of them concern is looked up once."""
        self._queue(self.told_by(*events))

    def told_by(self, *events: Event) -> Told:
        """Return what these events make: a mail for each address, an entry for each account."""
        directory = HeldDirectory(self._directory)
        addressees = [
            addressed(OCCASIONS.get(event.type, ()), event.data, directory) for event in events
        ]
        told = Told()
        for event, to in zip(events, preferring(addressees, directory), strict=True):
            if to:
                with context.entered(event.call()):
                    self._tell(told, event, to, with_names(event.data, directory))
        return told

    def mail_signatory(self, event: Event, to_sign: Sequence[Facts]) -> None:
        """Tell who may sign, and let each contract that waits for it stand in their inbox once.

        The mails about these went out before, to others or to nobody. Whose authority begins on a
        later day is asked for nothing yet.
        """
        person, place = event.data["person"], event.data["authority"]["body"]
        may = may_sign(person, [place], clock.local_date(self._mails.now()))
        ready = to_sign if may else ()
        counted = min(len(ready), MOST_TO_SIGN)
        facts = {"to_sign": counted, "more_to_sign": len(ready) > counted}
        told = self.told_by(replace(event, data={**event.data, **facts}))
        told.entries.extend(self._not_asked(event, str(person["id"]), ready))
        self._queue(told)

    def _not_asked(self, event: Event, account: str, to_sign: Sequence[Facts]) -> list[Doc]:
        """Return the entries for the contracts that an account was not asked to sign before."""
        page, now = self._templates.kinds[PLEASE_SIGN]["page"], self._mails.now()
        roles, entries = frozenset({"signatory"}), list[Doc]()
        to = Recipient("", "", roles=roles, sharing=frozenset({account}))
        for order in to_sign:
            # Of two authorities heard at the same time the contract is asked for once, too.
            one = replace(event, id=f"{PLEASE_SIGN}:{order['contract']}")
            facts = {"order": order, "contract": offered_by(order)}
            entries += entries_of(one, PLEASE_SIGN, page, to, facts, now)
        known = self._inbox.told(account, PLEASE_SIGN, [entry["path"] for entry in entries])
        return [entry for entry in entries if entry["path"] not in known]

    def queue_notice(
        self, event: Event, orders: Iterable[Facts], services: Sequence[Facts]
    ) -> None:
        """Tell the people of these orders of a notice."""
        self._queue(self.told_by_notice(event, orders, services))

    def told_by_notice(
        self, event: Event, orders: Iterable[Facts], services: Sequence[Facts]
    ) -> Told:
        """Return what a notice makes for the people of these orders."""
        facts = {**event.data, "services": services}
        concerned = [{"order": order} for order in orders]
        addressees = addressed_of_all(OCCASIONS[event.type], concerned, self._directory)
        (preferred,) = preferring([addressees], self._directory)
        told = Told()
        if preferred:
            self._tell(told, event, preferred, facts)
        return told

    def queue_issue(
        self, event: Event, kind: str, addressees: Iterable[tuple[Recipient, str]]
    ) -> None:
        """Queue an issue for these addresses, each with where one click takes it off the list."""
        now, told = self._mails.now(), Told()
        for to, leave in addressees:
            mail = self._mail_to(event, kind, to, {**event.data, "leave": leave}, now)
            told.mails.append({**mail, "unsubscribe": leave})
        self._queue(told)

    def note_in_inboxes(self, event: Event, kind: str, page: str, accounts: Iterable[str]) -> None:
        """Put an entry into these inboxes; nothing is mailed."""
        to = Recipient("", "", sharing=frozenset(accounts))
        if entries := entries_of(event, kind, page, to, event.data, self._mails.now()):
            self._inbox.put(entries)

    def _tell(self, told: Told, event: Event, addressees: Addressees, facts: Facts) -> None:
        """Add what one event makes."""
        now = self._mails.now()
        for kind, to in addressees:
            page = self._templates.kinds[kind]["page"]
            told.entries.extend(entries_of(event, kind, page, to, facts, now))
            if to.is_mailed(kind):
                told.mails.append(self._mail_to(event, kind, to, facts, now))

    def _queue(self, told: Told) -> None:
        """Keep both, each in one write; heard again after the first, the second one follows."""
        if told.entries:
            self._inbox.put(told.entries)
        if told.mails:
            wanted = self._papers.prepare(told.mails) if self._papers else set()
            self._mails.put(told.mails)
            self._sender.wake()
            if self._papers:
                self._papers.ask_for(wanted)

    def _mail_to(self, event: Event, kind: str, to: Recipient, facts: Facts, now: datetime) -> Doc:
        """Write one mail; one that cannot be written fails alone and keeps what it was to say."""
        try:
            words = self._templates.write(kind, to, facts)
        except Exception as error:
            failure = Failure.of_error(MailFailure.NOT_WRITTEN, error)
            doc = Mail.of_event(event, kind, to, NO_WORDS, now).unwritten(facts, failure)
            log.error("mail_failed", trace=error, **log_facts(doc), outcome=failure.code.value)
            return doc
        mail = Mail.of_event(event, kind, to, words, now).to_doc() | papers_of(kind, facts)
        return self._uncertainty.mail(event, mail)

    def tell_vendors(self, event: Event, newest: Facts, *, first: bool = False) -> None:
        """Queue what setup parties, the present one and former ones, are told of an order event.

        Before the ``first`` that is heard of an order nobody was told anything.
        """
        now = self._deliveries.now()
        last = [] if first else self._deliveries.last_of(event.subject)
        docs = ends_of(event, newest, last, self._public_url, now)
        if delivery := delivery_of(event, newest, self._public_url, now):
            docs.append(delivery)
        if docs:
            self._deliveries.put([self._uncertainty.delivery(event, doc) for doc in docs])
            self._publisher.wake()
