"""States of a read copy held in memory, each as the database had it within the last second.

Nobody is told of changes. Before a state held for longer is given, all that is held is looked at
anew, in one query of what tells a change: so no replica goes by facts older than a second, whoever
changed them, and whatever got lost on the way. What this process changes itself it forgets at once.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from services.common.messaging.read_copies import Mark, ReadCopy

Doc = dict[str, Any]

HELD_FOR_S = 1.0
MOST_HELD = 1000


@dataclass(frozen=True)
class _Held:
    """A state, what tells that it has changed, and when the database was asked for it."""

    state: Doc
    mark: Mark
    at: float


class HeldStates:
    """A read copy of which a state asked for again and again is read once.

    What is given is shared by all who ask, and not for changing. An id that the copy does not
    have is looked for each time.
    """

    def __init__(self, copy: ReadCopy, clock: Callable[[], float] = time.monotonic) -> None:
        self._copy, self._clock = copy, clock
        self._held: dict[str, _Held] = {}
        self._forgotten = 0
        self._looking = threading.Lock()
        copy.follow(self.forget)

    def find(self, id: str) -> Doc | None:
        """Return the state held for this id."""
        if self._is_old(id):
            self._look()
        held = self._held.get(id)
        return self._read(id) if held is None or self._is_old(id) else held.state

    def find_many(self, ids: Iterable[str]) -> dict[str, Doc]:
        """Return the states held for these ids, by id, read at once."""
        return self._copy.find_many(ids)

    def find_by(self, name: str, value: str) -> Doc | None:
        """Return a state whose field of this name has the value, or None."""
        return self._copy.find_by(name, value)

    def is_empty(self) -> bool:
        """Tell whether nothing is held: the copy still fills."""
        return self._copy.is_empty()

    def forget(self, id: str | None = None) -> None:
        """Forget a state that is another now, or all of them."""
        self._forgotten += 1
        if id is None:
            self._held.clear()
        else:
            self._held.pop(id, None)

    def _is_old(self, id: str) -> bool:
        held = self._held.get(id)
        return held is not None and self._clock() - held.at > HELD_FOR_S

    def _read(self, id: str) -> Doc | None:
        at, forgotten = self._clock(), self._forgotten
        state, mark = self._copy.find_marked(id)
        if state is not None and forgotten == self._forgotten:
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            self._held[id] = _Held(state, mark, at)
        return state

    def _look(self) -> None:
        """Forget what has changed; while another looks, one reads what one needs by oneself."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            at, held = self._clock(), dict(self._held)
            marks = self._copy.marks(held)
            for id, one in held.items():
                if self._held.get(id) is not one:
                    continue
                if marks.get(id) == one.mark:
                    self._held[id] = replace(one, at=at)
                else:
                    del self._held[id]
        finally:
            self._looking.release()
