"""What each side sees of a contract, field by field and state by state, alone and in lists."""

import itertools
from typing import Any

import pytest

from services.common.errors import NotFound
from services.common.principal import Principal
from services.contracts.domain import sides
from services.contracts.domain.sides import FIELDS, SEES, ContractSide
from services.contracts.domain.states import ContractState
from services.contracts.parties import side_of, visible_to
from tests import builders
from tests.builders import PRIEN, VENDOR

CALLERS = {
    ContractSide.BODY: Principal("clerk", "", {PRIEN: frozenset({"contracts:read"})}),
    ContractSide.OPERATOR: Principal("nina", "", {"*": frozenset({"contracts:read"})}),
    ContractSide.VENDOR: Principal("daniel", "", {f"vendor:{VENDOR}": frozenset({"setup:report"})}),
    ContractSide.MINISTRY: Principal(
        "vera", "", {"*": frozenset({"reuse:read", "agreements:read"})}
    ),
    None: Principal("stranger", "", {"09162000": frozenset({"contracts:read"})}),
}


def test_every_field_of_a_contract_stands_in_the_table_and_none_that_is_gone() -> None:
    added = {"version", "state_label", "retained_until", "actions", "notice_ends"}

    assert FIELDS.keys() == builders.signed().summary().keys() | added


@pytest.mark.parametrize(
    ("side", "state"), list(itertools.product([*ContractSide, None], ContractState))
)
def test_each_side_sees_its_fields_in_its_states_and_nothing_else(
    side: ContractSide | None, state: ContractState
) -> None:
    contract, caller = builders.signed(state=state), CALLERS[side]

    if side is None or state not in SEES[side]:
        with pytest.raises(NotFound):
            side_of(contract, caller)
        return

    assert side_of(contract, caller) is side
    assert sides.view(contract, side).keys() == {n for n, seen in FIELDS.items() if side in seen}


@pytest.mark.parametrize("side", CALLERS)
def test_a_list_holds_exactly_what_can_be_opened(side: ContractSide | None) -> None:
    criteria = visible_to(CALLERS[side])

    listed = criteria is None or any(PRIEN in among(one) for one in criteria["$or"])

    assert listed == (side in (ContractSide.BODY, ContractSide.OPERATOR))


def among(criteria: dict[str, Any]) -> list[str]:
    held = criteria["body"]
    return list(held["$in"]) if isinstance(held, dict) else [held]


@pytest.mark.parametrize("side", [ContractSide.BODY, ContractSide.OPERATOR])
def test_a_list_shows_no_chains(side: ContractSide) -> None:
    assert "chain" not in sides.item(builders.offered(), side)
