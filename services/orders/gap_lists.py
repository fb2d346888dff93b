"""Lists of gaps over many bodies: looked at row by row, then taken in body by body."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from services.orders.domain.gap_rows import GapOutcome, GapRow, Surveyed, by_body
from services.orders.domain.uncontracted import UncontractedUse
from services.orders.repositories.bodies import UncontractedUses
from services.orders.repositories.covered_places import covered
from services.orders.repositories.directory import Directory
from services.orders.repositories.orders import Orders


class GapLists:
    """Takes in rows; whoever sends the same rows again changes nothing more."""

    def __init__(self, gaps: UncontractedUses, orders: Orders, directory: Directory) -> None:
        self._gaps, self._orders, self._directory = gaps, orders, directory

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (UncontractedUses.of, Orders.of, Directory.of)))

    def look(self, rows: Sequence[GapRow]) -> list[GapOutcome]:
        """Return what comes of each row; four reads by index, whatever their number."""
        bodies, profiles = {row.body for row in rows}, {row.profile for row in rows}
        known = self._directory.known(bodies, profiles)
        ordered = {GapRow(*pair) for pair in covered(self._orders, bodies, profiles)}
        return Surveyed(*known, self._gaps.listed(bodies), ordered).outcomes(rows)

    def keep(self, rows: Sequence[GapRow], outcomes: Sequence[GapOutcome], listed_on: date) -> None:
        """Take in the rows that count, each body in a write of its own."""
        for body, profiles in by_body(rows, outcomes).items():
            self._take_in(body, profiles, listed_on)

    def _take_in(self, body: str, profiles: list[str], listed_on: date) -> None:
        self._gaps.write(UncontractedUse(id=body), lambda gaps: gaps.add(profiles, listed_on))
