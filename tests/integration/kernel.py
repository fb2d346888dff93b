"""A small aggregate and its repository, for tests of the kernel on a real database."""

from dataclasses import dataclass, field
from typing import Any

from pymongo.database import Database

from services.common.storage.aggregates import Aggregate
from services.common.storage.repository import Repository


@dataclass(kw_only=True)
class Counter(Aggregate):
    """Counts, and says so."""

    total: int = 0
    steps: list[str] = field(default_factory=list)

    def add(self, step: str) -> None:
        """Count one step."""
        self.total += 1
        self.steps.append(step)
        self.say("counter.grew", total=self.total, step=step)


class Counters(Repository[Counter]):
    """Where counters are kept."""

    kind = Counter
    collection_name = "counters"


def counters(database: Database[dict[str, Any]], written: Any = None) -> Counters:
    """Return a prepared repository whose writes are noted by ``written``."""
    repository = Counters(database, "probe", written or (lambda *_: None))
    repository.prepare()
    return repository
