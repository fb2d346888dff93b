"""Background work goes on whatever happens to a single round."""

import threading

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
