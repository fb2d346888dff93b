"""Now, and due dates in Bavarian working days.

Monday to Friday without the holidays of the place: 15 August counts everywhere in
Bavaria here, 8 August in Augsburg only (see the decision record on due dates). What an
operator knows better of a place or a day is said by ``CALENDAR``.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from services.common.config import SettingsWrong

Calendar = Mapping[str, Mapping[str, bool]]
"""By place (``*`` is everywhere) and day (``2028-08-08``, each year ``08-08``): open or not."""

LOCAL = ZoneInfo("Europe/Berlin")
AUGSBURG = "09761000"
EVERYWHERE = "*"
OFFICES_OPEN = time(7)
WORDS = {"open": True, "closed": False}
A_DAY = re.compile(r"([0-9]{4}-)?[0-9]{2}-[0-9]{2}")
LEAP_YEAR = "2000-"
MOST_DAYS = 100
"""Of one place: who closes every day would be waited for without an end."""
SPANS_HELD = 8192
"""A page of a list asks the same spans again for its next reader; one of years is long to count."""

_calendar: dict[str, Mapping[str, bool]] = {}


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


def morning_of(day: date) -> datetime:
    """Return the moment offices in Bavaria begin to work on that day."""
    return datetime.combine(day, OFFICES_OPEN, LOCAL).astimezone(UTC)


def use(calendar: Calendar) -> None:
    """Let these days count, in the whole process, whatever else would be said of them."""
    _calendar.clear()
    _calendar.update(calendar)
    working_days_until.cache_clear()


def read_calendar(text: str) -> Calendar:
    """Return the calendar a setting tells: ``{"09761000": {"2028-08-08": "open"}}``."""
    try:
        told = json.loads(text or "{}")
        return {
            str(place): {_checked(day): WORDS[word] for day, word in _few(days).items()}
            for place, days in told.items()
        }
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise SettingsWrong("CALENDAR", f"{type(error).__name__}: {error}") from error


def is_working_day(day: date, place: str | None = None) -> bool:
    """Tell whether offices of that place (an AGS, or None for Bavaria) work on this day."""
    told = _told(day, place or EVERYWHERE) if _calendar else None
    if told is not None:
        return told
    return day.weekday() < 5 and day not in _holidays(day.year, place == AUGSBURG)


def due_on(moment: datetime, working_days: int, place: str | None = None) -> date:
    """Return the day that lies this many working days after the day of ``moment``."""
    day, left = local_date(moment), working_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, place)
    return day


def begun_on(due: date, working_days: int, place: str | None = None) -> date:
    """Return the last day after which this many working days lie up to and with ``due``."""
    day, left = due, working_days
    while left:
        left -= is_working_day(day, place)
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=SPANS_HELD)
def working_days_until(due: date, today: date, place: str | None = None) -> int:
    """Return how many working days lie after ``today`` up to and with ``due``; none once past."""
    days = (today + timedelta(days=n) for n in range(1, (due - today).days + 1))
    return sum(is_working_day(day, place) for day in days)


def _told(day: date, place: str) -> bool | None:
    """Return what the calendar says: a place outweighs everywhere, a date each year."""
    for days in (_calendar.get(place, {}), _calendar.get(EVERYWHERE, {})):
        for name in (day.isoformat(), f"{day:%m-%d}"):
            if name in days:
                return days[name]
    return None


def _checked(day: str) -> str:
    """Return a day of a calendar as it is written, or raise ValueError for none."""
    if not A_DAY.fullmatch(day):
        raise ValueError(f"{day} is no day")
    date.fromisoformat(day if len(day) == 10 else f"{LEAP_YEAR}{day}")
    return day


def _few(days: Mapping[str, str]) -> Mapping[str, str]:
    if len(days) > MOST_DAYS:
        raise ValueError(f"more than {MOST_DAYS} days of one place")
    return days


@lru_cache(maxsize=64)
def _holidays(year: int, in_augsburg: bool) -> frozenset[date]:
    days = set(holidays.country_holidays("DE", subdiv="BY", years=year)) | {date(year, 8, 15)}
    return frozenset(days | {date(year, 8, 8)} if in_augsburg else days)
