"""Support settles two active orders of a merged body, on the real database."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, NotFound
from services.common.principal import EVERYWHERE
from services.orders import successions
from services.orders.domain import duplicates
from services.orders.domain.states import OrderState
from services.orders.repositories.orders import Orders
from services.orders.service import OrdersService
from tests import builders
from tests.builders import JOINT, MUNICH, PRIEN

Doc = dict[str, Any]
MOVED = {"from": PRIEN, "to": MUNICH, "to_name": "München", "reason": "merger", "edition": "2027"}
SUPPORT = frozenset({"orders:read", "orders:support"})


@pytest.fixture
def service(database: Database[Doc]) -> Any:
    """The service with two orders that a merger left to one body."""
    orders = Orders(database, "orders", lambda *_: None)
    orders.prepare()
    orders.add(builders.order_in(OrderState.LIVE, id="old", number="DM-1"))
    orders.add(
        builders.order_in(OrderState.LIVE, id="new", number="DM-2", body=MUNICH, places=[MUNICH])
    )
    context.enter(Call(once="identity/b:1:0"))
    successions.move_body(orders, MOVED, clock.now())
    made: Any = OrdersService()
    made.orders = orders
    return made


def settle(service: Any, ends: str, keeps: str, *, once: str = "r1") -> Doc:
    caller = builders.principal(grants={EVERYWHERE: SUPPORT})
    context.enter(Call(once=once, principal=caller, action="orders.settle"))
    told: Doc = service.settle(ends, {"keeps": keeps, "reason": "Eine genügt."})
    return told


def hear_the_end(service: Any, ended: str) -> None:
    """Hear twice what was said of the end."""
    doc = service.orders.collection.find_one({"_id": ended}) or {}
    told = next(e["data"] for e in doc["outbox"] if e["type"] == "order.terminated")
    for _ in range(2):
        context.enter(Call(once=f"orders/settled-{ended}"))
        successions.settle(service.orders, told, clock.now())


@pytest.mark.parametrize(("ends", "keeps"), [("new", "old"), ("old", "new")])
def test_the_one_that_goes_on_holds_alone_for_its_body(service: Any, ends: str, keeps: str) -> None:
    told = settle(service, ends, keeps)
    hear_the_end(service, ends)

    left = service.orders.get(keeps)
    assert (told["state"], left.state) == ("terminated", "live")
    assert (left.body, left.places) == (MUNICH, [MUNICH])
    assert [entry.action for entry in left.history].count("stand-alone") == 1
    assert service.orders.active(left.profile, [MUNICH])["id"] == keeps


@pytest.mark.parametrize(
    ("ends", "keeps", "places"),
    [("new", "joint", [JOINT, MUNICH, "09187999"]), ("joint", "new", [MUNICH])],
)
def test_an_order_of_a_joint_administration_is_settled_with_that_of_a_merged_member(
    orders: Orders, ends: str, keeps: str, places: list[str]
) -> None:
    whole = [JOINT, PRIEN, "09187999"]
    orders.add(builders.order_in(OrderState.LIVE, id="joint", number="1", body=JOINT, places=whole))
    orders.add(
        builders.order_in(OrderState.LIVE, id="new", number="2", body=MUNICH, places=[MUNICH])
    )
    context.enter(Call(once="identity/b:1:0"))
    successions.move_body(orders, MOVED, clock.now())
    service: Any = OrdersService()
    service.orders = orders
    context.enter(Call(principal=builders.principal(grants={EVERYWHERE: SUPPORT})))
    found = [order["id"] for order in service.duplicates("joint")["items"]]

    told = settle(service, ends, keeps)
    hear_the_end(service, ends)

    left = orders.get(keeps)
    assert (found, told["state"], left.state) == (["new"], "terminated", "live")
    assert left.places == places
    assert [e.action for e in left.history].count("stand-alone") == 1


def test_where_a_third_one_was_ordered_in_between_support_is_asked_again(service: Any) -> None:
    settle(service, "new", "old")
    facts = {"id": "third", "number": "DM-3", "body": MUNICH, "places": [MUNICH]}
    service.orders.add(builders.order_in(OrderState.SUBMITTED, **facts))

    hear_the_end(service, "new")

    left = service.orders.get("old")
    asked = [e.reason_code for e in left.history if e.action == "request-support"]
    assert asked == ["two-active-orders", "two-active-orders"]
    context.enter(Call(principal=builders.principal(grants={EVERYWHERE: SUPPORT})))
    assert [order["id"] for order in service.duplicates("old")["items"]] == ["third"]
    settle(service, "third", "old", once="r3")
    hear_the_end(service, "third")
    assert service.orders.get("old").places == [MUNICH]


def test_the_same_act_again_changes_nothing_and_the_other_one_cannot_end_too(
    service: Any,
) -> None:
    first = settle(service, "new", "old")
    again = settle(service, "new", "old")

    with pytest.raises(Conflict) as refused:
        settle(service, "old", "new", once="r2")

    assert again["version"] == first["version"]
    assert refused.value.code == "order-no-duplicate"


def test_of_two_who_settle_at_once_in_opposite_ways_one_wins(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_for = duplicates.end_for
    other: list[str] = []

    def end_while_another_settles(*arguments: Any, **more: Any) -> None:
        if not other:
            with pytest.raises(Conflict) as refused:
                settle(service, "old", "new", once="r2")
            other.append(refused.value.code)
        end_for(*arguments, **more)

    monkeypatch.setattr(duplicates, "end_for", end_while_another_settles)
    settle(service, "new", "old")

    states = {id: service.orders.get(id).state for id in ("new", "old")}
    assert other == ["changed-meanwhile"]
    assert states == {"new": OrderState.TERMINATED, "old": OrderState.LIVE}


def test_both_are_found_from_either_and_by_support_alone(service: Any) -> None:
    caller = builders.principal(grants={EVERYWHERE: SUPPORT})
    context.enter(Call(principal=caller))

    assert [o["id"] for o in service.duplicates("old")["items"]] == ["new"]
    assert [o["id"] for o in service.duplicates("new")["items"]] == ["old"]
    context.enter(Call(principal=builders.principal()))
    with pytest.raises(NotFound):
        service.duplicates("old")
