"""Holds the broker against what vendors want, one process at a time, and watches their queues."""

import time
from collections.abc import Sequence
from typing import Any

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.storage.leases import Lease
from services.notify.domain.broker_access import BrokerAccess, Filling, Todo, filling_of
from services.notify.domain.deliveries import routing_key
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.settings import read_settings
from services.notify.vendor_broker.management import (
    Limits,
    Management,
    ManagementAway,
    ManagementRefused,
)
from services.notify.vendor_broker.metrics import QUEUE_FILLED, TROUBLED
from services.notify.vendor_broker.settings import broker_settings

log = Log(__name__)

BATCH = 20
LOOK_EVERY_S = 15.0
LEASE_S = 120.0
"""Longer than the slowest batch: a dozen calls of five seconds, after which it is taken anew."""
AWAY, REFUSED = "management-away", "management-refused"


class Provisioning:
    """Makes and removes users and queues; ``loop`` runs it beside the service's calls."""

    def __init__(
        self, accesses: BrokerAccesses, waiting: Deliveries, connected: VendorConnections,
        management: Management, limits: Limits, lease: Lease,
    ) -> None:  # fmt: skip
        self._accesses, self._waiting, self._connected = accesses, waiting, connected
        self._management, self._limits, self._lease = management, limits, lease
        self._prepared = False
        self._look_at = 0.0
        self.loop = BackgroundTask("vendor_broker", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "Provisioning":
        """Make the one of a running process."""
        broker = runtime.part(broker_settings)
        return cls(
            runtime.part(BrokerAccesses.of),
            runtime.part(deliveries),
            runtime.part(VendorConnections.of),
            Management(runtime.part(read_settings).vendor_broker_api, broker.vhost),
            broker.limits,
            runtime.lease("vendor_broker"),
        )

    def round(self) -> bool:
        """Do what is due, and look how full the queues are; tell whether there may be more."""
        looks = time.monotonic() >= self._look_at
        with database_bound():
            due = self._accesses.due(clock.now(), BATCH)
            if not (due or looks) or not self._lease.take(LEASE_S):
                return False
        for vendor in due:
            with database_bound():
                if self.loop.stopping or not self._lease.take(LEASE_S):
                    return False
            if not self._provide(vendor):
                return False
        if looks:
            self._look_at = time.monotonic() + LOOK_EVERY_S
            self._look()
        return len(due) == BATCH

    def _provide(self, vendor: str) -> bool:
        """Make what one vendor should have; tell whether the broker's management answers."""
        with database_bound():
            access = self._accesses.get(vendor)
        todo = access.todo(clock.now())
        try:
            left = self._make(todo)
        except (ManagementAway, ManagementRefused) as error:
            away = isinstance(error, ManagementAway)
            self._note_failure(access, AWAY if away else REFUSED, error)
            return not away
        with context.entered(Call()), database_bound():
            self._accesses.change(vendor, lambda a: a.note_done(
                todo, clock.now(), queue=left is None, left=left or 0))  # fmt: skip
            if left is None and access.wanted:
                self._let_come(vendor, first=not access.queue_made)
        TROUBLED.labels(vendor).set(0)
        log.info("vendor_broker_provided", vendor=vendor, users=len(todo.make), queue=left is None)
        return True

    def _let_come(self, vendor: str, *, first: bool) -> None:
        """Publish what was kept while there was no queue, or put off until then."""
        self._waiting.bring_back(vendor)
        if first:
            self._connected.note(vendor, "queue")
            self._waiting.make_due(vendor)

    def _make(self, todo: Todo) -> int | None:
        """Make and remove; return None where a queue is there, else how many went with it."""
        queue, ours = routing_key(todo.vendor), self._management
        self._prepare()
        for name in todo.remove:
            ours.remove_user(name)
        if todo.keep_queue and not todo.only_if_empty:
            self._make_queue(queue)
        for user in todo.make:
            ours.make_user(user.name, user.password_hash, queue)
        if todo.keep_queue and not todo.only_if_empty:
            return None
        left = ours.remove_queue(queue, only_if_empty=todo.only_if_empty)
        if left is not None:
            for user in todo.make:
                ours.remove_user(user.name)
        return left

    def _make_queue(self, queue: str) -> None:
        """Make the queue; where the virtual host went away meanwhile, that first."""
        try:
            self._management.make_queue(queue)
        except ManagementRefused:
            self._prepared = False
            self._prepare()
            self._management.make_queue(queue)

    def _prepare(self) -> None:
        if not self._prepared:
            self._management.prepare(self._limits)
            self._prepared = True

    def _note_failure(self, access: BrokerAccess, code: str, error: Exception) -> None:
        log.warning("vendor_broker_waits", vendor=access.id, reason=code, error=str(error)[:200])
        TROUBLED.labels(access.id).set(1)
        with context.entered(Call()), database_bound():
            self._accesses.change(access.id, lambda a: a.note_failure(code, clock.now()))

    def _look(self) -> None:
        """Note how full each queue is; of one that has got worse its people are told."""
        with database_bound():
            accesses = self._accesses.with_queue()
        if not accesses:
            return
        try:
            counted = {queue["name"]: queue for queue in self._management.queues()}
        except (ManagementAway, ManagementRefused) as error:
            log.warning("vendor_queues_unseen", reason=str(error)[:200])
            return
        with context.entered(Call()), database_bound():
            self._note(accesses, counted)

    def _note(self, accesses: Sequence[BrokerAccess], counted: dict[str, Any]) -> None:
        now, seen = clock.now(), []
        before = self._accesses.seen([access.id for access in accesses])
        for access in accesses:
            queue = counted.get(routing_key(access.id))
            if queue is None:
                self._accesses.recheck(access.id, now)
            elif "messages" in queue:
                messages, size = queue["messages"], queue.get("message_bytes", 0)
                one = {"vendor": access.id, "messages": messages, "bytes": size}
                fewer = messages < before.get(access.id, one)["messages"]
                is_read = fewer or queue.get("consumers")
                seen.append({**one, **({"read_at": now} if is_read else {})})
                self._note_filling(access, messages, size)
        self._accesses.note_seen(seen, now)

    def _note_filling(self, access: BrokerAccess, messages: int, size: int) -> None:
        most = self._limits
        share = max(messages / most.messages, size / most.bytes)
        QUEUE_FILLED.labels(access.id).set(share)
        filling = filling_of(share, access.filling)
        if filling is not access.filling:
            log.warning("vendor_queue_filling", vendor=access.id, filling=filling.value)
            self._accesses.change(
                access.id, lambda a: a.note_filling(filling, messages, most.messages)
            )
            if access.filling is Filling.FULL:
                self._waiting.make_due(access.id)
