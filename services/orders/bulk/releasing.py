"""Releasing the items of a bulk release: each with every check of a single release."""

from collections.abc import Mapping
from typing import Any

from services.common import clock, context
from services.common.principal import EVERYWHERE
from services.orders.bulk.batch import Batch
from services.orders.bulk.results import released
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.placing import OrderDesk
from services.orders.repositories.bulk import ItemResult
from services.orders.repositories.held_copies import HeldCopy, WholeCopy
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]

RIGHTS = frozenset({"orders:review", "orders:read"})
"""Of the person's rights those that a release asks for."""


class ReleaseBatch(Batch):
    """Releases a few orders, or says which of them could be."""

    action = "orders.release"

    def __init__(
        self,
        request: BulkRequest,
        items: list[Doc],
        *,
        orders: Orders,
        copies: Mapping[str, WholeCopy],
    ) -> None:
        super().__init__(request, items)
        self._orders = orders
        self._copies = {noun: HeldCopy(copy) for noun, copy in copies.items()}
        self._desk = OrderDesk(orders, self._copies)

    def settle(self) -> dict[str, ItemResult]:
        """Release the orders and return the results."""
        self._hold_copies()
        self.each(self._release_once, bounded=True)
        return self.results

    def _hold_copies(self) -> None:
        """Read at once what the releases are judged by."""
        profiles = {item["profile"] for item in self.items}
        self._copies["profile"].hold(profiles)
        self._copies["chain"].hold(profiles)
        self._copies["body"].hold(item["body"] for item in self.items)

    def _release_once(self, item: Doc) -> ItemResult:
        """Release the order, unless this very item has done so before it was broken off."""
        order = self._orders.get(item["wanted"])
        if not self._orders.is_done(order.id, item["_id"]):
            self.check(item)
            context.principal().require("orders:review", EVERYWHERE)
            if self.request.dry_run:
                self._release(order)
            else:
                self._orders.change(order.id, self._release)
        return released(order.id, order.number, dry_run=self.request.dry_run)

    def _release(self, order: Order) -> None:
        caller = context.principal()
        order.check("release")
        self._desk.check_release(order)
        order.review("release", Actor(caller.subject, caller.name), clock.now())
