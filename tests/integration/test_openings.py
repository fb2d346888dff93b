"""What becomes orderable is told to the people of entitled bodies, each once, whoever is killed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.domain import openings
from services.catalog.repositories.news import Openings
from services.catalog.repositories.profiles import Profiles
from services.common import clock, context
from services.common.background import BackgroundTask
from services.common.context import Call
from services.common.errors import TooEarly
from services.common.messaging.read_copies import ReadCopy
from services.common.messaging.snapshots import FILL, Page
from services.common.reminding import Reminders
from services.notify.domain.inbox import OPENED
from services.notify.notifier import Notifier
from services.notify.opening_news import OpeningNews
from services.notify.paged_mailing import PAGE
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.mails import Mails
from services.notify.repositories.openings import OpeningRuns
from services.notify.repositories.people import People
from services.notify.repositories.preferences import PreferenceLists
from tests import builders
from tests.builders import NOW, PROFILE
from tests.eligible import wave
from tests.fakes import PassingTime
from tests.unit.notify import samples

Db = Database[dict[str, Any]]
SOON = "2026-12-01"
NOTHING: Any = None
BODIES = [f"09187{number:03}" for number in range(25)]
COPIES = (("identity", "account"), ("identity", "body"), ("catalog", "vendor"))
SERVICE = {"id": PROFILE, "title": builders.TITLE, "topic": "Umzug"}


def morning(day: str) -> datetime:
    return clock.morning_of(date.fromisoformat(day))


class Shelf:
    """Catalog's stores, with a profile that opens for all by a wave."""

    def __init__(self, database: Db) -> None:
        self.profiles = Profiles(database, "catalog", lambda *_: None)
        self.openings = Openings(database, "catalog", lambda *_: None)
        self.bodies = ReadCopy(database, "identity", "body")
        context.enter(Call())
        for part in (self.profiles, self.openings):
            part.prepare()
        self.profiles.collection.delete_many({})
        self.profiles.add(builders.profile(waves=[wave(opens_on=SOON)]))

    def process(self) -> Reminders:
        """Return the sweep of one process; under no lease, so that two may collide."""

        def tell(id: str, now: datetime) -> Any:
            return self.profiles.change(id, lambda profile: profile.open(now))

        return Reminders("catalog", NOTHING, self.profiles.steps_due, tell)

    def fill(self, keys: list[str]) -> None:
        for key in keys:
            state = builders.body_doc(_id=key, id=key, joint_administration=None)
            self.bodies.keep(key, 1, state)
        walk = self.bodies.walks[FILL]
        record = walk.begin()
        assert record is not None
        walk.move(Page(record["snapshot"], FILL, "", None, []))

    def said(self) -> list[dict[str, Any]]:
        (doc,) = self.profiles.collection.find({})
        return [event for event in doc["outbox"] if event["type"] == "profile.orderable"]

    def announced(self) -> list[str]:
        docs = self.openings.collection.find().sort("_id", 1)
        events = [event for doc in docs for event in doc["outbox"]]
        told = [e["data"]["bodies"] for e in events if e["type"] == "opening.announced"]
        return [body for bodies in told for body in bodies]


@pytest.fixture
def shelf(database: Db) -> Shelf:
    return Shelf(database)


def test_the_day_of_a_wave_is_said_once_by_whichever_process(shelf: Shelf) -> None:
    first, second = shelf.process(), shelf.process()

    for minutes in (-1, 0):
        now = clock.start_of(date.fromisoformat(SOON)) + timedelta(minutes=minutes)
        first.sweep(now)
        second.sweep(now)
        assert len(shelf.said()) == minutes + 1
    first.sweep(morning("2026-12-02"))

    (opened,) = shelf.said()
    assert opened["data"]["service"] == SERVICE
    assert shelf.profiles.steps_due(morning("2027-12-31"), None, 10) == []


def test_what_an_older_release_published_opens_by_its_waves_only(
    shelf: Shelf, time: PassingTime
) -> None:
    gone = {"$unset": {"offered": "", "opens_at": ""}}
    shelf.profiles.collection.update_many({}, gone)
    shelf.profiles.seed()
    shelf.profiles.collection.delete_many({"_id": {"$ne": PROFILE}})

    shelf.process().sweep(time.now)
    before = shelf.said()
    shelf.process().sweep(morning(SOON))

    assert before == []
    assert len(shelf.said()) == 1


def test_a_day_that_came_before_the_older_release_was_upgraded_anew_is_told_once(
    shelf: Shelf, time: PassingTime
) -> None:
    gone = {"$unset": {"offered": "", "opens_at": ""}}
    shelf.profiles.collection.update_many({}, gone)
    shelf.profiles.seed()
    shelf.profiles.collection.delete_many({"_id": {"$ne": PROFILE}})
    time.now = morning(SOON)

    shelf.profiles.seed()
    shelf.profiles.collection.delete_many({"_id": {"$ne": PROFILE}})
    shelf.process().sweep(time.now)

    assert len(shelf.said()) == 1


