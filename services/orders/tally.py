"""Keeps the figures up: takes what orders noted in their own write, and mends what differs.

Command: ``python -m services.orders.tally`` compares the figures of every service with its orders,
mends them, and says what differed. Running services do the same once a day.
"""

import sys
import time
from collections.abc import Iterable, Mapping, Set
from typing import Any, Self

from services.common import config, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.messaging.read_copies import ReadCopy
from services.common.storage import mongo
from services.common.storage.leases import Lease
from services.orders.domain.figures import FigureCell, area_of
from services.orders.repositories.figures import Figures, Key
from services.orders.repositories.orders import Orders
from services.orders.repositories.register import Register
from services.orders.repositories.tallied_orders import BATCH, TalliedOrders

log = Log(__name__)
Doc = dict[str, Any]

LEASE_S = 60.0
DAY_S = 24 * 3600.0
"""Between two comparisons of everything."""


class Tally:
    """Counts orders into the cells of their service and district."""

    def __init__(self, orders: TalliedOrders, figures: Figures, register: Register) -> None:
        self._orders, self._figures, self._register = orders, figures, register

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (TalliedOrders.of, Figures.of, Register.of)))

    def take(self) -> bool:
        """Count a batch of what is noted; tell whether there may be more.

        The cells are read before the orders: whoever counts something newer meanwhile has then
        changed a cell, and this write of it is refused. What was refused stays noted.
        """
        noted = self._orders.noted()
        cells = self._figures.held(self._keys(noted))
        orders = self._orders.read([order["_id"] for order in noted])
        changed = [cell for cell in cells.values() if self._count(cell, orders)]
        kept = set(cells) if self._figures.put_all(changed) else set[Key]()
        self._figures.sum_up(sorted({profile for profile, _ in cells}))
        self._orders.counted([order for order in orders if self._keys([order]) <= kept])
        return len(noted) == BATCH

    def waits(self) -> bool:
        """Tell whether anything is noted."""
        return self._orders.any_noted()

    def mend(self, profile: str) -> list[str]:
        """Make the figures of a service what its orders say; give the districts that differed.

        What is only not counted yet is no difference, nor what somebody else counts meanwhile.
        """
        held = self._figures.of_profile(profile)
        fresh = {key: FigureCell(*key, doc["version"]) for key, doc in held.items()}
        for order in self._orders.of_profile(profile):
            for area, kinds in self._areas(order).items():
                cell = fresh.setdefault((profile, area), FigureCell(profile, area))
                cell.take(order, kinds)
        noted = self._orders.noted_of(profile)
        late = {key for key, cell in fresh.items() if _is_late(held.get(key), cell, noted)}
        mended = [
            key
            for key, cell in fresh.items()
            if cell.doc() != held.get(key) and self._figures.put(cell)
        ]
        self._figures.sum_up([profile])
        return sorted(area for _, area in set(mended) - late)

    def profiles(self) -> list[str]:
        """Return the services that were ever ordered."""
        return self._orders.profiles()

    def _count(self, cell: FigureCell, orders: Iterable[Doc]) -> bool:
        """Count the orders into a cell; tell whether it is another one now."""
        before = dict(cell.orders)
        for order in orders:
            if order["profile"] == cell.profile:
                cell.take(order, self._areas(order).get(cell.area, {}))
        return cell.orders != before

    def _keys(self, orders: Iterable[Doc]) -> set[Key]:
        """Return where the orders count, and where they counted before a body's place was taken."""
        return {
            (order["profile"], area)
            for order in orders
            for area in (*self._areas(order), *map(self._area, order["left"]))
        }

    def _area(self, place: str) -> str:
        return area_of(place, self._register.find(place))

    def _areas(self, order: Doc) -> Mapping[str, Mapping[str, str]]:
        """Return the kinds of the places an order covers, by district."""
        areas: dict[str, dict[str, str]] = {}
        for place in order["places"]:
            body = self._register.find(place)
            areas.setdefault(area_of(place, body), {})[place] = body.get("kind", "")
        return areas


def _is_late(held: Doc | None, fresh: FigureCell, noted: Set[str]) -> bool:
    """Tell whether a cell differs from what it should be by what is not counted yet, alone."""
    before = held["orders"] if held else {}
    if not noted & (before.keys() | fresh.orders.keys()):
        return False
    return _but(before, noted) == _but(fresh.orders, noted)


def _but(orders: Mapping[str, Doc], noted: Set[str]) -> dict[str, Doc]:
    return {id: order for id, order in orders.items() if id not in noted}


class TallyKeeper:
    """Counts in one process at a time, and compares everything once a day."""

    def __init__(self, tally: Tally, counting: Lease, comparing: Lease) -> None:
        self._tally, self._counting, self._comparing = tally, counting, comparing
        self._left: list[str] = []
        self._next = 0.0
        self.loop = BackgroundTask("figures", self.round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(
            runtime.part(Tally.of), runtime.lease("figures"), runtime.lease("figures-compared")
        )

    def round(self) -> bool:
        """Count what is noted, or compare one service; tell whether there may be more at once."""
        context.enter(Call())
        with database_bound():
            if not self._has_work() or not self._counting.take(LEASE_S):
                return False
            if self._tally.take():
                return True
            self._begin_comparing()
            if self._left:
                _say(self._left[-1], self._tally.mend(self._left[-1]))
                self._left.pop()
                self._note_compared()
            return bool(self._left)

    def _has_work(self) -> bool:
        due = bool(self._left) or time.monotonic() >= self._next
        return due or self._tally.waits()

    def _begin_comparing(self) -> None:
        if self._left or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + DAY_S / 24
        if self._comparing.take(0):
            self._left = self._tally.profiles()

    def _note_compared(self) -> None:
        """Let a day pass before the next comparison; who is killed before begins anew."""
        if not self._left and self._comparing.take(DAY_S):
            self._next = time.monotonic() + DAY_S


def _say(profile: str, areas: list[str]) -> None:
    if areas:
        log.warning("figures_mended", profile=profile, count=len(areas), first=areas[0])


def main() -> int:
    """Compare and mend the figures of every service; 1 where something differed."""
    settings = config.read(config.ServiceSettings)
    client = mongo.connect(settings.mongo_uri, "orders-tally")
    database = client[settings.mongo_database]
    orders = TalliedOrders(Orders(database, "orders", lambda *_: None))
    bodies = ReadCopy(database, "identity", "body")
    tally = Tally(orders, Figures(database), Register(bodies))
    found = {profile: tally.mend(profile) for profile in tally.profiles()}
    for profile, areas in sorted(found.items()):
        if areas:
            print(f"{profile}: {len(areas)} districts differed: {', '.join(areas[:5])}")
    print(f"{len(found)} services compared")
    client.close()
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
