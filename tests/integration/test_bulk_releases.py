"""Bulk releases on the real database: each with every check of a single one."""

import pytest

from services.common import clock
from services.common.errors import Forbidden, Invalid
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import CLERK, MUNICH, PROFILE, REVIEWER
from tests.integration.bulk_orders import (
    BulkStores,
    Doc,
    begin,
    body_keys,
    calls,
    clerk,
    items_for,
    outcomes,
)

REVIEWS = builders.principal(
    subject=REVIEWER.id, name=REVIEWER.name,
    grants={"*": frozenset({"orders:review", "orders:read"})},
)  # fmt: skip


def submitted(stores: BulkStores, count: int) -> list[str]:
    begin(stores, items_for(body_keys(count)), once="orders")
    stores.finish()
    return sorted(stores.orders.collection.distinct("_id"))


def release(stores: BulkStores, payload: Doc, *, dry_run: bool = False, once: str = "r9") -> Doc:
    calls(once, REVIEWS)
    told: Doc = stores.service().begin_bulk_release(payload, {"dry_run": dry_run})
    return told


def test_a_dry_run_of_a_release_releases_nothing_and_is_followed_by_it(stores: BulkStores) -> None:
    submitted(stores, 5)

    told = release(stores, {"filter": {"profile": PROFILE}}, dry_run=True)
    stores.finish()
    tried = stores.outcomes(told["id"])
    states = stores.orders.collection.distinct("state")
    calls("r10", REVIEWS)
    stores.service().place_bulk_release(told["id"])
    stores.finish()

    assert (tried, states) == ({"accepted": 5}, ["submitted"])
    assert stores.outcomes(told["id"]) == {"accepted": 5}
    released = stores.orders.page({})
    assert {(o.state, o.released_by) for o in released} == {(OrderState.RELEASED, REVIEWER.id)}


def test_each_release_has_every_check_of_a_single_one(stores: BulkStores) -> None:
    ids = submitted(stores, 4)
    other = builders.OTHER_REVIEWER
    stores.orders.change(ids[0], lambda o: o.claim(other, clock.now()))
    stores.orders.change(ids[1], lambda o: o.move("withdraw", CLERK, clock.now()))
    stores.orders.change(ids[2], lambda o: setattr(o, "profile_version", 2))

    told = release(stores, {"orders": [*ids, "unknown"]})
    stores.finish()

    found = outcomes(stores, told["id"])
    assert found == [
        ("failed", "order-claimed"),
        ("failed", "order-wrong-state"),
        ("ineligible", "version-outdated"),
        ("accepted", None),
        ("invalid", "order-not-found"),
    ]


def test_a_release_that_was_broken_off_is_not_made_twice(stores: BulkStores) -> None:
    (id,) = submitted(stores, 1)
    told = release(stores, {"orders": [id]})
    request, due = stores.requests.get(told["id"]), stores.items.due(told["id"], 100)
    stores.work._batches[request.kind](request, due).settle()

    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 1}
    assert [line.action for line in stores.orders.get(id).history] == ["submit", "release"]


def test_releases_are_for_reviewers(stores: BulkStores) -> None:
    (id,) = submitted(stores, 1)
    calls("r9", clerk())

    with pytest.raises(Forbidden):
        stores.service().begin_bulk_release({"orders": [id]}, {})


@pytest.mark.parametrize(
    "payload", [{}, {"orders": ["o1"], "filter": {}}, {"filter": {"body": MUNICH}}]
)
def test_a_release_names_orders_or_a_filter_that_finds_some(
    stores: BulkStores, payload: Doc
) -> None:
    with pytest.raises(Invalid):
        release(stores, payload)


def test_looking_for_what_waits_for_release_reads_an_index(stores: BulkStores) -> None:
    submitted(stores, 2)
    submitted_ones = {"due_on": {"$gt": ""}, "state": "submitted", "open_point.kind": None}

    plan = stores.orders.collection.find(submitted_ones).sort([("due_on", 1), ("_id", 1)]).explain()

    winning = str(plan["queryPlanner"]["winningPlan"])
    assert "COLLSCAN" not in winning
    assert "'stage': 'SORT'" not in winning


class Broken(Exception):
    """The process ends here."""


def test_a_call_delivered_again_keeps_what_its_filter_chose_first(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = submitted(stores, 3)
    with monkeypatch.context() as patched:
        patched.setattr(stores.items, "add", lambda *_: (_ for _ in ()).throw(Broken))
        with pytest.raises(Broken):
            release(stores, {"filter": {"profile": PROFILE}})
    stores.orders.change(first[0], lambda o: o.move("withdraw", CLERK, clock.now()))
    begin(stores, items_for(["09000009"]), once="meanwhile")

    told = release(stores, {"filter": {"profile": PROFILE}})

    assert sorted(item["wanted"] for item in stores.results(told["id"])) == first
    assert stores.requests.get(told["id"]).choice == []


def test_a_call_delivered_again_when_nothing_waits_any_more_repeats_its_answer(
    stores: BulkStores,
) -> None:
    submitted(stores, 2)
    first = release(stores, {"filter": {"profile": PROFILE}})
    stores.finish()

    again = release(stores, {"filter": {"profile": PROFILE}})

    assert again["id"] == first["id"]
    assert stores.outcomes(first["id"]) == {"accepted": 2}
