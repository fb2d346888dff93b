"""Who joins the newsletter by double opt-in, who leaves it, and who gets an issue."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.background import BackgroundTask
from services.common.context import Call
from services.common.errors import NotFound
from services.common.events import Event
from services.notify.domain.messages import message_of
from services.notify.newsletter_mailing import NewsletterMailing
from services.notify.notifier import Notifier
from services.notify.paged_mailing import PAGE
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails, mail_of
from services.notify.repositories.newsletter import Subscribers
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

Doc = dict[str, Any]
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
ADDRESS = "Leser@prien.example"


class Office:
    """Notify's stores of the newsletter."""

    def __init__(self, database: Database[Doc]) -> None:
        self.subscribers = Subscribers(database, "notify", lambda *_: None)
        self.mails = Mails(database, "mails", "queued")
        self.runs = LeasedQueue(database, "newsletter_runs", "waiting")
        idle, nothing = BackgroundTask("idle", lambda: False), None
        notifier = Notifier(
            "https://markt.example", samples.People(), mails=self.mails,
            inbox=InboxEntries(database), deliveries=nothing,  # type: ignore[arg-type]
            senders=(idle, idle),
        )  # fmt: skip
        url = "https://markt.example"
        self.mailing = NewsletterMailing(self.runs, self.subscribers, self.mails, notifier, url)
        for part in (self.subscribers, self.mails, self.runs):
            part.prepare()

    def ask(self, address: str = ADDRESS, now: datetime = NOW) -> None:
        context.enter(Call())
        self.subscribers.ask(address, "de", now)

    def tokens(self) -> list[str]:
        """Return the tokens that were to be mailed, the newest last."""
        docs = self.subscribers.collection.find()
        told = [event for doc in docs for event in doc["outbox"]]
        return [event["data"]["token"] for event in told if "token" in event["data"]]

    def joins(self, address: str = ADDRESS) -> None:
        self.ask(address)
        self.subscribers.confirm(self.tokens()[-1], NOW)
        self.subscribers.collection.update_many({}, {"$set": {"outbox": []}})

    def send(self, event: Event) -> None:
        self.mailing.begin(event)
        while self.mailing.round() or self.mails.count_due(PAGE) >= PAGE:
            self.mails.collection.update_many({}, {"$set": {"state": "sent"}})


@pytest.fixture
def office(database: Database[Doc]) -> Office:
    return Office(database)


def issue() -> Event:
    told = any_event("newsletter.issued")
    del told.data["leave"]
    return told


def test_an_address_asks_once_a_day_however_it_is_spelled(office: Office) -> None:
    office.ask()
    office.ask("leser@PRIEN.example", NOW + timedelta(hours=2))
    first_day = office.tokens()
    office.ask(now=NOW + timedelta(days=1))

    assert (len(first_day), len(office.tokens())) == (1, 2)
    assert office.subscribers.count_confirmed() == 0


def test_a_link_confirms_for_a_week_and_again(office: Office) -> None:
    office.ask()
    (token,) = office.tokens()

    with pytest.raises(NotFound):
        office.subscribers.confirm("another", NOW)
    with pytest.raises(NotFound):
        office.subscribers.confirm(token, NOW + timedelta(days=8))
    office.subscribers.confirm(token, NOW + timedelta(days=6))
    office.subscribers.confirm(token, NOW + timedelta(days=20))
    office.ask(now=NOW + timedelta(days=2))

    assert office.subscribers.count_confirmed() == 1
    assert office.tokens() == [token]


def test_who_leaves_is_forgotten_and_may_press_twice(office: Office) -> None:
    office.joins()
    (known,) = office.subscribers.confirmed(None, 10)

    assert office.subscribers.leave(known.leave_token) == ADDRESS
    assert office.subscribers.leave(known.leave_token) is None
    assert office.subscribers.collection.count_documents({}) == 0


def test_an_issue_goes_to_each_confirmed_address_once_and_can_be_left(office: Office) -> None:
    office.joins()
    office.ask("waits@prien.example")

    office.send(issue())
    office.send(issue())

    (doc,) = office.mails.collection.find()
    assert doc["address"] == ADDRESS
    assert doc["subject"] == "Neu"
    raw = message_of(mail_of(doc), "markt@op.example").raw.decode()
    leave = (
        f"https://markt.example/newsletter/abmelden?token={doc['unsubscribe'].partition('=')[2]}"
    )
    assert f"List-Unsubscribe: <{leave}>\r\n" in raw
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


def test_an_issue_goes_on_where_a_killed_process_left_it(office: Office) -> None:
    for number in range(PAGE + 5):
        office.joins(f"l{number}@prien.example")
    office.mailing.begin(issue())
    office.mailing.round()
    office.mails.collection.update_many({}, {"$set": {"state": "sent"}})

    office.send(issue())

    addresses = [doc["address"] for doc in office.mails.collection.find()]
    assert len(addresses) == len(set(addresses)) == PAGE + 5


def test_who_leaves_while_the_mails_are_written_gets_none(office: Office) -> None:
    office.joins()
    office.joins("stays@prien.example")
    put = office.mails.put

    def leaves_first(docs: Sequence[Doc]) -> None:
        for one in office.subscribers.at_address(ADDRESS):
            office.subscribers.leave(one.leave_token)
            office.mails.take_back("newsletter_issue", ADDRESS)
        put(docs)

    office.mails.put = leaves_first  # type: ignore[method-assign]
    office.send(issue())

    assert [doc["address"] for doc in office.mails.collection.find()] == ["stays@prien.example"]


@pytest.mark.parametrize("state", ["queued", "paused", "failed"])
def test_what_waits_for_an_address_that_left_is_taken_back(office: Office, state: str) -> None:
    office.joins()
    office.mailing.begin(issue())
    office.mailing.round()
    office.mails.collection.update_many({}, {"$set": {"state": state}})

    office.mails.take_back("newsletter_issue", ADDRESS.lower())

    assert office.mails.collection.count_documents({}) == 0
