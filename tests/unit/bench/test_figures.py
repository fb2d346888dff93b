"""The arithmetic of the load figures."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.bench.catalogue import MEASUREMENTS, QUERIES
from deploy.bench.figures import (
    Figure,
    Target,
    bucket_percentile,
    compared,
    percentile,
    table,
)

TIMES = st.lists(st.floats(0, 1e6), min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1), (0.01, 1), (0.5, 50), (0.95, 95), (0.951, 96), (1.0, 100)]
)
def test_a_percentile_is_a_value_that_was_measured(share: float, value: float) -> None:
    assert percentile(range(100, 0, -1), share) == value


@given(TIMES, st.floats(0, 1))
def test_no_more_than_its_share_lies_below_a_percentile(values: list[float], share: float) -> None:
    found = percentile(values, share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) <= share * len(values) + 1e-9


def test_nothing_measured_is_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 0.5)
    with pytest.raises(ValueError, match="nothing was measured"):
        bucket_percentile({0.1: 0, math.inf: 0}, 0.5)


@pytest.mark.parametrize(
    ("buckets", "share", "value"),
    [
        ({0.01: 100, 0.02: 100, math.inf: 100}, 0.95, 0.0095),
        ({0.01: 90, 0.02: 100, math.inf: 100}, 0.95, 0.015),
        ({0.01: 0, 0.02: 0, math.inf: 10}, 0.95, 0.02),
        ({0.01: 95, 0.02: 100, math.inf: 100}, 0.95, 0.01),
    ],
)
def test_a_percentile_of_buckets_is_interpolated(
    buckets: dict[float, float], share: float, value: float
) -> None:
    assert bucket_percentile(buckets, share) == pytest.approx(value)


def test_a_disturbed_round_does_not_move_the_ratio() -> None:
    rounds = [(900.0, 1000.0), (450.0, 500.0), (10.0, 1000.0), (880.0, 1000.0), (900.0, 1000.0)]

    found = compared("f", rounds, unit="1/s", reference="empty", target=Target(0.8, at_least=True))

    assert (found.value, found.reference_value, found.ratio) == (880.0, 1000.0, 0.9)
    assert found.met is True


@pytest.mark.parametrize(
    ("target", "ratio", "met"),
    [
        (Target(0.8, at_least=True), 0.8, True),
        (Target(0.8, at_least=True), 0.79, False),
        (Target(5), 5.0, True),
        (Target(5), 5.01, False),
        (Target(5), None, False),
        (None, 5.0, None),
    ],
)
def test_a_target_is_met_or_not(
    target: Target | None, ratio: float | None, met: bool | None
) -> None:
    assert Figure("f", 1.0, "ms", target, ratio=ratio).met is met


def test_a_target_of_the_value_itself_needs_no_reference() -> None:
    assert Figure("f", 0.19, "s", Target(0.2, of="value")).met is True
    assert Figure("f", 0.21, "s", Target(0.2, of="value")).met is False


def test_a_figure_is_written_in_the_fields_its_readers_know() -> None:
    figure = Figure("f", 1234.567, "1/s", Target(0.8, at_least=True), "empty", 1500.0, 0.823045)

    assert figure.plain() == {
        "name": "f",
        "value": 1235.0,
        "unit": "1/s",
        "reference": "empty",
        "reference_value": 1500.0,
        "ratio": 0.823,
        "target": "ratio >= 0.8",
        "met": True,
    }


def test_the_table_shows_a_missed_target() -> None:
    text = table([Figure("f", 3.0, "ms", Target(5), "r", 1.0, 6.0), Figure("g", 1.0, "MB")])

    assert [line.split() for line in text.splitlines()] == [
        ["figure", "value", "reference", "ratio", "target", "met"],
        ["f", "3.0", "ms", "1.0", "(r)", "6.0", "ratio", "<=", "5", "NO"],
        ["g", "1.0", "MB", "-", "-", "-", "-"],
    ]


def test_there_are_two_hundred_different_queries() -> None:
    assert len(set(QUERIES)) == len(QUERIES) == 200


def test_every_figure_of_the_catalogue_can_be_asked_for_by_name() -> None:
    assert list(MEASUREMENTS) == [
        "profile_read",
        "profile_304",
        "search_p95",
        "suggest_p95",
        "export_memory_mb",
        "publish_visible_s",
    ]
