"""The parts of one running service process, made once and shared by its entrypoints."""

import threading
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import Any

from services.common import spans
from services.common.config import ServiceSettings
from services.common.errors import Unavailable
from services.common.events import Event
from services.common.logs import Log
from services.common.messaging import names, read_copies, snapshots
from services.common.messaging.consumer import Consumer
from services.common.messaging.inbox import EventInbox
from services.common.messaging.journal import Journal, Ledger
from services.common.messaging.outbox import Relay
from services.common.messaging.parking import Parking
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.messaging.read_copies import ReadCopy
from services.common.messaging.snapshots import Items
from services.common.storage import index_watch, mongo
from services.common.storage.leases import Lease

log = Log(__name__)
Doc = dict[str, Any]

LEASE_S = 21.0
"""Longer than a handler may take, so that no second process tries the same record."""
REDELIVER_EVERY_S = 1.0


class Runtime:
    """Connections and background work of one process."""

    def __init__(self, service: str, settings: ServiceSettings) -> None:
        self.service, self.settings = service, settings
        self.client = mongo.connect(settings.mongo_uri, service)
        self.database = self.client[settings.mongo_database]
        self.publisher = self._publisher("direct")
        exchange = names.events_exchange(service)
        self.journal, self.ledger = Journal(self.database, self._heard), Ledger(self.database)
        self.relay = Relay(self.database, self._publisher("outbox"), exchange, self.journal)
        self.parking = Parking(self.database)
        self.hearing = EventInbox(self.parking, self.ledger)
        self.stopping = False
        self.copies_wanted = threading.Event()
        self.copies_wanted.set()
        self.lanes: list[Consumer] = []
        self.copies: list[ReadCopy] = []
        self.ask_for_page = read_copies.asking(self.publisher, service)
        self._parts: dict[Callable[[Runtime], Any], Any] = {}

    def _publisher(self, purpose: str) -> ConfirmingPublisher:
        """Make a publisher that says nothing a planned hearer could not hear."""
        settings, name = self.settings, f"{self.service}-{purpose}"
        markers = settings.topology.split(",")
        return ConfirmingPublisher(settings.amqp_uri, name, markers=markers, heard=self._heard)

    @property
    def _heard(self) -> list[str]:
        """Return the types of our events that somebody is planned to hear."""
        planned = [one.partition("/") for one in self.settings.heard.split(",")]
        return [kind for source, _, kind in planned if source == self.service]

    def part(self, make: Callable[["Runtime"], Any]) -> Any:
        """Return the one instance this maker made."""
        if make not in self._parts:
            self._parts[make] = make(self)
        return self._parts[make]

    def lease(self, name: str) -> Lease:
        """Return a lease among the replicas of this service."""
        return Lease(self.database, name, uuid.uuid4().hex)

    def queue_found_again(self, queue: str) -> None:
        """Ask for the copies again: what was on its way to a queue that was gone is lost."""
        self.copies_wanted.set()

    def park_unreadable(self, queue: str, body: bytes, why: str) -> None:
        """Keep a message nobody can read; raise Unavailable where the process ends first."""
        if not self.hearing.park(queue, body, why, lambda: self.stopping):
            raise Unavailable("stopping")

    def redeliver(self, queues: Collection[str], again: Callable[[Doc], None]) -> None:
        """Try what is parked and due once more, as long as this process holds the lease."""
        lease = self.lease("parked-" + min(queues))
        while not self.stopping:
            try:
                with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                    waits = self.parking.has_due(queues) and lease.take(LEASE_S)
                    due = list(self.parking.due(queues)) if waits else []
                for record in due:
                    if self.stopping or not lease.take(LEASE_S):
                        break
                    again(record)
            except Exception as error:
                log.warning("redelivery_waits", reason=type(error).__name__)
            time.sleep(REDELIVER_EVERY_S)
        with suppress(Exception), mongo.bounded(1.0):
            lease.release()

    def answer_snapshot(self, wanted: Event, nouns: Mapping[str, Items]) -> None:
        """Send the asker the page it wants."""
        if not self.relay.declared.is_set():
            raise Unavailable("topology-missing")
        snapshots.answer(self.publisher, self.service, wanted, nouns)

    def watch_indexes(self) -> None:
        """Say which declared indexes are missing, for as long as the process runs."""
        index_watch.watch(
            lambda: [self.parking, self.journal, self.ledger, *self._parts.values()],
            lambda: self.stopping,
        )

    def ping_database(self) -> bool:
        """Tell whether the database answers now."""
        try:
            with mongo.bounded(1.0):
                self.client.admin.command("ping")
            return True
        except Exception:
            return False

    def ready(self) -> dict[str, bool]:
        """Return each dependency's state; ready means all of them."""
        consuming = bool(self.lanes) and all(lane.consuming for lane in self.lanes)
        return {
            "broker": consuming,
            "database": self.ping_database(),
            "events": self.relay.backlog.fresh,
        }

    def stop_taking(self) -> None:
        """Leave the queues at once; what was taken is still settled."""
        self.stopping = True
        for lane in self.lanes:
            lane.stopping = True

    def stop(self) -> None:
        """End the background work; what is in the outbox is sent first."""
        self.stopping = True
        with suppress(Exception):
            self.ledger.flush()
        self.relay.stop()
        self.publisher.close()
        self.client.close()
        spans.stop()
