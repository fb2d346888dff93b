"""Failed mails are seen with their reason, keep their words for a while, and can be sent again."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common.background import BackgroundTask
from services.common.errors import Conflict, NotFound
from services.notify import mails as command
from services.notify.domain.mails import MailState
from services.notify.domain.smtp_verdicts import PAUSES
from services.notify.mail_sender import MailSender
from services.notify.mail_support import MailSupport
from services.notify.notifier import Notifier
from services.notify.rendering import MailTemplates, Sender
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.mails import WORDS, MailFilter, Mails
from tests.integration.test_notify_mail import Relay, make_due
from tests.unit.notify import samples

ADDRESS = "fach@prien.example"
Doc = dict[str, Any]


class Office:
    """Mails on a real database, and a relay in memory."""

    def __init__(self, database: Database[Doc]) -> None:
        self.database = database
        self.mails = Mails(database, "mails", "queued")
        self.mails.prepare()
        self.relay = Relay()
        self.sender = MailSender(self.mails, self.relay, "markt@op.example")
        self.support = MailSupport(self.mails, MailTemplates(Sender("https://markt.example")))
        idle = BackgroundTask("idle", lambda: False)
        nothing: Any = None
        self.notifier = Notifier(
            "https://markt.example", samples.People(), mails=self.mails, deliveries=nothing,
            inbox=InboxEntries(database), senders=(idle, idle),
        )  # fmt: skip

    def one_failed(self) -> str:
        """Let one of three mails be refused for good."""
        self.relay.refuses = ADDRESS
        self.notifier.mail(samples.order_event())
        self.sender.round()
        (failed,) = self.support.page(MailFilter(MailState.FAILED), None, 10)
        return str(failed["id"])


@pytest.fixture
def office(database: Database[Doc]) -> Office:
    return Office(database)


def test_a_failed_mail_is_sent_again_under_its_message_id(office: Office) -> None:
    id = office.one_failed()
    before = office.mails.get(id)

    office.relay.refuses = ""
    office.support.send_again(id, "sam")
    office.sender.round()

    sent = office.mails.get(id)
    assert office.relay.taken[-1].recipient == ADDRESS
    assert before["message_id"].encode() in office.relay.taken[-1].raw
    assert (sent["state"], sent["resent_by"]) == ("sent", "sam")
    assert not set(WORDS) & set(sent)


def test_what_failed_since_a_moment_is_counted(office: Office) -> None:
    office.one_failed()
    now = office.mails.now()

    assert office.support.failed(now - timedelta(minutes=1))["new"] == 1
    assert office.support.failed(now + timedelta(minutes=1))["new"] == 0
    assert office.support.failed(None)["new"] is None


def test_what_is_shown_of_a_mail_says_why_it_failed_but_not_its_words(office: Office) -> None:
    shown = office.support.show(office.one_failed())

    assert (shown["state"], shown["reason_code"]) == ("failed", "address-refused")
    assert shown["answer"] == "550 no such mailbox"
    assert shown["address"] == ADDRESS
    assert not {"text", "html", "facts"} & set(shown)


def test_a_mail_that_failed_says_so_with_what_it_was_about_and_without_the_address(
    office: Office,
) -> None:
    id = office.one_failed()
    broken = samples.order_event("order.setup_failed", sequence=2, state="setup_failed")
    broken.data["order"]["waiting_for"]["due_on"] = "soon"
    office.notifier.mail(broken)

    failed = list(office.mails.collection.find({"state": "failed"}))

    for doc in failed:
        (told,) = doc["outbox"]
        assert told["type"] == "delivery.mail_failed"
        assert told["data"]["about"] == {"order": "o1"}
        assert "@" not in str(told["data"])
    assert id in {doc["outbox"][0]["subject"] for doc in failed}
    assert len({doc["outbox"][0]["id"] for doc in failed}) == len(failed) > 1


def test_each_failure_of_a_mail_is_an_event_of_its_own(office: Office) -> None:
    id = office.one_failed()

    office.support.send_again(id, "sam")
    office.sender.round()

    assert [told["id"] for told in office.mails.get(id)["outbox"]] == [
        f"{id}:1:failed", f"{id}:2:failed",
    ]  # fmt: skip


def test_only_a_failed_mail_is_sent_again(office: Office) -> None:
    office.one_failed()
    (sent, *_) = office.support.page(MailFilter(MailState.SENT), None, 10)

    with pytest.raises(Conflict) as refusal:
        office.support.send_again(sent["id"], "sam")
    with pytest.raises(NotFound):
        office.support.send_again("nothing", "sam")

    assert refusal.value.code == "mail-not-failed"


def test_words_are_forgotten_when_their_retention_ends(office: Office) -> None:
    id = office.one_failed()
    long_ago = office.mails.now() - Mails.RETENTION - timedelta(hours=1)
    office.mails.collection.update_one({"_id": id}, {"$set": {"failed_at": long_ago}})

    MailSender(Mails(office.database, "mails", "queued"), office.relay, "m@op.example").round()

    assert not set(WORDS) & set(office.mails.get(id))
    with pytest.raises(Conflict) as refusal:
        office.support.send_again(id, "sam")
    assert refusal.value.code == "mail-words-gone"


def test_a_relay_that_refuses_all_for_hours_loses_no_mail(office: Office) -> None:
    office.relay.doubts = ADDRESS
    office.notifier.mail(samples.order_event())

    for _ in PAUSES:
        office.sender.round()
        assert office.mails.collection.count_documents({"state": "queued"}) == 1
        make_due(office.mails)
    office.relay.doubts = ""
    office.sender.round()

    assert {doc["state"] for doc in office.mails.collection.find()} == {"sent"}
    assert len(office.relay.taken) == 3


def test_a_doubtful_mail_fails_in_the_end(office: Office) -> None:
    office.relay.doubts = ADDRESS
    office.notifier.mail(samples.order_event())

    for _ in range(len(PAUSES) + 1):
        office.sender.round()
        make_due(office.mails)

    (failed,) = office.support.page(MailFilter(MailState.FAILED), None, 10)
    assert (failed["reason_code"], failed["answer"]) == (
        "address-doubted",
        "550 something is wrong",
    )


def test_a_mail_that_could_not_be_written_is_written_when_it_is_sent_again(
    office: Office,
) -> None:
    event = samples.order_event("order.setup_failed", state="setup_failed")
    event.data["order"]["waiting_for"]["due_on"] = "soon"
    office.notifier.mail(event)
    failed = office.support.page(MailFilter(MailState.FAILED), None, 10)

    due = {"facts.order.waiting_for.due_on": "2026-11-25"}
    office.mails.collection.update_many({}, {"$set": due})
    for mail in failed:
        office.support.send_again(mail["id"], "sam")
    office.sender.round()

    assert len(office.relay.taken) == len(failed) > 0


def test_the_pages_of_the_list_give_each_mail_once(office: Office) -> None:
    office.one_failed()
    office.notifier.mail(samples.order_event(sequence=2))
    office.sender.round()

    seen: list[str] = []
    while page := office.support.page(MailFilter(MailState.SENT), seen[-1] if seen else None, 1):
        seen += [mail["id"] for mail in page]

    assert len(seen) == len(set(seen)) == office.support.count(MailFilter(MailState.SENT)) == 4


def test_one_command_sends_again_all_that_failed(
    office: Office, mongo_uri: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    id = office.one_failed()
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_DATABASE", office.database.name)

    listed, done = command.main(["list"]), command.main(["resend"])
    unknown = command.main(["show", "nothing"])
    office.relay.refuses = ""
    office.sender.round()

    assert (listed, done, unknown) == (0, 0, 1)
    assert id in capsys.readouterr().out
    assert office.mails.get(id)["state"] == "sent"
