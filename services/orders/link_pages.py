"""Looks at the page behind a link, from within a call for a bounded time only."""

import threading
from collections.abc import Collection
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from services.common import context
from services.common.links.addresses import (
    DENIED,
    CheckStopped,
    is_public,
    networks,
    stand_ins,
)
from services.common.links.findings import FoundPage
from services.common.links.request import Checker
from services.common.logs import Log
from services.orders.domain.portal_pages import (
    PageFinding,
    finding_of_failure,
    finding_of_page,
)
from services.orders.settings import OrdersSettings, hosts, read_settings

log = Log(__name__)

MOST_READ = 32 * 1024
CALLER_WAITS_S = 3.0
LEFT_FOR_THE_REST_S = 1.0
MOST_AT_ONCE = 8


class Looks(Protocol):
    """What looks at an address outside."""

    def look(self, url: str) -> FoundPage: ...


class LinkPages:
    """Says what is found at an address; nobody waits for a host that is away.

    A call waits a few seconds and goes on as if the host were away, while the look ends by its
    own time-out: a person decides then. So many looks at most are under way for calls.
    """

    def __init__(self, checker: Looks, unseen: Collection[str] = ()) -> None:
        self._checker, self._unseen = checker, unseen
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        settings = runtime.part(read_settings)
        return cls(checker_of(settings), hosts(settings.link_unseen_hosts))

    def look(self, url: str) -> PageFinding:
        """Return what is at this address now."""
        if (urlsplit(url).hostname or "") in self._unseen:
            return PageFinding.THERE
        try:
            return finding_of_page(self._checker.look(url))
        except CheckStopped as stopped:
            log.info("page_not_seen", reason=stopped.reason.value)
            return finding_of_failure(stopped.reason)

    def look_for_call(self, url: str) -> PageFinding:
        """Return what is there as far as it shows in the time the present call has."""
        if not self._places.acquire(blocking=False):
            return PageFinding.AWAY
        found: list[PageFinding] = []
        done = threading.Event()
        threading.Thread(target=self._look_once, args=(url, found, done), daemon=True).start()
        done.wait(min(CALLER_WAITS_S, context.current().remaining_s - LEFT_FOR_THE_REST_S))
        return found[0] if found else PageFinding.AWAY

    def _look_once(self, url: str, found: list[PageFinding], done: threading.Event) -> None:
        try:
            found.append(self.look(url))
        finally:
            self._places.release()
            done.set()


def checker_of(settings: OrdersSettings) -> Checker:
    """Return what looks at pages outside, saying whose it is."""
    denied = (*DENIED, *networks(settings.link_denied_networks))
    address = f" (+{settings.public_url})" if settings.public_url else ""
    return Checker(
        timeout_s=settings.link_timeout_s,
        user_agent=f"DigitalMarkt-LinkRobot/1.0{address}",
        may_call=lambda found: is_public(found, denied),
        stands_in=stand_ins(settings.link_stands_in),
        most_read=MOST_READ,
    )
