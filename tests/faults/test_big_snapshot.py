"""A snapshot of many small documents arrives, each page once, though both ends are killed."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.local.ports import wait_until
from deploy.local.system import System
from services.common import resync
from services.common.messaging import names
from services.common.messaging.snapshots import PAGE
from tests.journeys import Journeys

COUNT = int(os.environ.get("SNAPSHOT_DOCUMENTS", "60000"))
"""`make faults` asks for a million."""
PATIENCE_S = 240 * max(1, COUNT // 60_000)
PROBE = "probe-"
QUEUE, PLACE = "test-snapshot-pages", "%2F"
Doc = dict[str, Any]


@pytest.fixture
def many(journeys: Journeys) -> Iterator[Any]:
    """Many chains without agreements at contracts; gone again afterwards, here and there."""
    kept = journeys.stored("contracts")["chains"]
    blank = {"agreements": [], "version": 1, "outbox": [], "done": []}
    for begin in range(0, COUNT, 10_000):
        ids = range(begin, begin + 10_000)
        kept.insert_many([{"_id": f"{PROBE}{n:07}", **blank} for n in ids], ordered=False)
    yield kept
    kept.delete_many({"_id": {"$gte": PROBE, "$lt": PROBE + "~"}})


@pytest.fixture
def sent(system: System) -> Iterator[Any]:
    """Count the pages contracts sends to orders, in a queue that keeps only the last few."""
    told = {"durable": True, "arguments": {"x-max-length": 1}}
    system.broker.call("PUT", f"queues/{PLACE}/{QUEUE}", told)
    key = {"routing_key": names.page_type("orders", "chain")}
    exchange = names.events_exchange("contracts")
    system.broker.call("POST", f"bindings/{PLACE}/e/{exchange}/q/{QUEUE}", key)
    yield lambda: _published(system)
    system.broker.call("DELETE", f"queues/{PLACE}/{QUEUE}")


def _published(system: System) -> int:
    stats = system.broker.call("GET", f"queues/{PLACE}/{QUEUE}").get("message_stats", {})
    return int(stats.get("publish", 0))


def test_every_document_arrives_though_owner_and_asker_are_killed(
    journeys: Journeys, many: Any, sent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = journeys.system
    stored = journeys.stored("orders")
    copy, walks = stored["copy_contracts_chain"], stored["snapshots"]

    def walk() -> Doc:
        return dict(walks.find_one({"_id": "contracts.chain.fill"}) or {})

    with monkeypatch.context() as as_orders:
        for name, value in system.processes.known()["orders"][0].settings.items():
            as_orders.setenv(name, value)
        resync.main(["orders"])
    begun = walk()["snapshot"]
    for name in ("contracts", "orders"):
        reached = walk()["pages"]
        wait_until(lambda seen=reached: walk()["pages"] > seen + 20, 60, "it does not go on")
        system.processes.kill(name)
        system.start_if_down(name)
    wait_until(lambda: walk()["complete_at"], PATIENCE_S, "it does not end", every_s=0.5)

    done = walk()
    total = many.count_documents({})
    pages = -(-total // PAGE)
    assert done["snapshot"] == begun, "it was begun anew"
    assert (done["items"], done["pages"]) == (total, pages)
    assert copy.count_documents({}) == total
    wait_until(lambda: sent() >= pages, 30, "the broker has not counted")
    assert sent() <= pages + 6
