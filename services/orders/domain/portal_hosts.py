"""How the hosts of links look as a whole: where all pages seem gone, no single link is blamed."""

from dataclasses import dataclass, field
from datetime import datetime

from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate
from services.orders.domain.link_checks import DEAD_AFTER
from services.orders.domain.portal_pages import DEAD, PageFinding

MANY = 3
"""The links of so many bodies do not break by themselves while no other page is there."""


@dataclass(kw_only=True)
class PortalHost(Aggregate):
    """What was found at a host since a page of it was there; its name is the id.

    ``failing`` are the first bodies whose pages were gone, ``told_at`` when support was told.
    """

    bounds = {"failing": AtMost(MANY)}

    failing: list[str] = field(default_factory=list)
    failing_since: datetime | None = None
    told_at: datetime | None = None

    def note(self, found: PageFinding, body: str, now: datetime) -> None:
        """Take what a look at a page of the body found; that the host is away says nothing."""
        if found is PageFinding.THERE:
            self.failing, self.failing_since, self.told_at = [], None, None
        elif found in DEAD:
            self.failing = list(dict.fromkeys([*self.failing, body]))[:MANY]
            self.failing_since = self.failing_since or now
            self._tell(now)

    def is_failing(self, now: datetime) -> bool:
        """Tell whether for a day the pages of several bodies were gone, and none was there."""
        since = self.failing_since
        return since is not None and len(self.failing) == MANY and now - since >= DEAD_AFTER

    def _tell(self, now: datetime) -> None:
        """Say once that all of it seems gone, until a page is there again."""
        if self.told_at is None and self.is_failing(now):
            self.told_at = now
            self.say("portal.failing", portal={"id": self.id, "since": self.failing_since})
