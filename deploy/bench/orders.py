"""What one order costs, placed and read, beside a process that only keeps and reads the document.

Both are asked on 8 connections under the same server. The services ordered were ordered before:
what is known of them in memory is known, as on any day of a running system.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection

from deploy.bench import bare, load, seed
from deploy.bench.bulk import COMMON, registered
from deploy.bench.cpu import used_s
from deploy.bench.figures import Figure, Target, compared
from deploy.bench.load import Load
from deploy.bench.place import Place
from deploy.local import journey
from deploy.local.client import Person
from deploy.local.ports import wait_until

SERVICES = 600
ROUNDS = 3
ROUND_S = 3.0
PATIENCE_S = 120
READ = 50
"""So many orders are read in turn."""
ALONE = frozenset({"database", "broker", "orders", "gateway", "gateway-2", "bare"})
KEEPS, READS = "insert of the document", "read of the document"
HAS_NEWS = {"outbox.0.id": {"$exists": True}}
Doc = dict[str, Any]
Round = tuple[float, float]
"""Ours and the reference's."""


def order_costs(place: Place) -> list[Figure]:
    """Place orders with everything running, read some, and place them with orders alone."""
    with _OrderBench(place) as bench:
        bench.place_all_once()
        placed = [bench.placed() for _ in range(ROUNDS)]
        read = [bench.read() for _ in range(ROUNDS)]
        alone = bench.alone()
    rates, costs = _split(placed)
    read_rates, read_costs = _split(read)
    return [
        _rate("order_rate_alone", alone, KEEPS, 0.25),
        _rate("order_rate", rates, KEEPS, 0.10),
        _cost("order_cpu_ms", costs, KEEPS, 10),
        _rate("order_read_rate", read_rates, READS, 0.5),
        _cost("order_read_cpu_ms", read_costs, READS, 2.5),
    ]


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"order_costs": order_costs}


