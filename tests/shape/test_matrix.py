"""The authorisation matrix has a row for every route, and names nothing that is gone."""

import pytest

from gateway.api.routes import OWN, ROUTES
from tests.matrix.__main__ import COLUMNS, lines
from tests.matrix.table import EVERYONES, GUEST, OF_ALL, OPERATOR, OWN_CALLS, SHARED, STATES, rows
from tests.shape.rights import RIGHTS

ALL = [f"{route.method} {route.path}" for route in (*ROUTES, *OWN)]


def test_every_route_has_its_row() -> None:
    assert [row.name for row in rows()] == ALL


def test_what_stands_in_the_matrix_alone_is_about_routes_there_are() -> None:
    assert set(SHARED) | set(OF_ALL) <= set(ALL)
    assert not set(SHARED) & set(OF_ALL)
    assert set(OWN_CALLS.values()) <= set(RIGHTS)


def test_the_gateway_s_own_answers_each_say_whose_they_are() -> None:
    assert {route.call for route in OWN} == set(OWN_CALLS) | EVERYONES


@pytest.mark.parametrize("beginning", STATES)
def test_every_kind_of_thing_with_states_has_routes_that_move_it(beginning: str) -> None:
    parameter, moves = STATES[beginning]
    moved = [row for row in rows() if row.states and f"{beginning}/{parameter}/" in row.route.path]

    assert moved
    assert all(row.states <= {str(state) for state in moves.states} for row in moved if row.states)


def test_it_is_printed_with_a_line_for_each_route_and_a_column_for_each_role() -> None:
    heading, *printed = lines()

    assert [" ".join(line.split()[:2]) for line in printed] == ALL
    assert len(heading.split()) == len(COLUMNS) + len(["in", "these", "states"])


def test_only_the_operator_reaches_across_bodies() -> None:
    across = {
        role
        for row in rows()
        for role in COLUMNS
        if row.others.value == "refused" and row.allows_for_others(frozenset({role}))
    }

    assert across <= OPERATOR
    assert GUEST not in across
