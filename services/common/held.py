"""What takes long to read, held for a moment in the memory of a process."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class HeldValues(Generic[K, V]):
    """Values that are at most ``seconds`` old; of more than ``most`` the eldest go first."""

    def __init__(
        self, seconds: float, most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._held: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def find(self, key: K) -> V | None:
        """Return what is held and not too old, or None."""
        until, value = self._held.get(key, (0.0, None))
        return value if self._clock() < until else None

    def hold(self, key: K, value: V) -> V:
        """Hold a value from now on, and return it."""
        self._held[key] = self._clock() + self._seconds, value
        self._held.move_to_end(key)
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        return value
