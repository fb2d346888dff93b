"""The link robot on a real database: which links it takes, when, and who is told."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.domain.links import LinkState
from services.catalog.link_check.robot import LinkRobot
from services.catalog.repositories.links import Links, link_id
from services.catalog.settings import CatalogSettings
from services.common import clock
from services.common.links.findings import CheckResult, LinkFailure
from services.common.storage.leases import Lease
from tests.builders import NOW
from tests.fakes import PassingTime

Db = Database[dict[str, Any]]
A, B, C = "https://a.example/", "https://a.example/other", "https://c.example/"
THERE, GONE = CheckResult(None, 200), CheckResult(LinkFailure.STATUS, 404)
NO_DNS = CheckResult(LinkFailure.UNKNOWN_HOST)


class Looker:
    """Finds what it was told it would find."""

    def __init__(self, found: dict[str, CheckResult]) -> None:
        self.found, self.looked = found, list[str]()

    def check(self, url: str) -> CheckResult:
        self.looked.append(url)
        return self.found.get(url, THERE)


@pytest.fixture
def links(database: Db) -> Links:
    made = Links(database, "catalog", lambda *_: None)
    made.prepare()
    return made


def robot(
    database: Db, links: Links, checker: Looker, name: str = "one", **changed: int
) -> LinkRobot:
    settings = CatalogSettings(**{"link_host_pause_s": 0, **changed})  # type: ignore[arg-type]
    lease = Lease(database, "links", name)
    return LinkRobot(links, checker, database=database, settings=settings, lease=lease)


def profile(database: Db, id: str, *urls: str, status: str = "published") -> None:
    accesses = [{"kind": "web", "url": url} for url in urls]
    doc = {"status": status, "test_accesses": accesses, "changed_at": clock.now()}
    database["profiles"].replace_one({"_id": id}, doc, upsert=True)


def work(found: LinkRobot) -> int:
    """Let it work until nothing is due, and give how many looks that were."""
    looks = 0
    while found._round():
        looks += 1
    return looks


def test_links_of_what_is_on_sale_are_looked_at_once_a_day(
    database: Db, links: Links, time: PassingTime
) -> None:
    profile(database, "p", A, B)
    profile(database, "q", C, A)
    profile(database, "draft", "https://d.example/", status="draft")
    checker = Looker({})
    found = robot(database, links, checker)

    first, again = work(found), work(found)
    time.now += timedelta(hours=24)

    assert (first, again, work(found)) == (3, 0, 3)
    assert sorted(set(checker.looked)) == [A, B, C]
    assert links.get(link_id(A)).profiles == ["p", "q"]


def test_a_link_no_profile_names_any_more_is_forgotten(
    database: Db, links: Links, time: PassingTime
) -> None:
    profile(database, "p", A, C)
    work(robot(database, links, Looker({})))
    time.now += timedelta(minutes=1)
    profile(database, "p", C)

    work(robot(database, links, Looker({})))

    assert links.find(link_id(A)) is None
    assert links.get(link_id(C)).state is LinkState.OK


def test_a_dead_link_shows_on_its_profile_and_in_the_queue_and_is_said_once(
    database: Db, links: Links, time: PassingTime
) -> None:
    profile(database, "p", A, C)
    found = robot(database, links, Looker({A: GONE}))

    for _ in range(30):
        work(found)
        time.now += timedelta(hours=1)

    (queued,), total = links.queue(["dead"], after=None, limit=10)
    shown = links.shown({"test_accesses": [{"url": A}, {"url": C}, {"url": "https://new.example"}]})
    outbox = database["link_checks"].find_one({"_id": link_id(A)}, {"outbox": 1}) or {}
    assert (queued.url, queued.profiles, total) == (A, ["p"], 1)
    assert [link["ok"] for link in shown] == [False, True, True]
    assert [e["type"] for e in outbox["outbox"]] == ["profile.link_changed", "audit.recorded"]
    assert outbox["outbox"][0]["data"] == {"profiles": ["p"], **shown[0]}


def test_nobody_is_blamed_while_nobody_answers(
    database: Db, links: Links, time: PassingTime
) -> None:
    profile(database, "p", A, C)
    work(robot(database, links, Looker({})))
    cut_off = robot(database, links, Looker({A: NO_DNS, C: NO_DNS}))

    for _ in range(24 * 4):
        time.now += timedelta(hours=1)
        work(cut_off)

    assert links.queue(["dead"], after=None, limit=10) == ([], 0)


def test_a_name_that_is_gone_is_blamed_while_others_answer(
    database: Db, links: Links, time: PassingTime
) -> None:
    profile(database, "p", A, C)
    found = robot(database, links, Looker({A: NO_DNS}))

    for _ in range(24 * 3):
        work(found)
        time.now += timedelta(hours=1)

    assert links.get(link_id(A)).is_dead


def test_a_host_rests_between_two_looks_while_others_are_looked_at(
    database: Db, links: Links, time: PassingTime
) -> None:
    profile(database, "p", A, B, C)
    checker = Looker({})

    work(robot(database, links, checker, link_host_pause_s=3600))

    assert len(checker.looked) == 2
    assert {url.split("/")[2] for url in checker.looked} == {"a.example", "c.example"}


def test_only_one_process_looks(database: Db, links: Links, time: PassingTime) -> None:
    profile(database, "p", A, C)
    first, second = Looker({}), Looker({})
    assert robot(database, links, first)._round()

    looks = work(robot(database, links, second, name="two"))

    assert (looks, second.looked) == (0, [])


def test_the_robot_s_questions_use_an_index(database: Db, links: Links) -> None:
    for number in range(300):
        profile(database, f"p{number}", f"https://h{number}.example/")
    robot(database, links, Looker({})).collect(NOW)
    asked = (
        {"due_at": {"$lte": NOW}, "host": {"$nin": ["h1.example"]}},
        {"state": {"$in": ["dead", "failing"]}},
        {"_id": {"$in": [link_id("https://h1.example/")]}},
    )

    plans = [str(links.collection.find(criteria).explain()["queryPlanner"]) for criteria in asked]

    assert ["COLLSCAN" in plan for plan in plans] == [False] * 3
