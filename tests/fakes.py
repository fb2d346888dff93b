"""What stands in for a store or a clock in tests."""

import copy
from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.common.errors import NotFound
from tests.builders import NOW


class FakeRepository:
    """Aggregates or documents by id; a verb that raises leaves them as they were."""

    def __init__(
        self, *aggregates: Any, missing: str = "chain-not-found", **documents: Any
    ) -> None:
        self.held: dict[str, Any] = {each.id: each for each in aggregates} | documents
        self._missing = missing

    def find(self, id: str) -> Any:
        return self.held.get(id)

    def get(self, id: str) -> Any:
        if id not in self.held:
            raise NotFound(self._missing)
        return self.held[id]

    def add(self, new: Any) -> Any:
        return self.held.setdefault(new.id, new)

    def change(self, id: str, act: Callable[[Any], Any]) -> Any:
        changed = self.get(id)
        before = copy.deepcopy(vars(changed))
        try:
            act(changed)
        except Exception:
            vars(changed).update(before)
            raise
        return changed


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now_s: float = 100.0) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s


class PassingTime:
    """The time of day, which passes when the test says so."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now
