"""The parts of one running service process, made once and shared by its entrypoints."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from services.common import copies, mongo, names
from services.common.config import ServiceSettings
from services.common.copies import Copy
from services.common.event import Event
from services.common.inbox import Hearing
from services.common.lane import Lane
from services.common.leases import Lease
from services.common.outbox import Relay
from services.common.parking import Parking
from services.common.publisher import ConfirmingPublisher

Doc = dict[str, Any]


class Runtime:
    """Connections and background work of one process."""

    def __init__(self, service: str, settings: ServiceSettings) -> None:
        self.service, self.settings = service, settings
        self.client = mongo.connect(settings.mongo_uri, service)
        self.database = self.client[settings.mongo_database]
        self.publisher = ConfirmingPublisher(settings.amqp_uri, f"{service}-direct")
        self.relay = Relay(
            self.database,
            ConfirmingPublisher(settings.amqp_uri, f"{service}-outbox"),
            names.events_exchange(service),
            settings.topology.split(","),
        )
        self.parking = Parking(self.database)
        self.hearing = Hearing(self.parking, lambda: self.stopping)
        self.stopping = False
        self.lanes: list[Lane] = []
        self.copies: list[Copy] = []
        self._parts: dict[Callable[[Runtime], Any], Any] = {}

    def part(self, make: Callable[["Runtime"], Any]) -> Any:
        """Give the one instance this maker made."""
        if make not in self._parts:
            self._parts[make] = make(self)
        return self._parts[make]

    def parts(self) -> list[Any]:
        """List what was made so far."""
        return list(self._parts.values())

    def lease(self, name: str) -> Lease:
        """Give a lease among the replicas of this service."""
        return Lease(self.database, name, uuid.uuid4().hex)

    def park_unreadable(self, queue: str, body: bytes, why: str) -> None:
        """Keep a message nobody can read."""
        self.hearing._patiently(lambda: self.parking.park_unreadable(queue, body, why))

    def answer_snapshot(
        self, wanted: Event, nouns: Mapping[str, Callable[[], Iterator[Doc]]]
    ) -> None:
        """Send the asker its pages."""
        copies.answer(self.publisher, self.service, wanted, nouns)

    def ping_database(self) -> bool:
        """Tell whether the database answers now."""
        try:
            with mongo.bounded(1.0):
                self.client.admin.command("ping")
            return True
        except Exception:
            return False

    def ready(self) -> dict[str, bool]:
        """Give each dependency's state; ready means all of them."""
        consuming = bool(self.lanes) and all(lane.consuming for lane in self.lanes)
        return {"broker": consuming, "database": self.ping_database()}

    def stop(self) -> None:
        """End the background work; what is in the outbox is sent first."""
        self.stopping = True
        self.relay.stop()
        self.publisher.close()
        self.client.close()
