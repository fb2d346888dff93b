"""A notice reaches the people of every live service once, however often it is begun anew."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.background import BackgroundTask
from services.common.context import Call
from services.notify.domain.tickets import Ticket
from services.notify.notice_mailing import NoticeMailing
from services.notify.notice_reach import NoticeReach
from services.notify.notifier import Notifier
from services.notify.paged_mailing import PAGE
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails
from services.notify.repositories.tickets import Tickets
from tests.unit.notify import samples

Doc = dict[str, Any]
BODIES = PAGE + 20
TWO_EACH = 2


class Office:
    """Notify's stores with live services of many bodies, each with two contacts."""

    def __init__(self, database: Database[Doc]) -> None:
        self.tickets = Tickets(database, "notify", lambda *_: None)
        self.mails = Mails(database, "mails", "queued")
        self.waiting = LeasedQueue(database, "circulars", "waiting")
        idle = BackgroundTask("idle", lambda: False)
        notifier = Notifier(
            "https://markt.example", samples.People(), mails=self.mails, deliveries=self.waiting,
            inbox=InboxEntries(database), senders=(idle, idle),
        )  # fmt: skip
        self.notice_mailing = NoticeMailing(self.waiting, self.tickets, self.mails, notifier)
        for part in (self.tickets, self.mails, self.waiting):
            part.prepare()

    def opens(self, number: int, *, profile: str = "ewa", state: str = "live") -> None:
        """Open the ticket of an order of one body."""
        context.enter(Call())
        order = samples.order(
            id=f"o{number:04}", number=f"DM-{number}", state=state, profile=profile,
            ordered_by="gone", functional_contact=samples.contact("F", f"f{number}@b.example"),
            technical_contact=samples.contact("T", f"t{number}@b.example"),
        )  # fmt: skip
        self.tickets.add(Ticket(id=order["id"], number=f"T-{number}", order=order, order_version=1))

    def addresses(self) -> set[str]:
        return {doc["address"] for doc in self.mails.collection.find()}

    def send_all(self) -> None:
        self.mails.collection.update_many({}, {"$set": {"state": "sent"}})

    def finish(self) -> None:
        while self.notice_mailing.round() or self.mails.count_due(PAGE):
            self.send_all()


@pytest.fixture
def office(database: Database[Doc]) -> Office:
    """The stores, empty."""
    return Office(database)


def published(*profiles: str) -> Any:
    return samples.event("notice.published", samples.notice(*profiles))


def test_the_people_of_every_live_service_are_told_once(office: Office) -> None:
    for number in range(BODIES):
        office.opens(number)
    office.opens(BODIES, state="in_setup")

    office.notice_mailing.begin(published())
    office.notice_mailing.begin(published())
    office.finish()
    office.notice_mailing.begin(published())
    office.finish()

    assert office.mails.collection.count_documents({}) == TWO_EACH * BODIES
    assert f"f{BODIES}@b.example" not in office.addresses()
    assert office.waiting.collection.find_one()["state"] == "sent"  # type: ignore[index]


def test_a_notice_about_a_service_reaches_its_users_only(office: Office) -> None:
    office.opens(1, profile="ewa")
    office.opens(2, profile="wohngeld")

    office.notice_mailing.begin(published("wohngeld"))
    office.finish()

    assert office.addresses() == {"f2@b.example", "t2@b.example"}


def test_the_mails_of_others_go_first(office: Office) -> None:
    for number in range(BODIES):
        office.opens(number)
    office.notice_mailing.begin(published())

    office.notice_mailing.round()
    written = office.mails.collection.count_documents({})
    waits = office.notice_mailing.round()

    assert (written, waits) == (TWO_EACH * PAGE, False)
    assert office.mails.collection.count_documents({}) == written


def test_what_a_killed_process_began_is_finished_by_another(office: Office) -> None:
    for number in range(3):
        office.opens(number)
    office.notice_mailing.begin(published())
    office.waiting.take(1)

    before = office.notice_mailing.round()
    office.waiting.collection.update_many(
        {}, {"$set": {"due_at": samples.clock.now() - timedelta(minutes=1)}}
    )
    office.finish()

    assert before is False
    assert len(office.addresses()) == TWO_EACH * 3


def test_as_many_are_counted_before_as_are_told_after(office: Office) -> None:
    for number in range(BODIES):
        office.opens(number, profile="ewa" if number % 2 else "wohngeld")
    people: Any = samples.People()
    reach = NoticeReach(office.tickets, people, office.waiting)

    counted = {name: reach.count(name.split()) for name in ("", "ewa")}
    notice = samples.event("notice.published", samples.notice("ewa"), id="n1:1:0")
    office.notice_mailing.begin(notice)
    before, hurried = reach.progress("n1"), NoticeReach(office.tickets, people, office.waiting, 0.0)
    office.finish()

    assert counted[""] == {"bodies": 1, "people": TWO_EACH * BODIES, "is_complete": True}
    assert counted["ewa"]["people"] == len(office.addresses()) == BODIES
    assert before["state"] == "waiting"
    assert reach.progress("n1")["state"] == "sent"
    assert reach.progress("n2") == {"state": "not_begun", "services": 0}
    assert hurried.count([]) == {"bodies": 0, "people": 0, "is_complete": False}


@pytest.mark.parametrize("profiles", [[], ["ewa", "wohngeld"]])
def test_a_page_is_read_from_an_index(
    office: Office, database: Database[Doc], profiles: list[str]
) -> None:
    for number in range(4):
        office.opens(number, state="live" if number % 2 else "withdrawn")
    database.command("profile", 2)

    page = office.tickets.live(profiles, after="", limit=PAGE)

    database.command("profile", 0)
    told = database["system.profile"].find_one({"command.find": "tickets"})
    assert told is not None
    assert "IXSCAN" in told["planSummary"]
    assert (len(page), told["docsExamined"]) == (2, 2)
