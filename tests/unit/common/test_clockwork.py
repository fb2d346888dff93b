"""Whoever is waited for is reminded, and somebody else told, on the right mornings, once each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.common import clock
from services.common.clockwork import Clockwork, StepKind, steps_of
from services.common.config import SettingsWrong
from services.common.deadlines import Deadlines
from services.common.moves import Wait
from tests.builders import AUGSBURG, MUNICH

TWICE = Wait("body", 10, reminders=(5, 9), escalation="support")
SOON = Wait("reviewer", 3, reminders=(2,), escalation="admin")
WEEKLY = Wait("setup_party", 30, every=5, escalation="support")


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00+00:00")


def days(wait: Wait, since: datetime, place: str | None = None) -> list[str]:
    """Return the local moments at which something is said."""
    steps = steps_of(wait, since, place)
    return [step.at.astimezone(clock.LOCAL).isoformat(timespec="minutes") for step in steps]


@pytest.mark.parametrize(
    ("wait", "since", "said"),
    [
        (SOON, "2026-11-20", ["2026-11-24T07:00+01:00", "2026-11-26T07:00+01:00"]),
        # Christmas week: neither the 25th and 26th nor New Year's Day counts.
        (SOON, "2026-12-22", ["2026-12-24T07:00+01:00", "2026-12-29T07:00+01:00"]),
        (
            TWICE,
            "2026-12-22",
            ["2026-12-30T07:00+01:00", "2027-01-07T07:00+01:00", "2027-01-11T07:00+01:00"],
        ),
        # The last Sunday of March: clocks are set forward, offices open at seven by the new time.
        (SOON, "2027-03-24", ["2027-03-30T07:00+02:00", "2027-04-01T07:00+02:00"]),
        # The last Sunday of October: clocks are set back.
        (SOON, "2026-10-22", ["2026-10-26T07:00+01:00", "2026-10-28T07:00+01:00"]),
        # 15 August is a Tuesday in 2028, and a holiday everywhere.
        (SOON, "2028-08-10", ["2028-08-14T07:00+02:00", "2028-08-17T07:00+02:00"]),
    ],
)
def test_what_is_said_falls_on_mornings_of_working_days(
    wait: Wait, since: str, said: list[str]
) -> None:
    assert days(wait, at(since)) == said


def test_nothing_is_due_on_the_fifteenth_of_august() -> None:
    assert clock.due_on(at("2028-08-10"), 3, MUNICH) == date(2028, 8, 16)
    assert clock.due_on(at("2028-08-14"), 1, AUGSBURG) == date(2028, 8, 16)


def test_in_augsburg_the_eighth_of_august_moves_what_is_said() -> None:
    assert days(SOON, at("2028-08-04"), MUNICH)[0].startswith("2028-08-08")
    assert days(SOON, at("2028-08-04"), AUGSBURG)[0].startswith("2028-08-09")


def test_a_weekly_reminder_is_said_until_the_due_day() -> None:
    steps = steps_of(WEEKLY, at("2026-09-01"), None)

    assert [step.kind for step in steps].count(StepKind.REMINDER) == 5
    assert steps[-1].kind is StepKind.ESCALATION
    assert clock.local_date(steps[-1].at) > clock.due_on(at("2026-09-01"), 30)


def test_each_is_said_once_when_its_morning_has_come() -> None:
    clockwork = Clockwork.of(TWICE, at("2026-11-20"), None)
    said = []
    for day in range(30):
        for hour in (0, 12):
            now = at("2026-11-20", hour) + timedelta(days=day)
            said += [(step.kind, step.role) for step in clockwork.advance(TWICE, None, now)]

    assert said == [
        (StepKind.REMINDER, "body"),
        (StepKind.REMINDER, "body"),
        (StepKind.ESCALATION, "support"),
    ]
    assert clockwork.next_at is None


def test_of_the_reminders_slept_over_only_the_newest_is_said_and_the_escalation_besides() -> None:
    clockwork = Clockwork.of(TWICE, at("2026-11-20"), None)

    said = clockwork.advance(TWICE, None, at("2027-02-01"))

    assert [(step.kind, clock.local_date(step.at)) for step in said] == [
        (StepKind.REMINDER, date(2026, 12, 3)),
        (StepKind.ESCALATION, date(2026, 12, 7)),
    ]
    assert clockwork.advance(TWICE, None, at("2027-02-02")) == []


def test_a_process_whose_clock_is_behind_says_nothing_again() -> None:
    clockwork = Clockwork.of(SOON, at("2026-11-20"), None)
    clockwork.advance(SOON, None, at("2026-11-24"))

    assert clockwork.advance(SOON, None, at("2026-11-23")) == []
    assert clockwork.told_until == at("2026-11-24")


@given(
    since=some.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=some.just(UTC)),
    looks=some.lists(some.integers(0, 90 * 24), max_size=20),
    wait=some.sampled_from([TWICE, SOON, WEEKLY]),
)
def test_however_often_and_late_it_is_looked_at_nothing_is_said_twice_or_left_out(
    since: datetime, looks: list[int], wait: Wait
) -> None:
    clockwork = Clockwork.of(wait, since, None)
    said = [
        step
        for hours in [*sorted(looks), 90 * 24]
        for step in clockwork.advance(wait, None, since + timedelta(hours=hours))
    ]

    steps = steps_of(wait, since, None)
    assert len(said) == len(set(said))
    assert set(said) <= set(steps)
    assert steps[-1] in said
    assert [step for step in steps if step.kind is StepKind.REMINDER][-1] in said


def test_an_operator_s_figures_take_the_place_of_ours() -> None:
    table = Deadlines("thing", {"asked": TWICE, "made": SOON})

    table.use('{"thing.asked": {"working_days": 4, "reminders": [3]}, "other.x": {"every": 1}}')

    assert table["asked"] == Wait("body", 4, reminders=(3,), escalation="support")
    assert table["made"] == SOON
    table.use("")
    assert table["asked"] == TWICE


@pytest.mark.parametrize(
    "told",
    ["{", "[]", '{"thing.none": {}}', '{"thing.asked": {"role": "me"}}', '{"thing.asked": 3}',
     '{"thing.asked": {"working_days": 0}}', '{"thing.asked": {"working_days": "x"}}',
     '{"thing.asked": {"reminders": [11]}}', '{"thing.asked": {"reminders": 3}}',
     '{"thing.asked": {"every": 0}}', '{"thing.asked": {"every": 2.5}}',
     '{"thing.asked": {"working_days": 5.5}}', '{"thing.asked": {"working_days": true}}',
     '{"thing.asked": {"closes_after_days": null}}', '{"thing.asked": {"reminders": [1.5]}}'],
)  # fmt: skip
def test_a_figure_that_makes_no_sense_is_refused_at_the_start(told: str) -> None:
    table = Deadlines("thing", {"asked": TWICE})

    with pytest.raises(SettingsWrong, match="DEADLINES"):
        table.use(told)

    assert table["asked"] == TWICE
