"""The document worker: what cannot be rendered becomes a person's task and holds no place."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import AutoReconnect

from deploy.local.ports import wait_until
from services.common import context
from services.common.context import Call
from services.common.errors import Unavailable
from services.common.storage.aggregates import to_plain
from services.contracts import worker as document_worker
from services.contracts.domain.papers import BROKE_OFF, MOST_ATTEMPTS, REFUSED
from services.contracts.rendering import RenderedDocument
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.worker import Worker
from tests import builders

Doc = dict[str, Any]
FACTS = {"contract_number": "SSN-2026-ABCDEFGH"}


def end_at_once(facts: Doc) -> None:
    """Stand for a document whose rendering kills its process."""
    os._exit(9)


def make(facts: Doc) -> RenderedDocument:
    """Stand for a document that is rendered well."""
    return RenderedDocument(b"%PDF-1.7", "a" * 64, "1")


def end_or_go_on(facts: Doc) -> str:
    """Stand for two documents at once: one ends its process while the other is being made."""
    folder = Path(facts["folder"])
    if facts["kills"]:
        wait_until((folder / "begun").exists, 20, "the other has not begun")
        os._exit(9)
    (folder / "begun").touch()
    wait_until((folder / "noticed").exists, 20, "nobody noticed the end")
    return "made"


@pytest.fixture
def contracts(database: Database[Doc]) -> Contracts:
    """A store with one drafted contract."""
    context.enter(Call())
    store = Contracts(database, "contracts", lambda *_: None)
    contract = builders.contract()
    contract.draft(FACTS, [], None)
    store.add(contract)
    return store


@pytest.fixture
def worker(contracts: Contracts) -> Any:
    """A worker on that store, with its renderers in real processes."""
    runtime: Any = SimpleNamespace(
        part=lambda make: contracts if make == Contracts.of else None,
        settings=SimpleNamespace(amqp_uri="amqp://nobody"),
        park_unreadable=None,
        lanes=[],
    )
    made = Worker(runtime)
    yield made
    made.end()


def drafted() -> Any:
    contract = builders.contract()
    return builders.event(
        id="c1:1:0", source="contracts", type="contract.drafted", subject="c1",
        data={"facts": FACTS, "contract": to_plain(contract.summary()), "order": {}},
    )  # fmt: skip


def told(contracts: Contracts) -> list[str]:
    doc = contracts.collection.find_one({"_id": "c1"}) or {}
    return [event["type"] for event in doc["outbox"] if event["type"] != "audit.recorded"]


def test_a_document_that_kills_its_renderer_is_given_up_and_said(
    worker: Any, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_worker, "render_contract", end_at_once)

    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(Unavailable):
            worker.apply(drafted())
    worker.apply(drafted())
    worker.apply(drafted())

    assert contracts.get("c1").paper.failure == BROKE_OFF
    assert told(contracts) == ["contract.drafted", "contract.document_failed"]


def test_a_document_that_kills_its_renderer_takes_no_other_with_it(
    worker: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(document_worker, "render_contract", end_or_go_on)
    facts = {"folder": str(tmp_path)}

    with ThreadPoolExecutor(2) as threads:
        whole = threads.submit(worker._render, {**facts, "kills": False})
        broken = threads.submit(worker._render, {**facts, "kills": True})
        noticed = broken.exception()
        (tmp_path / "noticed").touch()

    assert whole.result() == "made"
    assert isinstance(noticed, Unavailable)


def test_facts_that_cannot_be_rendered_are_said_at_once(worker: Any, contracts: Contracts) -> None:
    worker.apply(drafted())

    refused = contracts.get("c1")
    assert refused.paper.failure == REFUSED
    assert "/body" in (refused.paper.failure_detail or "")
    assert told(contracts)[-1] == "contract.document_failed"


def test_a_document_that_cannot_be_stored_stays_with_the_machine(
    worker: Any,
    contracts: Contracts,
    database: Database[Doc],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_worker, "render_contract", make)
    stored = ContractDocuments(database)

    def lose(pdf: bytes, name: str) -> None:
        raise AutoReconnect("away")

    worker._documents = SimpleNamespace(put=lose, holds=stored.holds)
    for _ in range(MOST_ATTEMPTS + 2):
        with pytest.raises(Unavailable):
            worker.apply(drafted())
    tried = contracts.get("c1")
    worker._documents = stored
    worker.apply(drafted())

    assert (tried.paper.attempts, tried.paper.failure, tried.document_hash) == (0, None, None)
    assert contracts.get("c1").document_hash == "a" * 64


def test_an_attempt_is_given_back_when_the_database_is_there_again(
    worker: Any, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_worker, "render_contract", make)
    whole = worker._contracts

    def lose(pdf: bytes, name: str) -> None:
        worker._contracts = SimpleNamespace()
        raise AutoReconnect("away")

    worker._documents = SimpleNamespace(put=lose)
    for _ in range(MOST_ATTEMPTS + 2):
        worker._contracts = whole
        with pytest.raises(Unavailable):
            worker.apply(drafted())

    assert (contracts.get("c1").paper.attempts, contracts.get("c1").paper.failure) == (1, None)


def test_a_document_that_is_there_is_not_attempted_again(
    worker: Any, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    contracts.change("c1", lambda c: c.offer("a" * 64, "1", c.created_at))
    worker._documents = SimpleNamespace(holds=lambda sha256: sha256 == "a" * 64)
    monkeypatch.setattr(document_worker, "render_contract", end_at_once)

    for _ in range(MOST_ATTEMPTS + 1):
        worker.apply(drafted())

    assert (contracts.get("c1").paper.attempts, contracts.get("c1").paper.failure) == (0, None)


def test_a_draft_that_was_replaced_meanwhile_is_not_rendered(
    worker: Any, contracts: Contracts
) -> None:
    contracts.change("c1", lambda c: c.draft({**FACTS, "usage": "new"}, [], None))

    worker.apply(drafted())

    assert contracts.get("c1").paper.attempts == 0
    assert told(contracts) == ["contract.drafted", "contract.drafted"]
