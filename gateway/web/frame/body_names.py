"""The names of bodies, remembered for a while: headers and switches show names, never keys."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.calls.client import CallFailed, DeadlinePassed
from services.common.errors import Refusal

KEPT_S = 300.0
AT_ONCE = 100
"""Identity names no more than two hundred at once."""
MOST_KEPT = 20_000


@dataclass
class BodyNames:
    """Asks identity for what is not remembered, all missing ones at once."""

    calls: Calls
    clock: Callable[[], float] = time.monotonic
    _kept: dict[str, tuple[float, str]] = field(default_factory=dict)

    def of(self, keys: Iterable[str]) -> dict[str, str]:
        """Return name by key; one that cannot be had now is missing."""
        wanted = list(dict.fromkeys(keys))
        names = {key: name for key in wanted if (name := self._remembered(key))}
        missing = [key for key in wanted if key not in names]
        for start in range(0, len(missing), AT_ONCE):
            names |= self._asked(missing[start : start + AT_ONCE])
        return names

    def _remembered(self, key: str) -> str | None:
        until, name = self._kept.get(key, (0.0, ""))
        return name if self.clock() < until else None

    def _asked(self, keys: list[str]) -> dict[str, str]:
        query = {"query": {"key": ",".join(keys)}}
        try:
            answer = self.calls.call(
                "identity", "find_bodies", arguments=query, principal=ANONYMOUS
            )
        except (Refusal, DeadlinePassed, CallFailed):
            return {}
        names = {b["key"]: str(b.get("full_name") or b["label"]) for b in answer["items"]}
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        self._kept.update({key: (self.clock() + KEPT_S, name) for key, name in names.items()})
        return names
