"""Whoever the clockworks of all services name is found by notify and has words."""

import pytest

from services.common.moves import Wait
from services.identity.domain.deadlines import DEADLINES as OF_REGISTRATIONS
from services.notify.domain.recipients import _OF_ROLE
from services.orders.domain.deadlines import DEADLINES as OF_ORDERS

ROWS = [
    pytest.param(wait, id=f"{noun}.{code}")
    for noun, table in (("order", OF_ORDERS), ("registration", OF_REGISTRATIONS))
    for code, wait in table.items()
]


@pytest.mark.parametrize("wait", ROWS)
def test_whoever_is_reminded_or_told_is_somebody_notify_finds(wait: Wait) -> None:
    told = {wait.escalation} if wait.escalation else set()
    reminded = {wait.role} if wait.reminded_on else set()

    assert told | reminded <= set(_OF_ROLE)
