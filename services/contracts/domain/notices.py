"""Notice: who gave it for which side, and on which day a contract can end by it."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.common.storage.aggregates import to_plain

DEFAULT_MONTHS = 3
"""Where a document of before there were terms does not say it."""
TOLD = ("side", "given_at", "ends_on", "reason", "title")
OFFERED_ENDS = 12
"""So many days to end on are offered, a month apart."""


@dataclass
class Notice:
    """The declaration of one side that the contract ends on a day."""

    side: str
    account: str
    name: str
    given_at: datetime
    ends_on: date
    reason: str | None = None
    title: str | None = None


def possible_ends(today: date, months: int, valid_until: date | None) -> list[date]:
    """Return the days a contract can end on by notice given today, the earliest first.

    The period ends with a calendar month; a contract that ends earlier anyway needs no notice.
    """
    ends = [month_end(today, months + more) for more in range(OFFERED_ENDS)]
    return [day for day in ends if valid_until is None or day < valid_until]


def month_end(day: date, months: int) -> date:
    """Return the last day of the month that lies so many months after the day's."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def notice_months(facts: dict[str, Any]) -> int:
    """Return the period of notice a document states."""
    term = facts.get("term") or {}
    return int(term.get("notice_months", DEFAULT_MONTHS))


def told_notice(notice: Notice | None) -> dict[str, Any] | None:
    """Return a notice as the parties of the contract see it."""
    if notice is None:
        return None
    told = {name: to_plain(getattr(notice, name)) for name in TOLD}
    return {**told, "given_by": {"account": notice.account, "name": notice.name}}
