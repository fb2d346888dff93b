"""Due dates fall on days on which Bavarian offices work."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.common import clock
from services.common.config import SettingsWrong
from tests.builders import AUGSBURG, MUNICH


@pytest.fixture(autouse=True)
def calendar_as_delivered() -> Iterator[None]:
    """Leave no test the calendar of another."""
    yield
    clock.use({})


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


def test_an_operator_knows_better_of_a_place_a_date_and_a_day_of_every_year() -> None:
    told = '{"09761000": {"08-08": "open"}, "*": {"2026-12-24": "closed", "08-15": "open"}}'

    clock.use(clock.read_calendar(told))

    assert clock.is_working_day(date(2028, 8, 8), AUGSBURG)
    assert clock.is_working_day(date(2028, 8, 15), MUNICH)
    assert not clock.is_working_day(date(2026, 12, 24), MUNICH)
    assert clock.is_working_day(date(2027, 12, 24), MUNICH)
    assert clock.due_on(at("2026-12-23"), 1) == date(2026, 12, 28)


def test_a_place_outweighs_everywhere_and_a_date_each_year() -> None:
    told = {
        MUNICH: {"2028-08-15": False, "08-15": True},
        clock.EVERYWHERE: {"08-15": False, "2027-08-16": False},
    }

    clock.use(told)

    assert not clock.is_working_day(date(2028, 8, 15), MUNICH)
    assert clock.is_working_day(date(2029, 8, 15), MUNICH)
    assert not clock.is_working_day(date(2029, 8, 15), AUGSBURG)
    assert not clock.is_working_day(date(2027, 8, 16), MUNICH)


def test_a_span_is_counted_anew_by_another_calendar() -> None:
    span = date(2026, 12, 28), date(2026, 12, 23)
    before = clock.working_days_until(*span)

    clock.use({clock.EVERYWHERE: {"12-24": False}})

    assert (before, clock.working_days_until(*span)) == (2, 1)


@pytest.mark.parametrize(
    "told",
    ["{", "[]", '{"*": []}', '{"*": {"2026-02-30": "open"}}', '{"*": {"02-30": "open"}}',
     '{"*": {"24.12.": "open"}}', '{"*": {"12-24": "half"}}', '{"*": {"12-24": 1}}'],
)  # fmt: skip
def test_a_calendar_that_makes_no_sense_is_refused_at_the_start(told: str) -> None:
    with pytest.raises(SettingsWrong, match="CALENDAR"):
        clock.read_calendar(told)


def test_nobody_can_close_every_day_of_a_year() -> None:
    days = ", ".join(f'"{date(2028, 1, 1) + timedelta(n)}": "closed"' for n in range(101))

    with pytest.raises(SettingsWrong):
        clock.read_calendar(f'{{"*": {{{days}}}}}')
