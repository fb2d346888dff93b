"""Background work goes on whatever happens to a single round."""

import queue
import threading
from types import SimpleNamespace

import pytest

from services.common import background
from services.common.background import BackgroundTask


def test_a_round_that_failed_is_tried_again() -> None:
    rounds, again = [], threading.Event()

    def act() -> bool:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise ConnectionRefusedError
        again.set()
        return False

    loop = BackgroundTask("trial", act)
    loop.start()
    came_back = again.wait(10)
    loop.stop()

    assert came_back


def test_a_loop_that_gathers_takes_what_comes_meanwhile_in_one_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting: list[str] = []
    rounds: queue.Queue[list[str]] = queue.Queue()

    def act() -> bool:
        rounds.put(list(waiting))
        waiting.clear()
        return False

    loop = BackgroundTask("trial", act, gather_s=7.0)

    def meanwhile(seconds: float) -> None:
        waiting.append(f"more within {seconds} s")
        loop.wake()

    monkeypatch.setattr(background, "time", SimpleNamespace(sleep=meanwhile))
    loop.start()
    rounds.get(timeout=10)
    waiting.append("first")
    loop.wake()
    told = rounds.get(timeout=10)
    loop.stop()

    assert told == ["first", "more within 7.0 s"]


def test_a_woken_loop_works_at_once() -> None:
    done = threading.Semaphore(0)

    def act() -> bool:
        done.release()
        return False

    loop = BackgroundTask("trial", act)
    loop.start()
    first = done.acquire(timeout=10)
    loop.wake()
    second = done.acquire(timeout=1)
    loop.stop()

    assert first
    assert second
