"""Several callers of one answer, one of whom fetches it."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_WAIT_S = 15.0


@dataclass
class _Flight(Generic[T]):
    landed: threading.Event = field(default_factory=threading.Event)
    brought: list[T] = field(default_factory=list)


class Flights(Generic[T]):
    """Gives everyone who asks for a key while it is fetched what the first one fetched.

    Failures are shared too: waiting callers that each tried again would wait in a row.
    """

    def __init__(self) -> None:
        self._open: dict[Hashable, _Flight[T]] = {}
        self._lock = threading.Lock()

    def fly(self, key: Hashable, fetch: Callable[[], T]) -> T:
        """Give what ``fetch`` gives, called here or by the one who came first."""
        with self._lock:
            flight = self._open.get(key)
            if flight is None:
                mine = self._open[key] = _Flight()
        if flight is None:
            return self._lead(key, mine, fetch)
        flight.landed.wait(MOST_WAIT_S)
        return flight.brought[0] if flight.brought else fetch()

    def _lead(self, key: Hashable, flight: _Flight[T], fetch: Callable[[], T]) -> T:
        try:
            brought = fetch()
            flight.brought.append(brought)
            return brought
        finally:
            with self._lock:
                del self._open[key]
            flight.landed.set()
