"""When the link of a live service is looked at again, and when it is dead."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from services.orders.domain.portal_pages import DEAD, PageFinding

EVERY = timedelta(days=7)
SPREAD_S = 12 * 60 * 60
"""So far apart is looked at what was told at one moment."""
HOST_AWAY = timedelta(hours=6)
RETRY_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=18))
DEAD_AFTER = timedelta(hours=24)
WHILE_DEAD = timedelta(days=1)


@dataclass(frozen=True)
class LinkCheck:
    """What is known of the page behind a link; ``failing_since`` is the first failure.

    What a person saw there and took for good (``accepted``) is good later, too.
    """

    due_at: datetime
    checked_at: datetime | None = None
    found: PageFinding | None = None
    failures: int = 0
    failing_since: datetime | None = None
    accepted: PageFinding | None = None

    @classmethod
    def first(cls, order: str, now: datetime, accepted: PageFinding | None = None) -> Self:
        """Return that of a link just told: it was looked at then."""
        return cls(_week_after(order, now), accepted=accepted)

    def meant(self, found: PageFinding) -> PageFinding:
        """Return what a look says of the page: what a person took for good is there."""
        return PageFinding.THERE if found is self.accepted else found

    def held_back(self, now: datetime) -> Self:
        """Return the same link where a look says nothing of it, for all of its host fails."""
        return type(self)(now + HOST_AWAY, now, PageFinding.AWAY, accepted=self.accepted)

    def after(self, found: PageFinding, order: str, now: datetime) -> "LinkCheck":
        """Return what is known after one more look."""
        if found is PageFinding.AWAY:
            return replace(self, due_at=now + HOST_AWAY, checked_at=now, found=found)
        if found not in DEAD or found is self.accepted:
            due = _week_after(order, now)
            return LinkCheck(due, now, PageFinding.THERE, accepted=self.accepted)
        failures, since = self.failures + 1, self.failing_since or now
        again = RETRY_AFTER[failures - 1] if failures <= len(RETRY_AFTER) else WHILE_DEAD
        return LinkCheck(now + again, now, found, failures, since, self.accepted)

    @property
    def is_dead(self) -> bool:
        """Tell whether it failed often and long enough that it is no moment's trouble."""
        if self.failing_since is None or self.checked_at is None:
            return False
        long_enough = self.checked_at - self.failing_since >= DEAD_AFTER
        return long_enough and self.failures >= len(RETRY_AFTER) and self.found in DEAD


def _week_after(order: str, now: datetime) -> datetime:
    spread = int(hashlib.sha256(order.encode()).hexdigest()[:8], 16) % SPREAD_S
    return now + EVERY + timedelta(seconds=spread)
