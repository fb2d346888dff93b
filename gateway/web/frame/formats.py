"""Money, days, times and sizes as the reader's language writes them."""

from datetime import date, datetime

from services.common import clock, context
from services.common.words import Text, written

WEEKDAYS = (
    Text("Mo", "Mon"), Text("Di", "Tue"), Text("Mi", "Wed"), Text("Do", "Thu"), Text("Fr", "Fri"),
    Text("Sa", "Sat"), Text("So", "Sun"),
)  # fmt: skip
CLOCK = Text("{time} Uhr", "{time}")
EUROS = Text("{number} Euro", "€{number}")
STEP, UNITS = 1024, ("Bytes", "KB", "MB")


def language() -> str:
    """Return the reader's language."""
    return context.current().language


def day_of(moment: str | date | datetime) -> date:
    """Return the calendar day in Bavaria of a date or of a point in time."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment) if len(moment) > 10 else date.fromisoformat(moment)
    return clock.local_date(moment) if isinstance(moment, datetime) else moment


def day(moment: str | date | datetime) -> str:
    """Return a past or far day: 12.11.2026; 12 November 2026."""
    return written(day_of(moment), language())


def weekday(moment: str | date | datetime) -> str:
    """Return a day to act on: Mi, 02.12.2026; Wed, 2 December 2026."""
    on = day_of(moment)
    return f"{WEEKDAYS[on.weekday()].in_language(language())}, {written(on, language())}"


def moment(at: str | datetime) -> str:
    """Return a day with its time in Bavaria: Mi, 25.11.2026, 14:20 Uhr."""
    parsed = datetime.fromisoformat(at) if isinstance(at, str) else at
    time = parsed.astimezone(clock.LOCAL).strftime("%H:%M")
    return f"{weekday(parsed)}, {CLOCK.filled(time=time).in_language(language())}"


def until(at: str | datetime) -> str:
    """Return when something ends that ends soon: 14:20 Uhr today, else with its day."""
    parsed = datetime.fromisoformat(at) if isinstance(at, str) else at
    if day_of(parsed) != clock.local_date(clock.now()):
        return moment(parsed)
    time = parsed.astimezone(clock.LOCAL).strftime("%H:%M")
    return CLOCK.filled(time=time).in_language(language())


def working_days_left(due: str | date, place: str | None = None) -> int:
    """Return how many working days are left; 0 is today, below that it is overdue."""
    on, today = day_of(due), clock.local_date(clock.now())
    if on < today:
        return -max(1, clock.working_days_until(today, on, place))
    return clock.working_days_until(on, today, place)


def euros(amount: int) -> str:
    """Return an amount of whole euros: 40.085 Euro; €40,085."""
    return EUROS.filled(number=written(amount, language())).in_language(language())


def size(count: int) -> str:
    """Return the size of a file: 96 KB; 1,4 MB."""
    amount, unit = float(count), 0
    while amount >= STEP and unit < len(UNITS) - 1:
        amount, unit = amount / STEP, unit + 1
    shown = round(amount, 1) if unit == len(UNITS) - 1 else round(amount)
    return f"{written(shown, language())} {UNITS[unit]}"
