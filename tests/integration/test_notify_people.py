"""Who is known, who is told nothing more, and what is forgotten, on a real database."""

import time
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.background import BackgroundTask
from services.common.context import Call
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Delegation, Principal
from services.notify.commenting import Commenting
from services.notify.domain.lines import TicketSide
from services.notify.domain.mails import address_hash
from services.notify.domain.reply_authors import without_account
from services.notify.domain.statuses import Visibility
from services.notify.mail_sender import MailSender
from services.notify.notifier import Notifier
from services.notify.personal_data import PersonalData
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.deliveries import Deliveries
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.mails import Mails
from services.notify.repositories.newsletter import Subscribers
from services.notify.repositories.people import People
from services.notify.repositories.preferences import PreferenceLists
from services.notify.repositories.tickets import TicketLines, Tickets
from tests.integration.test_notify_mail import Relay
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

Doc = dict[str, Any]
ADDRESS = "fach@prien.example"


class Office:
    """All of notify's stores in one database, with nobody known but who a test adds."""

    def __init__(self, database: Database[Doc]) -> None:
        self.accounts = ReadCopy(database, "identity", "account")
        self.bodies = ReadCopy(database, "identity", "body")
        self.inbox, self.preferences = InboxEntries(database), PreferenceLists(database)
        vendors = ReadCopy(database, "catalog", "vendor")
        self.people = People(self.accounts, self.bodies, vendors, self.preferences)
        self.tickets = Tickets(database, "notify", lambda *_: None)
        self.lines = TicketLines(database, "notify", lambda *_: None)
        attachments = Attachments(database, "notify", lambda *_: None)
        self.commenting = Commenting(self.lines, attachments, AttachmentFiles(database))
        self.mails = Mails(database, "mails", "queued")
        self.deliveries = Deliveries(database, "deliveries", "waiting")
        for part in (
            self.people,
            self.tickets,
            self.lines,
            self.mails,
            self.inbox,
            self.deliveries,
        ):
            part.prepare()
        self.files = PersonalData(
            self.lines, self.people, mails=self.mails, deliveries=self.deliveries,
            inbox=self.inbox, preferences=self.preferences,
            subscribers=Subscribers(database, "notify", lambda *_: None),
        )  # fmt: skip
        idle = BackgroundTask("idle", lambda: False)
        self.known = samples.People()
        self.notifier = Notifier(
            "https://markt.example", self.known, mails=self.mails, inbox=self.inbox,
            deliveries=self.deliveries, senders=(idle, idle),
        )  # fmt: skip
        self.relay = Relay()
        self.sender = MailSender(self.mails, self.relay, "markt@op.example")

    def follow(self, event: Event) -> None:
        self.tickets.follow(event)
        self.lines.follow(event)

    def comment(self, text: str) -> None:
        self.commenting.comment(self.tickets.shown_to("o1"), text, Visibility.BODY, [])

    def knows(self, id: str, email: str, **changed: Any) -> None:
        account = samples.account(id, email, **changed)
        del account["_id"]
        self.accounts.keep(id, 1, account)


@pytest.fixture
def office(database: Database[Doc]) -> Office:
    """Notify's stores."""
    return Office(database)


def day(days: int) -> str:
    return (clock.local_date(clock.now()) + timedelta(days=days)).isoformat()


def test_only_those_whose_authority_holds_today_may_sign(office: Office) -> None:
    office.bodies.keep("09187162", 1, {"joint_administration": "091875111"})
    held = {
        "office": samples.signing("09187162", day(-9), day(0)),
        "joint": samples.signing("091875111", day(0)),
        "ended": samples.signing("09187162", day(-9), day(-1)),
        "later": samples.signing("09187162", day(1)),
        "elsewhere": samples.signing("09162000", day(-9)),
    }
    for id, signing in held.items():
        office.knows(id, f"{id}@prien.example", signing=[signing])
    office.knows("closed", "c@prien.example", state="closed", signing=[held["office"]])

    found = office.people.signatories("09187162")

    assert sorted(person["id"] for person in found) == ["joint", "office"]


def test_people_are_found_by_their_address_however_it_is_spelled(office: Office) -> None:
    office.knows("eva", "Eva@Prien.example")

    plan = office.accounts.collection.find(
        {"email": "a"}, collation={"locale": "de", "strength": 2}
    ).explain()

    assert [p["id"] for p in office.people.at_address("eva@prien.EXAMPLE")] == ["eva"]
    assert "by_email" in str(plan["queryPlanner"]["winningPlan"])


