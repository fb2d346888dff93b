"""Files by hash: whatever broke off before, what is said to be stored can be read back."""

import hashlib
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId
from pymongo.database import Database
from pymongo.errors import AutoReconnect

from services.common.errors import NotFound
from services.common.storage.documents import CHUNK_BYTES, DocumentStore
from services.contracts.document_repair import DocumentRepair
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from tests import builders

Db = Database[dict[str, Any]]
PDF = b"%PDF-1.7\n" + random.Random(3).randbytes(2 * CHUNK_BYTES)
SHA256 = hashlib.sha256(PDF).hexdigest()


class Never:
    """A lease and a drafter nobody asks."""


@pytest.fixture
def store(database: Db) -> DocumentStore:
    """An empty store with its indexes."""
    made = DocumentStore(database)
    made.prepare()
    return made


def left_by_a_killed_writer(database: Db, *, hours_ago: int = 0) -> None:
    """Leave the first chunk of the file, as GridFS writes it, and no record."""
    made = ObjectId.from_datetime(datetime.now(UTC) - timedelta(hours=hours_ago))
    chunk = {"_id": made, "files_id": SHA256, "n": 0, "data": PDF[:CHUNK_BYTES]}
    database["documents.chunks"].insert_one(chunk)


@contextmanager
def cut_line(database: Db, *, times: int) -> Iterator[None]:
    """Close the connection of the next writes of file records, on the real server."""
    admin = database.client.admin
    told = {"failCommands": ["insert", "update"], "closeConnection": True,
            "namespace": f"{database.name}.documents.files"}  # fmt: skip
    admin.command("configureFailPoint", "failCommand", mode={"times": times}, data=told)
    try:
        yield
    finally:
        admin.command("configureFailPoint", "failCommand", mode="off")


def test_what_a_killed_writer_left_is_completed(database: Db, store: DocumentStore) -> None:
    left_by_a_killed_writer(database)

    store.put(PDF, "a.pdf")

    assert store.get(SHA256) == PDF
    assert database["documents.chunks"].count_documents({}) == 3


def test_a_write_that_fails_is_no_stored_file_and_the_next_one_is(
    database: Db, store: DocumentStore
) -> None:
    with cut_line(database, times=2), pytest.raises(AutoReconnect):
        store.put(PDF, "a.pdf")
    held_between = store.holds(SHA256)

    store.put(PDF, "a.pdf")

    assert not held_between
    assert store.get(SHA256) == PDF


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_lost_or_altered_chunk_is_noticed_and_mended(
    database: Db, store: DocumentStore, n: int
) -> None:
    store.put(PDF, "a.pdf")
    chunks = database["documents.chunks"]
    if n == 1:
        chunks.delete_one({"n": n})
    else:
        chunks.update_one({"n": n}, {"$set": {"data": b"something else"}})

    with pytest.raises(NotFound):
        store.get(SHA256)
    complete = store.is_complete(SHA256, len(PDF))
    store.put(PDF, "a.pdf")

    assert not complete
    assert store.get(SHA256) == PDF
    assert store.is_complete(SHA256, len(PDF))


def test_many_writers_of_one_file_leave_one_file(database: Db, store: DocumentStore) -> None:
    with ThreadPoolExecutor(6) as pool:
        hashes = list(pool.map(lambda _: store.put(PDF, "a.pdf"), range(6)))

    assert set(hashes) == {SHA256}
    assert store.get(SHA256) == PDF
    assert database["documents.files"].count_documents({}) == 1
    assert database["documents.chunks"].count_documents({}) == 3


def test_only_old_leftovers_are_removed(database: Db, store: DocumentStore) -> None:
    whole = store.put(b"%PDF whole")
    left_by_a_killed_writer(database)
    young = store.tidy()
    database["documents.chunks"].delete_many({"files_id": SHA256})
    left_by_a_killed_writer(database, hours_ago=2)

    old = store.tidy()

    assert (young, old) == (0, 1)
    assert database["documents.chunks"].distinct("files_id") == [whole]
    assert store.holds(whole)


def test_gridfs_reads_what_is_stored(database: Db, store: DocumentStore) -> None:
    import gridfs

    store.put(PDF, "a.pdf")

    found = gridfs.GridFS(database, collection="documents").get(SHA256)

    assert (found.read(), found.filename) == (PDF, "a.pdf")


def test_a_contract_whose_document_is_gone_asks_for_it_again(database: Db) -> None:
    contracts = Contracts(database, "contracts", lambda *_: None)
    documents = ContractDocuments(database)
    nobody: Any = Never()
    kept = contracts.add(builders.offered(id="c1", document_hash=documents.put(b"%PDF kept")))
    lost = builders.offered(id="c2", document_hash=SHA256)
    lost.number, lost.order = "SSN-2", "o2"
    contracts.add(lost)
    left_by_a_killed_writer(database)

    more = DocumentRepair(contracts, documents, nobody, nobody).walk()

    told = {doc["_id"]: [e["type"] for e in doc["outbox"]] for doc in contracts.collection.find()}
    assert not more
    assert told[lost.id][-2:] == ["contract.drafted", "audit.recorded"]
    assert "contract.drafted" not in told[kept.id]
    assert contracts.get(lost.id).document_hash == SHA256


def test_a_signed_document_that_stays_missing_is_asked_for_ever_more_rarely(database: Db) -> None:
    contracts = Contracts(database, "contracts", lambda *_: None)
    nobody: Any = Never()
    lost = builders.offered(id="c1", document_hash=SHA256)
    lost.sign(builders.signature(document_hash=SHA256))
    lost.failure = "renderer-ended"
    contracts.add(lost)
    repair = DocumentRepair(contracts, ContractDocuments(database), nobody, nobody)

    for _ in range(40):
        repair.walk()

    (doc,) = contracts.collection.find()
    asked = [e for e in doc["outbox"] if e["type"] == "contract.drafted"]
    assert len(asked) == 6
    assert doc["failure"] is None
