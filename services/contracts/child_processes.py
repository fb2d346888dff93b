"""Child processes for what blocks or may die: one that ends or hangs takes no other with it."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import SimpleQueue
from typing import Any, TypeVar

from services.common import children
from services.common.errors import Unavailable

T = TypeVar("T")
TIMEOUT_S = 60
NICENESS = 10
"""A document can wait for the processor; the services beside it answer people."""


class ChildProcesses:
    """So many processes; each does one thing at a time, and whoever asks waits for a free one."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._free: SimpleQueue[ProcessPoolExecutor] = SimpleQueue()
        for _ in range(size):
            self._free.put(_child())

    def run(self, act: Callable[..., T], *arguments: Any) -> T:
        """Return what the act gives in a child; raise Unavailable where the child ended or hung."""
        child = self._free.get()
        try:
            done: Future[T] = child.submit(act, *arguments)
            return done.result(timeout=TIMEOUT_S)
        except (TimeoutError, BrokenProcessPool) as error:
            for process in list((child._processes or {}).values()):
                process.kill()
            child.shutdown(wait=False, cancel_futures=True)
            child = _child()
            raise Unavailable("renderer-ended") from error
        finally:
            self._free.put(child)

    def end(self) -> None:
        """End the processes, each when it is free."""
        for _ in range(self._size):
            self._free.get().shutdown(cancel_futures=True)


def _child() -> ProcessPoolExecutor:
    """Make a pool of one, which knows when its process has died."""
    spawning = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, spawning, _begin, (os.getpid(),))


def _begin(parent: int) -> None:
    children.end_with_parent(parent)
    os.nice(NICENESS)
