"""Lists of orders among very many: each filter reads little more than it shows."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pymongo import MongoClient

from services.common import context
from services.common.principal import Principal
from services.common.validation.input import parse
from services.orders import schemas
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import turns_of
from services.orders.parties import visible_to
from services.orders.repositories import late_setups, order_lists, support_requests, turns
from services.orders.repositories.orders import Orders
from tests import builders

MANY, SHOWN = 3000, 10
PLACES, SERVICES, VENDORS = 60, 20, 15
PHASES = [
    *[("live", None, None)] * 24, ("submitted", None, "2026-12-01"),
    ("awaiting_link", None, "2026-12-02"), ("in_setup", None, "2026-12-03"),
    ("contract_offered", None, "2026-12-04"), ("setup_failed", None, "2026-12-05"),
    ("live", "link_dead", "2026-12-06"),
]  # fmt: skip
ROLES = ("reviewer", "body", "support", "setup_party", "signatory")
FILTERS: list[dict[str, str]] = [
    {}, {"body": "09000007"}, {"profile": "p03"}, {"state": "live"}, {"state": "setup_failed"},
    {"vendor": "v3"}, {"number": "DM-2026-00012"},
    *({"waiting_for": role} for role in ROLES), {"vendor": "v11", "waiting_for": "setup_party"},
    {"waiting_for": "reviewer", "profile": "p03"}, {"waiting_for": "reviewer", "overdue": "true"},
    {"waiting_for": "reviewer", "mine": "true"}, {"state": "submitted", "profile": "p03"},
]  # fmt: skip


@pytest.fixture(scope="module")
def many(mongo_uri: str) -> Iterator[Orders]:
    """A store with many orders, most of them live."""
    client: MongoClient[dict[str, Any]] = MongoClient(mongo_uri, tz_aware=True)
    database = client[f"test_{uuid.uuid4().hex[:12]}"]
    orders = Orders(database, "orders", lambda *_: None)
    orders.prepare()
    shape = orders.new_doc(builders.order_in(OrderState.LIVE))
    orders.collection.insert_many([{**shape, **told(n)} for n in range(MANY)], ordered=False)
    yield orders
    client.drop_database(database)
    client.close()


def told(n: int) -> dict[str, Any]:
    state, point, due_on = PHASES[n % len(PHASES)]
    body = f"{9_000_000 + n % PLACES:08}"
    open_point = {"kind": point, "since": builders.NOW, "reason": None} if point else None
    return {
        "_id": f"o{n:06}", "number": f"DM-2026-{n:06}", "body": body, "places": [body],
        "profile": f"p{n // PLACES % SERVICES:02}", "setup_by": f"v{n % VENDORS}",
        "state": state, "open_point": open_point, "due_on": due_on, "active": False,
        "created_at": builders.NOW + timedelta(seconds=n),
    }  # fmt: skip


def reads_of(
    orders: Orders, query: dict[str, Any], scopes: dict[str, Any] | None = None
) -> tuple[int, str]:
    """Return how many documents or keys a page reads, and the server's plan for it."""
    asked = order_lists.OrderList(query, scopes)
    total = orders.collection.count_documents(asked.criteria, limit=order_lists.MOST_COUNTED + 1)
    best = asked.index(total)
    found = orders.collection.find(asked.behind()).sort(asked.order).limit(query["limit"] + 1)
    plan = (found.hint(list(best.keys)) if best else found).explain()
    stats = plan["executionStats"]
    return max(stats["totalDocsExamined"], stats["totalKeysExamined"]), str(plan["queryPlanner"])


@pytest.mark.parametrize("sort", ["newest", "due"])
@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_a_page_reads_little_more_than_it_shows(
    many: Orders, asked: dict[str, str], sort: str
) -> None:
    query = parse(schemas.OrderQuery, {**asked, "sort": sort, "limit": str(SHOWN)})
    query = order_lists.resolved(query, "nina", builders.NOW)

    read, plan = reads_of(many, query)
    page, _, total = many.listed(query, None)

    assert "COLLSCAN" not in plan
    assert read <= MANY // 10
    assert len(page) == min(SHOWN, total)


