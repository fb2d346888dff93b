"""Sessions as read a moment ago: for reads that follow each other, one look at the database.

The workers of one gateway share a mark that each change of a session sets anew, so that what
one of them ends is ended for all at once; other gateways see it when what they hold is too old.
"""

import mmap
import os
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

HELD_S = 1.0
MOST_HELD = 10_000
MARK_FILE = "SESSIONS_MARK"
"""Names the file the workers of one gateway have in memory together."""
MARK_BYTES = 8


def make_mark(folder: str) -> str:
    """Make the file in a folder of the gateway's own; give its path."""
    path = Path(folder) / "sessions-mark"
    path.write_bytes(bytes(MARK_BYTES))
    return str(path)


class SharedMark:
    """A few bytes that all processes with the same file see; without a file they are one's own."""

    def __init__(self, path: str | None) -> None:
        if path is None:
            self._bytes = mmap.mmap(-1, MARK_BYTES)
            return
        with Path(path).open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), MARK_BYTES)

    @property
    def value(self) -> bytes:
        """Return the mark."""
        return self._bytes[:MARK_BYTES]

    def renew(self) -> None:
        """Set another one, which nobody has seen before."""
        self._bytes[:MARK_BYTES] = secrets.token_bytes(MARK_BYTES)


class Held(Generic[T]):
    """What was read in the last second, by key, as long as the mark is the one of then."""

    def __init__(
        self, mark: SharedMark | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._mark = mark or SharedMark(os.environ.get(MARK_FILE))
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, bytes, T]] = OrderedDict()

    def get(self, key: str, read: Callable[[], T | None]) -> T | None:
        """Return what is held, or what is read now; nothing is held where there is nothing."""
        at, mark = self._clock(), self._mark.value
        held = self._held.get(key)
        if held is not None and held[1] == mark and at - held[0] < HELD_S:
            return held[2]
        found = read()
        if found is not None:
            self._held[key] = at, mark, found
            if len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
        return found

    def forget(self) -> None:
        """Hold nothing any more, in all processes with this mark."""
        self._mark.renew()
        self._held.clear()
