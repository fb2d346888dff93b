"""The chain above a contract: provision, reuse and sub-reuse (levels 1 to 3) per profile."""

from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate

LEVELS = (1, 2, 3)
FAR_FUTURE = date.max


@dataclass
class Agreement:
    """One upstream contract; without ``valid_until`` it is open-ended."""

    id: str
    level: int
    number: str
    kind: str
    from_party: str
    to_party: str
    valid_from: date
    document_hash: str
    valid_until: date | None = None
    demo: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on this day."""
        return self.valid_from <= day <= (self.valid_until or FAR_FUTURE)


@dataclass(kw_only=True)
class Chain(Aggregate):
    """All agreements of one profile; ``id`` is the profile's."""

    bounds = {"agreements": AtMost(200)}

    agreements: list[Agreement] = field(default_factory=list)

    def add(self, agreement: Agreement) -> None:
        """Take an agreement in and say how the chain stands now."""
        if any(known.id == agreement.id for known in self.agreements):
            raise Conflict("agreement-exists")
        self.agreements.append(agreement)
        self.say("chain.changed", **self.public())

    def on(self, day: date) -> list[Agreement]:
        """Return the agreement of each level in force on this day, the longest running first."""
        agreements = []
        for level in LEVELS:
            valid = [a for a in self.agreements if a.level == level and a.holds_on(day)]
            agreements += sorted(valid, key=lambda a: a.valid_until or FAR_FUTURE, reverse=True)[:1]
        return agreements

    def is_whole_on(self, day: date) -> bool:
        """Tell whether no level is missing."""
        return len(self.on(day)) == len(LEVELS)

    def ends_on(self, day: date) -> date | None:
        """Return the last day a contract begun on ``day`` may run; None is open-ended."""
        ends = [a.valid_until for a in self.on(day) if a.valid_until]
        return min(ends) if ends else None

    def public(self) -> dict[str, Any]:
        """Return the periods in which no level is missing; ``until`` None is open-ended."""
        periods = [{"from": a.isoformat(), "until": _day(b)} for a, b in self._periods()]
        return {"profile": self.id, "periods": periods}

    def _periods(self) -> list[tuple[date, date]]:
        by_level = [[a for a in self.agreements if a.level == level] for level in LEVELS]
        periods = {
            (max(a.valid_from for a in links), min(a.valid_until or FAR_FUTURE for a in links))
            for links in product(*by_level)
        }
        return sorted(period for period in periods if period[0] <= period[1])


def _day(day: date) -> str | None:
    return None if day == FAR_FUTURE else day.isoformat()
