"""Whose turn a contract is, until when, and what is refused meanwhile."""

import pytest

from services.common.errors import Conflict
from services.common.principal import Principal
from services.contracts.domain.contracts import ContractState
from services.contracts.domain.papers import BROKE_OFF, REFUSED
from services.contracts.domain.sides import turn_for
from services.contracts.parties import actions_of
from services.contracts.words import STATES
from tests import builders
from tests.builders import NOW
from tests.said import answered, said


def test_an_offered_contract_waits_for_a_signatory_until_a_day() -> None:
    turn = turn_for(builders.offered(), ["sign"])

    assert turn is not None
    assert (turn["role"], turn["reason_code"]) == ("signatory", "offered")
    assert turn["actions"] == ["sign"]
    assert turn["yours"]
    assert turn["task"].de == "Vertrag unterschreiben"
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


def test_a_contract_that_went_back_to_its_order_waits_for_nobody_itself() -> None:
    contract = builders.offered()

    contract.go_back(contract.order_version + 1)

    assert contract.state is ContractState.DRAFTED
    assert contract.waiting_for() is None


def test_who_released_the_order_is_not_asked_to_countersign() -> None:
    rights = {"*": frozenset({"contracts:read", "contracts:countersign"})}
    contract = builders.signed()

    released = actions_of(contract, Principal(contract.released_by, "", rights))
    another = actions_of(contract, Principal("olaf", "", rights))

    assert (released, another) == (["withdraw"], ["countersign", "withdraw"])


def test_the_code_of_a_failure_is_a_code_even_where_a_sentence_was_stored() -> None:
    contract = builders.contract(failure="Das Erstellen brach ab. / Making it broke off.")

    assert contract.summary()["failure_code"] == REFUSED
