"""A snapshot of many small documents arrives, each page once, though both ends are killed."""

import os
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest

from deploy.local.ports import wait_until
from deploy.local.system import System
from services.common import resync
from services.common.messaging import names
from services.common.messaging.snapshots import PAGE
from tests.faults.straight import caller
from tests.journeys import Journeys

COUNT = int(os.environ.get("SNAPSHOT_DOCUMENTS", "24000"))
"""`make faults` asks for a million."""
PATIENCE_S = 240 * max(1, COUNT // 24_000)
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


class Pages(Thread):
    """Counts the pages contracts sends to orders, from a queue of its own, as they come."""

    def __init__(self, system: System) -> None:
        super().__init__(daemon=True)
        self._uri, self._over = system.broker.amqp_uri, Event()
        self.seen = 0

    def run(self) -> None:
        """Take one after the other until it is over."""
        with caller(self._uri) as broker:
            while not self._over.is_set():
                if broker.channel.basic_get(QUEUE, no_ack=True) is None:
                    self._over.wait(0.02)
                else:
                    self.seen += 1

    def end(self) -> None:
        """Take no more."""
        self._over.set()
        self.join(10)


@pytest.fixture
def pages(system: System) -> Iterator[Pages]:
    """The broker's own figures will not do: those of a line that is killed may be lost."""
    system.broker.call("PUT", f"queues/{PLACE}/{QUEUE}", {"durable": True})
    key = {"routing_key": names.page_type("orders", "chain")}
    exchange = names.events_exchange("contracts")
    system.broker.call("POST", f"bindings/{PLACE}/e/{exchange}/q/{QUEUE}", key)
    counting = Pages(system)
    counting.start()
    yield counting
    counting.end()
    system.broker.call("DELETE", f"queues/{PLACE}/{QUEUE}")


def test_every_document_arrives_though_owner_and_asker_are_killed(
    journeys: Journeys, many: Any, pages: Pages, monkeypatch: pytest.MonkeyPatch
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
    needed = -(-total // PAGE)
    assert done["snapshot"] == begun, "it was begun anew"
    assert (done["items"], done["pages"]) == (total, needed)
    assert copy.count_documents({}) == total
    wait_until(lambda: pages.seen >= needed, 60, "pages are missing")
    assert pages.seen <= needed + 6
