"""Closing: the countersignature wants a seal, the first final document stays, failing is a task."""

from typing import Any

import pytest

from services.common.errors import Conflict
from services.contracts.domain import closing
from services.contracts.domain.papers import MOST_ATTEMPTS
from tests import builders
from tests.builders import DOCUMENT, NOW

PARTIES = {
    "body": {"key": "09187162", "name": "Markt Prien a.Chiemsee"},
    "operator": {"name": "BayKommun AöR"},
}


def kinds(contract: Any) -> list[str]:
    return [event["type"] for event in contract.take_news("contracts")]


def test_a_countersigned_contract_is_concluded_and_wants_its_seal() -> None:
    contract = builders.signed()

    contract.countersign(builders.signature(account="olaf"))

    assert kinds(contract) == ["contract.concluded", "contract.seal_wanted"]
    assert closing.awaits_seal(contract)
    assert contract.waiting_for() is None


@pytest.mark.parametrize("contract", [builders.offered(), builders.signed()])
def test_what_is_not_concluded_is_not_sealed(contract: Any) -> None:
    closing.begin_sealing(contract)
    closing.seal(contract, DOCUMENT, "1", NOW)

    assert (contract.final.attempts, contract.final.document_hash) == (0, None)
    with pytest.raises(Conflict, match="nothing-to-seal"):
        closing.seal_again(contract)
    assert kinds(contract) == []


def test_the_final_document_says_who_signed_for_whom_on_what_ground() -> None:
    contract = builders.concluded(facts=PARTIES)

    facts = closing.closing_facts(contract)

    body, operator = facts["signatures"]
    assert facts["document_hash"] == DOCUMENT
    assert (body["side"], body["party"], body["name"]) == (
        "body", "Markt Prien a.Chiemsee", "Andreas Bürger",
    )  # fmt: skip
    assert (body["title"], body["basis"]) == ("1. Bürgermeister", "office")
    assert (operator["party"], operator["name"], operator["basis"]) == (
        "BayKommun AöR", "Olaf Ordner", None,
    )  # fmt: skip
    assert "account" not in body


def test_the_first_final_document_stays() -> None:
    contract = builders.concluded()

    closing.begin_sealing(contract)
    closing.seal(contract, "1" * 64, "abschluss-1", NOW)
    closing.seal(contract, "2" * 64, "abschluss-1", NOW)

    assert contract.final.document_hash == "1" * 64
    assert contract.sealed_at == NOW
    assert kinds(contract) == ["contract.sealed"]
    assert contract.summary()["final_hash"] == "1" * 64
    with pytest.raises(Conflict, match="nothing-to-seal"):
        closing.seal_again(contract)


def test_after_the_last_attempt_somebody_of_the_operator_begins_it_again() -> None:
    contract = builders.concluded()

    for _ in range(MOST_ATTEMPTS + 2):
        closing.begin_sealing(contract)

    assert not closing.awaits_seal(contract)
    assert kinds(contract) == ["contract.seal_failed"]
    waiting = contract.waiting_for()
    assert waiting
    assert (waiting["role"], waiting["reason_code"]) == ("countersigner", "seal_failed")
    assert contract.summary()["seal_failure_code"] == "sealing-broke-off"

    closing.seal_again(contract)

    assert closing.awaits_seal(contract)
    assert (contract.final.attempts, contract.waiting_for()) == (0, None)
    assert kinds(contract) == ["contract.seal_wanted"]
