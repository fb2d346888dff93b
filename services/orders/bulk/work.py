"""Goes on with the bulk requests that are open, a batch at a time and each in its turn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Self

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.storage.leases import Lease
from services.orders.bulk import erasure
from services.orders.bulk.batch import Batch
from services.orders.bulk.ordering import OrderBatch
from services.orders.bulk.releasing import ReleaseBatch
from services.orders.bulk.rights import BulkRights
from services.orders.domain.bulk_requests import BulkKind, BulkRequest, BulkState
from services.orders.repositories.bodies import SystemsOfBodies
from services.orders.repositories.bulk import BulkItems, BulkRequests
from services.orders.repositories.copies import copies_of
from services.orders.repositories.orders import Orders

log = Log(__name__)

BATCH = 100
LEASE_S = 15.0
"""Longer than a batch may take, so that no second process does the same one."""

Batches = Mapping[BulkKind, Callable[[BulkRequest, list[dict[str, Any]]], Batch]]


class BulkWork:
    """Does the work in one process at a time; whoever goes on repeats nothing that is done."""

    def __init__(
        self,
        requests: BulkRequests,
        items: BulkItems,
        batches: Batches,
        lease: Lease,
        rights: BulkRights,
        catch_up: Callable[[BulkRequest], None],
    ) -> None:
        self._requests, self._items, self._batches = requests, items, batches
        self._rights, self._catch_up = rights, catch_up
        self._lease = lease
        self.loop = BackgroundTask("bulk_requests", self.round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        orders, items, copies = (runtime.part(of) for of in (Orders.of, BulkItems.of, copies_of))
        in_use = runtime.part(SystemsOfBodies.of)
        batches: Batches = {
            BulkKind.ORDER: partial(
                OrderBatch, orders=orders, kept=items, in_use=in_use, copies=copies
            ),
            BulkKind.RELEASE: partial(ReleaseBatch, orders=orders, copies=copies),
        }
        requests = runtime.part(BulkRequests.of)
        rights = runtime.part(BulkRights.of)
        lease = runtime.lease("bulk-requests")
        catch_up = partial(erasure.catch_up, items=items, orders=orders)
        return cls(requests, items, batches, lease, rights, catch_up)

    def round(self) -> bool:
        """Do a batch; tell whether there may be more at once."""
        context.enter(Call())
        with database_bound():
            request = self._next(clock.now())
            if request is None or not self._lease.take(LEASE_S):
                return False
        try:
            with database_bound():
                self._go_on(request)
        except Exception as error:
            log.warning("bulk_put_off", id=request.id, reason=type(error).__name__)
            with database_bound():
                self._change(request, lambda r: r.put_off(clock.now()))
        return True

    def _next(self, now: datetime) -> BulkRequest | None:
        return self._requests.next_open(now) or self._requests.next_lapsed(now)

    def _go_on(self, request: BulkRequest) -> None:
        if request.state is BulkState.CHECKED and not request.open:
            self._change(request, lambda r: r.lapse(clock.now()))
        elif request.state is BulkState.RECEIVING:
            log.warning("bulk_broken_off", id=request.id)
            self._change(request, lambda r: r.cancel(clock.now()))
        elif request.anew:
            self._items.open_accepted(request.id)
            counts = self._items.counts(request.id)
            self._change(request, lambda r: r.opened_anew(counts, clock.now()))
        elif items := self._items.due(request.id, BATCH):
            self._settle(request, items)
        else:
            self._finish(request)

    def _finish(self, request: BulkRequest) -> None:
        """End it as it was read; one that was cancelled meanwhile has its end next."""
        if request.is_stopped():
            self._items.forget_wanted(request.id)

        self._catch_up(request)
        counts = self._items.counts(request.id)

        def end(now: BulkRequest) -> None:
            now.recount(counts)
            if now.state is request.state:
                now.finish(clock.now())

        self._change(request, end)
        log.info("bulk_finished", id=request.id, **counts)

    def _settle(self, request: BulkRequest, items: list[dict[str, Any]]) -> None:
        """Do a batch by what is left of the rights; only the store's own copy is noted on."""
        request.authority = self._rights.left_of(request.authority)
        results = self._batches[request.kind](request, items).settle()
        self._items.settle(results, for_good=not request.dry_run)
        counts = self._items.counts(request.id)

        def note(request: BulkRequest) -> None:
            request.progressed(counts, clock.now())
            if not results:
                request.put_off(clock.now())

        self._change(request, note)

    def _change(self, request: BulkRequest, act: Callable[[BulkRequest], None]) -> None:
        """Note progress: nobody has called for it, so it is no act of a person."""
        context.enter(Call())
        self._requests.change(request.id, act)
