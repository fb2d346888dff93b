"""A list of gaps over many bodies on the real database: a result per row, taken in once."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Unavailable
from services.common.messaging.read_copies import ReadCopy
from services.orders.domain.gap_rows import GapRow, counts_of
from services.orders.domain.states import OrderState
from services.orders.gap_lists import GapLists
from services.orders.repositories.bodies import UncontractedUses
from services.orders.repositories.covered_places import ordered
from services.orders.repositories.directory import Directory
from services.orders.repositories.orders import Orders
from tests import builders
from tests.builders import MUNICH, PRIEN, PROFILE, TODAY

Db = Database[dict[str, Any]]
ROWS = [
    GapRow(PRIEN, "kfz"), GapRow(PRIEN, "kfz"), GapRow(PRIEN, PROFILE), GapRow(MUNICH, PROFILE),
    GapRow("09999999", "kfz"), GapRow(MUNICH, "none"), GapRow(MUNICH, "hund"),
]  # fmt: skip
OUTCOMES = ["new", "twice", "ordered", "new", "body_unknown", "profile_unknown", "known"]


def nothing(*_: object) -> None:
    """Wake no relay."""


@pytest.fixture
def stores(database: Db) -> tuple[UncontractedUses, Orders, Directory]:
    """Empty stores of a service that knows no body yet."""
    gaps, orders = (kind(database, "orders", nothing) for kind in (UncontractedUses, Orders))
    gaps.prepare()
    orders.prepare()
    nouns = (("identity", "body"), ("catalog", "profile"), ("catalog", "vendor"),
             ("catalog", "system"))  # fmt: skip
    return gaps, orders, Directory(*(ReadCopy(database, *noun) for noun in nouns))


@pytest.fixture
def lists(stores: tuple[UncontractedUses, Orders, Directory]) -> GapLists:
    """Lists over two bodies, one of which has ordered, and the other told a gap before."""
    gaps, orders, directory = stores
    for body in (PRIEN, MUNICH):
        directory._bodies.keep(body, 1, {"name": body})
    for profile in (PROFILE, "kfz", "hund"):
        directory._profiles.keep(profile, 1, {"title": {"de": profile}})
    orders.place(builders.order_in(OrderState.SUBMITTED))
    made = GapLists(gaps, orders, directory)
    made._take_in(MUNICH, ["hund"], TODAY)
    return made


def test_each_row_has_its_result_and_a_look_keeps_nothing(lists: GapLists) -> None:
    outcomes = lists.look(ROWS)

    assert outcomes == OUTCOMES
    assert counts_of(outcomes)["new"] == 2
    assert lists._gaps.of_body(PRIEN).version == 0


def test_what_is_new_is_added_to_what_each_body_was_told_before(lists: GapLists) -> None:
    lists.keep(ROWS, lists.look(ROWS), TODAY + timedelta(days=1))

    listed = lists._gaps.listed([PRIEN, MUNICH])

    assert listed == {PRIEN: ["kfz"], MUNICH: ["hund", PROFILE]}
    assert lists._gaps.of_body(MUNICH).listed_on == TODAY + timedelta(days=1)


def test_the_same_rows_again_add_nothing_and_an_older_list_is_no_newer(lists: GapLists) -> None:
    for number in range(2):
        context.enter(Call(once=f"call-{number}"))
        lists.keep(ROWS, lists.look(ROWS), TODAY - timedelta(days=number))

    assert lists._gaps.of_body(PRIEN).profiles == ["kfz"]
    assert lists._gaps.of_body(PRIEN).listed_on == TODAY
    assert "new" not in lists.look(ROWS)


def test_what_was_ordered_is_read_by_index(lists: GapLists) -> None:
    plan = lists._orders.collection.find(ordered([PRIEN], [PROFILE])).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_as_long_as_no_body_is_known_no_row_is_called_unknown(
    stores: tuple[UncontractedUses, Orders, Directory],
) -> None:
    with pytest.raises(Unavailable):
        GapLists(*stores).look(ROWS)
