"""The basket of a body on the real database: filled by its people, emptied by what is ordered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.orders import body_successions
from services.orders.baskets import BasketReader
from services.orders.domain.baskets import MOST_ENTRIES, Basket
from services.orders.domain.states import OrderState
from services.orders.repositories.baskets import Baskets, since
from services.orders.repositories.directory import Directory
from services.orders.repositories.orders import Orders
from services.orders.repositories.targeted_profiles import TargetedProfiles
from services.orders.service import OrdersService
from tests import builders
from tests.builders import CLERK, MUNICH, NOW, PRIEN, PROFILE

Db = Database[dict[str, Any]]
FILLS = frozenset({"orders:read", "orders:prepare"})
COSTS = [{"system": "OK.EWO", "extra_cost": True}]


def nothing(*_: object) -> None:
    """Wake no relay."""


@pytest.fixture
def service(database: Db) -> Any:
    """A service that knows two bodies and four services, one of them paused, one retired."""
    orders, baskets = (kind(database, "orders", nothing) for kind in (Orders, Baskets))
    orders.prepare()
    baskets.prepare()
    nouns = (("identity", "body"), ("catalog", "profile"), ("catalog", "vendor"),
             ("catalog", "system"), ("contracts", "chain"))  # fmt: skip
    copies = {noun: ReadCopy(database, owner, noun) for owner, noun in nouns}
    for key in (PRIEN, MUNICH):
        copies["body"].keep(key, 1, builders.body_doc(_id=key))
    for id, changed in (
        (PROFILE, {"interfaces": COSTS}), ("kfz", {"status": "paused"}),
        ("hund", {"status": "retired", "successor": PROFILE}), ("bau", {}),
    ):  # fmt: skip
        copies["profile"].keep(id, 1, builders.profile_doc(_id=id, **changed))
        copies["chain"].keep(id, 1, builders.chain_doc(_id=id))
    made: Any = OrdersService()
    made.orders, made.baskets = orders, baskets
    targeted = TargetedProfiles(copies["profile"], copies["chain"])
    made.basket_reader = BasketReader(copies["body"], targeted, orders)
    made.directory = Directory(*(copies[n] for n in ("body", "profile", "vendor", "system")))
    return made


def call(once: str | None = None, caller: Principal | None = None) -> None:
    own = Principal("clerk", CLERK.name, {PRIEN: FILLS})
    context.enter(Call(once=once, principal=caller or own))


def put(service: Any, *profiles: str) -> dict[str, Any]:
    for profile in profiles:
        call()
        shown = service.put_into_basket(PRIEN, {"profile": profile})
    return dict(shown)


def lying(shown: dict[str, Any]) -> dict[str, Any]:
    return {entry["profile"]: entry["reason_code"] for entry in shown["entries"]}


def ordered(service: Any, profile: str, **changed: Any) -> None:
    made = builders.order_in(
        OrderState.SUBMITTED, id=f"o-{profile}", number=f"N-{profile}", profile=profile,
        created_at=clock.now(), **changed,
    )  # fmt: skip
    service.orders.place(made)


def test_a_basket_says_what_each_service_costs_and_what_cannot_be_ordered(service: Any) -> None:
    shown = put(service, PROFILE, "kfz", "hund")

    assert lying(shown) == {PROFILE: None, "kfz": "paused", "hund": "retired"}
    first, _, last = shown["entries"]
    assert (first["interface_cost"], first["orderable"]) == ("yes", True)
    assert (first["added_by"], first["added_by_name"]) == ("clerk", CLERK.name)
    assert last["successor"]["profile"] == PROFILE
    assert (shown["body"], shown["version"]) == (PRIEN, 3)
    call()
    assert service.get_basket(PRIEN) == shown


def test_what_is_ordered_leaves_the_basket_by_itself_and_stays_out(service: Any) -> None:
    put(service, PROFILE, "bau")
    ordered(service, PROFILE)

    call()
    after = service.get_basket(PRIEN)
    withdrawn = service.orders.change(f"o-{PROFILE}", lambda o: o.move("withdraw", CLERK, NOW))
    call()
    later = service.get_basket(PRIEN)
    stored = put(service, "kfz")

    assert lying(after) == lying(later) == {"bau": None}
    assert withdrawn.active is False
    assert lying(stored) == {"bau": None, "kfz": "paused"}
    assert service.baskets.of_body(PRIEN).profiles == ["bau", "kfz"]


def test_what_was_ordered_before_it_was_put_in_stays_and_names_the_order(service: Any) -> None:
    ordered(service, PROFILE)
    shown = put(service, PROFILE)

    assert lying(shown) == {PROFILE: "already-ordered"}
    assert shown["entries"][0]["number"] == f"N-{PROFILE}"


def test_an_order_that_covers_the_body_takes_the_service_out_of_its_basket(service: Any) -> None:
    put(service, PROFILE)
    ordered(service, PROFILE, body=MUNICH, places=[MUNICH, PRIEN])

    call()

    assert lying(service.get_basket(PRIEN)) == {}


def test_the_whole_basket_is_said_by_who_has_seen_it(service: Any) -> None:
    put(service, PROFILE, "kfz")
    call()
    shown = service.set_basket(PRIEN, {"profiles": ["bau", PROFILE]}, 2)

    assert list(lying(shown)) == ["bau", PROFILE]
    with pytest.raises(Conflict):
        service.set_basket(PRIEN, {"profiles": []}, 2)
    with pytest.raises(Invalid):
        service.set_basket(PRIEN, {"profiles": ["nobody-knows"]}, 3)
    call()
    assert list(lying(service.take_from_basket(PRIEN, "bau"))) == [PROFILE]


def test_who_may_not_prepare_orders_for_the_body_changes_nothing(service: Any) -> None:
    readers = Principal("r", "R", {PRIEN: frozenset({"orders:read"})})
    strangers = Principal("s", "S", {MUNICH: FILLS})

    for caller in (readers, strangers):
        call(caller=caller)
        for act in (
            lambda: service.put_into_basket(PRIEN, {"profile": PROFILE}),
            lambda: service.take_from_basket(PRIEN, PROFILE),
            lambda: service.set_basket(PRIEN, {"profiles": [PROFILE]}, 0),
        ):
            with pytest.raises(Forbidden):
                act()
    with pytest.raises(Forbidden):
        service.get_basket(PRIEN)
    assert service.baskets.find(PRIEN) is None


def test_a_service_nobody_knows_is_not_put_in(service: Any) -> None:
    with pytest.raises(NotFound):
        put(service, "nobody-knows")
    assert service.baskets.find(PRIEN) is None


def test_of_many_who_put_something_in_at_once_each_has_its_entry(service: Any) -> None:
    def fill(number: int) -> None:
        call(f"call-{number}")
        service.baskets.change_of(PRIEN, lambda held: held.put(str(number), CLERK, NOW))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(fill, range(12)))

    assert sorted(service.baskets.of_body(PRIEN).profiles, key=int) == [*map(str, range(12))]


def test_a_basket_holds_no_more_than_it_may(service: Any) -> None:
    full = Basket(id=PRIEN)
    for number in range(MOST_ENTRIES):
        full.put(str(number), CLERK, clock.now())
    service.baskets.add(full)

    with pytest.raises(Conflict) as refused:
        put(service, PROFILE)

    assert refused.value.code == "limit-reached"


def test_a_basket_follows_its_body_and_forgets_a_person(service: Any) -> None:
    put(service, PROFILE, "kfz")
    moved = {"from": PRIEN, "to": MUNICH}

    for _ in range(2):
        body_successions.move_basket(service.baskets, moved)
        body_successions.forget_in_baskets(service.baskets, {"account": "clerk"})

    heir = service.baskets.of_body(MUNICH)
    assert heir.profiles == [PROFILE, "kfz"]
    assert {entry.added_by for entry in heir.entries} == {None}
    assert service.baskets.of_body(PRIEN).entries == []
    assert list(service.baskets.by("clerk")) == []


def test_no_look_for_what_was_ordered_or_who_filled_it_scans_a_collection(service: Any) -> None:
    found = (
        service.orders.collection.find(since(PRIEN, NOW - timedelta(days=1))),
        service.baskets.collection.find({"entries.added_by": "clerk"}),
    )

    plans = [str(one.explain()["queryPlanner"]["winningPlan"]) for one in found]

    assert not [plan for plan in plans if "COLLSCAN" in plan]
