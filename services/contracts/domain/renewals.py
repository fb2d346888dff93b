"""What has to be renewed: of each level the agreement that runs longest, where it has an end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.common import clock
from services.common.errors import Conflict
from services.contracts.domain.agreements import Agreement

AHEAD = timedelta(days=182)
"""Assumed: half a year before the end it is known whether an agreement is renewed."""
LEAST_WORKING_DAYS = 10
OWNER = "editor"
"""Who sees to it."""


@dataclass
class Renewal:
    """A task: the agreement needs a successor, or somebody says why there is none."""

    agreement: str
    level: int
    number: str
    ends_on: date
    due_on: date
    opened_at: datetime
    declined_at: datetime | None = None
    declined_by: str | None = None
    reason: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to see to it."""
        return self.declined_at is None

    def decline(self, by: str, reason: str, now: datetime) -> None:
        """Note that there will be no successor, and why."""
        if not self.is_open:
            raise Conflict("renewal-declined")
        self.declined_by, self.reason, self.declined_at = by, reason, now


def renewals_of(
    agreements: Iterable[Agreement], known: Iterable[Renewal], now: datetime
) -> list[Renewal]:
    """Return what is to be renewed now; what was known already stays as it is."""
    kept = {(one.agreement, one.ends_on): one for one in known}
    return [
        kept.get((last.id, last.valid_until)) or _opened(last, last.valid_until, now)
        for last in _last_of_levels(agreements)
        if last.valid_until is not None
    ]


def _last_of_levels(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Return of each level the agreement that runs longest."""
    last: dict[int, Agreement] = {}
    for one in agreements:
        if one.level not in last or one.last_day > last[one.level].last_day:
            last[one.level] = one
    return [last[level] for level in sorted(last)]


def _opened(agreement: Agreement, ends_on: date, now: datetime) -> Renewal:
    due_on = max(ends_on - AHEAD, clock.due_on(now, LEAST_WORKING_DAYS))
    return Renewal(agreement.id, agreement.level, agreement.number, ends_on, due_on, now)
