"""Orders with its stores on a real database, worked by hand or by a process that gets killed.

``python -m tests.integration.bulk_orders URI DATABASE N`` works until nothing is open, and ends by
SIGKILL with its Nth write to the database, before the answer is seen.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.monitoring import CommandListener

from services.common import context
from services.common.context import Call
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.common.storage.leases import Lease
from services.common.validation.input import parse
from services.orders import schemas
from services.orders.bulk import erasure
from services.orders.bulk.ordering import OrderBatch
from services.orders.bulk.releasing import ReleaseBatch
from services.orders.bulk.rights import BulkRights
from services.orders.bulk.work import BulkWork
from services.orders.domain.bulk_requests import BulkKind
from services.orders.placing import OrderDesk
from services.orders.repositories.baskets import Baskets
from services.orders.repositories.bodies import Declarations, SystemsOfBodies
from services.orders.repositories.bulk import BulkItems, BulkRequests
from services.orders.repositories.orders import Orders
from services.orders.service import OrdersService
from tests import builders
from tests.builders import JOINT, PROFILE

Doc = dict[str, Any]
NOUNS = {"body": "identity", "profile": "catalog", "vendor": "catalog", "system": "catalog",
         "chain": "contracts"}  # fmt: skip
PERSON = {"name": "Eva", "department": "Amt", "email": "e@prien.example", "phone": "1"}
COMMON = {"usage": "new", "functional_contact": PERSON, "technical_contact": PERSON}
RIGHTS = frozenset({"orders:read", "orders:prepare", "orders:place"})
LINES = {"limit": "200"}
WRITES = frozenset({"insert", "update", "findAndModify", "delete"})


class Awake:
    """Stands where the background work is, which the tests do by hand."""

    def wake(self) -> None:
        """Do nothing."""


@dataclass
class BulkStores:
    """The stores, the copies and the work of one process."""

    database: Database[Doc]
    holder: str = "one"
    written: Callable[..., None] = lambda *_: None
    orders: Orders = field(init=False)
    requests: BulkRequests = field(init=False)
    items: BulkItems = field(init=False)
    in_use: SystemsOfBodies = field(init=False)
    standings: ReadCopy = field(init=False)
    rights: BulkRights = field(init=False)
    work: BulkWork = field(init=False)

    def __post_init__(self) -> None:
        self.orders = Orders(self.database, "orders", self.written)
        self.requests = BulkRequests(self.database, "orders", self.written)
        self.items = BulkItems(self.database)
        self.in_use = SystemsOfBodies(self.database, "orders", self.written)
        self.copies = {n: ReadCopy(self.database, owner, n) for n, owner in NOUNS.items()}
        batches = {
            BulkKind.ORDER: partial(
                OrderBatch,
                orders=self.orders,
                kept=self.items,
                in_use=self.in_use,
                copies=self.copies,
            ),
            BulkKind.RELEASE: partial(ReleaseBatch, orders=self.orders, copies=self.copies),
        }
        lease = Lease(self.database, "bulk-requests", self.holder)
        self.standings = ReadCopy(self.database, "identity", "standing")
        self.rights = BulkRights(self.copies["body"], self.standings)
        catch_up = partial(erasure.catch_up, items=self.items, orders=self.orders)
        self.work = BulkWork(self.requests, self.items, batches, lease, self.rights, catch_up)

    def prepare(self, bodies: int = 0, profiles: tuple[str, ...] = (PROFILE,)) -> None:
        """Build the indexes, and let the copies hold these profiles and that many bodies."""
        for store in (self.orders, self.requests, self.items):
            store.prepare()
        for key in body_keys(bodies):
            self.copies["body"].keep(key, 1, {**builders.body_doc(), "name": f"Ort {key}"})
        self.copies["body"].keep(JOINT, 1, builders.joint_doc())
        for profile in profiles:
            self.copies["profile"].keep(profile, 3, builders.profile_doc(technical_operator=None))
            self.copies["chain"].keep(profile, 1, builders.chain_doc())

    def service(self) -> Any:
        """Return the service as it is called."""
        made: Any = OrdersService()
        made.orders, made.bulk_requests, made.bulk_items = self.orders, self.requests, self.items
        made.bulk_work = type("Work", (), {"loop": Awake()})()
        made.bulk_rights, made.in_use = self.rights, self.in_use
        made.declared = Declarations(self.database, "orders", self.written)
        made.baskets = Baskets(self.database, "orders", self.written)
        made.desk = OrderDesk(self.orders, self.copies, self.in_use.provider_of)
        return made

    def finish(self) -> None:
        """Work until nothing is open."""
        while self.work.round():
            pass

    def results(self, bulk_id: str) -> list[Doc]:
        """Return all items in their order."""
        return list(self.items.collection.find({"request": bulk_id}).sort("n", 1))

    def outcomes(self, bulk_id: str) -> dict[str, int]:
        """Return how many items have which result."""
        return {str(name): n for name, n in self.items.counts(bulk_id).items()}


def body_keys(count: int) -> list[str]:
    """Return the keys of that many municipalities."""
    return [f"09{n:06}" for n in range(count)]


def calls(once: str, caller: Principal) -> None:
    """Let what follows be a call of this person."""
    context.enter(Call(once=once, principal=caller, action="orders.test", correlation_id=once))


def clerk(*scopes: str, **changed: Any) -> Principal:
    """Return somebody who may order for these bodies, or for all."""
    return builders.principal(grants=dict.fromkeys(scopes or ("*",), RIGHTS), **changed)


def begin(
    stores: BulkStores, items: list[Any], caller: Principal | None = None, *,
    once: str = "r1", dry_run: bool = False, common: Doc | None = None,
) -> Doc:  # fmt: skip
    """Ask for a bulk order of these items, as the clerk or another."""
    calls(once, caller or clerk())
    payload = {"items": items, "common": COMMON if common is None else common}
    told: Doc = stores.service().begin_bulk_order(payload, {"dry_run": dry_run})
    return told


def page(stores: BulkStores, bulk_id: str, caller: Principal, **query: str) -> Doc:
    """Return it with its items, as this person reads it."""
    calls("read", caller)
    told: Doc = stores.service().get_bulk_order(bulk_id, {**LINES, **query})
    return told


def items_for(bodies: list[str], profile: str = PROFILE) -> list[Doc]:
    """Ask for this service in each of the bodies."""
    return [{"body": body, "profile": profile} for body in bodies]


def outcomes(stores: BulkStores, bulk_id: str) -> list[tuple[str, str | None]]:
    """Return what became of each item, in their order."""
    return [(item["outcome"], item["code"]) for item in stores.results(bulk_id)]


MIXED: list[Any] = [
    {"body": "09000000", "profile": PROFILE},
    {"body": "09000000", "profile": PROFILE},
    {"body": "09000001", "profile": PROFILE},
    {"body": "09000002", "profile": PROFILE, "usage": "soon"},
    {"body": "09999999", "profile": PROFILE},
    {"body": "09000003", "profile": "retired"},
    {"body": "09000004", "profile": PROFILE, "strange": True},
    {"body": 7, "profile": {"$gt": ""}},
    {"body": "09000005", "profile": PROFILE},
]
EXPECTED = [
    ("accepted", None),
    ("duplicate", "bulk-said-twice"),
    ("duplicate", "order-exists"),
    ("invalid", "invalid"),
    ("invalid", "invalid"),
    ("ineligible", "retired"),
    ("invalid", "invalid"),
    ("invalid", "invalid"),
    ("failed", "not-permitted"),
]


def mixed(stores: BulkStores) -> Principal:
    """Let one place be ordered already, and return who may order for all but the last."""
    stores.copies["profile"].keep("retired", 1, builders.profile_doc(status="retired"))
    caller = clerk(*body_keys(5), "09999999")
    calls("before", caller)
    order = parse(schemas.OrderPlaced, {**COMMON, "body": "09000001", "profile": PROFILE})
    stores.service().desk.place(order)
    return caller


class Killing(CommandListener):
    """Ends the process with its Nth write, when the database has done it and nobody knows."""

    def __init__(self, at: int) -> None:
        self._left = at

    def started(self, event: Any) -> None:
        """Do nothing."""

    def failed(self, event: Any) -> None:
        """Do nothing."""

    def succeeded(self, event: Any) -> None:
        """Count what was written."""
        if event.command_name in WRITES:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def main(uri: str, database: str, at: str) -> None:
    """Work until nothing is open, or until it is killed."""
    client: MongoClient[Doc] = MongoClient(uri, tz_aware=True, event_listeners=[Killing(int(at))])
    BulkStores(client[database]).finish()


if __name__ == "__main__":
    main(*sys.argv[1:])
