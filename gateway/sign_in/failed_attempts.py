"""Counts failed attempts at client secrets in this process, so that nobody tries without end."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

LONGEST_S = 60
MOST_OF_CLIENT = 10
MOST_OF_ADDRESS = 60
MOST_HELD = 10_000
ANY_CLIENT = ""

Who = tuple[str, str]
"""A client, or any, at an address."""


class FailedAttempts:
    """Lets a client fail ten times a minute at an address, and an address sixty times in all.

    A client that is attacked from one address goes on undisturbed at its own.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[Who, tuple[float, int]] = OrderedDict()
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._failed)

    def wait_s(self, client: str, address: str) -> int:
        """Return how long the client must wait at this address; 0 where it may try."""
        with self._guard:
            return max(
                self._wait_s((client, address), MOST_OF_CLIENT),
                self._wait_s((ANY_CLIENT, address), MOST_OF_ADDRESS),
            )

    def failed(self, client: str, address: str) -> None:
        """Count a wrong secret."""
        with self._guard:
            self._count((ANY_CLIENT, address))
            self._count((client, address))

    def succeeded(self, client: str, address: str) -> None:
        """Forget what the client got wrong before."""
        with self._guard:
            self._failed.pop((client, address), None)

    def _wait_s(self, who: Who, most: int) -> int:
        since, count = self._recent(who)
        return math.ceil(since + LONGEST_S - self._clock()) if count >= most else 0

    def _recent(self, who: Who) -> tuple[float, int]:
        """Return since when how many are counted; what is older than a minute is no more."""
        since, count = self._failed.get(who, (self._clock(), 0))
        return (since, count) if self._clock() - since < LONGEST_S else (self._clock(), 0)

    def _count(self, who: Who) -> None:
        since, count = self._recent(who)
        self._failed[who] = since, count + 1
        self._failed.move_to_end(who)
        while len(self._failed) > MOST_HELD:
            self._failed.popitem(last=False)
