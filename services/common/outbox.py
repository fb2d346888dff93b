"""Tells the world what the documents say: from each document's outbox to the broker.

One background batch per process, woken by the write and never in the way of a reply. A
sweep takes what a killed process left behind; only the holder of a lease sweeps.
"""

import threading
import time
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.common import mongo
from services.common.leases import Lease
from services.common.logs import Log
from services.common.metrics import EVENTS_PUBLISHED
from services.common.publisher import ConfirmingPublisher

log = Log(__name__)
Doc = dict[str, Any]

BATCH = 200
SWEEP_EVERY_S = 5.0
LEFT_BEHIND_S = 5.0
ROUND_S = 10.0
HAS_NEWS = {"outbox.0.id": {"$exists": True}}


class Relay:
    """Publishes waiting events with confirms and takes them out of their documents."""

    def __init__(
        self,
        database: Database[Doc],
        publisher: ConfirmingPublisher,
        exchange: str,
        markers: Iterable[str] = (),
    ) -> None:
        self._publisher, self._exchange = publisher, exchange
        self._markers = [marker for marker in markers if marker]
        self._lease = Lease(database, "outbox-sweep", uuid.uuid4().hex)
        self._collections: dict[str, Collection[Doc]] = {}
        self._written: dict[tuple[str, str], None] = {}
        self._wake = threading.Event()
        self.declared = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._swept_at = 0.0

    def watch(self, collection: Collection[Doc]) -> None:
        """Include a collection in the sweep."""
        self._collections[collection.name] = collection

    def written(self, collection: Collection[Doc], id: str) -> None:
        """Note that this document has news; returns at once."""
        self._collections[collection.name] = collection
        self._written[collection.name, id] = None
        self._wake.set()

    def start(self) -> None:
        """Begin in the background."""
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Send what is waiting, for at most five seconds, and end."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(5)
        self._publisher.close()

    def _run(self) -> None:
        self._wait_for_topology()
        pause = 0.1
        while not self._stopping or self._written:
            self._wake.wait(1.0)
            self._wake.clear()
            try:
                with mongo.bounded(ROUND_S):
                    self._round()
                pause = 0.1
            except Exception as error:
                log.warning("outbox_waits", reason=type(error).__name__)
                if self._stopping:
                    return
                time.sleep(pause)
                pause = min(pause * 2, 5.0)
                self._wake.set()

    def _wait_for_topology(self) -> None:
        waiting = list(self._markers)
        while waiting and not self._stopping:
            if self._publisher.exchange_exists(waiting[0]):
                waiting.pop(0)
                continue
            log.warning("topology_missing", marker=waiting[0])
            self._wake.wait(1.0)
        if not waiting:
            self.declared.set()

    def _round(self) -> None:
        while batch := list(self._written)[:BATCH]:
            by_collection: dict[str, list[str]] = {}
            for name, id in batch:
                by_collection.setdefault(name, []).append(id)
            for key in batch:
                self._written.pop(key, None)
            try:
                for name, ids in by_collection.items():
                    self._send(self._collections[name], {"_id": {"$in": ids}})
            except Exception:
                self._written.update(dict.fromkeys(batch))
                raise
        self._sweep_if_due()

    def _sweep_if_due(self) -> None:
        if self._stopping or time.monotonic() - self._swept_at < SWEEP_EVERY_S:
            return
        self._swept_at = time.monotonic()
        if not self._lease.take(3 * SWEEP_EVERY_S):
            return
        before = datetime.now(UTC) - timedelta(seconds=LEFT_BEHIND_S)
        old = {"outbox.time": {"$lt": before.isoformat(timespec="milliseconds")}, **HAS_NEWS}
        for collection in list(self._collections.values()):
            while self._send(collection, old, hint="waiting_events") == BATCH:
                self._lease.take(3 * SWEEP_EVERY_S)

    def _send(self, collection: Collection[Doc], query: Doc, hint: str | None = None) -> int:
        found = collection.find(query, {"outbox": 1}).limit(BATCH)
        docs = list(found.hint(hint) if hint else found)
        events = [event for doc in docs for event in doc["outbox"]]
        if not events:
            return 0
        self._publisher.publish(self._exchange, events)
        EVENTS_PUBLISHED.inc(len(events))
        collection.bulk_write([_without(doc) for doc in docs if doc["outbox"]], ordered=False)
        return len(docs)


def _without(doc: Doc) -> UpdateOne:
    sent = [event["id"] for event in doc["outbox"]]
    return UpdateOne({"_id": doc["_id"]}, {"$pull": {"outbox": {"id": {"$in": sent}}}})
