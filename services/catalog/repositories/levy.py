"""Which services the levy pays for: the newest released run, from the copy of contracts'."""

import time
from collections.abc import Callable
from typing import Any

from pymongo.database import Database

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, index

Doc = dict[str, Any]

HELD_FOR_S = 1.0
NEWEST = [("year", -1), ("released_at", -1)]
ANY_YEAR = {"year": {"$gt": 0}}


class NewestLevy:
    """The run of the latest year, of one year that released last; looked for once a second."""

    def __init__(
        self, database: Database[Doc], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._runs = ReadCopy(database, "contracts", "levy").collection
        self._clock = clock
        self._held: Doc | None = None
        self._read_at: float | None = None

    def indexes(self) -> Declared:
        """Return the one by which the newest is found."""
        return [(self._runs, (index("newest", "-year", "-released_at"),))]

    def of(self, profile: str) -> Doc | None:
        """Return the year and the run that pay for a service, or None."""
        run = self._newest()
        if run is None or profile not in run["profiles"]:
            return None
        return {"year": run["year"], "run": run["run"]}

    def mark(self) -> str:
        """Return a text that is another one after every release that counts."""
        run = self._newest()
        return run["_id"] if run else ""

    def _newest(self) -> Doc | None:
        now = self._clock()
        if self._read_at is None or now - self._read_at >= HELD_FOR_S:
            self._held = self._runs.find_one(ANY_YEAR, sort=NEWEST)
            self._read_at = now
        return self._held
