"""Figures on the real database: kept up by what orders note, exactly once, and mended."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.messaging.read_copies import ReadCopy
from services.common.storage.leases import Lease
from services.orders.domain.history import Actor
from services.orders.domain.states import OrderState
from services.orders.domain.successions import follow_body
from services.orders.repositories import tallied_orders
from services.orders.repositories.figures import Figures
from services.orders.repositories.orders import Orders
from services.orders.repositories.register import Register
from services.orders.repositories.tallied_orders import NOTED, TalliedOrders
from services.orders.tally import Tally, TallyKeeper
from tests import builders
from tests.builders import PRIEN, PROFILE

Db = Database[dict[str, Any]]
BY = Actor("a1", "Nina")
AREAS = ("09187", "09162", "09761")


class Counted:
    """Stores of orders and figures, and what counts the ones into the others."""

    def __init__(self, database: Db, orders: Orders) -> None:
        self.orders, self.figures = orders, Figures(database)
        self.tallied = TalliedOrders(orders)
        self.bodies = ReadCopy(database, "identity", "body")
        self.tally = Tally(self.tallied, self.figures, Register(self.bodies))
        for part in (self.tallied, self.figures):
            part.prepare()

    def place(self, number: int, state: OrderState = OrderState.SUBMITTED, **more: Any) -> str:
        id = f"o{number:03}"
        body = f"{AREAS[number % len(AREAS)]}{100 + number}"
        doc = builders.body_doc(_id=body, district=body[:5])
        self.bodies.keep(body, 1, {k: v for k, v in doc.items() if k not in ("_id", "sequence")})
        facts = {"number": id, "body": body, "places": [body], **more}
        self.orders.place(builders.order_in(state, id=id, **facts))
        return id

    def take_all(self) -> None:
        while self.tally.take():
            pass

    def shown(self) -> dict[str, int]:
        """Return the sums of the profile over all kinds of bodies and all regions."""
        sums: dict[str, int] = {}
        for region in self.figures.by_region([PROFILE]).get(PROFILE, {}).values():
            for standings in region["counts"].values():
                for standing, count in standings.items():
                    sums[standing] = sums.get(standing, 0) + count
        return sums

    @property
    def waiting(self) -> int:
        return self.orders.collection.count_documents(NOTED)


@pytest.fixture
def counted(database: Db, orders: Orders) -> Counted:
    return Counted(database, orders)


def test_what_happened_is_counted_once_however_often_it_is_taken(counted: Counted) -> None:
    ids = [counted.place(n) for n in range(7)]
    for _ in range(2):
        counted.take_all()
    assert counted.shown() == {"ordered": 7}

    counted.orders.change(ids[0], lambda o: o.move("withdraw", BY, clock.now()))
    counted.orders.change(ids[1], lambda o: o.review("release", BY, clock.now()))
    counted.take_all()

    assert counted.shown() == {"in_contract": 1, "ordered": 5}
    assert counted.waiting == 0


def test_an_order_that_goes_over_to_a_body_elsewhere_counts_there_alone(counted: Counted) -> None:
    ids = [counted.place(n) for n in range(3)]
    counted.take_all()

    def follow(order: Any) -> None:
        new = f"{AREAS[1]}101"
        follow_body(order, f"{AREAS[2]}102", new, "Neu", by=BY, now=clock.now())

    counted.orders.change(ids[1], lambda o: o.move("withdraw", BY, clock.now()))
    counted.orders.change(ids[2], follow)
    counted.take_all()

    cells = {cell["area"]: set(cell["orders"]) for cell in counted.figures.cells.find({})}
    assert cells == {AREAS[0]: {ids[0]}, AREAS[1]: {ids[2]}, AREAS[2]: set()}
    assert counted.shown() == {"ordered": 2}
    assert counted.tally.mend(PROFILE) == []


def test_what_was_counted_but_not_noted_so_is_counted_again_the_same(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        counted.place(n)
    with monkeypatch.context() as killed:
        killed.setattr(counted.tallied, "counted", lambda orders: None)
        counted.tally.take()
    assert counted.waiting == 4

    counted.take_all()

    assert (counted.shown(), counted.waiting) == ({"ordered": 4}, 0)


def test_a_kill_before_the_sums_leaves_them_to_the_next(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.place(0)
    with monkeypatch.context() as killed:
        killed.setattr(counted.figures, "sum_up", lambda profiles: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            counted.tally.take()

    counted.take_all()

    assert (counted.shown(), counted.waiting) == ({"ordered": 1}, 0)


def test_a_move_while_it_is_counted_is_not_lost(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, read = counted.place(0), counted.tallied.read

    def moves_meanwhile(ids: list[str]) -> list[dict[str, Any]]:
        found = read(ids)
        counted.orders.change(id, lambda o: o.move("withdraw", BY, clock.now()))
        return found

    with monkeypatch.context() as slow:
        slow.setattr(counted.tallied, "read", moves_meanwhile)
        counted.tally.take()
    assert counted.waiting == 1

    counted.take_all()

    assert (counted.shown(), counted.waiting) == ({}, 0)


def test_who_counts_what_is_older_is_refused(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, read = counted.place(0), counted.tallied.read
    counted.place(3)

    def others_are_first(ids: list[str]) -> list[dict[str, Any]]:
        found = read(ids)
        with monkeypatch.context() as quick:
            quick.setattr(counted.tallied, "read", read)
            counted.orders.change(id, lambda o: o.move("withdraw", BY, clock.now()))
            counted.take_all()
        return found

    with monkeypatch.context() as slow:
        slow.setattr(counted.tallied, "read", others_are_first)
        counted.tally.take()
    counted.take_all()

    assert (counted.shown(), counted.waiting) == ({"ordered": 1}, 0)


def test_many_at_once_count_each_once(counted: Counted) -> None:
    ids = [counted.place(n) for n in range(40)]
    random.Random(3).shuffle(ids)

    def act(id: str) -> None:
        context.enter(Call(once=f"withdraw-{id}"))
        counted.orders.change(id, lambda o: o.move("withdraw", BY, clock.now()))

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(act, id) for id in ids[:25]]
        done += [pool.submit(counted.tally.take) for _ in range(12)]
        for each in done:
            each.result()
    counted.take_all()

    assert (counted.shown(), counted.waiting) == ({"ordered": 15}, 0)


def test_what_differs_is_mended_and_named(counted: Counted) -> None:
    for n in range(6):
        counted.place(n)
    counted.take_all()
    counted.figures.cells.delete_one({"area": "09162"})
    counted.figures.cells.update_one({"area": "09187"}, {"$set": {"counts": {}}})
    counted.figures.sums.delete_many({})

    differed = counted.tally.mend(PROFILE)

    assert differed == ["09162", "09187"]
    assert counted.shown() == {"ordered": 6}
    assert counted.tally.mend(PROFILE) == []


def test_what_is_only_not_counted_yet_is_mended_but_not_named(counted: Counted) -> None:
    ids = [counted.place(n) for n in range(6)]
    counted.take_all()
    counted.place(6)
    counted.orders.change(ids[1], lambda o: o.move("withdraw", BY, clock.now()))
    counted.figures.cells.delete_one({"area": "09761"})

    differed = counted.tally.mend(PROFILE)

    assert differed == ["09761"]
    assert counted.shown() == {"ordered": 6}


def test_orders_from_before_there_were_figures_are_counted_by_comparing(
    database: Db, counted: Counted
) -> None:
    counted.place(0, OrderState.LIVE)
    counted.orders.collection.update_many({}, {"$unset": {"to_tally": 1}})
    keeper = TallyKeeper(
        counted.tally, Lease(database, "figures", "me"), Lease(database, "compared", "me")
    )

    while keeper.round():
        pass

    assert counted.shown() == {"live": 1}


def test_a_comparison_killed_on_its_way_begins_anew_and_one_that_ended_rests_a_day(
    database: Db, counted: Counted
) -> None:
    def keeper(life: str) -> TallyKeeper:
        counting, comparing = Lease(database, "figures", "me"), Lease(database, "compared", life)
        return TallyKeeper(counted.tally, counting, comparing)

    for n, profile in enumerate((PROFILE, "another")):
        counted.place(n, OrderState.LIVE, profile=profile)
    counted.orders.collection.update_many({}, {"$unset": {"to_tally": 1}})
    assert keeper("first").round()
    second = keeper("second")
    while second.round():
        pass
    compared = counted.figures.cells.count_documents({})
    counted.figures.cells.delete_many({})

    again = keeper("third").round()

    assert (compared, again, counted.figures.cells.count_documents({})) == (2, False, 0)


def test_the_oldest_lines_of_a_long_history_count_too(counted: Counted) -> None:
    id = counted.place(0)

    def begin(order: Any) -> None:
        order.note("submit", BY, clock.now())
        for n in range(70):
            order.note(f"task-{n}", BY, clock.now())
        order.review("release", BY, clock.now())

    counted.orders.change(id, begin)
    counted.take_all()

    cell = counted.figures.cells.find_one({"area": "09187"}) or {}
    assert cell["orders"][id]["steps"] == {"review": 0}


def test_figures_read_by_index(counted: Counted) -> None:
    counted.place(0)
    found = counted.orders.collection.find(NOTED, {"profile": 1, "places": 1})
    of_profile = counted.figures.cells.find({"profile": PROFILE})
    active = counted.orders.collection.find({"profile": PROFILE, "active": True})

    plans = [str(c.explain()["queryPlanner"]["winningPlan"]) for c in (found, of_profile, active)]

    assert [("COLLSCAN" in plan) for plan in plans] == [False, False, False]
    assert "to_tally" in plans[0]


def test_a_batch_is_bounded(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallied_orders, "BATCH", 3)
    for n in range(5):
        counted.place(n)

    counted.tally.take()

    assert (counted.waiting, PRIEN[:5]) == (2, "09187")
