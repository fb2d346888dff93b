"""Orders that wait for release hear what became of their service: each once, in batches."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.leases import Lease
from services.orders.domain.states import OrderState
from services.orders.profile_changes import ProfileChangeTeller
from services.orders.repositories.changed_profiles import BATCH, ChangedProfiles, waiting
from services.orders.repositories.orders import Orders
from services.orders.service import OrdersService
from tests import builders
from tests.builders import PROFILE

Db = Database[dict[str, Any]]
MANY = BATCH + 20


@pytest.fixture
def orders(database: Db) -> Orders:
    """More orders than a batch that wait, and some of which nobody is to hear."""
    kept = Orders(database, "orders", lambda *_: None)
    kept.prepare()
    for number in range(MANY):
        keep(kept, f"o{number:03}", OrderState.SUBMITTED if number % 2 else OrderState.ASKED_BACK)
    keep(kept, "released", OrderState.RELEASED)
    keep(kept, "withdrawn", OrderState.WITHDRAWN, active=False)
    keep(kept, "other", OrderState.SUBMITTED, profile="kfz")
    return kept


@pytest.fixture
def profiles(database: Db) -> ReadCopy:
    """The service, paused by now."""
    copy = ReadCopy(database, "catalog", "profile")
    copy.keep(PROFILE, 2, builders.profile_doc(status="paused"))
    copy.keep("kfz", 1, builders.profile_doc(_id="kfz"))
    return copy


def keep(orders: Orders, id: str, state: OrderState, **changed: Any) -> None:
    facts = {"places": [id], "body": id, "number": id, **changed}
    orders.add(builders.order_in(state, id=id, **facts))


def teller(orders: Orders, profiles: ReadCopy, holder: str = "one") -> ProfileChangeTeller:
    database = orders.collection.database
    lease = Lease(database, "profile-changes", holder)
    return ProfileChangeTeller(profiles, ChangedProfiles(orders), orders, lease)


def told(orders: Orders) -> dict[str, int]:
    """Return how often each order has said it, those that did."""
    counts = {
        doc["_id"]: sum(event["type"] == "order.profile_changed" for event in doc["outbox"])
        for doc in orders.collection.find({}, {"outbox": 1})
    }
    return {id: count for id, count in counts.items() if count}


def finish(telling: ProfileChangeTeller) -> int:
    rounds = 0
    while telling.round():
        rounds += 1
        assert rounds < 10
    return rounds


def test_each_order_that_waits_hears_of_the_change_once(orders: Orders, profiles: ReadCopy) -> None:
    noted, telling = ChangedProfiles(orders), teller(orders, profiles)

    for _ in range(2):
        noted.note(PROFILE)
        finish(telling)

    assert told(orders) == {f"o{number:03}": 1 for number in range(MANY)}
    assert noted.first() is None


def test_what_was_broken_off_goes_on_and_says_nothing_twice(
    orders: Orders, profiles: ReadCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted, telling = ChangedProfiles(orders), teller(orders, profiles)
    noted.note(PROFILE)
    monkeypatch.setattr(noted, "told", broken)
    monkeypatch.setattr(telling, "_noted", noted)
    with pytest.raises(InterruptedError):
        telling.round()
    before = len(told(orders))

    finish(teller(orders, profiles))

    assert before == BATCH
    assert told(orders) == {f"o{number:03}": 1 for number in range(MANY)}


def broken(*_: object) -> None:
    raise InterruptedError


def test_a_change_noted_meanwhile_is_told_from_the_beginning(
    orders: Orders, profiles: ReadCopy
) -> None:
    noted, telling = ChangedProfiles(orders), teller(orders, profiles)
    noted.note(PROFILE)
    assert telling.round()

    profiles.keep(PROFILE, 3, builders.profile_doc(status="retired"))
    noted.note(PROFILE)
    finish(telling)

    held = orders.collection.find({"profile_told": "retired"}, {"_id": 1})
    assert len(list(held)) == MANY


def test_only_one_process_tells_at_a_time(orders: Orders, profiles: ReadCopy) -> None:
    ChangedProfiles(orders).note(PROFILE)

    assert teller(orders, profiles).round() is True
    assert teller(orders, profiles, "two").round() is False


def test_a_change_of_the_catalogue_is_noted_where_orders_of_it_wait(
    orders: Orders, profiles: ReadCopy
) -> None:
    profile = builders.profile(id="kfz", version=6)
    profile.pause({"de": "Umbau", "en": "Works"}, builders.NOW)
    event = next(e for e in builders.heard(profile, "catalog") if e.type == "profile.changed")
    service: Any = OrdersService()
    service.profiles, service.changed_profiles = profiles, ChangedProfiles(orders)

    service.on_profile_changed(event)
    finish(teller(orders, profiles))

    assert told(orders) == {"other": 1}


def test_a_service_nobody_waits_for_is_not_noted(orders: Orders) -> None:
    noted = ChangedProfiles(orders)

    noted.note("hund")

    assert noted.first() is None


def test_the_orders_that_wait_are_found_by_index(orders: Orders) -> None:
    plan = orders.collection.find(waiting(PROFILE, "o1")).explain()["queryPlanner"]["winningPlan"]

    assert "COLLSCAN" not in str(plan)
    assert "'profile'" in str(plan)
