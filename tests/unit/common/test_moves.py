"""A state table allows what stands in it and refuses the rest."""

from enum import StrEnum
from typing import Any

import pytest

from services.common.errors import Conflict
from services.common.moves import Moves, Turns, Wait


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


TABLE = {
    (Door.OPEN, "shut"): Door.SHUT, (Door.SHUT, "open"): Door.OPEN,
    (Door.SHUT, "lock"): Door.LOCKED,
}  # fmt: skip
BY = {"shut": {"porter"}, "open": {"porter"}, "lock": {"porter"}}
FACTS: dict[str, Any] = {
    "waits": {Door.OPEN: Wait("porter", 1), Door.SHUT: Wait("porter", 1)},
    "by": BY,
    "ends": {Door.LOCKED},
}
TURNS: Turns[Door] = Turns(**FACTS)
MOVES = Moves(TABLE, "door-wrong-state", TURNS)


def test_a_move_of_the_table_leads_on() -> None:
    assert MOVES.next(Door.OPEN, "shut") is Door.SHUT
    assert MOVES.allows(Door.SHUT, "lock")


def test_a_pair_that_is_absent_is_refused_and_says_what_is_possible() -> None:
    with pytest.raises(Conflict) as refused:
        MOVES.next(Door.SHUT, "paint")

    assert refused.value.code == "door-wrong-state"
    assert refused.value.facts == {
        "state": "shut",
        "action": "paint",
        "possible": ["lock", "open"],
    }


def test_a_final_state_says_that_nothing_is_possible() -> None:
    with pytest.raises(Conflict) as refused:
        MOVES.next(Door.LOCKED, "open")

    assert refused.value.facts["possible"] == []


def test_actions_are_listed_in_a_fixed_order() -> None:
    assert MOVES.actions(Door.SHUT) == ["lock", "open"]
    assert MOVES.actions(Door.LOCKED) == []


def test_the_table_cannot_be_changed_from_outside() -> None:
    table = dict(TABLE)
    moves = Moves(table, "door-wrong-state", TURNS)

    table.clear()

    assert moves.allows(Door.OPEN, "shut")


@pytest.mark.parametrize(
    ("changed", "trap"),
    [
        ({"waits": {Door.OPEN: Wait("porter", 1)}}, "shut must wait"),
        ({"rests": {Door.OPEN}}, "open must wait"),
        ({"waits": {**FACTS["waits"], Door.OPEN: Wait("guest", 1)}}, "guest is waited for"),
        ({"waits": {**FACTS["waits"], Door.OPEN: Wait("porter", 0)}}, "no due date"),
        ({"by": {**BY, "lock": set()}}, "nobody makes 'lock'"),
        ({"by": {**BY, "lock": {"robot"}}, "machines": {"robot"}}, "no person can lead out"),
        ({"ends": (), "rests": {Door.LOCKED}, "waits": {}}, "must wait"),
        (
            {"ends": {Door.LOCKED, Door.SHUT}, "waits": {Door.OPEN: Wait("porter", 1)}},
            "leads out of it",
        ),
    ],
)
def test_a_table_with_a_trap_does_not_come_into_being(changed: dict[str, Any], trap: str) -> None:
    turns: Turns[Door] = Turns(**{**FACTS, **changed})

    with pytest.raises(ValueError, match=trap):
        Moves(TABLE, "door-wrong-state", turns)


def test_whose_turn_it_is_is_told() -> None:
    assert MOVES.wait(Door.SHUT) == Wait("porter", 1)
    assert MOVES.wait(Door.LOCKED) is None