def test_nothing_about_an_erased_person_is_left_in_mails_and_deliveries(office: Office) -> None:
    office.notifier.mail(samples.order_event(sequence=1))
    office.sender.round()
    office.notifier.mail(samples.order_event(sequence=2))
    told = samples.order_event(sequence=3, state="in_setup")
    office.notifier.tell_vendors(told, told.data["order"])

    office.files.forget("eva", "Eva Fach", ADDRESS.upper())

    kept = [*office.mails.collection.find(), *office.deliveries.collection.find()]
    assert ADDRESS not in str(kept)
    assert "Eva Fach" not in str(kept)
    hashed = [doc for doc in kept if doc.get("address_hash") == address_hash(ADDRESS)]
    assert [doc["state"] for doc in hashed] == ["sent"]
    assert office.mails.collection.count_documents({"state": "queued"}) == 2


def test_the_last_mail_is_sent_and_forgotten_too(office: Office) -> None:
    event = any_event("account.erased")

    for _ in range(2):
        office.files.forget("clerk", "Sabine Huber", "sabine@prien.example")
        office.notifier.mail(event)
    office.sender.round()

    (letter,) = office.relay.taken
    assert letter.recipient == "sabine@prien.example"
    assert b"\nTo: Sabine Huber\r\n <sabine@prien.example>\r\n" in letter.raw
    assert "sabine" not in str(list(office.mails.collection.find())).lower()


def test_of_a_mailbox_others_use_only_the_erased_person_s_mails_go(office: Office) -> None:
    office.knows("tom", ADDRESS)
    shared = samples.contact("Tom Technik", ADDRESS)
    office.notifier.mail(samples.order_event(sequence=1))
    office.notifier.mail(samples.order_event(sequence=2, functional_contact=shared))

    office.files.forget("eva", "Eva Fach", ADDRESS)

    left = [doc["name"] for doc in office.mails.collection.find({"address": ADDRESS})]
    assert left == ["Tom Technik"]


def test_an_erased_person_s_name_goes_from_every_ticket(office: Office) -> None:
    context.enter(samples.order_event().call())
    office.follow(samples.order_event())
    context.enter(Call(once="r1", principal=samples.body_person()))
    office.comment("Hallo")
    context.enter(Call(once="identity/a:1:0"))

    office.files.forget("clerk", "Sabine Huber", None)

    lines = list(office.lines.collection.find())
    assert [line["author_name"] for line in lines] == ["Gelöschte Person"] * 2
    assert lines[-1]["text"] == "Hallo"


def test_who_wrote_by_mail_before_there_was_an_account_is_exported_and_forgotten(
    office: Office,
) -> None:
    context.enter(samples.order_event().call())
    office.follow(samples.order_event())
    line = office.tickets.get("o1").taken_in(
        "Per Mail", Visibility.BODY, author=without_account(ADDRESS), author_name="Eva Fach",
        side=TicketSide.BODY, once="mail 1", now=clock.now(), by_mail=True,
    )  # fmt: skip
    office.lines.add(line)

    told = office.files.export("eva", ADDRESS)["notify/comments.json"]["items"]
    office.files.forget("eva", "Eva Fach", ADDRESS)

    assert [one["text"] for one in told] == ["Per Mail"]
    assert office.lines.get(line.id).author_name == "Gelöschte Person"


def test_an_export_holds_one_s_own_mails_and_comments_and_names_nobody(office: Office) -> None:
    context.enter(samples.order_event().call())
    office.follow(samples.order_event())
    for once, author in (("r1", samples.body_person()), ("r2", samples.operator())):
        context.enter(Call(once=once, principal=author))
        office.comment(f"von {author.subject}")
    office.notifier.mail(samples.order_event())

    context.enter(Call(once="r3", principal=samples.body_person()))
    files = office.files.export("clerk", "Sabine@Prien.example")

    assert [c["text"] for c in files["notify/comments.json"]["items"]] == ["von clerk"]
    (mail,) = files["notify/mails.json"]["items"]
    assert (mail["kind"], mail["state"]) == ("order_received", "queued")
    assert "example" not in str(files)


def test_a_comment_written_by_a_delegation_is_recorded_with_it(office: Office) -> None:
    context.enter(samples.order_event().call())
    office.follow(samples.order_event())
    lent = Delegation("m1", "09187162", frozenset({"tickets:read", "tickets:write"}),
                      time.time() + 60)  # fmt: skip
    vera = Principal("vera", "Vera", delegations=(lent,))
    context.enter(Call(once="r1", principal=vera, action="notify.add_comment"))

    office.comment("Hallo")

    doc = office.lines.collection.find_one({"kind": "comment"}) or {}
    recorded = doc["outbox"][-1]["data"]
    assert (recorded["actor"], recorded["on_behalf_of"], recorded["mandate"]) == (
        "vera", "09187162", "m1",
    )  # fmt: skip
