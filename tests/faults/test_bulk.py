"""Very many orders at once while orders, broker and database are each killed: each is there once.

`make faults` orders ten services for every municipality of Bavaria. Contracts are drafted, not
rendered; that they were concluded is said in the name of contracts, for signing thousands is not
what is tried here.
"""

import json
import os
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pymongo.errors import PyMongoError

from deploy.bench import seed
from deploy.local.journey import CONTACT, PROFILE
from deploy.local.ports import wait_until
from deploy.local.system import WORKER, System
from services.common.messaging import names
from services.common.principal import Principal
from services.contracts.worker import QUEUE
from services.orders.domain.orders import USE
from tests.faults.straight import caller, headers_for
from tests.journeys import Journeys

BODIES = int(os.environ.get("BULK_BODIES", "60"))
SERVICES = int(os.environ.get("BULK_SERVICES", "5"))
ALL = BODIES * SERVICES
AT_ONCE = 5000
PATIENCE_S = 240 + ALL // 8
CALLED_FOR_S = 120.0
VENDOR = "demo-it-dienst"
MADE = {"$gte": seed.MADE, "$lt": f"{seed.MADE}~"}
COMMON = {
    "usage": "new", "functional_contact": CONTACT, "technical_contact": CONTACT,
    "setup_by": VENDOR, "costs_acknowledged": True,
}  # fmt: skip
PERMISSIONS = frozenset({"orders:read", "orders:prepare", "orders:place", "orders:review"})
PERSON = Principal("bulk-tester", "Berta Bestell", {"*": PERMISSIONS})
Doc = dict[str, Any]


@pytest.fixture
def services(journeys: Journeys) -> Iterator[list[str]]:
    """Services nobody has ordered, known to orders and contracts; nothing of them stays."""
    system = journeys.system
    system.processes.stop(WORKER)
    prefix = system.database_prefix
    for name in ("orders", "contracts"):
        ids = seed.orderable(system.mongo_uri, f"{prefix}{name}", PROFILE, SERVICES)
    chain = journeys.stored("contracts")["chains"].find_one({"_id": PROFILE}) or {}
    journeys.stored("contracts")["chains"].insert_many(
        [{**chain, "_id": id, "outbox": [], "done": []} for id in ids]
    )
    yield ids
    _forget(journeys)
    for queue in (QUEUE, f"vendor.{VENDOR}"):
        _purge(system, queue)
    system.start(WORKER)


def _forget(journeys: Journeys) -> None:
    """Delete what was made, here and in the copies, once these have heard all that was said."""
    orders = journeys.stored("orders")["orders"].distinct("_id", {"profile": MADE})
    copied = journeys.stored("catalog")["copy_orders_use"]
    wait_until(lambda: uses(copied) == uses(journeys.stored("orders")["orders"]), 120, "not heard")
    copied.delete_many({"profile": MADE})
    for first in range(0, len(orders), AT_ONCE):
        some = {"$in": orders[first : first + AT_ONCE]}
        journeys.stored("notify")["tickets"].delete_many({"_id": some})
        journeys.stored("notify")["deliveries"].delete_many({"order": some})
        journeys.stored("contracts")["contracts"].delete_many({"order": some})
        journeys.stored("orders")["orders"].delete_many({"_id": some})
    for service in ("orders", "contracts"):
        for copy in ("copy_catalog_profile", "copy_contracts_chain", "chains"):
            journeys.stored(service)[copy].delete_many({"_id": MADE})


def uses(collection: Any) -> dict[str, Doc]:
    """Return who uses what that was made, as the collection has it."""
    return {doc["_id"]: doc for doc in collection.find({"profile": MADE}, dict.fromkeys(USE, 1))}


def _purge(system: System, queue: str) -> None:
    for place in ("%2F", "vendors"):
        try:
            system.broker.call("DELETE", f"queues/{place}/{queue}/contents")
        except Exception as error:
            print(f"not purged: {queue} in {place}: {error}")


def call(system: System, method: str, **arguments: Any) -> Any:
    """Call orders as the person; again, with the same effect, where something is away."""
    once = {"nameko.request_id": uuid.uuid4().hex}
    answers: list[Doc] = []

    def is_answered() -> bool:
        try:
            with caller(system.broker.amqp_uri) as straight:
                headers = {**headers_for(system, "orders", PERSON), **once}
                answer = straight.call("orders", method, headers, **arguments)
        except (OSError, TimeoutError, PyMongoError):
            return False
        answers.append(answer)
        return answer["error"] is None or answer["error"]["exc_type"] != "Unavailable"

    wait_until(is_answered, CALLED_FOR_S, f"orders does not answer {method}", 0.5)
    assert answers[-1]["error"] is None, answers[-1]["error"]
    return answers[-1]["result"]