class _OrderBench:
    """One clerk, services to order, and the document that the reference keeps."""

    def __init__(self, place: Place) -> None:
        self._place, self._system = place, place.system
        self._client: MongoClient[Doc] = MongoClient(place.system.mongo_uri)
        prefix = place.system.database_prefix
        self._orders = self._client[f"{prefix}orders"]["orders"]
        self._bare = self._client[f"{prefix}gateway"][bare.KEPT]
        self._mails = self._client[f"{prefix}notify"]["mails"]
        self._clerk = registered(place)
        like = journey.PROFILE
        ids = seed.orderable(
            place.system.mongo_uri, f"{prefix}orders", like, SERVICES, called="single"
        )
        wished = [{**COMMON, "body": journey.MUNICIPALITY, "profile": id} for id in ids]
        self._bodies = [json.dumps(one) for one in wished]

    def __enter__(self) -> "_OrderBench":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def place_all_once(self) -> None:
        """Order each service, and let the reference keep what such an order is."""
        load.run(self._ours(seconds=None))
        wait_until(self._is_drained, PATIENCE_S, "events are waiting", every_s=0.5)
        order = self._orders.find_one({"profile": {"$regex": f"^{seed.MADE}"}}) or {}
        self._bare.insert_one({**order, "_id": bare.SHAPE})
        load.run(self._insert())

    def placed(self) -> tuple[Round, Round]:
        """Return rates, until all that follows is done, and CPU in ms per order."""
        self._forget()
        kept, cost = self._measured(self._insert(), self._reference())
        wait_until(self._is_drained, PATIENCE_S, "events are waiting", every_s=0.5)
        before, began = used_s(self._everything()), time.monotonic()
        orders = len(load.run(self._ours()).taken)
        wait_until(self._is_drained, PATIENCE_S, "events are waiting", every_s=0.5)
        took, used = time.monotonic() - began, used_s(self._everything()) - before
        return (orders / took, kept), (used / orders * 1000, cost)

    def read(self) -> tuple[Round, Round]:
        """Return rates, and CPU in ms per order read."""
        ids = [doc["_id"] for doc in self._orders.find({}, {"_id": 1}).limit(READ)]
        held = [doc["_id"] for doc in self._bare.find({}, {"_id": 1}).limit(READ)]
        cookie = self._headers(self._clerk)
        ours = Load(
            self._place.gateway, [f"/api/v1/orders/{id}" for id in ids], ROUND_S, headers=cookie
        )
        theirs = Load(self._place.bare, [f"/orders/{id}" for id in held], ROUND_S)
        rate, cost = self._measured(ours, self._everything())
        bare_rate, bare_cost = self._measured(theirs, self._reference())
        return (rate, bare_rate), (cost, bare_cost)

    def alone(self) -> list[Round]:
        """Return rates of orders and of inserts while nobody else does anything.

        The gateway knows for half a minute what its clerk may do: so long it needs no identity.
        """
        rounds = []
        with self._others_stopped():
            for _ in range(ROUNDS):
                self._forget()
                kept = load.run(self._insert()).rate
                rounds.append((load.run(self._ours()).rate, kept))
        return rounds

    @contextmanager
    def _others_stopped(self) -> Iterator[None]:
        names = [name for name in self._system.processes.known() if name not in ALONE]
        self._system.processes.stop_all([name for name in names if name not in LAST])
        self._clerk.sign_in()
        self._system.processes.stop_all(LAST)
        try:
            yield
        finally:
            for name in names:
                self._system.start_only(name)
            for name in names:
                self._system.wait_ready(name)

    def _measured(self, asked: Load, pids: Sequence[int]) -> Round:
        """Return rate and CPU in ms per answer."""
        before = used_s(pids)
        found = load.run(asked)
        return found.rate, (used_s(pids) - before) / len(found.taken) * 1000

    def _ours(self, seconds: float | None = ROUND_S) -> Load:
        headers = self._headers(self._clerk)
        path = ["/api/v1/orders"]
        return Load(
            self._place.gateway, path, seconds, headers=headers, status=201, bodies=self._bodies
        )

    def _insert(self) -> Load:
        bodies = self._bodies * 10
        return Load(self._place.bare, ["/orders"], ROUND_S, status=201, bodies=bodies)

    def _headers(self, clerk: Person) -> dict[str, str]:
        cookie = "; ".join(f"{one.name}={one.value}" for one in clerk.browser.cookies)
        return {"Cookie": cookie, "X-CSRF-Token": clerk.csrf}

    def _everything(self) -> list[int]:
        """Return the processes of the system, broker and database among them."""
        known = self._system.processes.known()
        return [pid for name, (_, pid) in known.items() if name != "bare"]

    def _reference(self) -> list[int]:
        known = self._system.processes.known()
        return [known[name][1] for name in ("bare", "database")]

    def _forget(self) -> None:
        """Delete the orders, so that the same services can be ordered again."""
        self._orders.delete_many({"profile": {"$regex": f"^{seed.MADE}"}})

    def _is_drained(self) -> bool:
        """Tell, at two looks, that no event waits in an outbox or in a queue, and no mail."""
        return self._is_quiet() and self._is_quiet()

    def _is_quiet(self) -> bool:
        if self._mails.find_one({"state": "queued"}, {"_id": 1}):
            return False
        said = all(outbox.find_one(HAS_NEWS, {"_id": 1}) is None for outbox in self._outboxes)
        path = "queues/%2F?disable_stats=true&enable_queue_totals=true"
        return said and not any(
            queue["messages"] for queue in self._system.broker.call("GET", path)
        )

    @cached_property
    def _outboxes(self) -> list[Collection[Doc]]:
        """Return every collection whose documents have news."""
        prefix = self._system.database_prefix
        names = [name for name in self._client.list_database_names() if name.startswith(prefix)]
        return [
            self._client[name][kept]
            for name in names
            for kept in self._client[name].list_collection_names()
            if "waiting_events" in self._client[name][kept].index_information()
        ]


LAST = ["edge", "idp", "identity"]
"""What a clerk signs in by."""


def _split(found: Sequence[tuple[Round, Round]]) -> tuple[list[Round], list[Round]]:
    return [rate for rate, _ in found], [cost for _, cost in found]


def _rate(name: str, rounds: Sequence[Round], reference: str, least: float) -> Figure:
    target = Target(least, at_least=True)
    return compared(name, rounds, unit="1/s", reference=reference, target=target)


def _cost(name: str, rounds: Sequence[Round], reference: str, most: float) -> Figure:
    return compared(name, rounds, unit="ms CPU", reference=reference, target=Target(most))
