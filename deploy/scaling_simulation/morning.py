"""What 2,056 town halls ask on a morning, and what one replica does in a second.

Rates are measured on two cores (README.md, *The figures*): a call takes 6.5 ms at its 95th
percentile (``back_pages_ms``), a document 1/24 s and a seal 1/6.9 s of CPU. What a town hall does
is an assumption, and a large one: every one of them works on that morning.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from deploy.scaling_simulation.settings import Watched

TOWN_HALLS = 2056
END_S = 4 * 3600
CALL_S = 0.0065
EVENT_S = 0.0065
REQUEST_S = 0.01
"""CPU of the gateway for a page; what its cache holds costs a thirtieth."""
DOCUMENT_S, SEAL_S = 1 / 24, 1 / 6.9

WORK: Mapping[str, Mapping[Watched, float]] = {
    "gateway": {Watched.REQUESTS: 60},
    "identity": {Watched.CALLS: 30, Watched.EVENTS: 45},
    "catalog": {Watched.CALLS: 40, Watched.EVENTS: 6},
    "orders": {Watched.CALLS: 90, Watched.EVENTS: 20},
    "contracts": {Watched.CALLS: 20, Watched.EVENTS: 12},
    "notify": {Watched.CALLS: 20, Watched.EVENTS: 45},
    "contracts-worker": {Watched.DOCUMENTS: 3, Watched.SEALS: 3},
}
"""Of one town hall: sixty pages, three orders placed, released and signed."""
COSTS_S: Mapping[Watched, float] = {
    Watched.REQUESTS: REQUEST_S, Watched.CALLS: CALL_S, Watched.EVENTS: EVENT_S,
    Watched.DOCUMENTS: DOCUMENT_S, Watched.SEALS: SEAL_S,
}  # fmt: skip


@dataclass(frozen=True)
class Morning:
    """When they begin (seconds after seven, and how far apart), how long each works, how much."""

    title: str
    begins_s: float
    spread_s: float
    works_s: float
    factor: float

    def active(self) -> list[int]:
        """Return how many are at work in each second; the same each time it is asked."""
        chance = random.Random(2056)
        changes = [0] * (END_S + 1)
        for _ in range(TOWN_HALLS):
            begin = min(END_S, max(0, int(chance.gauss(self.begins_s, self.spread_s))))
            changes[begin] += 1
            changes[min(END_S, begin + int(self.works_s))] -= 1
        active, there = [], 0
        for change in changes:
            there += change
            active.append(there)
        return active


USUAL = Morning("a usual morning", 3600, 1200, 1500, 1)
RUSH = Morning("everybody at once, three times the work", 1800, 240, 1500, 3)
LONG = Morning("that pace for two hours", 1800, 600, 7200, 14)
MORNINGS = (USUAL, RUSH, LONG)
