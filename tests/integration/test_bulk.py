"""Bulk orders and bulk releases on the real database: one effect per item, whatever breaks off."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.events import Event
from services.common.principal import Delegation, Principal
from services.common.validation.input import parse
from services.identity.domain.clients import Client
from services.orders import schemas
from services.orders.domain.bulk_requests import BulkKind
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import CLERK, JOINT, MEMBERS, MUNICH, PRIEN, PROFILE, REVIEWER
from tests.integration.bulk_orders import COMMON, PERSON, BulkStores, body_keys, calls, clerk
from tests.shape.sources import ROOT

Doc = dict[str, Any]
Db = Database[Doc]
LINES = {"limit": "200"}


@pytest.fixture
def stores(database: Db) -> BulkStores:
    made = BulkStores(database)
    made.prepare(bodies=20)
    return made


def begin(
    stores: BulkStores, items: list[Any], caller: Principal | None = None, *,
    once: str = "r1", dry_run: bool = False, common: Doc | None = None,
) -> Doc:  # fmt: skip
    calls(once, caller or clerk())
    payload = {"items": items, "common": COMMON if common is None else common}
    told: Doc = stores.service().begin_bulk_order(payload, {"dry_run": dry_run})
    return told


def page(stores: BulkStores, bulk_id: str, caller: Principal, **query: str) -> Doc:
    calls("read", caller)
    told: Doc = stores.service().get_bulk_order(bulk_id, {**LINES, **query})
    return told


def items_for(bodies: list[str], profile: str = PROFILE) -> list[Doc]:
    return [{"body": body, "profile": profile} for body in bodies]


def outcomes(stores: BulkStores, bulk_id: str) -> list[tuple[str, str | None]]:
    return [(item["outcome"], item["code"]) for item in stores.results(bulk_id)]


def event(kind: str, **data: Any) -> Event:
    raw = {"time": (clock.now() + timedelta(seconds=1)).isoformat()}
    return Event("e:1:0", "identity", kind, "e", 1, data, "c", raw)


MIXED: list[Any] = [
    {"body": "09000000", "profile": PROFILE},
    {"body": "09000000", "profile": PROFILE},
    {"body": "09000001", "profile": PROFILE},
    {"body": "09000002", "profile": PROFILE, "usage": "soon"},
    {"body": "09999999", "profile": PROFILE},
    {"body": "09000003", "profile": "retired"},
    {"body": "09000004", "profile": PROFILE, "strange": True},
    {"body": 7, "profile": {"$gt": ""}},
    {"body": "09000005", "profile": PROFILE},
]
EXPECTED = [
    ("accepted", None),
    ("duplicate", "bulk-said-twice"),
    ("duplicate", "order-exists"),
    ("invalid", "invalid"),
    ("invalid", "invalid"),
    ("ineligible", "retired"),
    ("invalid", "invalid"),
    ("invalid", "invalid"),
    ("failed", "not-permitted"),
]


def mixed(stores: BulkStores) -> Principal:
    """Let one place be ordered already, and return who may order for all but the last."""
    stores.copies["profile"].keep("retired", 1, builders.profile_doc(status="retired"))
    caller = clerk(*body_keys(5), "09999999")
    calls("before", caller)
    order = parse(schemas.OrderPlaced, {**COMMON, "body": "09000001", "profile": PROFILE})
    stores.service().desk.place(order)
    return caller


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


def test_a_mandate_holder_orders_by_the_mandate_until_it_is_revoked(stores: BulkStores) -> None:
    stores.prepare(bodies=150)
    keys = body_keys(150)
    lent = [
        Delegation(f"m{key}", key, frozenset({"orders:place", "orders:prepare", "orders:read"}),
                   time.time() + 3600) for key in keys
    ]  # fmt: skip
    caller = builders.principal(grants={}, delegations=tuple(lent))
    told = begin(stores, items_for(keys), caller)
    stores.work.round()

    stores.service().on_mandate_revoked(event("mandate.revoked", mandate={"id": f"m{keys[120]}"}))
    stores.finish()

    first = stores.orders.collection.find_one({"body": keys[0]}) or {}
    assert (first["mandate"], first["history"][0]["mandate"]) == (f"m{keys[0]}", f"m{keys[0]}")
    assert stores.outcomes(told["id"]) == {"accepted": 149, "failed": 1}
    assert outcomes(stores, told["id"])[120] == ("failed", "not-permitted")


@pytest.mark.parametrize("kind", ["account.suspended", "account.closed", "account.roles_changed"])
def test_rights_that_change_on_the_way_end_the_work(stores: BulkStores, kind: str) -> None:
    stores.prepare(bodies=150)
    told = begin(stores, items_for(body_keys(150)))
    stores.work.round()
    handlers = {
        "account.suspended": stores.service().on_account_suspended,
        "account.closed": stores.service().on_account_closed,
        "account.roles_changed": stores.service().on_roles_changed,
    }

    handlers[kind](event(kind, person={"id": CLERK.id}))
    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 100, "failed": 50}
    assert outcomes(stores, told["id"])[149] == ("failed", "bulk-rights-ended")


def test_a_client_that_identity_ends_places_nothing_more(stores: BulkStores) -> None:
    stores.prepare(bodies=150)
    told = begin(stores, items_for(body_keys(150)))
    stores.work.round()
    client = Client(
        id=CLERK.id, name="x", place=body_keys(1)[0], scopes=[], secret_hash="",
        expires_on=clock.now().date(), created_by="a", created_at=clock.now(),
    )  # fmt: skip
    client.revoke(clock.now())
    (said,) = client.take_news("identity")

    stores.service().on_client_revoked(event("client.revoked", **said["data"]))
    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 100, "failed": 50}


def test_rights_that_changed_long_before_do_not_end_it(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(2)))
    before = event("account.roles_changed", person={"id": CLERK.id})
    before.raw["time"] = (clock.now() - timedelta(minutes=5)).isoformat()

    stores.service().on_roles_changed(before)
    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 2}


def test_rights_stated_hours_ago_are_not_acted_by(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = begin(stores, items_for(body_keys(1)))
    later = clock.now() + timedelta(hours=5)
    monkeypatch.setattr(clock, "now", lambda: later)

    stores.finish()

    assert outcomes(stores, told["id"]) == [("failed", "bulk-rights-ended")]


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


def test_others_see_of_a_bulk_order_what_concerns_their_bodies(stores: BulkStores) -> None:
    caller = clerk(*body_keys(3))
    told = begin(stores, items_for(body_keys(3)), caller)
    stores.finish()
    colleague = builders.principal(subject="other", grants={"09000001": frozenset({"orders:read"})})
    stranger = builders.principal(subject="other", grants={MUNICH: frozenset({"orders:read"})})

    seen = page(stores, told["id"], colleague)
    calls("read", colleague)
    listed = stores.service().list_bulk_orders({})

    assert [item["body"] for item in seen["items"]] == ["09000001"]
    assert [one["id"] for one in listed["items"]] == [told["id"]]
    with pytest.raises(NotFound):
        page(stores, told["id"], stranger)
    calls("r2", colleague)
    with pytest.raises(Forbidden):
        stores.service().cancel_bulk_order(told["id"])


def test_who_was_lent_one_service_reads_no_bulk_order_of_others(stores: BulkStores) -> None:
    key = body_keys(1)[0]
    rights = frozenset({"orders:read", "orders:prepare", "orders:place"})
    lent = Delegation("m1", key, rights, time.time() + 3600, only=frozenset({PROFILE}))
    holder = builders.principal(subject="holder", grants={}, delegations=(lent,))
    told = begin(stores, items_for([key]))
    own = begin(stores, items_for([key]), holder, once="own")

    calls("read", holder)
    listed = stores.service().list_bulk_orders({})

    assert [one["id"] for one in listed["items"]] == [own["id"]]
    assert [item["body"] for item in page(stores, own["id"], holder)["items"]] == [key]
    with pytest.raises(NotFound):
        page(stores, told["id"], holder)


def test_a_bulk_order_concerns_only_bodies_its_author_may_order_for(stores: BulkStores) -> None:
    own, lent, other, foreign = body_keys(4)
    rights = frozenset({"orders:read", "orders:prepare", "orders:place"})
    loans = tuple(
        Delegation(f"m{key}", key, rights, time.time() + 3600, only=frozenset({profile}))
        for key, profile in ((lent, PROFILE), (other, "another"))
    )
    reader = builders.principal(subject="r", grants={foreign: frozenset({"orders:read"})})

    told = begin(stores, items_for(body_keys(4)), clerk(own, delegations=loans))
    stores.finish()
    calls("read", reader)
    listed = stores.service().list_bulk_orders({})

    assert stores.requests.get(told["id"]).bodies == [own, lent]
    assert listed["items"] == []
    assert stores.outcomes(told["id"]) == {"accepted": 2, "failed": 2}
    everywhere = begin(stores, items_for(body_keys(4)), once="all")
    assert stores.requests.get(everywhere["id"]).bodies == body_keys(4)


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


def test_erasing_a_person_takes_the_name_from_what_they_began(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(1)))

    calls("erased", Principal("service:identity"))
    stores.service().on_account_erased(
        event("account.erased", account=CLERK.id, email=None, name=CLERK.name)
    )

    request = stores.requests.get(told["id"])
    assert (request.begun_by_name, request.authority) == ("Gelöschte Person", None)


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
