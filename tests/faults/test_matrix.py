"""The gateway allows and refuses as the authorisation matrix says, asked as every role.

`make faults` asks each route as everybody; otherwise each is asked as one of those it refuses, by
turns. What a role may do is tried at the services themselves, with no effect (``test_rights.py``).
"""

import os
import zlib
from collections.abc import Iterator

import pytest
import requests

from tests.journeys import Journeys
from tests.matrix.asking import VENDORS, Asking, asking
from tests.matrix.table import GUEST, Others, Row, rows
from tests.shape.rights import ROLES

WHOLE = os.environ.get("MATRIX") == "whole"
ROWS = list(rows())
BY_OTHERS_HAND = {"member", "body_admin"}
"""Roles nobody has without being given them; tried at the services only."""


@pytest.fixture(scope="module")
def asked(journeys: Journeys) -> Iterator[Asking]:
    with asking(journeys) as made:
        yield made


def some(row: Row, people: list[str]) -> list[str]:
    """Return who asks: all, or one of them, another for each row."""
    if WHOLE or not people:
        return people
    return [people[zlib.crc32(row.name.encode()) % len(people)]]


def told(answer: requests.Response) -> str:
    is_problem = "problem" in answer.headers.get("Content-Type", "")
    return f"{answer.status_code} {answer.json()['code'] if is_problem else ''}".strip()


def test_the_actors_have_every_role(asked: Asking) -> None:
    held = frozenset().union(*asked.actors.values())

    assert held >= set(ROLES) - BY_OTHERS_HAND
    assert asked.actors[asked.newcomer] == frozenset()


def test_a_route_is_refused_to_every_role_the_table_does_not_name(asked: Asking) -> None:
    wrong = []
    for row in ROWS:
        lacking = [who for who, roles in asked.actors.items() if not row.allows(roles)]
        for who in some(row, lacking):
            answer = told(asked.ask(row, who, whole=False))
            if answer != "403 not-permitted":
                wrong.append(f"{row.name} as {who}: {answer}")

    assert wrong == []


def test_a_guest_gets_no_further_than_what_is_public(asked: Asking) -> None:
    strange = [row for row in ROWS if WHOLE or row.route.tag in ("orders", "contracts", "me")]

    answers = {row.name: asked.ask(row, GUEST, whole=False).status_code for row in strange}

    assert {row.name for row in strange if row.route.public} == {
        name for name, status in answers.items() if status != 401
    }


def test_everybody_reads_what_is_their_own(asked: Asking) -> None:
    wrong = []
    for row in (row for row in ROWS if row.route.method == "GET"):
        may = [who for who, roles in asked.actors.items() if row.allows(roles)]
        for who in some(row, may):
            answer = asked.ask(row, who)
            if answer.status_code in (401, 403) or answer.status_code >= 500:
                wrong.append(f"{row.name} as {who}: {told(answer)}")

    assert wrong == []


NOT_THERE = {
    "GET orders/{order_id}/attachments/{attachment_id}",
    "GET contracts/{contract_id}/signed-copy",
    "GET levy/runs/{run_id}/payers/{key}",
    "GET levy/runs/{run_id}/payers/{key}/document",
}
"""What the order asked about does not have: refused to others by the order, contract or body."""


def test_what_others_are_asked_about_is_there(asked: Asking) -> None:
    owners = (asked.own.clerk, asked.own.signatory, VENDORS[0])

    found = {
        row.name: any(asked.ask(row, who).ok for who in owners if row.allows(asked.actors[who]))
        for row in ROWS
        if row.others is Others.REFUSED and row.route.method == "GET"
    }

    assert {name for name, is_there in found.items() if not is_there} == NOT_THERE


def test_nobody_reaches_what_is_another_s(asked: Asking) -> None:
    wrong = []
    for row in (row for row in ROWS if row.others is Others.REFUSED):
        lacking = [
            who
            for who, roles in asked.strangers.items()
            if row.allows(roles) and not row.allows_for_others(roles)
        ]
        for who in some(row, lacking):
            answer = asked.ask(row, who)
            if answer.status_code not in (403, 404):
                wrong.append(f"{row.name} as {who}: {told(answer)}")

    assert wrong == []


STATES = {
    "{order_id}": "setup_requested", "{contract_id}": "concluded",
    "{registration_id}": "approved", "{authority_id}": "approved", "{mandate_id}": "granted",
}  # fmt: skip
"""In which state the things are that are asked about."""


def is_in(row: Row) -> str:
    return next(state for name, state in STATES.items() if name in row.route.path)


def test_a_thing_that_is_not_in_a_state_of_the_table_is_left_as_it_is(asked: Asking) -> None:
    wrong = []
    for row in (row for row in ROWS if row.states and is_in(row) not in row.states):
        may = [who for who, roles in asked.actors.items() if row.allows(roles)]
        for who in some(row, may):
            answer = asked.ask(row, who)
            if answer.status_code not in (403, 404, 409):
                wrong.append(f"{row.name} as {who}: {told(answer)}")

    assert wrong == []