def municipalities(journeys: Journeys) -> list[str]:
    """Return so many bodies that may order."""
    known = {"kind": {"$in": ["municipality", "independent_city"]}, "may_register": True}
    copy = journeys.stored("orders")["copy_identity_body"]
    wait_until(lambda: copy.count_documents(known) >= BODIES, 60, "orders does not know all bodies")
    return [doc["_id"] for doc in copy.find(known, {"_id": 1}).sort("_id", 1).limit(BODIES)]


def begin(system: System, items: list[Doc]) -> list[str]:
    """Ask for all of it; give the ids of the bulk orders."""
    return [
        call(
            system,
            "begin_bulk_order",
            payload={"items": items[first : first + AT_ONCE], "common": COMMON},
            query={},
        )["id"]
        for first in range(0, len(items), AT_ONCE)
    ]


def counted(collection: Any, criteria: Doc) -> int:
    """Return how many there are, or -1 while the database is away."""
    try:
        return int(collection.count_documents(criteria))
    except PyMongoError:
        return -1


def kill_each(system: System, reached: Callable[[], int]) -> None:
    """Kill orders, broker and database, each when a quarter more is done, and start them again."""
    for quarter, name in enumerate(("orders", "broker", "database"), 1):
        wait_until(
            lambda least=ALL * quarter // 4: reached() >= least, PATIENCE_S, "it does not go on"
        )
        system.processes.kill(name)
        if name == "orders":
            system.start_only(name)
        else:
            system.start_servers()


def finished(system: System, noun: str, ids: list[str]) -> Callable[[], bool]:
    """Return what tells whether all of it is done."""
    method = f"get_bulk_{noun}"
    return lambda: all(
        call(system, method, bulk_id=id, query={"limit": "1"})["state"] == "done" for id in ids
    )


def conclude(system: System, contracts: list[Doc]) -> None:
    """Say for each contract that both sides have signed."""
    kind = "contract.concluded"
    with caller(system.broker.amqp_uri) as straight:
        for contract in contracts:
            facts = {"id": contract["_id"], "order": contract["order"], "number": "SSN-TEST"}
            told = {
                "specversion": "1.0", "id": f"{contract['_id']}:9:0", "source": "contracts",
                "type": kind, "subject": contract["_id"], "sequence": 9,
                "correlationid": "bulk-test", "data": {"contract": facts},
            }  # fmt: skip
            straight.tell(names.events_exchange("contracts"), kind, json.dumps(told).encode())


def test_every_order_is_there_once_with_one_contract_and_one_word_to_the_vendor(
    journeys: Journeys, services: list[str]
) -> None:
    system = journeys.system
    orders = journeys.stored("orders")["orders"]
    contracts = journeys.stored("contracts")["contracts"]
    made = {"profile": MADE}
    items = [{"body": b, "profile": s} for s in services for b in municipalities(journeys)]

    ids = begin(system, items)
    kill_each(system, lambda: counted(orders, made))
    wait_until(finished(system, "order", ids), PATIENCE_S, "the bulk orders do not end", 1.0)
    releases = [
        call(system, "begin_bulk_release", payload={"filter": {"profile": s}}, query={})["id"]
        for s in services
    ]
    wait_until(finished(system, "release", releases), PATIENCE_S, "the releases do not end", 1.0)
    wait_until(lambda: counted(contracts, made) >= ALL, PATIENCE_S, "contracts are missing", 1.0)
    conclude(system, list(contracts.find(made, {"order": 1})))
    asked = {**made, "state": "setup_requested"}
    wait_until(lambda: counted(orders, asked) >= ALL, PATIENCE_S, "not all are concluded", 1.0)
    deliveries = journeys.stored("notify")["deliveries"]
    to_vendor = {"vendor": VENDOR, "order": {"$in": orders.distinct("_id", made)}}
    wait_until(lambda: counted(deliveries, to_vendor) >= ALL, PATIENCE_S, "vendors not told", 1.0)

    by_place = Counter((o["body"], o["profile"]) for o in orders.find(made))
    by_order = Counter(c["order"] for c in contracts.find(made))
    told = Counter(d["order"] for d in deliveries.find(to_vendor))
    assert len(by_place) == len(by_order) == len(told) == ALL
    assert set(by_place.values()) == set(by_order.values()) == set(told.values()) == {1}
