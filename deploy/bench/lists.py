"""What the first page of a list of very many orders takes, beside one order."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import MongoClient

from deploy.bench.bulk import COMMON, registered
from deploy.bench.figures import Figure, Target, compared, percentile
from deploy.bench.place import Place
from deploy.local import journey
from deploy.local.client import Person

ORDERS, AT_ONCE = 200_000, 2_000
ROUNDS, READS = 3, 40
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
STATES = ("live", "live", "live", "live", "submitted", "contract_offered", "in_setup", "terminated")
FILTERS: Mapping[str, Mapping[str, str]] = {
    "all": {}, "body": {"body": "09161000"}, "profile": {"profile": "bench-list-07"},
    "state": {"state": "submitted"}, "vendor": {"vendor": "bench-7"},
    "waiting": {"waiting_for": "reviewer"}, "number": {"number": "BENCH-00012"},
}  # fmt: skip
Doc = dict[str, Any]


def order_lists(place: Place) -> list[Figure]:
    """Read the first page of each filter, and one order, in turns as a reviewer."""
    order = registered(place).post(
        "orders", {**COMMON, "body": journey.MUNICIPALITY, "profile": journey.PROFILE}
    )["id"]
    _fill(place, order)
    reviewer = place.sign_in("reviewer")
    target = Target(5)
    return [
        compared(
            f"order_list_{name}_p95",
            [_pair(reviewer, order, query) for _ in range(ROUNDS)],
            unit="ms", reference="one order", target=target,
        )
        for name, query in FILTERS.items()
    ]  # fmt: skip


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"order_lists": order_lists}


def _pair(reader: Person, order: str, query: Mapping[str, str]) -> tuple[float, float]:
    """Return the 95th percentiles of a first page and of one order, in milliseconds."""
    pages, ones = [], []
    for _ in range(READS):
        pages.append(_took(lambda: reader.get("orders", **query)))
        ones.append(_took(lambda: reader.get(f"orders/{order}")))
    return percentile(pages, 0.95) * 1000, percentile(ones, 0.95) * 1000


def _took(read: Callable[[], Any]) -> float:
    began = time.perf_counter()
    read()
    return time.perf_counter() - began


def _fill(place: Place, like: str) -> None:
    """Let the orders' database hold so many orders shaped like this one."""
    client: MongoClient[Doc] = MongoClient(place.system.mongo_uri, tz_aware=True)
    orders = client[f"{place.system.database_prefix}orders"]["orders"]
    shape = orders.find_one({"_id": like}) or {}
    made = _orders({**shape, "outbox": [], "clockwork": None, "active": False})
    for _ in range(0, ORDERS, AT_ONCE):
        orders.insert_many([next(made) for _ in range(AT_ONCE)], ordered=False)
    client.close()


def _orders(shape: Doc) -> Iterator[Doc]:
    """Return orders of many bodies, services, vendors and states, one a minute."""
    n = 0
    while True:
        body, state = f"{9_161_000 + n % 2056:08}", STATES[n % len(STATES)]
        due_on = None if state in ("live", "terminated") else f"2099-01-{1 + n % 28:02}"
        yield {
            **shape, "_id": f"bench-{n:06}", "number": f"BENCH-{n:06}", "body": body,
            "places": [body], "profile": f"bench-list-{n // 2056:02}", "state": state,
            "setup_by": f"bench-{n % 30}", "due_on": due_on,
            "created_at": FIRST + timedelta(minutes=n),
        }  # fmt: skip
        n += 1
