"""Bulk orders on the real database: one effect per item, whatever breaks off."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock
from services.common.errors import Conflict, Invalid
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import JOINT, MEMBERS, PRIEN, PROFILE
from tests.integration.bulk_orders import (
    COMMON,
    EXPECTED,
    MIXED,
    PERSON,
    BulkStores,
    Doc,
    begin,
    body_keys,
    calls,
    clerk,
    items_for,
    mixed,
    outcomes,
    page,
)
from tests.shape.sources import ROOT

Db = Database[Doc]


def test_a_dry_run_says_what_would_become_of_each_item_and_orders_nothing(
    stores: BulkStores,
) -> None:
    caller = mixed(stores)

    told = begin(stores, MIXED, caller, dry_run=True)
    stores.finish()

    after = page(stores, told["id"], caller)
    assert outcomes(stores, told["id"]) == EXPECTED
    assert after["state"] == "checked"
    assert after["counts"]["accepted"] == 1
    assert [item["order"] for item in after["items"]][:2] == [None, None]
    assert stores.orders.collection.count_documents({}) == 1


def test_the_real_one_has_the_same_results_and_orders(stores: BulkStores) -> None:
    caller = mixed(stores)

    told = begin(stores, MIXED, caller)
    stores.finish()

    after = page(stores, told["id"], caller)
    assert outcomes(stores, told["id"])[2:] == EXPECTED[2:]
    assert after["state"] == "done"
    placed = stores.orders.get(after["items"][0]["order"])
    assert (placed.body, placed.state) == ("09000000", OrderState.SUBMITTED)
    assert after["items"][1]["outcome"] == "duplicate"
    assert after["items"][2]["number"]
    assert stores.orders.collection.count_documents({}) == 2


def test_what_a_dry_run_accepted_is_placed_and_nothing_else(stores: BulkStores) -> None:
    caller = mixed(stores)
    told = begin(stores, MIXED, caller, dry_run=True)
    stores.finish()
    stores.copies["profile"].keep("retired", 2, builders.profile_doc())

    calls("r2", caller)
    stores.service().place_bulk_order(told["id"])
    stores.finish()

    after = page(stores, told["id"], caller)
    assert (after["state"], after["dry_run"]) == ("done", False)
    assert [o for o, _ in outcomes(stores, told["id"])] == [o for o, _ in EXPECTED]
    assert after["items"][0]["order"]
    assert stores.orders.collection.count_documents({}) == 2


def test_who_ordered_and_by_which_bulk_order_is_recorded(stores: BulkStores) -> None:
    told = begin(stores, items_for(["09000000"]), clerk(claims={"acting": {"id": "t1"}}))
    stores.finish()

    doc = stores.orders.collection.find_one({}) or {}
    (recorded,) = (e for e in doc["outbox"] if e["type"] == "audit.recorded")
    said = [e["type"] for e in doc["outbox"]]
    assert recorded["data"]["actor"] == "clerk/t1"
    assert recorded["data"]["action"] == "orders.place"
    assert recorded["data"]["on_behalf_of"] == "09000000"
    assert (recorded["correlationid"], recorded["causationid"]) == ("r1", told["id"])
    assert doc["bulk_order"] == told["id"]
    assert doc["history"][0]["actor"] == "clerk"
    assert said == ["order.submitted", "use.changed", "audit.recorded"]


def test_a_repeated_call_finds_its_own_and_goes_on_where_it_was_broken_off(
    stores: BulkStores,
) -> None:
    first = begin(stores, items_for(body_keys(3)))
    stores.requests.collection.update_one({"_id": first["id"]}, {"$set": {"state": "receiving"}})
    stores.items.collection.delete_one({"n": 1})

    again = begin(stores, items_for(body_keys(3)), once="r1")
    stores.requests.collection.update_one({"_id": first["id"]}, {"$set": {"done": []}})
    again = begin(stores, items_for(body_keys(3)), once="r1")
    stores.finish()

    assert again["id"] == first["id"]
    assert stores.outcomes(first["id"]) == {"accepted": 3}


def test_one_whose_items_never_came_is_given_up(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(2)))
    long_ago = clock.now() - timedelta(hours=1)
    broken_off = {"state": "receiving", "next_at": long_ago}
    stores.requests.collection.update_one({"_id": told["id"]}, {"$set": broken_off})

    stores.finish()

    assert stores.requests.get(told["id"]).state == "cancelled"
    assert stores.outcomes(told["id"]) == {"cancelled": 2}


def test_a_cancelled_one_keeps_what_is_placed_and_places_nothing_more(stores: BulkStores) -> None:
    stores.prepare(bodies=250)
    told = begin(stores, items_for(body_keys(250)))
    stores.work.round()

    calls("r2", clerk())
    stores.service().cancel_bulk_order(told["id"])
    stores.finish()

    after = page(stores, told["id"], clerk())
    assert after["state"] == "cancelled"
    assert stores.outcomes(told["id"]) == {"accepted": 100, "cancelled": 150}
    assert stores.orders.collection.count_documents({}) == 100
    assert after["actions"] == []


def test_what_was_placed_before_a_cancellation_is_told_as_placed(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(3)))
    request, due = stores.requests.get(told["id"]), stores.items.due(told["id"], 100)
    stores.work._batches[request.kind](request, due).settle()
    calls("r2", clerk())
    stores.service().cancel_bulk_order(told["id"])

    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 3}


def test_a_process_killed_at_any_write_leaves_one_order_for_each_item(
    database: Db, mongo_uri: str
) -> None:
    stores = BulkStores(database)
    stores.prepare(bodies=500)
    told = begin(stores, items_for(body_keys(500)))
    command = [sys.executable, "-m", "tests.integration.bulk_orders", mongo_uri, database.name]

    ends = []
    for write in (1, 2, 1, 2, 3, 2, 2, 3, 4, 2):
        done = subprocess.run([*command, str(write)], cwd=ROOT, capture_output=True, timeout=60)
        ends.append(done.returncode)
    stores.finish()

    numbers = stores.orders.collection.distinct("number")
    told_once = stores.orders.collection.count_documents({"outbox": {"$size": 3}})
    assert set(ends) == {-signal.SIGKILL}
    assert stores.outcomes(told["id"]) == {"accepted": 500}
    assert len(numbers) == told_once == stores.orders.collection.count_documents({}) == 500
    assert {item["order"] for item in stores.results(told["id"])} == set(
        stores.orders.collection.distinct("_id")
    )
    assert stores.requests.get(told["id"]).counts == {"accepted": 500}
    request = stores.requests.collection.find_one({"_id": told["id"]}) or {}
    told_of = [e["data"]["bulk"] for e in request["outbox"] if e["type"] == "bulk_order.ended"]
    (end,) = told_of
    assert (end["state"], end["begun_by"], end["counts"]["accepted"]) == ("done", "clerk", 500)


def test_two_bulk_orders_for_the_same_places_at_once_make_each_order_once(database: Db) -> None:
    pair = [BulkStores(database, holder="same"), BulkStores(database, holder="same")]
    pair[0].prepare(bodies=300)
    ids = [begin(pair[0], items_for(body_keys(300)), once=once)["id"] for once in ("r1", "r2")]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(BulkStores.finish, pair))

    found = [pair[0].outcomes(id) for id in ids]
    assert pair[0].orders.collection.count_documents({}) == 300
    assert sum(counts.get("accepted", 0) for counts in found) == 300
    assert sum(counts.get("duplicate", 0) for counts in found) == 300


def test_a_place_that_another_took_in_between_is_a_duplicate_with_its_number(
    stores: BulkStores,
) -> None:
    told = begin(stores, items_for(body_keys(3)))
    request, due = stores.requests.get(told["id"]), stores.items.due(told["id"], 100)
    batch: Any = stores.work._batches[request.kind](request, due)
    look = batch._look_for_others

    def look_and_lose() -> None:
        look()
        stores.orders.add(builders.order(id="other", number="DM-1", body="09000001",
                                         places=["09000001"]))  # fmt: skip

    batch._look_for_others = look_and_lose
    results = batch.settle()

    found = [results[item["_id"]] for item in due]
    assert [result.outcome for result in found] == ["accepted", "duplicate", "accepted"]
    assert (found[1].order, found[1].number) == ("other", "DM-1")


def test_a_number_that_another_order_has_is_not_given_twice(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(2)))
    request, due = stores.requests.get(told["id"]), stores.items.due(told["id"], 100)
    first: Any = stores.work._batches[request.kind](request, due)
    draft = first._draft_all

    def draft_and_lose() -> None:
        draft()
        taken = first._drafts[due[0]["_id"]].number
        stores.orders.add(builders.order(id="other", number=taken, profile="another"))

    first._draft_all = draft_and_lose
    left = first.settle()
    stores.finish()

    assert set(left) == {due[1]["_id"]}
    assert stores.outcomes(told["id"]) == {"accepted": 2}


def test_a_joint_administration_contracts_once_or_for_each_member(stores: BulkStores) -> None:
    for member in MEMBERS:
        place = {**builders.body_doc(), "name": member, "joint_administration": JOINT}
        stores.copies["body"].keep(member, 1, place)
    stores.copies["profile"].keep("jointly", 1, builders.profile_doc(sphere="delegated"))
    stores.copies["chain"].keep("jointly", 1, builders.chain_doc())
    wanted = [*items_for([JOINT, *MEMBERS], "jointly"), *items_for(MEMBERS)]

    told = begin(stores, wanted, clerk(JOINT, *MEMBERS))
    stores.finish()

    orders = {(o.body, o.profile): o.places for o in stores.orders.page({})}
    assert [o for o, _ in outcomes(stores, told["id"])] == [
        "accepted", "ineligible", "ineligible", "accepted", "accepted",
    ]  # fmt: skip
    assert orders[JOINT, "jointly"] == [JOINT, *MEMBERS]
    assert [orders[member, PROFILE] for member in MEMBERS] == [[member] for member in MEMBERS]


def test_an_item_that_meets_a_defect_stops_no_other(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = begin(stores, items_for(body_keys(3)))
    request, due = stores.requests.get(told["id"]), stores.items.due(told["id"], 100)
    batch: Any = stores.work._batches[request.kind](request, due)
    drafted = batch._desk.drafted

    def fail(order: Doc, numbers: Any) -> Any:
        if order["body"] == "09000001":
            raise ZeroDivisionError
        return drafted(order, numbers)

    monkeypatch.setattr(batch._desk, "drafted", fail)
    results = batch.settle()

    found = [results[item["_id"]] for item in due]
    assert [result.outcome for result in found] == ["accepted", "failed", "accepted"]
    assert found[1].code == "internal-error"


def test_a_person_has_only_so_many_under_way(stores: BulkStores) -> None:
    for number in range(10):
        begin(stores, items_for(body_keys(1)), once=f"r{number}")

    again = begin(stores, items_for(body_keys(1)), once="r3")
    with pytest.raises(Conflict) as refused:
        begin(stores, items_for(body_keys(1)), once="one-more")

    assert again["id"]
    assert refused.value.code == "bulk-too-many"


@pytest.mark.parametrize(
    ("items", "common", "pointer"),
    [
        ([{"body": PRIEN, "remark": "x" * 20_000}], COMMON, "/items/0"),
        ([7], COMMON, "/items/0"),
        ([], COMMON, "/items"),
        ([{"body": PRIEN}], {"functional_contact": {**PERSON, "email": "x"}},
         "/common/functional_contact/email"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_orders_is_refused_at_once(
    stores: BulkStores, items: list[Any], common: Doc, pointer: str
) -> None:
    with pytest.raises(Invalid) as refused:
        begin(stores, items, common=common)

    assert [at for at, _ in refused.value.wrong] == [pointer]
