"""A lease is held by one process at a time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pymongo.database import Database

from deploy.local.ports import wait_until
from services.common.storage.leases import Lease

Db = Database[dict[str, Any]]


def test_of_many_at_once_one_takes_it(database: Db) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda n: Lease(database, "job", f"p{n}").take(30), range(8)))

    assert taken.count(True) == 1


def test_the_holder_renews_it_and_others_wait(database: Db) -> None:
    first, second = Lease(database, "job", "p1"), Lease(database, "job", "p2")

    assert first.take(30)
    assert first.take(30)
    assert not second.take(30)


def test_it_is_free_when_released_or_over(database: Db) -> None:
    first, second = Lease(database, "job", "p1"), Lease(database, "job", "p2")
    first.take(30)
    first.release()

    assert second.take(0.05)
    wait_until(lambda: first.take(30), 5, "it never ends")
