"""Tells the world what the documents say: from each document's outbox to the broker.

One background batch per process, woken by the write and never in the way of a reply. A
sweep takes what a killed process left behind; only the holder of a lease sweeps. Batch and
sweep take turns in one thread, so that neither starves and no event is sent by both; an event
goes twice only where two processes hold the same document's news, or an answer was lost.
"""

import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from services.common.logs import Log
from services.common.messaging import log_lines
from services.common.messaging.backlog import HAS_NEWS, Backlog, waiting
from services.common.messaging.journal import Journal
from services.common.messaging.publisher import ConfirmingPublisher, NotDeclared, NotRouted
from services.common.metrics import EVENTS_PUBLISHED, EVENTS_UNROUTED
from services.common.storage import mongo
from services.common.storage.leases import Lease

log = Log(__name__)
Doc = dict[str, Any]

BATCH = 200
SWEEP_EVERY_S = 5.0
LEFT_BEHIND_S = 5.0
ROUND_S = 10.0
LONGEST_PAUSE_S = 3.0
MOST_HANDED = 2000
"""Of so many documents at most the news are kept in memory; of more they are read again."""
HANDED_FOR_S = LEFT_BEHIND_S / 2
"""What was handed longer ago is read again: a sweep may have sent it by then."""

Handed = dict[str, list[Doc] | None]
"""What waits in documents, by id; None is what is still to be read."""


@dataclass(frozen=True)
class _News:
    """What a document's writer said waits in it."""

    events: list[Doc] | None = None
    at: float = field(default_factory=time.monotonic)

    def known(self) -> list[Doc] | None:
        """Return it, or None where it is to be read."""
        return self.events if time.monotonic() - self.at < HANDED_FOR_S else None


