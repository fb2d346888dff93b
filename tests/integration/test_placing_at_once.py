"""A joint administration and its member order the same delegated service in the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from pymongo.database import Database

from services.common.errors import Conflict
from services.common.validation.input import parse
from services.orders import schemas
from tests import builders
from tests.builders import JOINT, MEMBERS
from tests.integration.bulk_orders import COMMON, BulkStores, calls, clerk

Db = Database[dict[str, Any]]
ROUNDS = 12
LONGEST_S = 30


@pytest.fixture
def stores(database: Db) -> BulkStores:
    """Stores in which neither side knows yet that the member belongs to the other."""
    stores = BulkStores(database)
    stores.prepare()
    for member in MEMBERS:
        place = {**builders.body_doc(), "name": member, "joint_administration": None}
        stores.copies["body"].keep(member, 1, place)
    for number in range(ROUNDS):
        service = builders.profile_doc(sphere="delegated", technical_operator=None)
        stores.copies["profile"].keep(f"service-{number}", 1, service)
        stores.copies["chain"].keep(f"service-{number}", 1, builders.chain_doc())
    return stores


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread for each side."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_one_of_both_has_the_order_and_the_other_is_told_which(
    stores: BulkStores, pool: ThreadPoolExecutor
) -> None:
    together = Barrier(2)

    def place(body: str, profile: str) -> str | Conflict:
        calls(f"{body}/{profile}", clerk(JOINT, *MEMBERS))
        order = parse(schemas.OrderPlaced, {**COMMON, "body": body, "profile": profile})
        together.wait(LONGEST_S)
        try:
            return str(stores.service().desk.place(order).id)
        except Conflict as refusal:
            return refusal

    for number in range(ROUNDS):
        profile = f"service-{number}"
        ends = list(pool.map(place, (JOINT, MEMBERS[0]), (profile, profile), timeout=LONGEST_S))

        (placed,) = (end for end in ends if isinstance(end, str))
        (refused,) = (end for end in ends if isinstance(end, Conflict))
        (active,) = stores.orders.collection.find({"profile": profile, "active": True})
        assert active["_id"] == placed
        assert (refused.code, refused.facts.get("order")) == ("order-exists", placed)
