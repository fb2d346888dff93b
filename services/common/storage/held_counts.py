"""Counts over all of a collection, held as long as they are about true."""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")

FRESH_S = 5.0
MOST_HELD = 100


class HeldCounts:
    """What was counted for a key, until this process writes, or five seconds are over.

    Whoever has just changed something here reads it; of what another process has changed, one
    may learn five seconds later. What is given is shared, and not for changing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[Hashable, tuple[float, Any]] = {}
        self._written = 0

    def get(self, key: Hashable, count: Callable[[], T]) -> T:
        """Return what ``count`` gave for the key, or count now."""
        at, value = self._held.get(key, (float("-inf"), None))
        if self._clock() - at <= FRESH_S:
            return cast(T, value)
        began, written = self._clock(), self._written
        counted = count()
        if written == self._written:
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            self._held[key] = began, counted
        return counted

    def forget(self) -> None:
        """Forget all: something was written."""
        self._written += 1
        self._held.clear()
