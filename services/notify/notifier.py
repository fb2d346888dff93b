"""From a heard event to the mails and deliveries it makes; a redelivery makes none."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from services.common import context
from services.common.background import BackgroundTask
from services.common.events import Event
from services.common.logs import Log
from services.notify.delivery_publisher import DeliveryPublisher
from services.notify.domain.deliveries import delivery_of, ends_of
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.held_directory import HeldDirectory
from services.notify.domain.mails import NO_WORDS, Mail, log_facts
from services.notify.domain.names import with_names
from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.reached import Addressees, Directory, Facts, Recipient, preferring
from services.notify.domain.recipients import addressed
from services.notify.mail_sender import MailSender
from services.notify.rendering import MailTemplates
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import mails
from services.notify.repositories.people import People
from services.notify.settings import read_settings

log = Log(__name__)
Doc = dict[str, Any]


class Notifier:
    """Writes what an event makes into the collections its senders read, and wakes them."""

    def __init__(
        self, public_url: str, directory: Directory, *, mails: LeasedQueue, deliveries: Deliveries,
        senders: tuple[BackgroundTask, BackgroundTask],
    ) -> None:  # fmt: skip
        self._public_url, self._directory = public_url, directory
        self._templates = MailTemplates(public_url)
        self._mails, self._deliveries = mails, deliveries
        self._sender, self._publisher = senders

    @classmethod
    def of(cls, runtime: Any) -> "Notifier":
        """Make the notifier of a running process."""
        return cls(
            runtime.part(read_settings).public_url,
            runtime.part(People.of),
            mails=runtime.part(mails),
            deliveries=runtime.part(deliveries),
            senders=(runtime.part(MailSender.of).loop, runtime.part(DeliveryPublisher.of).loop),
        )

    def mail(self, *events: Event) -> None:
        """Queue the mails of these events; whoever several of them concern is looked up once."""
        self._queue(self.mails_of(*events))

    def mails_of(self, *events: Event) -> list[Doc]:
        """Write the mails of these events, one for each event and address."""
        directory = HeldDirectory(self._directory)
        addressees = [
            addressed(OCCASIONS.get(event.type, ()), event.data, directory) for event in events
        ]
        preferred = preferring(addressees, directory)
        return [
            mail
            for event, to in zip(events, preferred, strict=True)
            for mail in self._mails_of(event, to, directory)
        ]

    def _mails_of(self, event: Event, to: Addressees, directory: Directory) -> list[Doc]:
        if not to:
            return []
        with context.entered(event.call()):
            return self._mails_to(event, to, with_names(event.data, directory))

    def queue_notice(
        self, event: Event, orders: Iterable[Facts], services: Sequence[Facts]
    ) -> None:
        """Queue the mails of a notice to the people of these orders."""
        self._queue(self.mails_of_notice(event, orders, services))

    def mails_of_notice(
        self, event: Event, orders: Iterable[Facts], services: Sequence[Facts]
    ) -> list[Doc]:
        """Write the mails of a notice, one for each address of the people of these orders."""
        occasions = OCCASIONS[event.type]
        facts = {**event.data, "services": services}
        addressees = {
            to.key: (kind, to)
            for order in orders
            for kind, to in addressed(occasions, {"order": order}, self._directory)
        }
        (preferred,) = preferring([list(addressees.values())], self._directory)
        return self._mails_to(event, preferred, facts)

    def _mails_to(self, event: Event, addressees: Addressees, facts: Facts) -> list[Doc]:
        if not addressees:
            return []
        now = self._mails.now()
        return [self._mail_to(event, kind, to, facts, now) for kind, to in addressees]

    def _queue(self, docs: list[Doc]) -> None:
        if docs:
            self._mails.put(docs)
            self._sender.wake()

    def _mail_to(self, event: Event, kind: str, to: Recipient, facts: Facts, now: datetime) -> Doc:
        """Write one mail; one that cannot be written fails alone and keeps what it was to say."""
        try:
            words = self._templates.write(kind, to, facts)
        except Exception as error:
            failure = Failure.of_error(MailFailure.NOT_WRITTEN, error)
            doc = Mail.of_event(event, kind, to, NO_WORDS, now).unwritten(facts, failure)
            log.error("mail_failed", trace=error, **log_facts(doc), outcome=failure.code.value)
            return doc
        return Mail.of_event(event, kind, to, words, now).to_doc()

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
            self._deliveries.put(docs)
            self._publisher.wake()
