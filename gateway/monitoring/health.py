"""Whether this process can work: the sum of its dependencies' pings, asked once a second."""

import threading
import time
from collections.abc import Callable, Mapping

Ping = Callable[[], bool]
ASKED_EVERY_S = 1.0


class Readiness:
    """Pings the dependencies, at most once a second whoever asks."""

    def __init__(
        self, pings: Mapping[str, Ping], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pings, self._clock = dict(pings), clock
        self._asked_at = float("-inf")
        self._known: dict[str, bool] = {}
        self._lock = threading.Lock()

    def state(self) -> dict[str, bool]:
        """Return each dependency and whether it answers."""
        with self._lock:
            if self._clock() - self._asked_at >= ASKED_EVERY_S:
                self._known = {name: ping() for name, ping in self._pings.items()}
                self._asked_at = self._clock()
            return self._known
