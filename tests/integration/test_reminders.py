"""Reminders on the real database: by index alone, once each, whoever is killed or in the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from cattrs.errors import ClassValidationError
from pymongo.database import Database

from services.common import reminding, watchdog
from services.common.clockwork import PATIENCE
from services.common.messaging.read_copies import ReadCopy
from services.common.messaging.snapshots import FILL, Page
from services.common.reminding import Reminders
from services.common.storage.repository import MAX_WAITING_EVENTS
from services.common.watchdog import Findings, Watchdog
from services.identity.domain import authorizing, registering
from services.identity.domain.accounts import AccountState, RoleAssignment
from services.identity.domain.permissions import Role
from services.identity.repositories.accounts import NEXT_ENDING, Accounts
from services.identity.watching import Lookout as RegistrationLookout
from services.orders import watching
from services.orders.domain.reminding import remind
from services.orders.domain.states import OrderState
from services.orders.repositories.orders import NEXT_STEP, Orders
from services.orders.repositories.standings import Standings
from tests import builders
from tests.builders import NOW, PRIEN, VENDOR
from tests.fakes import PassingTime

Db = Database[dict[str, Any]]
LATER = NOW + timedelta(days=60)
NOTHING: Any = None


def place(
    orders: Orders, number: int, state: OrderState = OrderState.SUBMITTED, **facts: Any
) -> str:
    id = f"o{number:03}"
    order = builders.order_in(state, id=id, number=id, profile=id, **facts)
    order._begin_wait(NOW)
    orders.place(order)
    return id


def process(orders: Orders, tell: Callable[..., Any] | None = None) -> Reminders:
    """Return the reminders of one process; under no lease, so that two may collide."""

    def say(id: str, now: Any) -> Any:
        return orders.change(id, lambda order: remind(order, now))

    return Reminders("orders", NOTHING, orders.steps_due, tell or say)


def told(orders: Orders, id: str) -> list[str]:
    doc = orders.collection.find_one({"_id": id}) or {}
    return [event["type"] for event in doc["outbox"] if event["type"].startswith("order.")]


def sweep(reminders: Reminders) -> None:
    while reminders.sweep(LATER):
        pass


def test_what_is_due_is_found_by_the_index_alone(orders: Orders) -> None:
    place(orders, 1)
    due = orders.steps_due(LATER, None, 10)

    plans = [
        reminding.due_by(orders.collection, NEXT_STEP, LATER, after, hint="next_step").explain()
        for after in (None, due[0])
    ]

    for explained in plans:
        plan = explained["queryPlanner"]["winningPlan"]
        assert "next_step" in str(plan)
        assert "COLLSCAN" not in str(plan)
        assert "FETCH" not in str(plan)
        assert "'stage': 'SORT'" not in str(plan)


def test_the_watchdog_reads_by_index(orders: Orders) -> None:
    place(orders, 1)
    waiting = orders.collection.find({"$and": [{"due_on": {"$gt": ""}}, {}]}).sort("due_on", 1)
    ownerless = orders.collection.find(orders.without_day())

    assert "COLLSCAN" not in str(waiting.explain()["queryPlanner"]["winningPlan"])
    assert "ownerless" in str(ownerless.explain()["queryPlanner"]["winningPlan"])


def test_two_processes_at_once_say_each_thing_once(orders: Orders) -> None:
    ids = [place(orders, number) for number in range(30)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: sweep(process(orders)), range(4)))

    assert all(told(orders, id) == ["order.reminded", "order.escalated"] for id in ids)
    assert orders.steps_due(LATER, None, 10) == []


class Killed(BaseException):
    """The process is gone."""


def killed_after(orders: Orders, count: int) -> Callable[[str, Any], None]:
    """Return what a process says that is gone after so many."""
    left = iter(range(count))

    def tell(id: str, now: Any) -> None:
        if next(left, None) is None:
            raise Killed
        orders.change(id, lambda order: remind(order, now))

    return tell


def test_a_process_killed_anywhere_leaves_nothing_out_and_says_nothing_twice(
    orders: Orders,
) -> None:
    ids = [place(orders, number) for number in range(10)]

    for survivors in (0, 3, 5):
        with pytest.raises(Killed):
            process(orders, killed_after(orders, survivors)).sweep(LATER)
    sweep(process(orders))

    assert all(told(orders, id) == ["order.reminded", "order.escalated"] for id in ids)


def test_one_that_cannot_be_told_keeps_no_other(orders: Orders) -> None:
    ids = [place(orders, number) for number in range(3)]
    waiting = [{"id": f"x{n}", "type": "x", "time": "2026"} for n in range(MAX_WAITING_EVENTS)]
    orders.collection.update_one({"_id": ids[0]}, {"$set": {"outbox": waiting}})
    orders.collection.update_one({"_id": ids[1]}, {"$set": {"state": "lost"}})
    reminders = process(orders)

    with pytest.raises(ClassValidationError):
        reminders.sweep(LATER)
    sweep(reminders)

    assert told(orders, ids[2]) == ["order.reminded", "order.escalated"]
    assert [id for _, id in orders.steps_due(LATER, None, 10)] == ids[:2]


def test_registrations_are_reminded_of_by_the_same_clockwork(accounts: Accounts) -> None:
    account = builders.newcomer(registrations=[builders.registration()])
    registering.submit(account, "clerk.1", builders.TOKEN, NOW)
    accounts.add(account)

    def tell(id: str, now: Any) -> Any:
        return accounts.change(id, lambda a: registering.remind(a, now))

    for _ in range(2):
        sweep(Reminders("identity", NOTHING, accounts.steps_due, tell))

    doc = accounts.collection.find_one({"_id": "clerk"}) or {}
    said = [event["type"] for event in doc["outbox"]]
    assert said.count("registration.reminded") == 1
    assert doc["latest"]["next_at"] is None


def test_the_end_of_an_authority_is_told_once_also_of_an_older_release(
    accounts: Accounts, time: PassingTime
) -> None:
    last = NOW.date() + timedelta(days=50)
    accounts.add(builders.account(authorities=[builders.authority(valid_until=last)]))
    accounts.collection.update_one({"_id": "clerk"}, {"$unset": {NEXT_ENDING: ""}})
    accounts.seed()

    def tell(id: str, now: Any) -> Any:
        return accounts.change(id, lambda account: authorizing.tell_ends(account, now))

    before = accounts.endings_due(time.now, None, 10)
    for _ in range(2):
        sweep(Reminders("identity", NOTHING, accounts.endings_due, tell))

    doc = accounts.collection.find_one({"_id": "clerk"}) or {}
    said = [event["type"] for event in doc["outbox"] if event["type"].startswith("authority.")]
    assert (before, said, doc[NEXT_ENDING]) == ([], ["authority.ended"], None)


def test_what_ends_never_is_noted_once_and_not_looked_at_again(accounts: Accounts) -> None:
    accounts.add(builders.account(authorities=[builders.authority(valid_until=None)]))
    accounts.collection.update_one({"_id": "clerk"}, {"$unset": {NEXT_ENDING: ""}})

    accounts.seed()

    doc = accounts.collection.find_one({"_id": "clerk"}) or {}
    assert doc.get(NEXT_ENDING, "unnoted") is None


def standing(copy: ReadCopy, id: str, *roles: tuple[str, str], state: str = "active") -> None:
    held = [{"role": role, "scope": scope} for role, scope in roles]
    copy.keep(id, 1, {"state": state, "roles": held, "signing": []})


def filled(copy: ReadCopy) -> ReadCopy:
    """Return the copy, to which its owner has told all it has."""
    walk = copy.walks[FILL]
    record = walk.begin()
    assert record is not None
    walk.move(Page(record["snapshot"], FILL, "", None, []))
    return copy


def watch(orders: Orders, database: Db) -> tuple[Watchdog, Findings]:
    standings = ReadCopy(database, "identity", "standing")
    bodies = ReadCopy(database, "identity", "body")
    lookout = watching.Lookout(orders, Standings(standings), bodies)
    found = Findings(database, "order")
    return Watchdog(found, NOTHING, lookout.look), found


def test_the_watchdog_finds_what_would_wait_for_ever_page_by_page(
    orders: Orders, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "PAGE", 2)
    copy = filled(ReadCopy(database, "identity", "standing"))
    standing(copy, "nina", ("reviewer", "*"))
    standing(copy, "clerk", ("officer", PRIEN))
    standing(copy, "gone", ("vendor_manager", f"vendor:{VENDOR}"), state="suspended")
    for number in range(3):
        place(orders, number)
    place(orders, 3, OrderState.AWAITING_LINK)
    alone, lost, late = (
        place(orders, 4, OrderState.SETUP_REQUESTED),
        place(orders, 5),
        place(orders, 6),
    )
    orders.collection.update_one({"_id": lost}, {"$set": {"due_on": None, "clockwork": None}})
    overdue = {"clockwork.next_at": NOW - PATIENCE - timedelta(minutes=1)}
    orders.collection.update_one({"_id": late}, {"$set": overdue})
    dog, found = watch(orders, database)

    pages = 1
    while dog.walk(NOW):
        pages += 1

    newest = found.newest()
    assert pages > 2
    assert {(item["id"], item["flaw"]) for item in newest["items"]} == {
        (alone, "nobody-able"),
        (lost, "no-owner"),
        (late, "unreminded"),
    }
    assert newest["counts"] == {"nobody-able": 1, "no-owner": 1, "unreminded": 1}
    assert newest["looked_at"] == NOW


def test_the_watchdog_winds_what_waits_since_before_there_were_clockworks(
    orders: Orders, database: Db
) -> None:
    id = place(orders, 1)
    orders.collection.update_one({"_id": id}, {"$unset": {"clockwork": ""}})
    dog, found = watch(orders, database)

    dog.walk(NOW)

    assert orders.steps_due(LATER, None, 10)[0][1] == id
    assert found.newest()["items"] == []


def test_the_watchdog_winds_anew_what_an_old_release_moved(orders: Orders, database: Db) -> None:
    moved, ended = place(orders, 1), place(orders, 2)
    facts = {"state": "asked_back", "due_on": "2026-12-07", "clockwork.next_at": None}
    orders.collection.update_one({"_id": moved}, {"$set": facts})
    over = {"state": "rejected", "due_on": None, "active": False}
    orders.collection.update_one({"_id": ended}, {"$set": over})
    dog, _ = watch(orders, database)

    dog.walk(NOW)
    sweep(process(orders))

    assert told(orders, moved) == ["order.reminded", "order.escalated"]
    assert told(orders, ended) == []
    assert orders.steps_due(LATER, None, 10) == []


def test_the_watchdog_winds_anew_a_registration_an_old_release_moved(
    accounts: Accounts, database: Db
) -> None:
    account = builders.newcomer(registrations=[builders.registration()])
    registering.submit(account, "clerk.1", builders.TOKEN, NOW)
    accounts.add(account)
    facts = {"registrations.0.email_confirmed": True, "latest.next_at": None}
    accounts.collection.update_one({"_id": "clerk"}, {"$set": facts})
    found = Findings(database, "registration")
    dog = Watchdog(found, NOTHING, RegistrationLookout(accounts).look)

    while dog.walk(NOW):
        pass

    assert [id for _, id in accounts.steps_due(LATER, None, 10)] == ["clerk"]


def test_before_the_copy_is_filled_nobody_is_said_to_be_missing(
    orders: Orders, database: Db
) -> None:
    copy = ReadCopy(database, "identity", "standing")
    copy.fill()
    standing(copy, "first", ("member", PRIEN))
    place(orders, 1, OrderState.AWAITING_LINK)
    dog, found = watch(orders, database)

    dog.walk(NOW)
    while_filling = found.newest()["counts"]
    filled(copy)
    copy.fill()
    dog.walk(NOW)

    assert while_filling == {}
    assert found.newest()["counts"] == {"nobody-able": 1}


def test_no_more_than_some_are_named_but_all_are_counted(
    orders: Orders, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "MOST_SHOWN", 3)
    standing(filled(ReadCopy(database, "identity", "standing")), "nobody", ("member", PRIEN))
    for number in range(8):
        place(orders, number)
    dog, found = watch(orders, database)

    dog.walk(NOW)

    assert (len(found.newest()["items"]), found.newest()["counts"]) == (3, {"nobody-able": 8})


def test_the_watchdog_of_registrations_sees_who_cannot_go_on(
    accounts: Accounts, database: Db
) -> None:
    accounts.add(
        builders.account(id="nina", name_id="ek-n", roles=[RoleAssignment(Role.REVIEWER, "*")])
    )
    for number, suspended in enumerate((False, True)):
        id = f"a{number}"
        held = builders.registration(id=f"{id}.1")
        account = builders.newcomer(id=id, name_id=f"ek-{id}", registrations=[held])
        registering.submit(account, f"{id}.1", builders.TOKEN, NOW)
        if suspended:
            account.state = AccountState.SUSPENDED
        accounts.add(account)
    found = Findings(database, "registration")
    dog = Watchdog(found, NOTHING, RegistrationLookout(accounts).look)

    while dog.walk(NOW):
        pass

    assert [(item["id"], item["flaw"]) for item in found.newest()["items"]] == [
        ("a1.1", "nobody-able")
    ]


def test_who_can_act_where_follows_from_roles_and_authorities_that_hold(database: Db) -> None:
    copy, today = filled(ReadCopy(database, "identity", "standing")), NOW.date()
    standing(copy, "clerk", ("officer", PRIEN), ("member", builders.MUNICH))
    standing(copy, "gone", ("body_admin", PRIEN), state="closed")
    for id, valid_from, until in (
        ("mayor", "2026-01-01", None),
        ("deputy", "2026-01-01", "2026-11-19"),
        ("next", "2027-01-01", None),
    ):
        body = PRIEN if id == "mayor" else builders.AUGSBURG
        signing = [{"body": body, "valid_from": valid_from, "valid_until": until}]
        copy.keep(id, 1, {"state": "active", "roles": [], "signing": signing})

    able = Standings(copy).able({PRIEN, builders.AUGSBURG}, today)

    assert able == {("officer", PRIEN): {"clerk"}, ("signatory", PRIEN): {"mayor"}}


def test_two_of_those_who_hold_a_role_are_named(database: Db) -> None:
    copy = filled(ReadCopy(database, "identity", "standing"))
    for id in ("nina", "olga", "piet"):
        standing(copy, id, ("reviewer", "*"))

    able = Standings(copy).able({"*"}, NOW.date())

    assert able == {("reviewer", "*"): {"nina", "piet"}}


def test_people_of_a_joint_administration_act_for_its_members(orders: Orders, database: Db) -> None:
    member = builders.MEMBERS[0]
    facts = {"joint_administration": builders.JOINT}
    ReadCopy(database, "identity", "body").keep(member, 1, facts)
    copy = filled(ReadCopy(database, "identity", "standing"))
    standing(copy, "vg", ("officer", builders.JOINT))
    place(orders, 1, OrderState.AWAITING_LINK, body=member, places=[member])
    alone = place(orders, 2, OrderState.AWAITING_LINK)
    dog, found = watch(orders, database)

    dog.walk(NOW)

    assert [item["id"] for item in found.newest()["items"]] == [alone]
