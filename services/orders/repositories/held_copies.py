"""Read copies as one batch sees them: each state is read once, most of them all at once."""

from collections.abc import Iterable
from typing import Any, Protocol

Doc = dict[str, Any]


class Copy(Protocol):
    """What is asked of a read copy, or of what is held of one."""

    def find(self, id: str) -> Doc | None:
        """Return the state held for this id."""

    def find_by(self, name: str, value: str) -> Doc | None:
        """Return a state whose field of this name has the value, or None."""

    def is_empty(self) -> bool:
        """Tell whether nothing is held."""


class WholeCopy(Copy, Protocol):
    """A copy that gives many states at once."""

    def find_many(self, ids: Iterable[str]) -> dict[str, Doc]:
        """Return the states held for these ids, by id."""


class HeldCopy:
    """What a batch asked of a copy, kept in memory for as long as the batch lasts."""

    def __init__(self, copy: WholeCopy) -> None:
        self._copy = copy
        self._states: dict[str, Doc | None] = {}
        self._found: dict[tuple[str, str], Doc | None] = {}

    def hold(self, ids: Iterable[str | None]) -> None:
        """Read the states for these ids at once."""
        missing = sorted({id for id in ids if id and id not in self._states})
        if missing:
            self._states |= dict.fromkeys(missing)
            self._states |= self._copy.find_many(missing)

    def find(self, id: str) -> Doc | None:
        """Return the state held for this id."""
        self.hold([id])
        return self._states[id]

    def find_by(self, name: str, value: str) -> Doc | None:
        """Return a state whose field of this name has the value, or None."""
        if (name, value) not in self._found:
            self._found[name, value] = self._copy.find_by(name, value)
        return self._found[name, value]

    def is_empty(self) -> bool:
        """Tell whether nothing is held."""
        return self._copy.is_empty()
