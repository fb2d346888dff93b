"""Whose rights a bulk order works by, until when, and who sees it."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Forbidden, NotFound, Unavailable
from services.common.events import Event
from services.common.principal import Delegation, Principal
from services.identity.domain.clients import Client
from services.orders.domain.bulk_requests import PLACEABLE, BulkState
from tests import builders
from tests.builders import CLERK, JOINT, MUNICH, PROFILE
from tests.integration.bulk_orders import (
    PERSON,
    BulkStores,
    begin,
    body_keys,
    calls,
    clerk,
    items_for,
    outcomes,
    page,
)


def event(kind: str, **data: Any) -> Event:
    raw = {"time": (clock.now() + timedelta(seconds=1)).isoformat()}
    return Event("e:1:0", "identity", kind, "e", 1, data, "c", raw)


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


@pytest.mark.parametrize(
    "kind", ["account.suspended", "account.closed", "account.rebound", "account.roles_changed"]
)
def test_rights_that_change_on_the_way_end_the_work(stores: BulkStores, kind: str) -> None:
    stores.prepare(bodies=150)
    told = begin(stores, items_for(body_keys(150)))
    stores.work.round()
    handlers = {
        "account.suspended": stores.service().on_account_suspended,
        "account.closed": stores.service().on_account_closed,
        "account.rebound": stores.service().on_account_rebound,
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


def test_erasing_a_person_takes_the_name_from_what_they_began(stores: BulkStores) -> None:
    told = begin(stores, items_for(body_keys(1)))

    calls("erased", Principal("service:identity"))
    stores.service().on_account_erased(
        event("account.erased", account=CLERK.id, email=None, name=CLERK.name)
    )

    request = stores.requests.get(told["id"])
    assert (request.begun_by_name, request.authority) == ("Gelöschte Person", None)


def test_a_dry_run_nobody_follows_keeps_no_contacts(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = begin(stores, items_for(body_keys(2)), dry_run=True)
    stores.finish()
    kept = stores.items.collection.count_documents({"wanted": {"$exists": True}})
    later = clock.now() + PLACEABLE
    monkeypatch.setattr(clock, "now", lambda: later)

    stores.finish()

    left = {"$or": [{name: {"$exists": True}} for name in ("wanted", "emails")]}
    assert kept == 2
    assert stores.items.collection.count_documents(left) == 0
    assert stores.requests.get(told["id"]).state is BulkState.CANCELLED


def test_erasing_a_contact_takes_what_a_dry_run_would_have_placed(stores: BulkStores) -> None:
    stores.prepare()
    other = {"functional_contact": {**PERSON, "email": "x@prien.example"}}
    another = {"technical_contact": {**PERSON, "email": "x@prien.example"}}
    items = [{**one, **other, **another} for one in items_for(body_keys(1))]
    told = begin(stores, [*items_for(body_keys(2)[1:]), *items], dry_run=True)
    stores.finish()
    person = {"account": "gone", "email": "E@Prien.example", "name": "Eva"}

    calls("erased", Principal("service:identity"))
    stores.service().on_account_erased(event("account.erased", **person))
    calls("place", clerk())
    stores.service().place_bulk_order(told["id"])
    stores.finish()

    assert outcomes(stores, told["id"]) == [("failed", "bulk-contact-erased"), ("accepted", None)]
    assert stores.requests.get(told["id"]).counts == {"failed": 1, "accepted": 1}


def test_who_names_a_person_and_what_lapses_is_found_by_index(stores: BulkStores) -> None:
    stores.prepare()
    found = stores.items.collection.find({"emails": "e@prien.example"})
    lapsing = {"state": "checked", "next_at": {"$lte": clock.now()}}
    lapsed = stores.requests.collection.find(lapsing).sort("next_at", 1)

    plans = [str(query.explain()["queryPlanner"]["winningPlan"]) for query in (found, lapsed)]

    assert "'indexName': 'by_contact'" in plans[0]
    assert "'indexName': 'lapsing'" in plans[1]


def test_rights_end_with_their_last_day(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: noon)
    stores.prepare(bodies=150)
    told = begin(stores, items_for(body_keys(150)), clerk(claims={"rights_until": "2026-11-25"}))
    stores.work.round()
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=31))

    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 100, "failed": 50}
    assert outcomes(stores, told["id"])[149] == ("failed", "bulk-rights-ended")


def test_who_left_a_team_orders_nothing_more(stores: BulkStores) -> None:
    stores.prepare(bodies=150)
    acting = {"acting": {"id": "t2", "name": "Eva"}}
    told = begin(stores, items_for(body_keys(150)), clerk(claims=acting))
    stores.standings.keep(CLERK.id, 1, {"state": "active", "team": ["t1", "t2"]})
    stores.work.round()
    stores.standings.keep(CLERK.id, 2, {"state": "active", "team": ["t1"]})

    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 100, "failed": 50}


def test_whose_team_is_not_known_yet_is_asked_to_come_again(stores: BulkStores) -> None:
    stores.prepare()
    stores.standings.keep(CLERK.id, 1, {"state": "active", "team": ["t1"]})

    with pytest.raises(Unavailable) as refused:
        begin(
            stores, items_for(body_keys(1)), clerk(claims={"acting": {"id": "t2", "name": "Eva"}})
        )

    assert refused.value.code == "copy-filling"
    assert stores.requests.collection.count_documents({}) == 0


def test_who_reads_for_a_joint_administration_orders_on_for_a_member_by_rights_of_their_own(
    stores: BulkStores,
) -> None:
    stores.prepare(bodies=150)
    keys = body_keys(150)
    member = {**builders.body_doc(), "joint_administration": JOINT}
    stores.copies["body"].keep(keys[120], 2, member)
    own = clerk(*keys)
    reader = builders.principal(grants={**own.grants, JOINT: frozenset({"orders:read"})})
    told = begin(stores, items_for(keys), reader)
    stores.work.round()
    stores.copies["body"].keep(keys[120], 3, builders.body_doc())

    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 150}


def test_a_joint_administration_orders_nothing_more_for_whom_has_left_it(
    stores: BulkStores,
) -> None:
    stores.prepare(bodies=150)
    keys = body_keys(150)
    member = {**builders.body_doc(), "joint_administration": JOINT}
    for key in keys[100:]:
        stores.copies["body"].keep(key, 2, member)
    told = begin(stores, items_for(keys), clerk(JOINT, *keys))
    stores.work.round()
    stores.copies["body"].keep(keys[120], 3, builders.body_doc())

    stores.finish()

    assert stores.outcomes(told["id"]) == {"accepted": 149, "failed": 1}
    assert outcomes(stores, told["id"])[120] == ("failed", "not-permitted")
