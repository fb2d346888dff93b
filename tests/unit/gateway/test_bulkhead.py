"""Everyone may wait for a service that works, few for one that is stuck."""

from contextlib import ExitStack

import pytest

from gateway.calls.bulkhead import BUSY_AFTER_S, SLOW_AFTER_S, Bulkhead, Permit
from services.common.errors import Unavailable

SOON, LATE = BUSY_AFTER_S - 0.1, BUSY_AFTER_S + 0.1


class Waiting:
    """Callers that entered the places of one service one after the other."""

    def __init__(self, limit: int) -> None:
        self.time = 0.0
        self.places = Bulkhead(limit, lambda: self.time)
        self.permits: list[Permit] = []
        self._leave: dict[Permit, ExitStack] = {}

    def enter(self, callers: int = 1, service: str = "orders") -> None:
        for _ in range(callers):
            stack = ExitStack()
            self.permits.append(stack.enter_context(self.places.place(service)))
            self._leave[self.permits[-1]] = stack

    def answer(self, rank: int = 0) -> None:
        """Answer the caller of this rank."""
        permit = self.permits.pop(rank)
        self.places.answered(permit)
        self._leave.pop(permit).close()

    def busy(self) -> list[int]:
        """Return the ranks of those that are told to give up."""
        return [rank for rank, permit in enumerate(self.permits) if self._is_busy(permit)]

    def _is_busy(self, permit: Permit) -> bool:
        try:
            self.places.check(permit)
        except Unavailable:
            return True
        return False


def test_a_burst_is_let_in_while_the_oldest_has_not_waited_long() -> None:
    waiting = Waiting(limit=8)
    waiting.enter(8)
    waiting.time = SOON

    waiting.enter(16)

    assert len(waiting.permits) == 24
    assert waiting.busy() == []


def test_the_last_of_a_burst_waits_for_all_before_it() -> None:
    waiting = Waiting(limit=8)
    waiting.enter(24)

    for _ in range(23):
        waiting.time += 0.1
        waiting.answer()
        waiting.enter()
        assert waiting.busy() == []

    assert len(waiting.permits) == 24


def test_it_does_not_matter_who_is_answered_first() -> None:
    waiting = Waiting(limit=2)
    waiting.enter(5)

    for _ in range(2):
        waiting.time += SOON
        waiting.answer(rank=2)

    assert waiting.busy() == []
    waiting.enter()


def test_a_service_that_stops_answering_is_noticed_after_its_last_answer() -> None:
    waiting = Waiting(limit=2)
    waiting.enter(5)
    waiting.time = SOON
    waiting.answer()

    waiting.time += LATE

    assert waiting.busy() == [2, 3]


def test_nobody_waits_for_ever_behind_a_service_that_is_very_slow() -> None:
    waiting = Waiting(limit=2)
    waiting.enter(24)

    while waiting.time <= SLOW_AFTER_S:
        waiting.time += SOON
        waiting.answer()

    assert waiting.busy() == list(range(2, len(waiting.permits)))


def test_nobody_is_let_in_while_the_places_are_full_and_no_answer_comes() -> None:
    waiting = Waiting(limit=2)
    waiting.enter(2)
    waiting.time = LATE

    with pytest.raises(Unavailable) as refused:
        waiting.enter()

    assert refused.value.code == "service-busy"
    waiting.enter(service="catalog")


def test_a_free_place_may_be_taken_however_long_the_oldest_waits() -> None:
    waiting = Waiting(limit=2)
    waiting.enter()
    waiting.time = LATE

    waiting.enter()

    assert len(waiting.permits) == 2


def test_who_waits_long_behind_the_limit_gives_up_and_the_oldest_wait_on() -> None:
    waiting = Waiting(limit=2)
    waiting.enter(5)

    waiting.time = LATE

    assert waiting.busy() == [2, 3, 4]


def test_who_came_late_has_a_moment_of_its_own() -> None:
    waiting = Waiting(limit=1)
    waiting.enter()
    waiting.time = SOON
    waiting.enter()

    waiting.time = LATE

    assert waiting.busy() == []


def test_a_caller_rises_when_an_older_one_is_answered() -> None:
    waiting = Waiting(limit=1)
    with waiting.places.place("orders"):
        waiting.enter()
        waiting.time = LATE
        behind = waiting.busy()

    first = waiting.busy()

    assert (behind, first) == ([0], [])


def test_a_place_is_given_back_whatever_happens() -> None:
    waiting = Waiting(limit=1)

    with pytest.raises(ZeroDivisionError), waiting.places.place("orders"):
        raise ZeroDivisionError

    waiting.time = LATE
    waiting.enter()
