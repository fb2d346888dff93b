"""Placing the items of a bulk order: judged like single orders, read and written in few steps.

An order's id follows from its item, so that a repetition finds what it made before; the unique
index stays the judge of what is one too many.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from services.common import clock
from services.common.errors import Conflict
from services.common.validation import plain_json
from services.common.validation.input import parse
from services.orders import schemas
from services.orders.bulk.batch import Batch
from services.orders.bulk.coverage import Coverage
from services.orders.bulk.results import placed
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.domain.competence import NEIGHBOURS
from services.orders.domain.orders import Order
from services.orders.placing import OrderDesk
from services.orders.repositories.bodies import SystemsOfBodies
from services.orders.repositories.bulk import BulkItems, ItemResult
from services.orders.repositories.held_copies import HeldCopy, WholeCopy
from services.orders.repositories.numbers import id_of, number_of
from services.orders.repositories.orders import Orders, order_exists

Doc = dict[str, Any]

RIGHTS = frozenset({"orders:place", "orders:prepare", "orders:read"})
"""Of the person's rights those that placing an order asks for."""


class OrderBatch(Batch):
    """Places a few orders, or says what would become of them."""

    action = "orders.place"

    def __init__(
        self,
        request: BulkRequest,
        items: list[Doc],
        *,
        orders: Orders,
        kept: BulkItems,
        in_use: SystemsOfBodies,
        copies: Mapping[str, WholeCopy],
    ) -> None:
        super().__init__(request, items)
        self._orders, self._kept, self._in_use = orders, kept, in_use
        self._copies = {noun: HeldCopy(copy) for noun, copy in copies.items()}
        self._providers: dict[str, str | None] = {}
        self._desk = OrderDesk(orders, self._copies, self._provider_of)
        self._wanted: dict[str, Doc] = {}
        self._drafts: dict[str, Order] = {}
        self._docs: dict[str, Doc] = {}

    def settle(self) -> dict[str, ItemResult]:
        """Place the orders and return the results."""
        self._keep_made()
        self.each(self.check)
        self.each(self._read)
        self._hold_copies()
        self._draft_all()
        self._look_for_others()
        self._store()
        return self.results

    def _keep_made(self) -> None:
        """Give those their result whose order is there already: the work was broken off."""
        ids = {id_of(item["_id"]): item["_id"] for item in self.items}
        for id, number in self._orders.numbers(ids).items():
            self.results[ids[id]] = placed(id, number, dry_run=False)

    def _read(self, item: Doc) -> None:
        order = parse(schemas.OrderPlaced, plain_json.read(item["wanted"].encode()))
        self._wanted[item["_id"]] = {**order, "bulk_order": self.request.id}

    def _hold_copies(self) -> None:
        """Read at once what the orders are judged by."""
        bodies, profiles = self._named("body"), self._named("profile")
        self._copies["body"].hold({*bodies, *(NEIGHBOURS.get(body) for body in bodies)})
        self._hold_also("body", bodies, "joint_administration")
        self._copies["profile"].hold(profiles)
        self._hold_also("profile", profiles, "successor")
        self._copies["chain"].hold(profiles)
        self._copies["vendor"].hold(self._named("setup_by"))
        self._copies["system"].hold(self._named("specialist_system"))
        self._providers = self._in_use.providers_of(bodies)

    def _provider_of(self, body: str) -> str | None:
        return self._providers.get(body)

    def _named(self, field: str) -> set[str]:
        return {order[field] for order in self._wanted.values() if order.get(field)}

    def _hold_also(self, noun: str, ids: Iterable[str], field: str) -> None:
        """Read also what these name in this field."""
        copy = self._copies[noun]
        copy.hold([(copy.find(id) or {}).get(field) for id in ids])

    def _draft_all(self) -> None:
        free_number = self._numbers()

        def draft(item: Doc) -> None:
            order = self._desk.drafted(self._wanted[item["_id"]], free_number)
            self._drafts[item["_id"]] = order
            if not self.request.dry_run:
                self._docs[item["_id"]] = self._orders.new_doc(order)

        self.each(draft, bounded=True)

    def _numbers(self) -> "_Numbers":
        year = clock.now().year
        return _Numbers(self._orders, {number_of(id_of(item["_id"]), year) for item in self.left()})

    def _look_for_others(self) -> None:
        """Refuse whose place has an active order, or was asked for further up."""
        coverage = Coverage(self._orders.active_among(self._drafts.values()))
        earlier = self._accepted_before()

        def look(item: Doc) -> ItemResult | None:
            order = self._drafts[item["_id"]]
            if taken := coverage.taken(order):
                raise order_exists(order, taken)
            if (order.body, order.profile) in earlier or coverage.is_planned(order):
                raise Conflict("bulk-said-twice")
            coverage.plan(order)
            if self.request.dry_run:
                return placed(order.id, order.number, dry_run=True)
            return None

        self.each(look)

    def _accepted_before(self) -> set[tuple[str, str]]:
        """Return what a dry run has accepted so far; nothing else tells of it."""
        if not self.request.dry_run or not self._drafts:
            return set()
        bodies = {order.body for order in self._drafts.values()}
        return self._kept.accepted_so_far(self.request.id, bodies)

    def _store(self) -> None:
        """Store what is left in one write; where another was first, the index tells."""
        left = {item["_id"]: self._drafts[item["_id"]] for item in self.left()}
        refused = set(self._orders.add_all([self._docs[item] for item in left]))
        for item, order in left.items():
            if order.id not in refused:
                self.results[item] = placed(order.id, order.number, dry_run=False)
        lost = [order for order in left.values() if order.id in refused]
        coverage = Coverage(self._orders.active_among(lost))

        def explain(item: Doc) -> None:
            order = left[item["_id"]]
            if taken := coverage.taken(order):
                raise order_exists(order, taken)

        self.each(explain)


class _Numbers:
    """Free numbers for the orders of a batch, looked for at once."""

    def __init__(self, orders: Orders, candidates: Iterable[str]) -> None:
        self._orders = orders
        sought = set(candidates)
        self._free = sought - orders.with_numbers(sought)

    def __call__(self, id: str, year: int) -> str:
        """Return a number no other order has."""
        number = number_of(id, year)
        if number in self._free:
            self._free.remove(number)
            return number
        return self._orders.free_number(id, year)
