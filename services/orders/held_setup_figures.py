"""Figures of setup parties, held for a moment: to read thousands of orders takes long."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any, Self

from services.common.held import HeldValues
from services.orders.domain import setup_figures
from services.orders.repositories.order_lists import MOST_COUNTED
from services.orders.repositories.setup_counts import SetupCounts

Doc = dict[str, Any]
Key = tuple[str, str, date]

HELD_S = 60.0
MOST_HELD = 400
"""So many figures are held in a process; those not asked for longest go first."""


class HeldSetupFigures:
    """What a party's setups went through is at most a minute old; how they stand is as it is now.

    Of more setups than a list counts, how they stand is held too.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._held = HeldValues[Key, Any](HELD_S, MOST_HELD, clock)

    @classmethod
    def of(cls, _: Any) -> Self:
        """Make the one of a running process."""
        return cls()

    def phases(self, counts: SetupCounts, vendor: str, today: date) -> list[Doc]:
        """Return by ``state``, ``point`` and ``profile`` how many there are, and how many late."""
        key = "phases", vendor, today
        found: list[Doc] | None = self._held.find(key)
        if found is None:
            found = counts.phases(vendor, today)
            if sum(phase["count"] for phase in found) > MOST_COUNTED:
                self._held.hold(key, found)
        return found

    def courses(self, counts: SetupCounts, vendor: str, today: date) -> Doc:
        """Return ``months``, ``median_days``, ``failures``, of how many orders (``read``)."""
        key = "courses", vendor, today
        told: Doc | None = self._held.find(key)
        if told is None:
            courses, is_part = counts.courses(vendor)
            months = setup_figures.months_until(today)
            figures = setup_figures.courses_told(courses, months, is_part=is_part)
            told = {"read": len(courses), "is_part": is_part, **figures}
            self._held.hold(key, told)
        return told
