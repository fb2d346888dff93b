"""Fills the databases of a running system, several at a time."""

import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from typing import Any

from pymongo import MongoClient

from deploy.bench import seed
from deploy.bench.filling import trail
from deploy.bench.filling.people import A_BODY, copies, people
from deploy.bench.filling.played import Played, play
from deploy.bench.filling.shapes import ABOUT_AN_ORDER, Filled, Kept, Stage, renamed, repeated
from deploy.bench.filling.sizes import Sizes
from deploy.bench.place import Place
from deploy.local.journey import PROFILE
from deploy.local.ports import wait_until
from deploy.local.specs import SERVICES, WORKER

Doc = dict[str, Any]
AT_ONCE, PROCESSES, PATIENCE_S = 1_000, 2, 900
OF_A_SERVICE: tuple[Kept, ...] = (
    ("contracts", "chains"), ("orders", "copy_contracts_chain"), ("orders", "copy_catalog_profile"),
    ("contracts", "copy_catalog_profile"),
)  # fmt: skip
"""Where something is kept of each service beside the catalogue, under its id."""
STOPPED = (*SERVICES, WORKER)


def fill(place: Place, sizes: Sizes) -> tuple[Played, float]:
    """Play an order, and put the others beside it; give it, and how many seconds that took.

    The services stand still meanwhile: the trail is written anew from the first line, and what
    they hold of their copies in memory is read again.
    """
    played, system = play(place), place.system
    bodies, began = _bodies(place)[: max(1, sizes.registrations // A_BODY)], time.monotonic()
    number = -(-sizes.orders // len(bodies))
    titles = seed.titles()
    services = [(f"{seed.MADE}{n:05}", titles[n % len(titles)]) for n in range(number)]
    filled = Filled(bodies, services, sizes.registrations, sizes.orders)
    uri, prefix = system.mongo_uri, system.database_prefix
    system.processes.stop_all(STOPPED)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(trail.write, uri, f"{prefix}identity", played.acts, sizes.lines,
                        sizes.registrations),
            *(pool.submit(_orders, uri, prefix, played.stages, kept, filled)
              for kept in ABOUT_AN_ORDER),
            pool.submit(_services, uri, prefix),
            pool.submit(_people, uri, prefix, bodies, played.reviewer, sizes.registrations),
        ]  # fmt: skip
        for job in jobs:
            job.result()
    for name in STOPPED:
        system.start_only(name)
    for name in STOPPED:
        system.wait_ready(name)
    wait_until(place.is_quiet, PATIENCE_S, "the services are busy with what there is", every_s=0.0)
    return played, time.monotonic() - began


def _bodies(place: Place) -> list[tuple[str, str]]:
    """Return key and name of every municipality that may order."""
    system = place.system
    client: MongoClient[Doc] = MongoClient(system.mongo_uri, tz_aware=True)
    asked = {"kind": "municipality", "ended_on": None}
    found = client[f"{system.database_prefix}identity"]["bodies"].find(asked, {"name": 1})
    bodies = [(doc["_id"], doc["name"]) for doc in found.sort("_id", 1)]
    client.close()
    return [one for one in bodies if len(one[0]) == 8]


def _services(uri: str, prefix: str) -> None:
    """Let every service of the catalogue have its chain, and stand in the copies of it."""
    client: MongoClient[Doc] = MongoClient(uri, tz_aware=True)
    found = client[f"{prefix}catalog"]["profiles"].find(
        {"_id": {"$regex": f"^{seed.MADE}"}}, {"title": 1}
    )
    services = [(doc["_id"], doc["title"]["de"]) for doc in found]
    shapes = {
        kept: client[f"{prefix}{kept[0]}"][kept[1]].find_one({"_id": PROFILE})
        for kept in OF_A_SERVICE
    }
    title = (shapes["orders", "copy_catalog_profile"] or {})["title"]["de"]
    client.close()
    for (service, name), shape in shapes.items():
        made = (renamed(shape or {}, {PROFILE: id, title: own}) for id, own in services)
        _insert(uri, f"{prefix}{service}", name, made)


def _orders(uri: str, prefix: str, stages: list[Stage], kept: Kept, filled: Filled) -> None:
    service, name = kept
    _insert(uri, f"{prefix}{service}", name, repeated(stages, kept, filled))


def _people(uri: str, prefix: str, bodies: Any, reviewer: str, number: int) -> None:
    made = list(people(bodies, reviewer, number))
    _insert(uri, f"{prefix}identity", "accounts", made)
    kept = list(copies(made, datetime.now(UTC)))
    _insert(uri, f"{prefix}orders", "copy_identity_standing", (one for one, _ in kept))
    _insert(uri, f"{prefix}notify", "copy_identity_account", (one for _, one in kept))


def _insert(uri: str, database: str, name: str, docs: Iterable[Doc]) -> None:
    client: MongoClient[Doc] = MongoClient(uri, tz_aware=True)
    kept, left = client[database][name], iter(docs)
    while some := list(islice(left, AT_ONCE)):
        kept.insert_many(some, ordered=False)
    client.close()
