"""Failed attempts are counted for a minute, right ones end the count, and memory is bounded."""

import pytest

from gateway.sign_in.failed_attempts import LONGEST_S, MOST_HELD, MOST_OF_CLIENT, FailedAttempts
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def attempts(clock: FakeClock) -> FailedAttempts:
    return FailedAttempts(clock)


def fail(attempts: FailedAttempts, times: int) -> None:
    for _ in range(times):
        attempts.failed("k-1", "192.0.2.1")


def test_who_failed_too_often_waits_for_the_rest_of_the_minute(
    attempts: FailedAttempts, clock: FakeClock
) -> None:
    fail(attempts, MOST_OF_CLIENT)
    clock.now_s += 20.5

    assert attempts.wait_s("k-1", "192.0.2.1") == LONGEST_S - 20


def test_afterwards_the_count_begins_anew(attempts: FailedAttempts, clock: FakeClock) -> None:
    fail(attempts, MOST_OF_CLIENT)
    clock.now_s += LONGEST_S
    fail(attempts, MOST_OF_CLIENT - 1)

    assert attempts.wait_s("k-1", "192.0.2.1") == 0


def test_a_right_secret_ends_the_count(attempts: FailedAttempts) -> None:
    fail(attempts, MOST_OF_CLIENT - 1)
    attempts.succeeded("k-1", "192.0.2.1")
    fail(attempts, MOST_OF_CLIENT - 1)

    assert attempts.wait_s("k-1", "192.0.2.1") == 0


def test_only_so_many_are_remembered(attempts: FailedAttempts) -> None:
    for number in range(MOST_HELD):
        attempts.failed("k-1", f"address {number}")

    assert len(attempts) == MOST_HELD
