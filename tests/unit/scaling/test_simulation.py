"""Replicas follow a morning of 2,056 town halls without flapping; what would flap is found."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from deploy.scaling_simulation.autoscaler import LOOK_EVERY_S, Autoscaler
from deploy.scaling_simulation.morning import LONG, MORNINGS, RUSH, TOWN_HALLS, USUAL, Morning
from deploy.scaling_simulation.playing import GIVES_UP_AFTER_S, Played, play, turns
from deploy.scaling_simulation.settings import Scaler, Trigger, Watched, scalers

MOST_TURNS = 1
"""They come, and they go."""
SCALER = Scaler("orders", 2, 6, (Trigger(Watched.CALLS, 11),), 600, 1, 120, 1.0)


def looked(scaler: Scaler, *waiting: float) -> Iterator[int]:
    """Yield the replicas after each look at so many calls."""
    autoscaler = Autoscaler(scaler)
    for now_s, calls in zip(count(0, LOOK_EVERY_S), waiting, strict=False):
        yield autoscaler.look(now_s, {Watched.CALLS: calls})


@pytest.mark.parametrize("morning", MORNINGS, ids=lambda morning: morning.title)
@pytest.mark.parametrize("scaler", scalers("keda"), ids=lambda scaler: scaler.process)
def test_nobody_gives_up_and_no_replicas_flap(scaler: Scaler, morning: Morning) -> None:
    assert_is_calm(scaler, play(scaler, morning))


@pytest.mark.parametrize("scaler", scalers("cpu-hpa"), ids=lambda scaler: scaler.process)
def test_nor_where_they_follow_the_cpu_alone(scaler: Scaler) -> None:
    assert_is_calm(scaler, play(scaler, RUSH))


def assert_is_calm(scaler: Scaler, played: Played) -> None:
    assert played.failed == 0
    assert played.turns <= MOST_TURNS
    assert played.longest_wait_s <= GIVES_UP_AFTER_S
    assert scaler.least == played.least <= played.most <= scaler.most


def test_a_usual_morning_needs_no_more_replicas_than_stand_ready() -> None:
    assert play(SCALER, USUAL).most == SCALER.least


def test_replicas_come_when_everybody_comes_at_once() -> None:
    played = play(SCALER, RUSH)

    assert played.busiest_cores > SCALER.least
    assert played.most > SCALER.least


def test_by_what_waits_alone_they_leave_and_come_back_for_hours() -> None:
    played = play(SCALER, LONG)

    assert played.turns > 10
    assert played.failed > 1000


def test_without_a_window_the_simulation_sees_them_flap() -> None:
    hasty = replace(SCALER, window_s=0, down_pods=10, down_period_s=LOOK_EVERY_S)

    assert play(hasty, RUSH).turns > MOST_TURNS


def test_too_few_replicas_are_seen_by_those_who_give_up() -> None:
    assert play(replace(SCALER, most=2), RUSH).failed > 1000


def test_replicas_are_as_many_as_bring_each_to_its_share_and_grow_stepwise() -> None:
    assert list(looked(SCALER, 22, 23, 25, 40, 1000)) == [2, 2, 3, 4, 6]
    assert list(looked(replace(SCALER, most=50), 1000, 1000, 1000)) == [6, 12, 24]


def test_replicas_go_one_by_one_and_not_before_the_window_is_over() -> None:
    replicas = list(looked(SCALER, 66, *[0] * 80))

    assert replicas[:41] == [6] * 41
    assert replicas[41:49] == [5] * 8
    assert replicas[49:58] == [4] * 8 + [3]


def test_turns_are_counted() -> None:
    assert [turns(each) for each in ([2, 2], [2, 3, 4], [2, 4, 3, 3, 2], [2, 3, 2, 3])] == [
        0, 0, 1, 2,
    ]  # fmt: skip


def test_every_town_hall_has_its_morning() -> None:
    assert max(RUSH.active()) == pytest.approx(TOWN_HALLS, rel=0.02)
    assert USUAL.active()[0] < TOWN_HALLS / 50
