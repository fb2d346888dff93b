"""The register of bodies in memory, for what looks at all of them: names, kinds and districts."""

import time
from collections.abc import Mapping
from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.orders.repositories.copies import bodies_copy

Doc = dict[str, Any]

READ = ("name", "kind", "district", "region", "capacities", "may_register", "ended_on")
MOST_BODIES = 50_000
FRESH_S = 60.0
AT_ONCE_S = 1.0
"""So soon it is looked again for a body that is not there yet."""


class Register:
    """Holds what the copy of the bodies says, for a minute."""

    def __init__(self, bodies: ReadCopy) -> None:
        self._bodies = bodies.collection
        self._held: dict[str, Doc] = {}
        self._read_at = float("-inf")

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(bodies_copy))

    def all(self) -> Mapping[str, Doc]:
        """Return every body by its key."""
        return self._not_older_than(FRESH_S)

    def find(self, key: str) -> Doc:
        """Return a body; without anything in it where none is known."""
        held = self.all()
        if key not in held:
            held = self._not_older_than(AT_ONCE_S)
        return held.get(key, {})

    def _not_older_than(self, seconds: float) -> Mapping[str, Doc]:
        now = time.monotonic()
        if now - self._read_at > seconds:
            found = self._bodies.find({}, dict.fromkeys(READ, 1)).limit(MOST_BODIES)
            self._held, self._read_at = {doc["_id"]: doc for doc in found}, now
        return self._held
