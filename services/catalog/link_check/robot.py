"""The link robot: looks at the links of what is on sale once a day, one after the other."""

import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol, Self

from pymongo.database import Database

from services.catalog.domain.links import CheckedLink, CheckPolicy, LinkState
from services.catalog.repositories.links import Links, urls_of
from services.catalog.settings import CatalogSettings, read_settings
from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.links.addresses import DENIED, is_public, networks
from services.common.links.findings import NO_ANSWER, CheckResult
from services.common.links.request import Checker
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.common.storage.mongo import Doc

log = Log(__name__)

LEASE_S = 120.0
"""Longer than the longest look: four answers of five seconds, and as many names to resolve."""
COLLECT_EVERY_S = 60.0
LOOKED_AT = ("published", "paused")


class LinkChecker(Protocol):
    """What the robot needs to look at a link."""

    def check(self, url: str) -> CheckResult: ...


class LinkRobot:
    """Takes the due links one by one; of all processes, one at a time does."""

    def __init__(
        self,
        links: Links,
        checker: LinkChecker,
        *,
        database: Database[Doc],
        settings: CatalogSettings,
        lease: Lease,
    ) -> None:
        self._links, self._checker, self._lease = links, checker, lease
        self._profiles = database["profiles"]
        self._pause_s = settings.link_host_pause_s
        self._policy = policy_of(settings)
        self._rests_until: dict[str, float] = {}
        self._collected: tuple[float, Any] = (-COLLECT_EVERY_S, None)
        self.loop = BackgroundTask("links", self._round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the robot of a running process."""
        settings = runtime.part(read_settings)
        return cls(
            runtime.part(Links.of),
            checker_of(settings),
            database=runtime.database,
            settings=settings,
            lease=runtime.lease("links"),
        )

    def _round(self) -> bool:
        """Look at one link; tell whether there may be more."""
        context.enter(Call(principal=Principal("service:catalog")))
        with database_bound():
            if not self._lease.take(LEASE_S):
                return False
            self.collect(clock.now())
            link = self._links.next_due(clock.now(), self._resting())
        if link is None:
            return False
        self._check(link)
        return True

    def collect(self, now: datetime) -> None:
        """Read from the profiles which links there are, where any profile has changed."""
        at, seen = self._collected
        if time.monotonic() - at < COLLECT_EVERY_S:
            return
        newest = self._profiles.find_one({}, {"changed_at": 1}, sort=[("changed_at", -1)])
        if newest != seen:
            self._links.keep_only(named_links(self._on_sale()), now)
        self._collected = (time.monotonic(), newest)

    def _on_sale(self) -> Iterable[Doc]:
        fields = {"test_accesses.url": 1, "contract_partner.url": 1}
        on_sale = {"status": {"$in": list(LOOKED_AT)}}
        return self._profiles.find(on_sale, fields).sort("_id", 1)

    def _check(self, link: CheckedLink) -> None:
        verdict = self._checker.check(link.url)
        self._rests_until[link.host] = time.monotonic() + self._pause_s
        with database_bound():
            self._conclude(link, verdict, clock.now())

    def _conclude(self, link: CheckedLink, verdict: CheckResult, now: datetime) -> None:
        """Blame the link only while somebody answers at all: we may be the one cut off."""
        cut_off = verdict.reason in NO_ANSWER and not self._links.any_answered_since(
            now - self._policy.every - timedelta(hours=1)
        )
        if cut_off:
            log.warning("nobody_answers", host=link.host, reason=verdict.reason)
            self._links.change(link.id, lambda stored: stored.put_off(now))
            return
        checked = self._links.change(
            link.id, lambda stored: stored.note(verdict, now, self._policy)
        )
        if checked.state is not LinkState.OK:
            log.info("link_failed", link=link.id, reason=verdict.reason, failures=checked.failures)

    def _resting(self) -> list[str]:
        now = time.monotonic()
        self._rests_until = {host: t for host, t in self._rests_until.items() if t > now}
        return list(self._rests_until)


def checker_of(settings: CatalogSettings) -> Checker:
    """Return what looks at links outside, saying whose it is."""
    denied = (*DENIED, *networks(settings.link_denied_networks))
    address = f" (+{settings.public_url})" if settings.public_url else ""
    return Checker(
        timeout_s=settings.link_timeout_s,
        user_agent=f"DigitalMarkt-LinkRobot/1.0{address}",
        may_call=lambda found: is_public(found, denied),
    )


def policy_of(settings: CatalogSettings) -> CheckPolicy:
    """Return how often links are looked at and when one is dead."""
    return CheckPolicy(
        every=timedelta(hours=settings.link_check_hours),
        dead_after_failures=settings.link_dead_after_failures,
        dead_after=timedelta(hours=settings.link_dead_after_hours),
    )


def named_links(profiles: Iterable[Doc]) -> dict[str, list[str]]:
    """Return each address with the ids of the profiles that name it."""
    by_url: defaultdict[str, list[str]] = defaultdict(list)
    for profile in profiles:
        for url in urls_of(profile):
            by_url[url].append(profile["_id"])
    return {url: sorted(ids) for url, ids in by_url.items()}
