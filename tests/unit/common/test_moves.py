"""A state table allows what stands in it and refuses the rest."""

from enum import StrEnum

import pytest

from services.common.errors import Conflict
from services.common.moves import Moves


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


MOVES = Moves(
    {(Door.OPEN, "shut"): Door.SHUT, (Door.SHUT, "open"): Door.OPEN,
     (Door.SHUT, "lock"): Door.LOCKED},
    "door-wrong-state",
)  # fmt: skip


def test_a_move_of_the_table_leads_on() -> None:
    assert MOVES.next(Door.OPEN, "shut") is Door.SHUT
    assert MOVES.allows(Door.SHUT, "lock")


def test_a_pair_that_is_absent_is_refused_and_says_what_is_possible() -> None:
    with pytest.raises(Conflict) as refused:
        MOVES.next(Door.SHUT, "paint")

    assert refused.value.code == "door-wrong-state"
    assert "'paint' is not possible in state shut; possible: lock, open." in str(refused.value)


def test_a_final_state_says_that_nothing_is_possible() -> None:
    with pytest.raises(Conflict, match="possible: nothing"):
        MOVES.next(Door.LOCKED, "open")


def test_actions_are_listed_in_a_fixed_order() -> None:
    assert MOVES.actions(Door.SHUT) == ["lock", "open"]
    assert MOVES.actions(Door.LOCKED) == []


def test_the_table_cannot_be_changed_from_outside() -> None:
    table = {(Door.OPEN, "shut"): Door.SHUT}
    moves = Moves(table, "door-wrong-state")

    table.clear()

    assert moves.allows(Door.OPEN, "shut")
