"""No state of any thing in any service is a trap: somebody is next, by a day, and can get out."""

import importlib
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, get_type_hints

import pytest

from services.catalog.domain.links import LinkState
from services.common.moves import Moves, Turns
from services.notify.domain.ticket_states import TicketState
from services.orders.domain import waiting
from tests.shape.sources import ROOT, SERVICES, modules

NAMES = ("state", "status")
"""What a thing calls where it is in its life."""


def domain_modules() -> Iterator[Any]:
    for path in modules(*(f"services/{service}/domain" for service in SERVICES)):
        yield importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


OBSERVED = {LinkState, TicketState}
"""What a robot sees of pages out there: nobody's turn, and every look may find anything; and what
only says of a ticket whose turn it is in its order."""

MODULES = list(domain_modules())
TABLES: dict[int, Moves[Any]] = {
    id(value): value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, Moves)
}
HELD = {type(state) for moves in TABLES.values() for state in moves.states}


def lives() -> Iterator[tuple[str, type[Enum]]]:
    """Return every enumeration by which something says where it is in its life."""
    for module in MODULES:
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ != module.__name__:
                continue
            if issubclass(kind, Enum) and name.endswith(("State", "Status")):
                yield f"{module.__name__}.{name}", kind
            if is_dataclass(kind):
                hints = get_type_hints(kind)
                for field in fields(kind):
                    hint = hints[field.name]
                    if field.name in NAMES and inspect.isclass(hint) and issubclass(hint, Enum):
                        yield f"{module.__name__}.{name}", hint


@pytest.mark.parametrize("moves", TABLES.values(), ids=lambda m: next(iter(m.states)).__module__)
def test_whoever_waits_can_be_helped(moves: Moves[Any]) -> None:
    assert list(moves.turns.traps(moves.table, moves.states)) == []


def test_whoever_waits_for_something_open_within_a_state_can_be_helped() -> None:
    phases = {phase for phase, _ in waiting.PHASES} | set(waiting.PHASES.values())

    assert list(waiting.TURNS.traps(waiting.PHASES, phases)) == []
    assert {point for _, point in phases if point} == set(waiting.Point)


def test_everything_that_has_a_state_has_a_table_of_it() -> None:
    without = {name: kind.__name__ for name, kind in lives() if kind not in HELD | OBSERVED}

    assert without == {}


def test_the_states_of_all_services_are_found() -> None:
    found = {kind.__module__.split(".")[1] for kind in HELD}

    assert found == set(SERVICES)
    assert len(TABLES) >= 9


def test_a_trap_would_be_found() -> None:
    alone: Turns[str] = Turns(waits={}, by={})

    assert list(alone.traps({}, ["stuck"])) == [
        "stuck must wait for somebody, rest, pass or end: one of them"
    ]