@pytest.mark.parametrize("sort", ["newest", "due"])
@pytest.mark.parametrize("asked", [
    *({"waiting_for": role} for role in ROLES), {"vendor": "v11", "waiting_for": "setup_party"},
    {"vendor": "v11", "state": "setup_failed"},
], ids=str)  # fmt: skip
def test_who_is_waited_for_is_counted_without_reading_an_order(
    many: Orders, asked: dict[str, str], sort: str
) -> None:
    vendor = {f"vendor:{asked.get('vendor')}": frozenset({"setup:report"})}
    own = visible_to(Principal("daniel", grants=vendor)) if "vendor" in asked else None
    sort = sort if "waiting_for" in asked else "due"
    query = parse(schemas.OrderQuery, {**asked, "sort": sort})
    listed = order_lists.OrderList(query, own)
    assert listed.by_turn is not None

    steps = [{"$match": listed.criteria}, {"$group": {"_id": 1, "n": {"$sum": 1}}}]
    plan = many.collection.database.command(
        "explain", {"aggregate": "orders", "pipeline": steps, "cursor": {},
                    "hint": dict(listed.by_turn.keys)}, verbosity="executionStats",
    )  # fmt: skip
    stats = plan.get("executionStats") or plan["stages"][0]["$cursor"]["executionStats"]

    assert stats["totalDocsExamined"] == 0
    assert many.listed(query, own)[2] == many.collection.count_documents(listed.criteria)


def test_a_reviewer_finds_what_is_overdue_of_one_service_and_what_is_their_own(
    many: Orders,
) -> None:
    waits = {"waiting_for": "reviewer", "sort": "due", "limit": "200"}
    taken, lapsed = [doc["_id"] for doc in many.collection.find({"state": "submitted"}).limit(2)]
    until = builders.NOW + timedelta(hours=1)
    for id, ends in ((taken, until), (lapsed, builders.NOW)):
        claim = {"claimed_by": "nina", "claimed_until": ends}
        many.collection.update_one({"_id": id}, {"$set": claim})

    def found(now: datetime, **asked: str) -> tuple[list[Order], str, int]:
        query = parse(schemas.OrderQuery, {**waits, **asked})
        resolved = order_lists.resolved(query, "nina", now)
        page, _, total = many.listed(resolved, None)
        read, plan = reads_of(many, resolved)
        assert read <= MANY // 100
        return page, plan, total

    own, by_taken, _ = found(builders.NOW, mine="true")
    of_service, by_service, count = found(builders.NOW, profile="p03")
    late = datetime(2026, 12, 2, 12, tzinfo=UTC)
    on_the_day = found(late - timedelta(days=1), overdue="true", profile="p03")[2]

    assert ([one.id for one in own], "'indexName': 'taken'" in by_taken) == ([taken], True)
    assert {one.profile for one in of_service} == {"p03"}
    assert "'indexName': 'waiting_of_service'" in by_service
    assert (on_the_day, found(late, overdue="true", profile="p03")[2]) == (0, count)
    many.collection.update_many(
        {"claimed_by": "nina"}, {"$set": {"claimed_by": None, "claimed_until": None}}
    )


def test_a_body_that_looks_for_a_vendor_s_walks_its_own_orders_alone(many: Orders) -> None:
    own = visible_to(Principal("sabine", grants={"09000007": frozenset({"orders:read"})}))
    asked = {"vendor": "v7", "waiting_for": "setup_party", "limit": str(SHOWN)}
    query = parse(schemas.OrderQuery, asked)

    read, plan = reads_of(many, query, own)

    assert order_lists.OrderList(query, own).is_narrow
    assert read <= 3 * MANY // PLACES
    assert "COLLSCAN" not in plan


def test_a_number_that_begins_like_very_many_sorts_none_of_them(
    many: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_lists, "MOST_COUNTED", 500)

    read, plan = reads_of(many, parse(schemas.OrderQuery, {"number": "dm-2026", "limit": "10"}))

    assert (read, "COLLSCAN" in plan) == (SHOWN + 1, False)


def test_no_list_shows_the_history_of_its_orders(many: Orders) -> None:
    order = builders.order(id="h1", number="H1", places=["h1"], profile="history")
    order.note("prepare", builders.CLERK, builders.NOW)
    many.place(order)

    (listed,), _, _ = many.listed(parse(schemas.OrderQuery, {"profile": "history"}), None)

    assert (listed.id, listed.history) == ("h1", [])
    assert len(many.get("h1").history) == 1


