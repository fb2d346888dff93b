"""Closing in the worker: one sealed file per contract, whatever ends on the way to it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import AutoReconnect

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Unavailable
from services.contracts.domain.closing import SEALING_BROKE_OFF, seal_again
from services.contracts.domain.papers import MOST_ATTEMPTS
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.sealing import closing
from services.contracts.sealing.closing import Closer
from services.contracts.sealing.settings import read_settings
from tests import builders

Doc = dict[str, Any]
OFFERED, SEALED = b"%PDF-1.7 offered", b"%PDF-1.7 sealed"
PARTIES = {
    "body": {"key": "09187162", "name": "Markt Prien a.Chiemsee"},
    "operator": {"name": "BayKommun AöR"},
}


def close(facts: Doc, records: Doc, offered: bytes, copy: None, settings: Any) -> bytes:
    """Stand for a final document that is made and sealed well."""
    assert offered == OFFERED
    return SEALED


def end_at_once(*_: Any) -> bytes:
    """Stand for one whose making kills its process."""
    os._exit(9)


def wait_for_timestamps(*_: Any) -> bytes:
    """Stand for an authority that is away."""
    raise Unavailable("timestamp-away")


def refuse(*_: Any) -> bytes:
    """Stand for a seal that does not hold any more."""
    raise Conflict("seal-expired")


def fail_somehow(*_: Any) -> bytes:
    """Stand for a library that fails in a way nobody has thought of."""
    raise ValueError("no room for the timestamp")


@pytest.fixture
def documents(database: Database[Doc]) -> ContractDocuments:
    """A store that holds what was offered."""
    store = ContractDocuments(database)
    store.put(OFFERED)
    return store


@pytest.fixture
def contracts(database: Database[Doc], documents: ContractDocuments) -> Contracts:
    """A store with one contract that was just countersigned."""
    context.enter(Call())
    store = Contracts(database, "contracts", lambda *_: None)
    signed = builders.signed(facts=PARTIES, document_hash=documents.put(OFFERED))
    store.add(signed)
    digest = signed.document_hash
    store.change(
        "c1", lambda c: c.countersign(builders.signature(account="olaf", document_hash=digest))
    )
    return store


@pytest.fixture
def closer(contracts: Contracts, documents: ContractDocuments) -> Iterator[Closer]:
    """A closer on these stores, with real child processes."""
    parts: dict[Any, Any] = {
        Contracts.of: contracts, ContractDocuments.of: documents, read_settings: None,
    }  # fmt: skip
    runtime: Any = SimpleNamespace(
        part=parts.__getitem__,
        settings=SimpleNamespace(amqp_uri="amqp://nobody"),
        park_unreadable=None,
        lanes=[],
    )
    made = Closer(runtime)
    yield made
    made.end()


def wanted(number: int = 0) -> Any:
    event = builders.event(
        id=f"c1:1:{number}", source="contracts", type="contract.seal_wanted", subject="c1", data={}
    )
    return replace(event, raw={"time": clock.now().isoformat()})


def told(contracts: Contracts) -> list[str]:
    doc = contracts.collection.find_one({"_id": "c1"}) or {}
    return [event["type"] for event in doc["outbox"] if event["type"] != "audit.recorded"]


def test_a_concluded_contract_gets_one_final_document(
    closer: Closer,
    contracts: Contracts,
    documents: ContractDocuments,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(closing, "make_final", close)

    closer.apply(wanted())
    closer.apply(wanted(1))

    sealed = contracts.get("c1")
    assert documents.get(sealed.final.document_hash or "") == SEALED
    assert sealed.document_hash != sealed.final.document_hash
    assert told(contracts) == ["contract.concluded", "contract.seal_wanted", "contract.sealed"]


def test_what_kills_its_child_each_time_becomes_a_task_and_can_be_begun_again(
    closer: Closer, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "make_final", end_at_once)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(Unavailable):
            closer.apply(wanted())

    closer.apply(wanted())
    closer.apply(wanted())

    assert contracts.get("c1").final.failure == SEALING_BROKE_OFF
    assert told(contracts)[-1] == "contract.seal_failed"

    monkeypatch.setattr(closing, "make_final", close)
    contracts.change("c1", seal_again)
    closer.apply(wanted(1))

    assert told(contracts)[-2:] == ["contract.seal_wanted", "contract.sealed"]


def test_an_authority_that_is_away_costs_one_attempt_however_long(
    closer: Closer, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "make_final", wait_for_timestamps)
    for _ in range(MOST_ATTEMPTS + 2):
        with pytest.raises(Unavailable, match="timestamp-away"):
            closer.apply(wanted())

    assert contracts.get("c1").final.attempts == 1

    monkeypatch.setattr(closing, "make_final", close)
    closer.apply(wanted())

    assert contracts.get("c1").final.document_hash is not None


def test_an_authority_that_is_away_for_a_day_is_somebodys_task(
    closer: Closer, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "make_final", wait_for_timestamps)
    said_at = (clock.now() - closing.LONGEST_WAIT).isoformat()

    closer.apply(replace(wanted(), raw={"time": said_at}))

    contract = contracts.get("c1")
    assert contract.final.failure == "sealing-waited"
    assert (contract.waiting_for() or {})["role"] == "countersigner"
    assert told(contracts)[-1] == "contract.seal_failed"


def test_a_database_that_is_away_costs_one_attempt_however_long(
    closer: Closer,
    contracts: Contracts,
    documents: ContractDocuments,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(*_: Any) -> str:
        raise AutoReconnect("away")

    monkeypatch.setattr(closing, "make_final", close)
    with monkeypatch.context() as away:
        away.setattr(documents, "put", lose)
        for _ in range(MOST_ATTEMPTS + 2):
            with pytest.raises(Unavailable):
                closer.apply(wanted())

    closer.apply(wanted())

    assert told(contracts)[-1] == "contract.sealed"


def test_a_seal_that_does_not_hold_is_said_at_once(
    closer: Closer, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "make_final", refuse)

    closer.apply(wanted())

    refused = contracts.get("c1")
    assert refused.final.failure == "seal-expired"
    assert refused.state == "concluded"
    assert told(contracts)[-1] == "contract.seal_failed"


def test_what_fails_for_no_known_reason_becomes_a_task_too(
    closer: Closer, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "make_final", fail_somehow)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(ValueError, match="no room"):
            closer.apply(wanted())

    closer.apply(wanted())

    assert contracts.get("c1").final.failure == SEALING_BROKE_OFF
    assert told(contracts)[-1] == "contract.seal_failed"


def test_a_signed_file_that_is_missing_is_waited_for(
    closer: Closer, contracts: Contracts, database: Database[Doc]
) -> None:
    database["documents.files"].delete_many({})

    with pytest.raises(Unavailable, match="document-missing"):
        closer.apply(wanted())

    assert contracts.get("c1").final.failure is None
