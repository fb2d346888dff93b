"""Looks patiently at all that waits, page by page, and reports what would wait for ever.

What the newest walk found is kept for whoever asks any process; it is also a figure of each
process and, once for each thing, a line of the log.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.clockwork import Flaw
from services.common.context import Call
from services.common.logs import Log
from services.common.metrics import ORPHANED
from services.common.storage.indexes import Stored
from services.common.storage.leases import Lease
from services.common.words import Text

log = Log(__name__)
Doc = dict[str, Any]

PAGE = 500
LEASE_S = 60.0
REST_S = 60.0
"""Between two walks."""
MOST_SHOWN = 50


@dataclass(frozen=True)
class Finding:
    """One thing that would wait for ever, why, and the facts it is shown with."""

    id: str
    flaw: Flaw
    facts: Doc


@dataclass(frozen=True)
class Seen:
    """What a look at one page found, and behind what the next one begins; None at the end."""

    findings: Sequence[Finding]
    after: Any = None


class Tally:
    """What a walk has found so far: all counted, only the first ones kept."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.first: list[Finding] = []

    def add(self, found: Sequence[Finding]) -> None:
        """Count these, and keep them while there is room."""
        self.counts.update(finding.flaw.value for finding in found)
        self.first += found[: MOST_SHOWN - len(self.first)]


class Findings(Stored):
    """What the newest whole walk of this noun found: all counted, the first ones by name."""

    def __init__(self, database: Database[Doc], noun: str) -> None:
        self._collection, self.noun = database["findings"], noun

    def keep(self, tally: Tally, looked_at: datetime) -> None:
        """Put these in the place of what was found before."""
        items = [{"id": f.id, "flaw": f.flaw.value, **f.facts} for f in tally.first]
        counts = dict(tally.counts)
        doc = {"_id": self.noun, "looked_at": looked_at, "counts": counts, "items": items}
        self._collection.replace_one({"_id": self.noun}, doc, upsert=True)

    def newest(self) -> Doc:
        """Return ``looked_at``, ``counts`` by flaw and the first ``items``; empty before a walk."""
        nothing: Doc = {"looked_at": None, "counts": {}, "items": []}
        return self._collection.find_one({"_id": self.noun}, {"_id": 0}) or nothing


def shown(newest: Doc, labels: Mapping[str, Text], states: Mapping[str, Text]) -> Doc:
    """Return the newest findings as they are read, each code with its word."""
    counts, looked_at = newest["counts"], newest["looked_at"]
    return {
        "looked_at": looked_at.isoformat(timespec="seconds") if looked_at else None,
        "total": sum(counts.values()),
        "counts": [
            {"flaw": flaw, "label": labels[flaw], "count": counts[flaw]} for flaw in sorted(counts)
        ],
        "items": [
            {**item, "label": labels[item["flaw"]], "state_label": states.get(item["state"])}
            for item in newest["items"]
        ],
    }


class Watchdog:
    """Walks in one process; ``look`` sees a page behind another one, as of a moment."""

    def __init__(
        self, findings: Findings, lease: Lease, look: Callable[[Any, datetime], Seen]
    ) -> None:
        self._findings, self._lease, self._look = findings, lease, look
        self._after: Any = None
        self._found = Tally()
        self._next = 0.0
        self.loop = BackgroundTask("watchdog", self._round)

    def walk(self, now: datetime) -> bool:
        """Look at the next page; tell whether there are more of this walk."""
        context.enter(Call())
        seen = self._look(self._after, now)
        self._found.add(seen.findings)
        self._after = seen.after
        if seen.after is not None:
            return True
        self._report(now)
        self._found = Tally()
        return False

    def _report(self, now: datetime) -> None:
        known = {item["id"] for item in self._findings.newest()["items"]}
        for finding in self._found.first:
            if finding.id not in known:
                noun, flaw = self._findings.noun, finding.flaw.value
                log.error("orphaned", noun=noun, object=finding.id, flaw=flaw)
        self._findings.keep(self._found, now)
        self.show()

    def show(self) -> None:
        """Tell the metrics what the newest walk found, whichever process made it."""
        counts = self._findings.newest()["counts"]
        for flaw in Flaw:
            ORPHANED.labels(self._findings.noun, flaw.value).set(counts.get(flaw.value, 0))

    def _round(self) -> bool:
        if time.monotonic() >= self._next:
            with database_bound():
                if not self._lease.take(LEASE_S):
                    self._after, self._found = None, Tally()
                    self._next = time.monotonic() + LEASE_S / 2
                    self.show()
                elif not self.walk(clock.now()):
                    self._next = time.monotonic() + REST_S
        return False
