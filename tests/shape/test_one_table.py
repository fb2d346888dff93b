"""What stands in two tables says the same in both."""

import pytest

from services.catalog.schemas.profiles import ProfileQuery
from services.catalog.search.facets import FACETS
from services.catalog.words.labels import MINISTRIES as OF_PROFILES
from services.common.entrypoints import Rpc
from services.contracts.domain.states import MOVES as CONTRACTS
from services.contracts.domain.states import ContractState
from services.identity.words.labels import MINISTRIES as OF_PEOPLE
from services.orders.domain.states import WAITS, OrderState
from services.orders.parties import NEEDED
from tests.shape.sources import entrypoints

CALLED = {"link": "report-link"}
"""What an action is called where its call has another name."""
BOTH_WAIT = {
    OrderState.RELEASED: ContractState.DRAFTED,
    OrderState.CONTRACT_OFFERED: ContractState.OFFERED,
    OrderState.CONTRACT_SIGNED: ContractState.SIGNED,
}


def needs_of(service: str) -> dict[str, set[str]]:
    """Return the permissions of each call of a service, any one of which lets it through."""
    return {name.replace("_", "-"): set(call.needs) for name, call in entrypoints(service, Rpc)}


def test_what_is_offered_for_an_order_its_call_lets_one_do() -> None:
    needs = needs_of("contracts") | needs_of("orders")

    refused = {
        action: sorted(set(permissions) - needs[CALLED.get(action, action)])
        for action, (permissions, _) in NEEDED.items()
    }

    assert {action: wrong for action, wrong in refused.items() if wrong} == {}


@pytest.mark.parametrize(("order", "contract"), BOTH_WAIT.items(), ids=str)
def test_an_order_and_its_contract_wait_equally_long(
    order: OrderState, contract: ContractState
) -> None:
    own, of_contract = WAITS[order], CONTRACTS.turns.waits[contract]

    assert (own.role, own.working_days) == (of_contract.role, of_contract.working_days)
    assert not of_contract.reminders, "whoever is waited for is reminded by the order alone"


def test_every_facet_can_be_filtered_by() -> None:
    assert set(FACETS) <= set(ProfileQuery().fields)


def test_a_ministry_has_one_name() -> None:
    assert OF_PEOPLE == OF_PROFILES
