"""Editions of the population figures: who lives where on a day, with its source; never changed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate
from services.contracts.domain.levy import Inhabitants

MOST_ROWS = 5000


@dataclass(kw_only=True)
class Population(Aggregate):
    """The population of a day; a correction is another edition of the same day."""

    bounds = {"rows": AtMost(MOST_ROWS)}

    as_of: date
    source: str
    of_bavaria: int
    rows: list[Inhabitants] = field(default_factory=list)
    imported_by: str | None = None
    imported_at: datetime

    def summary(self) -> dict[str, Any]:
        """Return what it is, without its rows."""
        return {
            "id": self.id,
            "as_of": self.as_of.isoformat(),
            "source": self.source,
            "population": self.of_bavaria,
        }