def test_so_many_are_counted_and_no_more(many: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.orders.repositories.orders.MOST_COUNTED", 50)

    _, _, total = many.listed(parse(schemas.OrderQuery, {"state": "live"}), None)

    assert total == 51


def test_the_services_that_were_ordered_are_told_from_the_index(many: Orders) -> None:
    context.enter(context.Call())
    services = [f"p{n:02}" for n in range(SERVICES)]
    plan = many.collection.database.command(
        "explain", {"distinct": "orders", "key": "profile"}, verbosity="queryPlanner"
    )

    everything = many.profiles_ordered(None, None)
    of_body = many.profiles_ordered("09000007", None)

    assert set(services) <= set(everything)
    assert of_body == services
    assert "DISTINCT_SCAN" in str(plan["queryPlanner"]["winningPlan"])


def test_late_setups_are_counted_by_party_from_what_is_late_alone(many: Orders) -> None:
    day = date(2026, 12, 4)
    plan = many.collection.find({"$or": list(late_setups.late(day))}).explain()

    found = late_setups.by_party(many, day)

    assert found == [{"vendor": "v11", "count": MANY // 30, "first_due_on": "2026-12-03"}]
    assert late_setups.by_party(many, date(2026, 12, 3)) == []
    assert plan["executionStats"]["totalDocsExamined"] <= MANY // 30
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_what_is_due_in_a_state_of_a_vendor_is_found_beside_all_that_is_due(many: Orders) -> None:
    asked = {"vendor": "v11", "state": "setup_failed", "sort": "due", "limit": str(SHOWN)}

    read, plan = reads_of(many, parse(schemas.OrderQuery, asked))

    assert "vendors_due_in_state" in plan
    assert read <= 1, "all it has to set up is in another state"


def test_whose_turn_it_is_is_counted_without_reading_an_order(many: Orders) -> None:
    turns_of_all = turns_of(turns.by_phase(many, date(2026, 12, 3)))
    asked = {"aggregate": "orders", "pipeline": turns.counting(date(2026, 12, 3)), "cursor": {},
             "hint": dict(order_lists.WAITING.keys)}  # fmt: skip
    plan = many.collection.database.command("explain", asked, verbosity="executionStats")

    reviewer = next(one for one in turns_of_all if one["role"] == "reviewer")
    assert (reviewer["count"], reviewer["overdue"]) == (MANY // 30, MANY // 30)
    assert reviewer["since"] == builders.NOW + timedelta(seconds=24)
    stats = plan.get("executionStats") or plan["stages"][0]["$cursor"]["executionStats"]
    assert stats["totalDocsExamined"] == 0
    assert "COLLSCAN" not in str(plan)


def test_new_orders_are_counted_from_the_newest(many: Orders) -> None:
    moment = builders.NOW + timedelta(seconds=MANY - 7)
    query = parse(schemas.OrderQuery, {"since": moment.isoformat(), "limit": "10"})

    read, plan = reads_of(many, query)

    assert turns.new_since(many, moment) == 7
    assert (read <= SHOWN, "COLLSCAN" in plan) == (True, False)


def test_a_draft_is_not_new_before_it_is_submitted(many: Orders) -> None:
    moment = builders.NOW + timedelta(seconds=MANY - 7)
    draft = {"_id": f"o{MANY - 1:06}"}
    was = many.collection.find_one_and_update(draft, {"$set": {"state": "prepared"}})
    query = parse(schemas.OrderQuery, {"since": moment.isoformat(), "limit": "10"})

    counted, (listed, _, total) = turns.new_since(many, moment), many.listed(query, None)
    many.collection.update_one(draft, {"$set": {"state": was["state"]}})

    assert (counted, total) == (6, 6)
    assert {order.state for order in listed}.isdisjoint({OrderState.PREPARED})


def test_requests_for_support_are_read_by_index_page_by_page(many: Orders) -> None:
    ids = [doc["_id"] for doc in many.collection.find({}, {"_id": 1}).sort("_id", 1).limit(3)]
    for id, day in zip(ids, ("2026-12-03", "2026-12-02", "2026-12-02"), strict=True):
        clockwork = {"since": builders.NOW, "told_until": builders.NOW}
        asked = {
            "since": builders.NOW, "due_on": day, "side": "body", "clockwork": clockwork,
        }  # fmt: skip
        many.collection.update_one({"_id": id}, {"$set": {"support": asked}})

    first, cursor, total = support_requests.page(many, {"limit": 2, "cursor": None})
    late = [support_requests.overdue(many, date(2026, 12, day)) for day in (2, 3, 4)]
    assert late == [0, 2, 3]
    second, end, _ = support_requests.page(many, {"limit": 2, "cursor": cursor})
    many.collection.update_many({"_id": {"$in": ids}}, {"$set": {"support": None}})

    assert [one.id for one in (*first, *second)] == [ids[1], ids[2], ids[0]]
    assert (total, end) == (3, None)
    read = many.collection.find(support_requests.behind({"cursor": cursor}))
    plan = read.sort([("support.due_on", 1), ("_id", 1)]).explain()["queryPlanner"]
    assert "'indexName': 'by_support'" in str(plan["winningPlan"])
