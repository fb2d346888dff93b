"""How much faster many orders are placed at once than one by one."""

import http.client
import json
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pymongo import MongoClient

from deploy.bench import seed
from deploy.bench.figures import Figure, Target, compared
from deploy.bench.place import Place
from deploy.local import journey
from deploy.local.client import Person
from deploy.local.journey import Journey
from deploy.local.ports import wait_until

ROUNDS = 3
SINGLE, AT_ONCE, CONNECTIONS = 300, 2000, 8
PATIENCE_S = 300
Doc = dict[str, Any]


def bulk_rate(place: Place) -> list[Figure]:
    """Order as one person, each service once: one by one on 8 connections, then many at once.

    Many at once count from the request to the moment in which the broker holds every event.
    """
    clerk = registered(place)
    system, each = place.system, SINGLE + AT_ONCE
    database = f"{system.database_prefix}orders"
    profiles = seed.orderable(system.mongo_uri, database, journey.PROFILE, ROUNDS * each)
    client: MongoClient[Doc] = MongoClient(system.mongo_uri)
    orders = client[database]["orders"]
    rounds = []
    for first in range(0, len(profiles), each):
        some = profiles[first : first + each]
        single = _one_by_one(place, clerk, some[:SINGLE])
        wait_until(lambda: _all_said(orders), PATIENCE_S, "events of single orders are waiting")
        rounds.append((_at_once(clerk, some[SINGLE:], orders), single))
    client.close()
    target = Target(8, at_least=True)
    reference = "orders one by one"
    return [compared("bulk_rate", rounds, unit="1/s", reference=reference, target=target)]


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"bulk_rate": bulk_rate}


def registered(place: Place) -> Person:
    """Return a clerk who may order."""
    system = place.system
    played = Journey(journey.Place(system.gateway_url, system.mail_dir, ""))
    for step in (played.clerk_signs_in, played.clerk_registers, played.clerk_is_approved):
        step()
    return played.person(played.clerk)


def _one_by_one(place: Place, clerk: Person, profiles: Sequence[str]) -> float:
    """Return the rate of single orders, each answered before the next on its connection."""
    cookie = "; ".join(f"{c.name}={c.value}" for c in clerk.browser.cookies)
    headers = {"Cookie": cookie, "X-CSRF-Token": clerk.csrf, "Content-Type": "application/json"}
    lanes = [profiles[n::CONNECTIONS] for n in range(CONNECTIONS)]
    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda lane: _order(place.gateway, headers, lane), lanes))
    return len(profiles) / (time.monotonic() - began)


def _order(port: int, headers: Mapping[str, str], profiles: Sequence[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for profile in profiles:
        body = json.dumps({**COMMON, "body": journey.MUNICIPALITY, "profile": profile})
        key = {"Idempotency-Key": uuid.uuid4().hex}
        connection.request("POST", "/api/v1/orders", body, {**headers, **key})
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"{answer.status}: {told[:300]!r}")
    connection.close()


def _at_once(clerk: Person, profiles: Sequence[str], orders: Any) -> float:
    """Return the rate of a bulk order, until all of it is said."""
    items = [{"body": journey.MUNICIPALITY, "profile": profile} for profile in profiles]
    began = time.monotonic()
    bulk = clerk.post("bulk-orders", {"items": items, "common": COMMON})
    path = f"bulk-orders/{bulk['id']}"

    def is_done() -> bool:
        return bool(clerk.get(path, limit=1)["state"] == "done")

    wait_until(is_done, PATIENCE_S, "the bulk order does not end", every_s=0.2)
    wait_until(lambda: _all_said(orders), PATIENCE_S, "its events are waiting", every_s=0.05)
    took = time.monotonic() - began
    counts = clerk.get(path, limit=1)["counts"]
    if counts["accepted"] != len(profiles):
        raise RuntimeError(f"not all were accepted: {counts}")
    return len(profiles) / took


def _all_said(orders: Any) -> bool:
    return orders.find_one({"outbox.0.id": {"$exists": True}}, {"_id": 1}) is None


COMMON = {
    "usage": "new",
    "functional_contact": journey.CONTACT,
    "technical_contact": journey.CONTACT,
    "costs_acknowledged": True,
}
