"""The weekly look at the links of live services, and what confirmed links teach, on a database."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.events import Event
from services.common.storage.leases import Lease
from services.orders.domain.link_checks import LinkCheck
from services.orders.domain.orders import Order
from services.orders.domain.portal_pages import PageFinding
from services.orders.domain.publishing import ToldLink, confirm_link, report_link
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import Point
from services.orders.link_robot import LinkRobot
from services.orders.repositories.orders import LINK_DUE, LOOK_AT, WITH_LINK, Orders
from services.orders.repositories.portal_hosts import PortalHosts
from services.orders.repositories.portal_numbers import PortalNumberStore
from services.orders.service import OrdersService
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN
from tests.fakes import PassingTime

Db = Database[dict[str, Any]]
F = PageFinding

LINK = f"https://www.bayernportal.de/dokumente/leistung/040414?gemeinde={PRIEN}"
UNPROVEN = "https://www.bayernportal.de/dokumente/leistung/040414?behoerde=44218646771"
WEEK = timedelta(days=8)


class Pages:
    """Finds what it was told it would find."""

    def __init__(self, found: PageFinding = F.THERE) -> None:
        self.found, self.looked = found, list[str]()

    def look(self, url: str) -> PageFinding:
        self.looked.append(url)
        return self.found


@pytest.fixture
def numbers(database: Db) -> PortalNumberStore:
    store = PortalNumberStore(database, "orders", lambda *_: None)
    store.prepare()
    return store


def robot(orders: Orders, pages: Pages, name: str = "one", pause_s: float = 0) -> LinkRobot:
    lease = Lease(orders.collection.database, "links", name)
    hosts = PortalHosts(orders.collection.database, "orders", lambda *_: None)
    return LinkRobot(orders, hosts, pages, pause_s=pause_s, lease=lease)


def live(orders: Orders, id: str = "o1", **changed: Any) -> Order:
    order = builders.order_in(OrderState.AWAITING_LINK, id=id, number=id, profile=id, **changed)
    report_link(order, ToldLink(LINK), by=builders.CLERK, now=clock.now())
    order.take_news("orders")
    return orders.add(order)


def work(made: LinkRobot) -> int:
    """Let it work until nothing is due, and give how many looks that were."""
    looks = 0
    while made._round():
        looks += 1
    return looks


def said(orders: Orders, id: str = "o1") -> list[str]:
    doc = orders.collection.find_one({"_id": id}) or {}
    return [e["type"] for e in doc["outbox"] if not e["type"].startswith("audit.")]


def through(time: PassingTime, made: LinkRobot, hours: int) -> None:
    for _ in range(hours):
        work(made)
        time.now += timedelta(hours=1)


def test_each_live_link_is_looked_at_once_a_week(orders: Orders, time: PassingTime) -> None:
    live(orders, "o1")
    live(orders, "o2", places=[MUNICH])
    orders.add(builders.order_in(OrderState.AWAITING_LINK, id="o3", number="o3", profile="o3"))
    pages = Pages()
    made = robot(orders, pages)

    at_once = work(made)
    time.now += WEEK
    after_a_week, again = work(made), work(made)
    time.now += WEEK

    assert (at_once, after_a_week, again, work(made)) == (0, 2, 0, 2)
    assert set(pages.looked) == {LINK}
    assert said(orders) == []


def test_a_link_told_before_there_was_a_robot_is_looked_at_first(
    orders: Orders, time: PassingTime
) -> None:
    orders.add(builders.order_in(OrderState.LIVE, id="old", number="old", link=LINK))

    looks = work(robot(orders, Pages()))

    assert looks == 1
    assert orders.get("old").link_check is not None


@pytest.mark.parametrize("found", [F.GONE, F.START, F.FILE, F.ELSEWHERE, F.SAYS_GONE, F.ASTRAY])
def test_a_dead_link_is_its_body_s_to_mend_and_the_service_stays_live(
    orders: Orders, time: PassingTime, found: PageFinding
) -> None:
    live(orders)
    time.now += WEEK

    through(time, robot(orders, Pages(found)), hours=24 * 4)

    order = orders.get("o1")
    waiting = order.waiting_for() or {}
    assert (order.state, order.point, order.link) == (OrderState.LIVE, Point.LINK_DEAD, LINK)
    assert (waiting["role"], waiting["reason_code"]) == ("body", "link_dead")
    assert order.history[-1].action == "link-dead"
    assert said(orders) == ["link.dead"]


def test_one_bad_day_kills_no_link(orders: Orders, time: PassingTime) -> None:
    live(orders)
    time.now += WEEK
    pages = Pages(F.GONE)
    made = robot(orders, pages)

    through(time, made, hours=20)
    pages.found = F.THERE
    through(time, made, hours=24 * 8)

    check = orders.get("o1").link_check
    assert said(orders) == []
    assert check is not None
    assert (check.failures, check.failing_since) == (0, None)


def test_nobody_is_blamed_for_a_host_that_is_away(orders: Orders, time: PassingTime) -> None:
    live(orders)
    time.now += WEEK
    pages = Pages(F.AWAY)

    through(time, robot(orders, pages), hours=24 * 10)

    assert said(orders) == []
    assert 24 <= len(pages.looked) <= 24 * 10


def test_a_link_that_works_again_settles_the_task(orders: Orders, time: PassingTime) -> None:
    live(orders)
    time.now += WEEK
    pages = Pages(F.GONE)
    made = robot(orders, pages)
    through(time, made, hours=24 * 3)

    pages.found = F.THERE
    through(time, made, hours=24 * 2)

    order = orders.get("o1")
    assert (order.state, order.point, order.waiting_for()) == (OrderState.LIVE, None, None)
    assert said(orders) == ["link.dead", "link.works"]


@pytest.mark.parametrize("found", [F.SAYS_GONE, F.ELSEWHERE])
def test_what_a_person_took_for_a_good_page_is_good_later_too(
    orders: Orders, time: PassingTime, found: PageFinding
) -> None:
    order = builders.order_in(OrderState.AWAITING_LINK)
    report_link(order, ToldLink(LINK, found=found), by=builders.CLERK, now=clock.now())
    confirm_link(order, LINK, by=builders.REVIEWER, now=clock.now())
    order.take_news("orders")
    orders.add(order)
    time.now += WEEK

    pages = Pages(found)
    through(time, robot(orders, pages), hours=24 * 9)

    assert said(orders) == []
    assert len(pages.looked) == 2


def test_another_link_settles_the_task_too(orders: Orders, time: PassingTime) -> None:
    live(orders)
    time.now += WEEK
    through(time, robot(orders, Pages(F.GONE)), hours=24 * 3)

    orders.change(
        "o1",
        lambda o: report_link(o, ToldLink(f"{LINK}&x=1"), by=builders.CLERK, now=clock.now()),
    )

    assert orders.get("o1").point is None
    assert said(orders) == ["link.dead", "link.published"]


def told_of_the_portal(orders: Orders) -> list[str]:
    docs = orders.collection.database["portal_hosts"].find()
    return [e["type"] for doc in docs for e in doc["outbox"] if e["type"] != "audit.recorded"]


def test_where_all_of_the_portal_is_gone_no_body_hears_it_and_support_does_once(
    orders: Orders, time: PassingTime
) -> None:
    ids = ("o1", "o2", "o3", "o4")
    for number, id in enumerate(ids):
        live(orders, id, body=f"0918716{number}")
    pages = Pages(F.GONE)
    made = robot(orders, pages)
    time.now += WEEK

    through(time, made, hours=24 * 4)
    quiet = [said(orders, id) for id in ids]
    pages.found = F.THERE
    through(time, made, hours=24)
    pages.found = F.GONE
    time.now += WEEK
    through(time, made, hours=24 * 3)

    assert quiet == [[], [], [], []]
    assert [said(orders, id) for id in ids] == quiet
    assert told_of_the_portal(orders) == ["portal.failing", "portal.failing"]


def test_links_that_are_gone_while_others_are_there_are_their_bodies_to_mend(
    orders: Orders, time: PassingTime
) -> None:
    for number in range(4):
        live(orders, f"o{number}", body=f"0918716{number}")
    live(orders, "good", body=MUNICH)
    sound = f"{LINK}&x=1"
    orders.change("good", lambda o: setattr(o, "link", sound))

    class Some(Pages):
        def look(self, url: str) -> PageFinding:
            return F.THERE if url == sound else F.GONE

    made = robot(orders, Some())
    for _ in range(24 * 3):
        orders.change("good", lambda o: setattr(o, "link_check", None))
        through(time, made, hours=4)

    assert [said(orders, f"o{number}") for number in range(4)] == [["link.dead"]] * 4
    assert told_of_the_portal(orders) == []


def test_what_a_person_took_for_good_says_that_the_portal_is_there(
    orders: Orders, time: PassingTime
) -> None:
    accepted = LinkCheck(clock.now(), accepted=F.ELSEWHERE)
    for number in range(3):
        live(orders, f"o{number}", body=f"0918716{number}")
        orders.change(f"o{number}", lambda o: setattr(o, "link_check", accepted))

    through(time, robot(orders, Pages(F.ELSEWHERE)), hours=24 * 3)

    assert told_of_the_portal(orders) == []


def test_while_a_person_decides_about_another_link_nothing_is_opened(
    orders: Orders, time: PassingTime
) -> None:
    live(orders)
    time.now += WEEK
    orders.change(
        "o1", lambda o: report_link(o, ToldLink(UNPROVEN), by=builders.CLERK, now=clock.now())
    )

    through(time, robot(orders, Pages(F.GONE)), hours=24 * 4)

    assert orders.get("o1").point is Point.LINK_UNPROVEN


def test_a_link_changed_during_the_look_is_left_alone(orders: Orders, time: PassingTime) -> None:
    live(orders)
    time.now += WEEK

    class Slow(Pages):
        def look(self, url: str) -> PageFinding:
            orders.change(
                "o1", lambda o: report_link(o, ToldLink(f"{LINK}&x=1"), by=builders.CLERK, now=NOW)
            )
            return super().look(url)

    robot(orders, Slow(F.GONE))._round()

    check = orders.get("o1").link_check
    assert check is not None
    assert check.failures == 0


def test_one_process_looks_at_a_time_and_the_hosts_rest(orders: Orders, time: PassingTime) -> None:
    live(orders, "o1")
    live(orders, "o2", places=[MUNICH])
    time.now += WEEK
    first, second = Pages(), Pages()

    looks = work(robot(orders, first, pause_s=3600))

    assert (looks, work(robot(orders, second, name="two"))) == (1, 0)
    assert (len(first.looked), second.looked) == (1, [])


def test_the_next_link_is_found_by_index(orders: Orders, time: PassingTime) -> None:
    for number in range(200):
        live(orders, f"o{number}", places=[f"p{number}"])
    due = {**WITH_LINK, LOOK_AT: {"$not": {"$gt": NOW}}}

    sort = [(LOOK_AT, 1)]
    plan = orders.collection.find(due, sort=sort, hint=list(LINK_DUE.keys)).explain()

    winning = str(plan["queryPlanner"]["winningPlan"])
    assert "link_due" in winning
    assert "COLLSCAN" not in winning
    assert "'stage': 'SORT'" not in winning


def told_of(order: Order) -> Event:
    (event,) = (e for e in builders.heard(order, "orders") if e.type == "link.published")
    return event


def hear(numbers: PortalNumberStore, event: Event) -> None:
    context.enter(Call(once=event.id))
    service: Any = OrdersService()
    service.portal_numbers = numbers
    service.on_link_published(event)
    context.enter(Call())


def confirmed(url: str = UNPROVEN, **changed: Any) -> Event:
    order = builders.order_in(OrderState.AWAITING_LINK, **changed)
    report_link(order, ToldLink(url), by=builders.CLERK, now=NOW)
    order.take_news("orders")
    confirm_link(order, url, by=builders.REVIEWER, now=NOW)
    return told_of(order)


def test_a_confirmed_link_teaches_the_numbers_of_its_body_once(numbers: PortalNumberStore) -> None:
    event = confirmed()

    hear(numbers, event)
    hear(numbers, event)

    known = numbers.get(PRIEN)
    (learned,) = known.numbers
    assert (learned.number, learned.order) == ("behoerde:44218646771", "o1")
    assert learned.confirmed_by == builders.REVIEWER.id
    assert (known.version, numbers.bodies_of("behoerde:44218646771")) == (1, [PRIEN])


def test_a_link_nobody_looked_at_teaches_nothing(numbers: PortalNumberStore) -> None:
    order = builders.order_in(OrderState.AWAITING_LINK)
    report_link(order, ToldLink(f"{LINK}&behoerde=44218646771"), by=builders.CLERK, now=NOW)

    hear(numbers, told_of(order))

    assert numbers.find(PRIEN) is None


def test_the_successor_of_a_body_is_known_by_its_numbers(numbers: PortalNumberStore) -> None:
    hear(numbers, confirmed())
    hear(numbers, confirmed(f"{UNPROVEN[:-1]}2", id="o2", body=MUNICH, places=[MUNICH]))

    for _ in range(2):
        context.enter(Call(once="identity/m:1:0"))
        numbers.move(PRIEN, MUNICH)
        context.enter(Call())

    assert numbers.find(PRIEN) is None
    assert [one.number[-1] for one in numbers.get(MUNICH).numbers] == ["1", "2"]
