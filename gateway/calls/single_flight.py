"""Several callers of one answer, one of whom fetches it."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gateway.calls.bulkhead import BUSY_AFTER_S

T = TypeVar("T")

MOST_WAIT_S = BUSY_AFTER_S


@dataclass
class _Flight(Generic[T]):
    landed: threading.Event = field(default_factory=threading.Event)
    brought: list[T] = field(default_factory=list)
    failed: Exception | None = None


class SingleFlight(Generic[T]):
    """Gives everyone who asks for a key while it is fetched what the first one fetched.

    Failures are shared too: waiting callers that each tried again would wait in a row. Who
    has waited ``most_wait_s`` fetches on its own: how many may wait longer than that is
    decided where the call is made.
    """

    def __init__(self, most_wait_s: float = MOST_WAIT_S) -> None:
        self._most_wait_s = most_wait_s
        self._open: dict[Hashable, _Flight[T]] = {}
        self._lock = threading.Lock()

    def fly(self, key: Hashable, fetch: Callable[[], T]) -> T:
        """Return what ``fetch`` gives, called here or by the one who came first."""
        with self._lock:
            flight = self._open.get(key)
            if flight is None:
                mine = self._open[key] = _Flight()
        if flight is None:
            return self._lead(key, mine, fetch)
        flight.landed.wait(self._most_wait_s)
        if flight.failed is not None:
            raise flight.failed
        return flight.brought[0] if flight.brought else fetch()

    def _lead(self, key: Hashable, flight: _Flight[T], fetch: Callable[[], T]) -> T:
        try:
            brought = fetch()
            flight.brought.append(brought)
            return brought
        except Exception as error:
            flight.failed = error
            raise
        finally:
            with self._lock:
                del self._open[key]
            flight.landed.set()
