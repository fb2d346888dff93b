"""Read copies end with the newest state, whatever the order of snapshot and events."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pymongo.database import Database

from services.common.copies import Copy
from services.common.event import Event

Db = Database[dict[str, Any]]


def page(items: list[dict[str, Any]]) -> Event:
    """Give a page of a snapshot as it is heard."""
    return Event("p:1:0", "owner", "copy.page", "s", 1, {"items": items}, "corr", {})


def test_the_newest_state_wins_in_any_order(database: Db) -> None:
    copy = Copy(database, "owner", "thing")
    states = [(f"t{n % 50}", sequence) for n in range(50) for sequence in range(1, 11)]
    random.Random(7).shuffle(states)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda s: copy.keep(s[0], s[1], {"value": s[1]}), states))

    kept = list(copy.collection.find())
    assert len(kept) == 50
    assert {doc["sequence"] for doc in kept} == {10}
    assert {doc["value"] for doc in kept} == {10}


def test_a_snapshot_that_comes_late_takes_nothing_back(database: Db) -> None:
    copy = Copy(database, "owner", "thing")
    copy.keep("t1", 5, {"value": "new"})

    copy.keep_page(
        page(
            [
                {"id": "t1", "sequence": 3, "state": {"value": "old"}},
                {"id": "t2", "sequence": 1, "state": {"value": "first"}},
            ]
        )
    )

    assert copy.find("t1") == {"_id": "t1", "sequence": 5, "value": "new"}
    assert copy.find("t2") == {"_id": "t2", "sequence": 1, "value": "first"}


def test_pages_and_events_at_the_same_time_lose_nothing(database: Db) -> None:
    copy = Copy(database, "owner", "thing")
    items = [{"id": f"t{n}", "sequence": 1, "state": {"value": 1}} for n in range(200)]

    with ThreadPoolExecutor(8) as pool:
        events = [pool.submit(copy.keep, f"t{n}", 2, {"value": 2}) for n in range(0, 200, 2)]
        pages = [pool.submit(copy.keep_page, page(items)) for _ in range(4)]
        for done in [*events, *pages]:
            done.result()

    values = {doc["_id"]: doc["value"] for doc in copy.collection.find()}
    assert len(values) == 200
    assert all(values[f"t{n}"] == (2 if n % 2 == 0 else 1) for n in range(200))
