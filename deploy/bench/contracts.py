"""How many contracts the document worker makes beside bare typst, and what a service notices of it.

Run as ``python -m deploy.bench.contracts`` it sets as many contracts as it is told by typst alone
and says on a line what CPU that took.
"""

import json
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import typst
from pymongo import MongoClient
from pymongo.collection import Collection

from deploy.bench.cpu import used_s
from deploy.bench.figures import Figure, Target, compared
from deploy.bench.place import Place
from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Processes
from deploy.local.specs import WORKER
from services.common import context, topology
from services.common.context import Call
from services.common.messaging import names
from services.common.messaging.outbox import Relay
from services.common.messaging.publisher import ConfirmingPublisher
from services.common.topology import Heard, Plan
from services.contracts import glyphs, worker
from services.contracts.domain.contracts import Contract
from services.contracts.hearing import queue_of
from services.contracts.rendering import TEMPLATES
from services.contracts.repositories.contracts import Contracts
from services.contracts.samples import contract_facts
from services.contracts.sealing import closing

CONTRACTS, WARM, ROUNDS = 200, 10, 3
PATIENCE_S = 300
LOOK_S = 0.2
LAG = re.compile(r"^loop_lag_seconds (\S+)$", re.MULTILINE)
MADE = {"document_hash": {"$ne": None}}
PLAN = Plan(
    "contracts",
    (
        Heard(worker.QUEUE, "contracts", worker.KIND),
        Heard(queue_of(closing.KIND, "closer"), "contracts", closing.KIND),
    ),
)
Doc = dict[str, Any]


@dataclass
class Made:
    """What came of a round: contracts a second of CPU, and the longest gap of the service."""

    per_s: float
    gap_ms: float


def contract_render(place: Place) -> list[Figure]:
    """Let a worker make contracts beside typst alone, and look at the nameko service meanwhile."""
    with drafting(place) as (worker_pid, contracts, draft):
        draft(WARM)
        wait_until(lambda: _made(contracts) == WARM, PATIENCE_S, "the worker does not begin")
        made = [_round(place, worker_pid, contracts, draft) for _ in range(ROUNDS)]
    rounds = [(one.per_s, _bare()) for one in made]
    gap = max(one.gap_ms for one in made)
    return [
        compared(
            "contract_render", rounds, unit="1/s of CPU", reference="bare typst",
            target=Target(0.67, at_least=True),
        ),
        Figure("contract_heartbeat_gap", gap, "ms", Target(50, of="value")),
    ]  # fmt: skip


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"contract_render": contract_render}


def _round(
    place: Place, worker_pid: int, contracts: Collection[Doc], draft: Callable[[int], None]
) -> Made:
    wanted, gaps = _made(contracts) + CONTRACTS, [0.0]
    used = used_s([worker_pid])
    draft(CONTRACTS)
    until = time.monotonic() + PATIENCE_S
    while _made(contracts) < wanted:
        if time.monotonic() > until:
            raise TimeoutError("the worker does not make them")
        gaps += [float(lag) for lag in LAG.findall(place.service_metrics("contracts"))]
        time.sleep(LOOK_S)
    return Made(CONTRACTS / (used_s([worker_pid]) - used), max(gaps) * 1000)


def _made(contracts: Collection[Doc]) -> int:
    return contracts.count_documents(MADE)


@contextmanager
def drafting(place: Place) -> Iterator[tuple[int, Collection[Doc], Callable[[int], None]]]:
    """Give a worker with a store and a broker of its own, and what drafts contracts for it."""
    name = f"bench-{uuid.uuid4().hex[:12]}"
    main, client = place.system.broker, MongoClient[Doc](place.system.mongo_uri, tz_aware=True)
    main.add_vhost(name)
    uri = f"{main.amqp_uri.rsplit('/', 1)[0]}/{quote(name, safe='')}"
    topology.declare([PLAN], uri)
    publisher = ConfirmingPublisher(uri, name, markers=(), heard=[])
    relay = Relay(client[name], publisher, names.events_exchange("contracts"))
    store = Contracts(client[name], "contracts", relay.written)
    store.prepare()
    relay.start()
    processes = Processes(place.system.folder / name)
    usual = place.system.processes.known()[WORKER][0]
    settings = {
        **usual.settings, "AMQP_URI": uri, "MONGO_DATABASE": name, "TOPOLOGY": "", "HEARD": "",
        "HTTP_PORT": str(free_ports(1)[0]),
    }  # fmt: skip
    try:
        pid = processes.start(replace(usual, name="worker", settings=settings))
        yield pid, store.collection, lambda number: _draft(store, number)
    finally:
        processes.kill("worker")
        relay.stop()
        client.drop_database(name)
        main.call("DELETE", f"vhosts/{name}")


def _draft(store: Contracts, number: int) -> None:
    context.enter(Call())
    for _ in range(number):
        contract = _contract(uuid.uuid4().hex[:12])
        contract.draft(contract_facts(contract_number=contract.number), [], None)
        store.add(contract)


def _contract(id: str) -> Contract:
    return Contract(
        id=f"c{id}", number=f"SSN-2026-{id.upper()}", order=f"o{id}", body="09000112",
        body_name="Musterstadt", profile="bench", profile_title={"de": "Dienst", "en": "Service"},
        usage="new", released_by="bench", created_at=datetime.now(UTC), order_summary={},
    )  # fmt: skip


def _bare() -> float:
    """Return how many contracts typst alone sets in a second of CPU, in a process of its own."""
    command = [sys.executable, "-m", "deploy.bench.contracts", str(CONTRACTS)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    return CONTRACTS / float(told.stdout)


def set_bare(number: int) -> float:
    """Return the CPU it took to set so many contracts, each of other facts."""
    facts = contract_facts()
    began = time.process_time()
    for each in range(number):
        stated = {**facts, "contract_number": f"SSN-2026-{each:08}"}
        typst.compile(
            TEMPLATES / "contract.typ",
            root=TEMPLATES,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"facts": json.dumps(stated, ensure_ascii=False)},
            pdf_standards=glyphs.STANDARDS,
        )
    return time.process_time() - began


if __name__ == "__main__":
    sys.stdout.write(f"{set_bare(int(sys.argv[1]))}\n")
