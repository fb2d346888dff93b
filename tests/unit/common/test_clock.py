"""Due dates fall on days on which Bavarian offices work."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.common import clock
from tests.builders import AUGSBURG, MUNICH


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00+00:00")


def test_the_fifteenth_of_august_is_a_holiday_everywhere() -> None:
    day = date(2028, 8, 15)

    assert not clock.is_working_day(day)
    assert not clock.is_working_day(day, MUNICH)
    assert not clock.is_working_day(day, AUGSBURG)


def test_the_eighth_of_august_is_a_holiday_in_augsburg_only() -> None:
    day = date(2028, 8, 8)

    assert not clock.is_working_day(day, AUGSBURG)
    assert clock.is_working_day(day, MUNICH)
    assert clock.is_working_day(day)


def test_a_working_day_after_friday_is_monday() -> None:
    assert clock.due_on(at("2026-11-20"), 1) == date(2026, 11, 23)


def test_christmas_and_new_year_do_not_count() -> None:
    assert clock.due_on(at("2026-12-23"), 2) == date(2026, 12, 28)
    assert clock.due_on(at("2026-12-30"), 2) == date(2027, 1, 4)


@pytest.mark.parametrize("day", ["2027-01-06", "2027-03-26", "2027-05-27", "2027-11-01"])
def test_bavarian_holidays_are_known(day: str) -> None:
    assert not clock.is_working_day(date.fromisoformat(day))


def test_the_day_of_prayer_is_no_holiday_in_bavaria() -> None:
    assert clock.is_working_day(date(2026, 11, 18))


def test_a_day_begins_at_midnight_in_bavaria() -> None:
    late_on_thursday = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert clock.local_date(late_on_thursday) == date(2026, 11, 20)
    assert clock.due_on(late_on_thursday, 1) == date(2026, 11, 23)


@given(
    moment=some.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=some.just(UTC)),
    days=some.integers(1, 30),
    place=some.sampled_from([None, MUNICH, AUGSBURG]),
)
def test_exactly_so_many_working_days_lie_between(
    moment: datetime, days: int, place: str | None
) -> None:
    begun = clock.local_date(moment)

    due = clock.due_on(moment, days, place)

    between = [begun + timedelta(n) for n in range(1, (due - begun).days + 1)]
    assert clock.is_working_day(due, place)
    assert sum(clock.is_working_day(day, place) for day in between) == days


def test_now_is_what_the_database_gives_back() -> None:
    now = clock.now()

    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
