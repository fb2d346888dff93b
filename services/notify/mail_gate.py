"""Which of the due mails go out now: not those to paused addresses, not too many to one domain."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from prometheus_client import Counter as Metric

from services.common.digests import address_hash
from services.notify.address_upkeep import AddressUpkeep
from services.notify.domain.failures import PAUSING, Failure
from services.notify.domain.occasions import ADDRESS_PROOFS, ERASURE
from services.notify.mailing_settings import read_mailing
from services.notify.repositories.domain_windows import WINDOW, DomainWindows
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.paused_addresses import PausedAddresses

Doc = dict[str, Any]
TIDY_EVERY_S = 600.0
HELD = Metric("mails_held_total", "Due mails that did not go out, by why", ["why"])


class MailGate:
    """Holds back what should not be sent now; a batch costs one read and one write more.

    A domain has so many places a minute, over all replicas. Who finds none is due again in the
    minute in which its place in the row comes up, so that a great number is not looked at
    again and again, and holds up nobody at another domain.
    """

    def __init__(
        self, mails: Mails, paused: PausedAddresses, windows: DomainWindows, per_minute: int
    ) -> None:
        self._mails, self._paused = mails, paused
        self._windows, self._per_minute = windows, per_minute
        self._tidied_at = float("-inf")

    @classmethod
    def of(cls, runtime: Any) -> "MailGate":
        """Make the gate of a running process."""
        return cls.beside(runtime.part(mails), runtime.part(read_mailing).mails_per_domain)

    @classmethod
    def beside(cls, mails: Mails, per_minute: int = 0) -> "MailGate":
        """Make the gate of these mails; so many to one domain a minute, 0 for all there are."""
        database = mails.collection.database
        return cls(mails, PausedAddresses(database), DomainWindows(database), per_minute)

    def passing(self, batch: Sequence[Doc]) -> list[Doc]:
        """Return those that go out now; the others are put aside."""
        self._tidy()
        reached = self._reached(batch)
        return self._placed(reached) if reached and self._per_minute else reached

    def note_failure(self, doc: Doc, failure: Failure) -> None:
        """Pause the address of a mail that failed, if it failed by its address."""
        if failure.code in PAUSING and doc.get("address") and doc.get("kind") != ERASURE:
            self._paused.pause(doc["address"], doc["_id"], failure)

    def _tidy(self) -> None:
        """Every ten minutes let go what waits for an address that is paused no more, or too long.

        A mail can be held back while its address is resumed.
        """
        if time.monotonic() - self._tidied_at < TIDY_EVERY_S:
            return
        self._mails.give_up_held()
        AddressUpkeep(self._mails).let_go()
        self._tidied_at = time.monotonic()

    def _reached(self, batch: Sequence[Doc]) -> list[Doc]:
        if not batch:
            return []
        paused = self._paused.among(str(doc.get("address")) for doc in batch)
        if not paused:
            return list(batch)
        held = [
            doc
            for doc in batch
            if address_hash(str(doc.get("address"))) in paused and doc["kind"] not in ADDRESS_PROOFS
        ]
        self._mails.pause(held)
        HELD.labels("paused").inc(len(held))
        return [doc for doc in batch if doc not in held]

    def _placed(self, batch: Sequence[Doc]) -> list[Doc]:
        """Return those that have a place in this minute; the others wait for theirs."""
        domains = [domain_of(doc) for doc in batch]
        began, before = self._windows.take(Counter(domains))
        now, later = list[Doc](), defaultdict[datetime, list[Doc]](list)
        for doc, domain in zip(batch, domains, strict=True):
            minutes, before[domain] = before[domain] // self._per_minute, before[domain] + 1
            if minutes:
                later[began + minutes * WINDOW].append(doc)
            else:
                now.append(doc)
        for due, docs in later.items():
            self._mails.hold(docs, due)
            HELD.labels("rate").inc(len(docs))
        return now


def domain_of(doc: Doc) -> str:
    """Return the domain of a mail's address in lower case."""
    return str(doc.get("address")).rpartition("@")[2].strip().lower()
