"""Bulk orders as they are read: pages, lists, by index; and what does not stay in them."""

import time

from services.common import clock
from services.common.principal import Delegation
from services.orders.domain.bulk_requests import BulkKind
from tests.integration.bulk_orders import (
    MIXED,
    BulkStores,
    begin,
    body_keys,
    calls,
    clerk,
    items_for,
    mixed,
    page,
)


def test_pages_of_items_hold_each_once_and_one_outcome_alone(stores: BulkStores) -> None:
    caller = mixed(stores)
    told = begin(stores, MIXED, caller)
    stores.finish()

    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {"limit": "4", **({"cursor": cursor} if cursor else {})}
        answer = page(stores, told["id"], caller, **query)
        seen += [item["n"] for item in answer["items"]]
        cursor = answer["next"]
    invalid = page(stores, told["id"], caller, outcome="invalid")

    assert seen == list(range(len(MIXED)))
    assert invalid["total"] == 4
    assert {item["outcome"] for item in invalid["items"]} == {"invalid"}


def test_contacts_do_not_stay_in_the_items(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(2)))
    stores.finish()

    assert all("wanted" not in item for item in stores.results(told["id"]))


def test_contacts_stay_after_a_dry_run_only_where_they_may_be_needed(stores: BulkStores) -> None:
    told = begin(stores, MIXED, mixed(stores), dry_run=True)
    stores.finish()

    kept = [item["outcome"] for item in stores.results(told["id"]) if "wanted" in item]

    assert kept == ["accepted"]


def test_contacts_do_not_stay_when_a_dry_run_is_dropped(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(2)), dry_run=True)
    stores.finish()

    calls("r2", clerk())
    stores.service().cancel_bulk_order(told["id"])
    stores.finish()

    request = stores.requests.get(told["id"])
    assert (request.state, request.open) == ("cancelled", False)
    assert stores.outcomes(told["id"]) == {"accepted": 2}
    assert all("wanted" not in item for item in stores.results(told["id"]))


def test_no_look_at_bulk_requests_scans_them(stores: BulkStores) -> None:
    begin(stores, items_for(body_keys(2)))
    requests, items = stores.requests.collection, stores.items.collection
    due = {"request": "b", "due": True}
    accepted = {"request": "b", "outcome": "accepted", "body": {"$in": ["x"]}}
    newest = [("begun_at", -1), ("_id", -1)]
    visible = {"$or": [{"begun_by": "x"}, {"bodies": {"$in": ["y"]}}]}

    plans = [
        requests.find({"open": True, "next_at": {"$lte": clock.now()}}).sort("next_at", 1),
        requests.find({"open": True, "begun_by": "x"}),
        requests.find({"$and": [{"kind": "order"}, visible]}).sort(newest),
        requests.find({"begun_by": "x"}).sort(newest),
        items.find(due).sort("n", 1),
        items.find({"request": "b", "n": {"$gte": 0}}).sort("n", 1),
        items.find(accepted),
    ]

    winners = [str(plan.explain()["queryPlanner"]["winningPlan"]) for plan in plans]
    assert all("COLLSCAN" not in winner for winner in winners)
    assert all("'stage': 'SORT'," not in winner for winner in winners)


def test_the_operator_s_list_and_the_end_of_a_loan_have_an_index_of_their_own(
    stores: BulkStores,
) -> None:
    rights = frozenset({"orders:read", "orders:prepare", "orders:place"})
    for n, key in enumerate(body_keys(6)):
        loan = Delegation(f"m{n}", key, rights, time.time() + 3600)
        begin(stores, items_for([key]), clerk(key, subject=key, delegations=(loan,)), once=key)
    requests = stores.requests.collection

    newest = requests.find({"kind": "order"}).sort([("begun_at", -1), ("_id", -1)]).limit(3)
    lent = requests.find({"open": True, "authority.loans.id": "m3"}, {"_id": 1})
    plans = [str(plan.explain()["queryPlanner"]["winningPlan"]) for plan in (newest, lent)]

    assert "'indexName': 'of_kind'" in plans[0]
    assert "'stage': 'SORT'," not in plans[0]
    assert "'indexName': 'of_loan'" in plans[1]
    assert len(stores.requests.open_by_loan("m3")) == 1


def test_a_list_of_bulk_orders_is_read_without_bodies_and_rights(stores: BulkStores) -> None:
    begin(stores, items_for(body_keys(3)))

    calls("read", clerk())
    listed = stores.service().list_bulk_orders({})
    (read,), _, _ = stores.requests.listed(BulkKind.ORDER, {"limit": 5, "cursor": None}, {})

    assert [one["bodies"] for one in listed["items"]] == [3]
    assert (read.bodies, read.authority) == ([], None)
