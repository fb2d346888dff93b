"""The document worker killed again and again: every contract gets its document, each once.

`make faults` kills it twenty times during 500 contracts.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from kombu import Connection
from pymongo.database import Database

from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Processes
from deploy.local.system import WORKER, System
from services.common import context, topology
from services.common.context import Call
from services.common.messaging import names
from services.common.messaging.outbox import Relay
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.storage.documents import DocumentStore
from services.common.topology import Heard, Plan
from services.contracts import worker
from services.contracts.hearing import queue_of
from services.contracts.repositories.contracts import Contracts
from services.contracts.samples import contract_facts
from services.contracts.sealing import closing
from tests import builders

CONTRACTS = int(os.environ.get("DRAFTED_CONTRACTS", "16"))
KILLS = int(os.environ.get("WORKER_KILLS", "2"))
PATIENCE_S = 120 + CONTRACTS
OFFERED = "told-contract.offered"
PLAN = Plan(
    "contracts",
    (
        Heard(worker.QUEUE, "contracts", worker.KIND),
        Heard(queue_of(closing.KIND, "closer"), "contracts", closing.KIND),
        Heard(OFFERED, "contracts", "contract.offered"),
    ),
)
Doc = dict[str, Any]


@pytest.fixture
def contracts(database: Database[Doc], amqp_uri: str) -> Iterator[Contracts]:
    """A store whose contracts are drafted and said, on a broker of its own."""
    topology.declare([PLAN], amqp_uri)
    context.enter(Call())
    publisher = ConfirmingPublisher(amqp_uri, "test-drafted", markers=(), heard=[])
    relay = Relay(database, publisher, names.events_exchange("contracts"))
    store = Contracts(database, "contracts", relay.written)
    store.prepare()
    relay.start()
    for number in range(CONTRACTS):
        store.add(drafted(number))
    yield store
    relay.stop()


def drafted(number: int) -> Any:
    """Return one of many contracts, each of other facts."""
    name = f"SSN-2026-{number:08}"
    contract = builders.contract(id=f"c{number}", order=f"o{number}", number=name)
    contract.draft(contract_facts(contract_number=name, contract_id=contract.id), [], None)
    return contract


@pytest.fixture
def processes(system: System, database: Database[Doc]) -> Iterator[Processes]:
    """Where the worker of the test runs."""
    own = Processes(system.folder / database.name)
    yield own
    own.kill("worker")


@pytest.fixture
def start(
    system: System, processes: Processes, database: Database[Doc], amqp_uri: str
) -> Callable[[], int]:
    """Start a worker of this store and broker, each time the function is called."""
    usual = system.processes.known()[WORKER][0]
    settings = {
        **usual.settings, "AMQP_URI": amqp_uri, "MONGO_DATABASE": database.name, "TOPOLOGY": "",
        "HEARD": "", "HTTP_PORT": str(free_ports(1)[0]),
    }  # fmt: skip
    process = replace(usual, name="worker", settings=settings)
    return lambda: processes.start(process)


def test_every_contract_has_its_document_once_however_often_the_worker_is_killed(
    contracts: Contracts,
    database: Database[Doc],
    processes: Processes,
    start: Callable[[], int],
    amqp_uri: str,
) -> None:
    made = {"document_hash": {"$ne": None}}

    def so_many(number: int) -> Callable[[], bool]:
        return lambda: contracts.collection.count_documents(made) >= number

    for kill in range(KILLS):
        start()
        share = CONTRACTS * (kill + 1) // (KILLS + 1)
        wait_until(so_many(share), PATIENCE_S, f"{share} documents are not made")
        processes.kill("worker")
    start()
    wait_until(so_many(CONTRACTS), PATIENCE_S, "a contract has no document")

    stored = list(contracts.collection.find())
    hashes = {doc["document_hash"] for doc in stored}
    assert {doc["state"] for doc in stored} == {"offered"}
    assert {doc["failure"] for doc in stored} == {None}
    assert len(stored) == len(hashes) == CONTRACTS
    assert all(DocumentStore(database).holds(digest) for digest in hashes)
    assert sorted(database["documents.files"].distinct("_id")) == sorted(hashes)
    assert database["documents.files"].count_documents({}) == CONTRACTS
    assert all_told(amqp_uri) == {doc["_id"] for doc in stored}


def all_told(uri: str) -> set[str]:
    """Return of which contracts the world heard that they are offered, each by one event."""
    said: dict[str, set[str]] = {}
    with Connection(uri) as connection:
        channel = connection.channel()

        def take() -> bool:
            while message := channel.basic_get(OFFERED, no_ack=True):
                event = json.loads(message.body)
                said.setdefault(event["subject"], set()).add(event["id"])
            return len(said) == CONTRACTS

        wait_until(take, PATIENCE_S, "an offer was not said")
    assert {len(ids) for ids in said.values()} == {1}
    return set(said)
