"""The rows of a list of gaps over many bodies: what comes of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_ROWS = 200
"""So many rows are taken at once; a longer list comes in parts, and a part may come twice."""


class GapOutcome(StrEnum):
    """What comes of a row."""

    NEW = "new"
    KNOWN = "known"
    ORDERED = "ordered"
    TWICE = "twice"
    BODY_UNKNOWN = "body_unknown"
    PROFILE_UNKNOWN = "profile_unknown"


KEPT = frozenset({GapOutcome.NEW, GapOutcome.KNOWN})
"""What is in use without a contract as far as anybody knows."""


@dataclass(frozen=True)
class GapRow:
    """A body has a service in use without a contract."""

    body: str
    profile: str


@dataclass(frozen=True)
class Surveyed:
    """What is known of the bodies and services of some rows."""

    bodies: Collection[str]
    profiles: Collection[str]
    listed: Mapping[str, Collection[str]]
    ordered: Collection[GapRow]

    def outcomes(self, rows: Iterable[GapRow]) -> list[GapOutcome]:
        """Return what comes of each row, in their order."""
        seen: set[GapRow] = set()
        outcomes: list[GapOutcome] = []
        for row in rows:
            outcomes.append(GapOutcome.TWICE if row in seen else self._outcome(row))
            seen.add(row)
        return outcomes

    def _outcome(self, row: GapRow) -> GapOutcome:
        if row.body not in self.bodies:
            return GapOutcome.BODY_UNKNOWN
        if row.profile not in self.profiles:
            return GapOutcome.PROFILE_UNKNOWN
        if row in self.ordered:
            return GapOutcome.ORDERED
        return GapOutcome.KNOWN if row.profile in self.listed.get(row.body, ()) else GapOutcome.NEW


def by_body(rows: Iterable[GapRow], outcomes: Iterable[GapOutcome]) -> dict[str, list[str]]:
    """Return what is kept of the rows, the services of each body."""
    kept: dict[str, list[str]] = {}
    for row, outcome in zip(rows, outcomes, strict=True):
        if outcome in KEPT:
            kept.setdefault(row.body, []).append(row.profile)
    return kept


def counts_of(outcomes: Collection[GapOutcome]) -> dict[str, Any]:
    """Return how many rows have each outcome."""
    return {outcome.value: sum(o is outcome for o in outcomes) for outcome in GapOutcome}
