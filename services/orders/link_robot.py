"""The link robot of orders: looks at the link of each live service once a week."""

import time
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.orders.domain.link_checks import LinkCheck
from services.orders.domain.link_upkeep import note_look
from services.orders.domain.portal_pages import DEAD, PageFinding
from services.orders.link_pages import LinkPages
from services.orders.repositories.orders import Orders
from services.orders.repositories.portal_hosts import PortalHosts
from services.orders.settings import read_settings

log = Log(__name__)

LEASE_S = 120.0
"""Longer than the longest look: four answers of a few seconds, and as many names to resolve."""


class Pages(Protocol):
    """What the robot needs to look at a page."""

    def look(self, url: str) -> PageFinding: ...


class LinkRobot:
    """Takes the due links one by one; of all processes, one at a time does.

    All of them are on the same few hosts, which rest between two looks. Where all pages of a
    host seem gone, no body is told to mend its own.
    """

    def __init__(
        self, orders: Orders, hosts: PortalHosts, pages: Pages, *, pause_s: float, lease: Lease
    ) -> None:
        self._orders, self._hosts, self._pages = orders, hosts, pages
        self._pause_s, self._lease = pause_s, lease
        self._rests_until = 0.0
        self.loop = BackgroundTask("links", self._round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the robot of a running process."""
        return cls(
            runtime.part(Orders.of),
            runtime.part(PortalHosts.of),
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
            counts, now = self._counts(order, url, found), clock.now()
            self._orders.change(order, lambda o: note_look(o, url, found, now, counts=counts))
        if found is not PageFinding.THERE:
            log.info("link_failed", order=order, reason=found.value)

    def _counts(self, id: str, url: str, found: PageFinding) -> bool:
        """Note at the host what was found there; tell whether it says something of this page."""
        order, now = self._orders.get(id), clock.now()
        meant = (order.link_check or LinkCheck(now)).meant(found)
        host = self._hosts.note(urlsplit(url).hostname or "", meant, order.body, now)
        return meant not in DEAD or not host.is_failing(now)