class Relay:
    """Publishes waiting events with confirms and takes them out of their documents.

    ``declared`` is set once the topology's markers were seen; the publisher looks for them
    on every connection.
    """

    def __init__(
        self,
        database: Database[Doc],
        publisher: ConfirmingPublisher,
        exchange: str,
        journal: Journal | None = None,
    ) -> None:
        self._publisher, self._exchange = publisher, exchange
        self._journal = journal or Journal(database, ())
        self._lease = Lease(database, "outbox-sweep", uuid.uuid4().hex)
        self._collections: dict[str, Collection[Doc]] = {}
        self._written: dict[tuple[str, str], _News] = {}
        self._wake = threading.Event()
        self.declared = threading.Event()
        self.backlog = Backlog(self._collections)
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._swept_at = float("-inf")
        self._left_behind: Iterator[tuple[str, list[str]]] = iter(())

    def watch(self, collection: Collection[Doc]) -> None:
        """Include a collection in the sweep."""
        self._collections[collection.name] = collection

    def written(self, collection: Collection[Doc], id: str, news: list[Doc] | None = None) -> None:
        """Note that this document has news; returns at once.

        ``news`` is all that waits in it, where the writer knows: it need not be read again.
        """
        self._collections[collection.name] = collection
        key, room = (collection.name, id), len(self._written) < MOST_HANDED
        self._written[key] = _News(news if room and key not in self._written else None)
        self._wake.set()

    def start(self) -> None:
        """Begin in the background."""
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()
        self.backlog.start()

    def stop(self) -> None:
        """Send what is waiting, for at most five seconds, and end."""
        self._stopping = True
        self.backlog.stop()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(5)
        self._publisher.close()

    def _run(self) -> None:
        pause = 0.1
        while not self._stopping or self._written:
            self._wake.clear()
            try:
                self._see_the_topology()
                self._round()
                pause = 0.1
            except Exception as error:
                self.backlog.hindered(error)
                missing = {"marker": str(error)} if isinstance(error, NotDeclared) else {}
                log.warning("outbox_waits", reason=type(error).__name__, **missing)
                if self._stopping:
                    return
                time.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)
                continue
            if not self._stopping:
                self._wake.wait(1.0)

    def _see_the_topology(self) -> None:
        if not self.declared.is_set():
            self._publisher.connect()
            self.declared.set()

    def _round(self) -> None:
        """Send all that was written here, and a page of what was left behind in between."""
        more = True
        while more:
            sent, swept = self._send_written(), self._sweep()
            more = bool(self._written) or sent or swept

    def _send_written(self) -> bool:
        """Send one batch; tell whether there was one."""
        batch = list(self._written)[:BATCH]
        by_collection: dict[str, Handed] = {}
        for name, id in batch:
            by_collection.setdefault(name, {})[id] = self._written.pop((name, id)).known()
        try:
            for name, handed in by_collection.items():
                self._send(name, handed)
        except Exception:
            self._written.update(dict.fromkeys(batch, _News()))
            raise
        return bool(batch)

    def _sweep(self) -> bool:
        """Send one page of what is left behind; tell whether there was one."""
        try:
            with mongo.bounded(ROUND_S):
                page = next(self._left_behind, None)
                mine = page is not None and not self._stopping and self._holds_lease()
            if page is not None and mine:
                name, ids = page
                self._send(name, dict.fromkeys(ids))
                return True
        except Exception:
            self._left_behind = iter(())
            raise
        self._left_behind = iter(())
        self._begin_sweep_if_due()
        return False

    def _begin_sweep_if_due(self) -> None:
        if self._stopping or time.monotonic() - self._swept_at < SWEEP_EVERY_S:
            return
        self._swept_at = time.monotonic()
        self._left_behind = self._pages()
        self._wake.set()

    def _holds_lease(self) -> bool:
        return self._lease.take(3 * SWEEP_EVERY_S)

    def _pages(self) -> Iterator[tuple[str, list[str]]]:
        """Return what is left behind, ids only: what is sent is read just before."""
        before = datetime.now(UTC) - timedelta(seconds=LEFT_BEHIND_S)
        old = {"outbox.time": {"$lt": before.isoformat(timespec="milliseconds")}}
        for name, collection in list(self._collections.items()):
            ids = (doc["_id"] for doc in waiting(collection, old))
            while page := list(islice(ids, BATCH)):
                yield name, page

    def _send(self, name: str, handed: Handed) -> None:
        """Read, publish, take out; each bounded by itself, as the broker may need its time."""
        collection = self._collections[name]
        outboxes = {**handed, **self._read(collection, handed)}
        said = {id: events for id, events in outboxes.items() if events}
        events = self._journal.stamp(chain.from_iterable(said.values()))
        if not events:
            return
        unheard = self._publish(events)
        EVENTS_PUBLISHED.inc(len(events))
        sent = [event for event in events if event["type"] not in unheard]
        for event in sent:
            log_lines.event_said(event)
        taken_out = {"$pull": {"outbox": {"id": {"$in": [event["id"] for event in sent]}}}}
        with mongo.bounded(ROUND_S):
            self._journal.keep(sent)
            collection.update_many({"_id": {"$in": list(said)}}, taken_out)

    def _read(self, collection: Collection[Doc], handed: Handed) -> Handed:
        """Return what waits in those documents of which it was not told."""
        ids = [id for id, news in handed.items() if news is None]
        if not ids:
            return {}
        with mongo.bounded(ROUND_S):
            docs = list(collection.find({"_id": {"$in": ids}, **HAS_NEWS}, {"outbox": 1}))
        return {doc["_id"]: doc["outbox"] for doc in docs}

    def _publish(self, events: list[Doc]) -> frozenset[str]:
        """Publish; give the types no queue took, which stay where they are."""
        try:
            self._publisher.publish(self._exchange, events)
        except NotRouted as error:
            for kind in error.routing_keys:
                kept = sum(event["type"] == kind for event in events)
                EVENTS_UNROUTED.labels(kind).inc(kept)
                log.error("event_unrouted", type=kind, kept=kept)
            self.backlog.hindered(error)
            return error.routing_keys
        return frozenset()
