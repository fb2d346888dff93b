"""Figures of a service in a district: what counts, how often, and how long the steps took."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.errors import BulkWriteError

from services.orders.domain.figures import (
    FEWEST_STEPS,
    LONGEST_DAYS,
    STEPS,
    FigureCell,
    added,
    area_of,
    bottleneck_of,
    measured,
    median_of,
    steps_of,
)
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.repositories.figures import Figures
from tests import builders
from tests.builders import CLERK, NOW

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
VG, MEMBER, OTHER = "091875101", "09187101", "09187102"


def line(action: str, days: int) -> dict[str, Any]:
    return {"action": action, "at": MONDAY + timedelta(days=days)}


def order(id: str = "o1", state: str = "live", **more: Any) -> dict[str, Any]:
    facts = {"profile": "ewa", "body": MEMBER, "places": [MEMBER], "active": True, "steps": {}}
    return {"_id": id, "state": state, **facts, **more}


def counts(cell: FigureCell) -> Any:
    return cell.doc()["counts"]


def test_each_step_takes_the_working_days_between_its_ends() -> None:
    whole = [
        line("submit", 0), line("release", 3), line("conclude", 7), line("request-setup", 7),
        line("done", 14), line("link", 15), line("link", 30),
    ]  # fmt: skip

    assert steps_of(whole, MEMBER) == {
        "review": 3, "contract": 2, "setup": 5, "link": 1, "whole": 11,
    }  # fmt: skip


def test_a_review_begins_once_and_ends_with_the_last_release() -> None:
    asked_back = [line("submit", 0), line("release", 1), line("submit", 2), line("release", 3)]

    assert steps_of(asked_back, MEMBER) == {"review": 3}


def test_what_was_in_use_already_has_no_setup() -> None:
    assert "setup" not in steps_of([line("conclude", 0), line("await-link", 0)], MEMBER)


def test_a_step_of_years_counts_as_the_longest() -> None:
    assert steps_of([line("submit", 0), line("release", 4000)], MEMBER)["review"] == LONGEST_DAYS


def test_taking_an_order_again_changes_nothing_and_an_ended_one_is_gone() -> None:
    cell = FigureCell("ewa", "09187")
    for _ in range(2):
        cell.take(order(), {MEMBER: "municipality"})

    assert counts(cell) == {"municipality": {"live": 1}}
    cell.take(order(active=False, state="withdrawn"), {MEMBER: "municipality"})
    assert counts(cell) == {}


def test_a_joint_order_counts_each_place_and_its_steps_once() -> None:
    joint = order(body=VG, places=[VG, MEMBER, OTHER], steps={"review": 2})
    cell = FigureCell("ewa", "09187")

    cell.take(joint, {VG: "joint_administration", MEMBER: "municipality", OTHER: "municipality"})

    assert counts(cell) == {"joint_administration": {"live": 1}, "municipality": {"live": 2}}
    assert cell.doc()["days"] == {"review": {"2": 1}}


def test_of_two_orders_for_one_place_the_one_that_is_further_counts() -> None:
    cell = FigureCell("ewa", "09187")
    cell.take(order("o1", "live"), {MEMBER: "municipality"})
    cell.take(order("o2", "submitted"), {MEMBER: "municipality"})

    assert counts(cell) == {"municipality": {"live": 1}}


def test_sums_add_up() -> None:
    one, two = FigureCell("ewa", "09187"), FigureCell("ewa", "09162")
    for cell in (one, two):
        cell.take(order(steps={"review": 2}), {MEMBER: "municipality"})

    whole = added([one.doc(), two.doc()])

    assert whole == {"counts": {"municipality": {"live": 2}}, "days": {"review": {"2": 2}}}


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ({}, None),
        ({"3": FEWEST_STEPS - 1}, None),
        ({"10": 3, "2": 2}, 10),
        ({"10": 2, "2": 3}, 2),
        ({"2": 3, "10": 3}, 2),
    ],
)
def test_the_median_is_told_from_enough_steps_on(days: dict[str, int], median: int | None) -> None:
    assert median_of(days) == median


@pytest.mark.parametrize(
    ("body", "area"),
    [("09187162", "09187"), ("091875101", "09187"), ("09187", "09187"), ("091", "091")],
)
def test_a_body_is_in_the_district_its_key_begins_with(body: str, area: str) -> None:
    assert area_of(body) == area


def test_a_body_with_a_key_of_ours_is_where_the_register_says() -> None:
    assert area_of("x-00000001", {"district": "09162"}) == "09162"
    assert area_of("x-00000001", {"district": None, "region": "091"}) == "091"
    assert area_of("x-00000001") == ""


def test_the_bottleneck_is_longest_against_what_is_allowed_not_in_days() -> None:
    review, setup = measured("review", {"4": 5}), measured("setup", {"20": 5})

    assert (review["allowed_days"], setup["allowed_days"]) == (3, 35)
    assert bottleneck_of([review, setup]) == "review"
    assert bottleneck_of([measured("link", {"4": 4})]) is None


def test_every_step_is_between_two_different_things() -> None:
    assert all(begun != ended for begun, ended in STEPS.values())


def noted(order: Order) -> int:
    """Return the note of an order after it was counted, with what follows."""
    order.version, order.to_tally = 7, 0
    return order.to_tally


def test_an_order_notes_each_move_for_the_figures_and_nothing_else() -> None:
    held = builders.order_in(OrderState.SUBMITTED)
    assert held.to_tally == 1
    noted(held)

    held.request_support("Hilfe", CLERK, NOW)
    assert held.to_tally == 0
    held.move("withdraw", CLERK, NOW)

    assert held.to_tally == 8


def test_an_order_that_goes_over_to_another_body_notes_it() -> None:
    held = builders.order_in(OrderState.LIVE)
    used = held.use()
    noted(held)

    held.places = ["09162000"]
    held.tell_use(used)

    assert held.to_tally == 8


class Unsure:
    """A collection whose writes no majority has confirmed."""

    def bulk_write(self, writes: list[Any], **_: object) -> None:
        unconfirmed = [{"code": 64, "errmsg": "waiting for replication timed out"}]
        counts = {"nModified": len(writes), "nUpserted": 0}
        raise BulkWriteError({"writeErrors": [], "writeConcernErrors": unconfirmed, **counts})


def test_cells_no_majority_has_confirmed_are_not_taken_as_kept() -> None:
    database: Any = {"figures": Unsure(), "figure_sums": Unsure()}

    with pytest.raises(BulkWriteError):
        Figures(database).put(FigureCell("ewa", VG))
