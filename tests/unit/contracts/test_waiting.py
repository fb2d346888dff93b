"""Whose turn a contract is, until when, and what is refused meanwhile."""

import pytest

from services.common.errors import Conflict
from services.contracts.domain.contracts import BROKE_OFF, ContractState
from services.contracts.domain.sides import turn_for
from services.contracts.words import STATES
from tests import builders
from tests.builders import NOW
from tests.said import answered, said


def test_an_offered_contract_waits_for_a_signatory_until_a_day() -> None:
    turn = turn_for(builders.offered(), ["sign"])

    assert turn is not None
    assert (turn["role"], turn["reason_code"]) == ("signatory", "offered")
    assert turn["actions"] == ["sign"]
    assert answered(turn)["reason"].startswith("Sie sind am Zug, bis ")


def test_a_signed_contract_waits_for_the_operator() -> None:
    turn = answered(turn_for(builders.signed(), []))

    assert turn["role"] == "countersigner"
    assert turn["reason"].startswith("BayKommun ist am Zug, bis ")


def test_a_document_that_failed_waits_for_a_reviewer_and_says_why() -> None:
    contract = builders.contract()

    contract.fail(BROKE_OFF)

    summary = answered(contract.summary())
    assert summary["waiting_for"]["role"] == "reviewer"
    assert summary["failure_code"] == BROKE_OFF
    assert summary["failure"] == "Das Erstellen des Vertrags ist mehrmals abgebrochen."


def test_a_failure_of_before_there_were_codes_is_still_told() -> None:
    contract = builders.contract(failure="Das Erstellen brach ab. / Making it broke off.")

    assert answered(contract.summary(), "en")["failure"] == "Making it broke off."


def test_what_the_state_refuses_says_whose_turn_it_is() -> None:
    with pytest.raises(Conflict) as refused:
        builders.offered().countersign(builders.signature(account="olaf"))

    assert refused.value.facts["waiting_for"]["role"] == "signatory"
    assert "ist am Zug, bis" in said(refused.value, "contracts")


def test_a_contract_that_is_over_waits_for_nobody() -> None:
    contract = builders.signed(state=ContractState.TERMINATED)

    with pytest.raises(Conflict) as refused:
        contract.withdraw("weil", NOW)

    assert contract.waiting_for() is None
    assert "beendet" in said(refused.value, "contracts")


def test_every_state_has_its_words() -> None:
    assert STATES.keys() == {state.value for state in ContractState}
