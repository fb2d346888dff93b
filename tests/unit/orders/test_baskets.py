"""What lies in the basket of a body, who put it in, and when it leaves; nothing is stored."""

from datetime import timedelta
from typing import Any

import pytest

from services.common.errors import Conflict
from services.orders.domain.baskets import MOST_ENTRIES, Basket
from services.orders.domain.costs import interface_cost
from services.orders.domain.history import ERASED_NAME
from tests.builders import CLERK, MUNICH, NOW, PRIEN, REVIEWER

LATER = NOW + timedelta(hours=1)


def basket(*profiles: str, version: int = 1, body: str = PRIEN) -> Basket:
    made = Basket(id=body, version=version)
    for profile in profiles:
        made.put(profile, CLERK, NOW)
    return made


def test_a_service_lies_in_the_basket_once_as_it_was_put_in_first() -> None:
    held = basket("ewa")

    held.put("ewa", REVIEWER, LATER)

    assert [(e.profile, e.added_by, e.added_at) for e in held.entries] == [
        ("ewa", CLERK.id, NOW)
    ]  # fmt: skip


def test_what_is_taken_out_is_gone_and_nothing_else() -> None:
    held = basket("ewa", "kfz")

    held.take("ewa")
    held.take("unknown")

    assert held.profiles == ["kfz"]


def test_who_has_seen_the_basket_says_what_lies_in_it() -> None:
    held = basket("ewa", "kfz", version=3)

    held.change(["hund", "kfz", "hund"], 3, REVIEWER, LATER)

    assert [(e.profile, e.added_by) for e in held.entries] == [
        ("hund", REVIEWER.id), ("kfz", CLERK.id)
    ]  # fmt: skip
    with pytest.raises(Conflict):
        held.change([], 2, CLERK, LATER)
    assert held.profiles == ["hund", "kfz"]


def test_what_was_ordered_since_it_was_put_in_has_left() -> None:
    held = basket("ewa", "kfz", "hund")
    ordered = {"ewa": LATER, "kfz": NOW - timedelta(days=1)}

    held.let_go(ordered)
    held.let_go(ordered)

    assert held.profiles == ["kfz", "hund"]


def test_the_basket_of_a_body_that_ended_goes_over_as_far_as_there_is_room() -> None:
    full = basket(*map(str, range(MOST_ENTRIES - 1)), body=MUNICH)

    full.take_over(basket("0", "ewa", "kfz"))

    assert len(full.entries) == MOST_ENTRIES
    assert full.profiles[-1] == "ewa"
    assert full.entries[-1].added_by_name == CLERK.name


def test_a_person_who_is_erased_leaves_what_they_put_in() -> None:
    held = basket("ewa")
    held.put("kfz", REVIEWER, NOW)

    about = held.about(CLERK.id)
    held.forget(CLERK.id)

    assert [entry["profile"] for entry in about["entries"]] == ["ewa"]
    assert [(e.added_by, e.added_by_name) for e in held.entries] == [
        (None, ERASED_NAME), (REVIEWER.id, REVIEWER.name)
    ]  # fmt: skip
    assert held.about(CLERK.id)["entries"] == []


@pytest.mark.parametrize(
    ("stated", "cost"),
    [((), "none"), ((False,), "no"), ((False, None), "unknown"), ((False, None, True), "yes")],
)
def test_an_interface_costs_what_is_stated_of_it(stated: tuple[Any, ...], cost: str) -> None:
    profile = {"interfaces": [{"system": "OK.EWO", "extra_cost": one} for one in stated]}

    assert interface_cost(profile) == interface_cost(profile, {"OK.EWO"}) == cost
    assert interface_cost(profile, {"another"}) == "none"