def test_a_page_lost_half_way_is_told_and_no_page_twice(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openings, "PAGE", 10)
    shelf.fill(BODIES)
    shelf.process().sweep(morning(SOON))
    (opened,) = shelf.said()

    def killed(page: Any) -> Any:
        if shelf.openings.collection.count_documents({}) == 1:
            raise KeyboardInterrupt
        return Openings.add(shelf.openings, page)

    monkeypatch.setattr(shelf.openings, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        shelf.openings.tell("e1", opened["data"], shelf.bodies, morning(SOON))
    half = shelf.announced()
    monkeypatch.undo()
    monkeypatch.setattr(openings, "PAGE", 10)
    for _ in range(2):
        shelf.openings.tell("e1", opened["data"], shelf.bodies, morning(SOON))

    assert half == BODIES[:10]
    assert shelf.announced() == BODIES


def test_while_no_body_is_known_it_waits(shelf: Shelf) -> None:
    with pytest.raises(TooEarly):
        shelf.openings.tell("e1", {"service": SERVICE}, shelf.bodies, NOW)


class Office:
    """Notify's stores, with people of two bodies."""

    def __init__(self, database: Db) -> None:
        self.accounts, bodies, vendors = (ReadCopy(database, owner, noun) for owner, noun in COPIES)
        self.mails, self.inbox = Mails(database, "mails", "queued"), InboxEntries(database)
        self.runs = OpeningRuns(database, "openings", "waiting")
        preferences = PreferenceLists(database)
        people = People(self.accounts, bodies, vendors, preferences)
        idle = BackgroundTask("idle", lambda: False)
        notifier = Notifier(
            "https://markt.example", people, mails=self.mails, inbox=self.inbox,
            deliveries=NOTHING, senders=(idle, idle),
        )  # fmt: skip
        self.news = OpeningNews(self.runs, people, self.mails, notifier)
        for part in (people, self.mails, self.inbox, self.runs):
            part.prepare()

    def knows(self, id: str, *places: str, role: str = "member", state: str = "active") -> None:
        roles = [{"role": role, "scope": place} for place in places]
        self.accounts.keep(id, 1, {**samples.account(id, "", roles=roles), "state": state})

    def told(self) -> dict[str, str]:
        docs = list(self.inbox.collection.find({"kind": OPENED}))
        assert len({doc["account"] for doc in docs}) == len(docs)
        return {doc["account"]: doc["path"] for doc in docs}

    def finish(self) -> None:
        while self.news.round():
            continue


@pytest.fixture
def office(database: Db) -> Office:
    return Office(database)


def announced(*bodies: str, page: str = "") -> samples.Event:
    facts = {"service": SERVICE, "opening": "ewa:4:2", "bodies": list(bodies)}
    return samples.event("opening.announced", facts, id=f"o{page}:1:0")


def test_who_may_order_for_an_entitled_body_finds_it_in_the_inbox_once(office: Office) -> None:
    for number in range(PAGE + 20):
        office.knows(f"c{number:03}", BODIES[0], role="officer")
    office.knows("both", BODIES[0], BODIES[1])
    office.knows("elsewhere", BODIES[2])
    office.knows("closed", BODIES[0], state="closed")
    office.knows("reviewer", "*", role="reviewer")

    for _ in range(2):
        office.news.begin(announced(BODIES[0]))
        office.news.begin(announced(BODIES[1], page="2"))
        office.finish()

    assert set(office.told()) == {f"c{number:03}" for number in range(PAGE + 20)} | {"both"}
    assert set(office.told().values()) == {f"/leistungen/{PROFILE}"}
    assert office.mails.collection.count_documents({}) == 0


def test_the_inbox_does_not_wait_for_mails_that_a_relay_holds_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.knows("clerk", BODIES[0])
    monkeypatch.setattr(office.mails, "count_due", lambda most: most)

    office.news.begin(announced(BODIES[0]))
    office.finish()

    assert set(office.told()) == {"clerk"}


def test_what_a_killed_process_had_taken_another_one_goes_on_with(office: Office) -> None:
    for number in range(PAGE + 20):
        office.knows(f"c{number:03}", BODIES[0])
    office.news.begin(announced(BODIES[0]))
    office.news.round()
    half = len(office.told())
    office.runs.take(1)
    meanwhile = office.news.round()

    lease_over = {"$set": {"due_at": clock.now() - timedelta(minutes=1)}}
    office.runs.collection.update_many({}, lease_over)
    office.finish()

    assert (half, meanwhile) == (PAGE, False)
    assert len(office.told()) == PAGE + 20
