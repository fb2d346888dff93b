"""Places to wait for a service, so that a stuck one does not hold every thread."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from services.common.errors import Unavailable

BUSY_AFTER_S = 1.0
SLOW_AFTER_S = 2.5


@dataclass(frozen=True, eq=False)
class Permit:
    """One caller's wait for a service, and since when."""

    service: str
    since: float


@dataclass
class _Queue:
    """Who waits for one service, oldest first, and when it last answered any of them."""

    waiting: dict[Permit, None] = field(default_factory=dict)
    answered_at: float = float("-inf")

    def rank(self, permit: Permit) -> int:
        return list(self.waiting).index(permit)

    def silent_since(self) -> float:
        return max(self.answered_at, next(iter(self.waiting)).since)


class Bulkhead:
    """Lets everyone wait for a service that works, but only ``limit`` callers for a stuck one.

    It is stuck when it has answered none of them for a second. How long one waits does
    not tell: the last of a burst waits for all before it.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._queues: defaultdict[str, _Queue] = defaultdict(_Queue)
        self._guard = threading.Lock()

    @contextmanager
    def place(self, service: str) -> Iterator[Permit]:
        """Hold a place; refused while the places are full and the service is stuck."""
        permit = self._enter(service)
        try:
            yield permit
        finally:
            with self._guard:
                del self._queues[service].waiting[permit]

    def answered(self, permit: Permit) -> None:
        """Note that the service answered, so that the others may wait on."""
        with self._guard:
            self._queues[permit.service].answered_at = self._clock()

    def check(self, permit: Permit) -> None:
        """Refuse who waits behind ``limit`` older callers of a service stuck or very slow."""
        waited_s = self._clock() - permit.since
        if waited_s < BUSY_AFTER_S:
            return
        with self._guard:
            queue = self._queues[permit.service]
            if queue.rank(permit) < self._limit:
                return
            if waited_s > SLOW_AFTER_S or self._is_stuck(queue):
                raise service_busy(permit.service)

    def _enter(self, service: str) -> Permit:
        with self._guard:
            queue = self._queues[service]
            if len(queue.waiting) >= self._limit and self._is_stuck(queue):
                raise service_busy(service)
            permit = Permit(service, self._clock())
            queue.waiting[permit] = None
            return permit

    def _is_stuck(self, queue: _Queue) -> bool:
        return self._clock() - queue.silent_since() >= BUSY_AFTER_S


def service_busy(service: str) -> Unavailable:
    """Make the refusal that says too many wait for this service."""
    return Unavailable("service-busy", parameters={"service": service})
