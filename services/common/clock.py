"""Now, and due dates in Bavarian working days.

Monday to Friday without the holidays of the place: 15 August counts everywhere in
Bavaria here, 8 August in Augsburg only (see the decision record on due dates).
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LOCAL = ZoneInfo("Europe/Berlin")
AUGSBURG = "09761000"


def now() -> datetime:
    """Return the time in UTC, to the millisecond, as the database keeps it."""
    exact = datetime.now(UTC)
    return exact.replace(microsecond=exact.microsecond // 1000 * 1000)


def local_date(moment: datetime) -> date:
    """Return the calendar day in Bavaria."""
    return moment.astimezone(LOCAL).date()


def start_of(day: date) -> datetime:
    """Return the moment the day begins in Bavaria."""
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL).astimezone(UTC)


def is_working_day(day: date, place: str | None = None) -> bool:
    """Tell whether offices of that place (an AGS, or None for Bavaria) work on this day."""
    return day.weekday() < 5 and day not in _holidays(day.year, place == AUGSBURG)


def due_on(moment: datetime, working_days: int, place: str | None = None) -> date:
    """Return the day that lies this many working days after the day of ``moment``."""
    day, left = local_date(moment), working_days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, place)
    return day


def working_days_until(due: date, today: date, place: str | None = None) -> int:
    """Return how many working days lie after ``today`` up to and with ``due``; none once past."""
    days = (today + timedelta(days=n) for n in range(1, (due - today).days + 1))
    return sum(is_working_day(day, place) for day in days)


@lru_cache(maxsize=64)
def _holidays(year: int, in_augsburg: bool) -> frozenset[date]:
    days = set(holidays.country_holidays("DE", subdiv="BY", years=year)) | {date(year, 8, 15)}
    return frozenset(days | {date(year, 8, 8)} if in_augsburg else days)
