"""The link robot of orders: looks at the link of each live service once a week."""

import time
from typing import Any, Protocol, Self

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.orders.domain.link_upkeep import note_look
from services.orders.domain.portal_pages import PageFinding
from services.orders.link_pages import LinkPages
from services.orders.repositories.orders import Orders
from services.orders.settings import read_settings

log = Log(__name__)

LEASE_S = 120.0
"""Longer than the longest look: four answers of a few seconds, and as many names to resolve."""


class Pages(Protocol):
    """What the robot needs to look at a page."""

    def look(self, url: str) -> PageFinding: ...


class LinkRobot:
    """Takes the due links one by one; of all processes, one at a time does.

    All of them are on the same few hosts, which rest between two looks.
    """

    def __init__(self, orders: Orders, pages: Pages, *, pause_s: float, lease: Lease) -> None:
        self._orders, self._pages = orders, pages
        self._pause_s, self._lease = pause_s, lease
        self._rests_until = 0.0
        self.loop = BackgroundTask("links", self._round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the robot of a running process."""
        return cls(
            runtime.part(Orders.of),
            runtime.part(LinkPages.of),
            pause_s=runtime.part(read_settings).link_host_pause_s,
            lease=runtime.lease("links"),
        )

    def _round(self) -> bool:
        """Look at one link; tell whether there may be more at once."""
        context.enter(Call(principal=Principal("service:orders")))
        if time.monotonic() < self._rests_until:
            return False
        with database_bound():
            if not self._lease.take(LEASE_S):
                return False
            due = self._orders.next_link_due(clock.now())
        if due is None:
            return False
        self._look(*due)
        return True

    def _look(self, order: str, url: str) -> None:
        found = self._pages.look(url)
        self._rests_until = time.monotonic() + self._pause_s
        with database_bound():
            self._orders.change(order, lambda o: note_look(o, url, found, clock.now()))
        if found is not PageFinding.THERE:
            log.info("link_failed", order=order, reason=found.value)
