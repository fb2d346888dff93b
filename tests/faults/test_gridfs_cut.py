"""A contract is offered only with a document that can be read, whatever cuts its writing."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gridfs

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.system import WORKER, System
from tests.journeys import Journeys

Doc = dict[str, Any]
WRITING = ["insert", "update"]


@contextmanager
def fail_point(stored: Any, *, mode: Any, **told: Any) -> Iterator[None]:
    """Disturb the writing of file records in the contracts' database, on the real server."""
    admin = stored.client.admin
    about = {"failCommands": WRITING, "namespace": f"{stored.name}.documents.files", **told}
    admin.command("configureFailPoint", "failCommand", mode=mode, data=about)
    try:
        yield
    finally:
        admin.command("configureFailPoint", "failCommand", mode="off")


def released(journeys: Journeys) -> Journey:
    """Return a journey whose contract is being made from now on."""
    journey = journeys.next()
    journey.clerk_orders()
    journey.reviewer_releases()
    return journey


def offered_without_document(stored: Any) -> list[str]:
    """Name the contracts that state a document whose bytes have another hash, or none."""
    files = gridfs.GridFS(stored, collection="documents")
    wrong = []
    for contract in stored["contracts"].find({"document_hash": {"$ne": None}}):
        stated = contract["document_hash"]
        content = files.get(stated).read() if files.exists(stated) else b""
        if hashlib.sha256(content).hexdigest() != stated:
            wrong.append(str(contract["_id"]))
    return wrong


def test_a_line_cut_while_the_record_is_written_offers_nothing_unreadable(
    journeys: Journeys,
) -> None:
    stored = journeys.stored("contracts")

    with fail_point(stored, mode={"times": 6}, closeConnection=True):
        journey = released(journeys)
        journey.contract_is_offered()
        seen_unreadable = offered_without_document(stored)

    assert seen_unreadable == []


def test_a_worker_killed_between_chunk_and_record_is_made_good(journeys: Journeys) -> None:
    system, stored = journeys.system, journeys.stored("contracts")
    known = set(stored["documents.files"].distinct("_id"))

    with fail_point(stored, mode="alwaysOn", blockConnection=True, blockTimeMS=8000):
        journey = released(journeys)

        def cut() -> set[Any]:
            return set(stored["documents.chunks"].distinct("files_id")) - known

        wait_until(cut, 60, "nothing is written")
        system.processes.kill(WORKER)
        left = cut() - set(stored["documents.files"].distinct("_id"))
    system.start_if_down(WORKER)
    journey.contract_is_offered()

    assert left, "it was not killed between chunk and record"
    assert offered_without_document(stored) == []


def look_at_documents_now(system: System, stored: Any) -> None:
    """Let contracts walk over its documents at once, as at its start, not after its rest."""
    system.processes.stop("contracts")
    stored["leases"].delete_one({"_id": "documents"})
    system.start("contracts")


def test_a_document_that_is_lost_is_not_signed_and_comes_back(journeys: Journeys) -> None:
    system, stored = journeys.system, journeys.stored("contracts")
    journey = released(journeys)
    journey.contract_is_offered()
    contract = stored["contracts"].find_one({"order": journey.order["id"]})
    shown = {"id": contract["_id"], "document_hash": contract["document_hash"]}
    stored["documents.files"].delete_one({"_id": contract["document_hash"]})

    (refused,) = journey.person(journey.signatory).sign("signatures", [shown])
    look_at_documents_now(system, stored)
    wait_until(lambda: offered_without_document(stored) == [], 150, "it is not made again", 0.2)
    journey.signatory_signs()

    assert (refused["ok"], refused["code"]) == (False, "document-missing")
    after = stored["contracts"].find_one({"_id": contract["_id"]})
    assert after["document_hash"] == contract["document_hash"]
