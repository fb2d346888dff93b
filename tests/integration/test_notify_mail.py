"""Mails on a real database: written once, taken by one, marked when done."""

from datetime import timedelta
from typing import Any, Self

import pytest

from services.common import clock
from services.common.errors import Unavailable
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.messages import MailMessage
from services.notify.mail_sender import MailSender
from services.notify.notifier import Notifier
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import Mails
from services.notify.smtp import Doubted, Dropped, Refused
from tests.integration.notify_stores import lines_of, make_due, states
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

Doc = dict[str, Any]


class Relay:
    """A mail relay in memory that may be away, refuse an address, or hang up on one."""

    def __init__(self) -> None:
        self.taken: list[MailMessage] = []
        self.connections = 0
        self.away = False
        self.refuses = ""
        self.doubts = ""
        self.hangs_up_on = ""
        self.breaks_on = ""

    def connect(self) -> Self:
        if self.away:
            raise ConnectionRefusedError
        self.connections += 1
        return self

    def send(self, message: MailMessage) -> None:
        if message.recipient == self.hangs_up_on:
            raise Dropped(MailFailure.CONNECTION_LOST, "SMTPServerDisconnected: gone")
        if message.recipient == self.refuses:
            raise Refused(MailFailure.ADDRESS_REFUSED, "550 no such mailbox")
        if message.recipient == self.doubts:
            raise Doubted(MailFailure.ADDRESS_DOUBTED, "550 something is wrong")
        if message.recipient == self.breaks_on:
            raise UnicodeEncodeError("ascii", "ü", 0, 1, "a word nobody expected")
        self.taken.append(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


def test_an_event_delivered_twice_makes_one_mail_per_recipient(
    notifier: Notifier, mails: Mails
) -> None:
    event, relay = samples.order_event(), Relay()
    sender = MailSender(mails, relay, "markt@op.example")

    notifier.mail(event)
    sender.round()
    notifier.mail(event)
    sender.round()

    assert len(relay.taken) == 3
    assert relay.connections == 1
    assert states(mails) == ["sent"] * 3


def test_a_redelivery_adds_the_recipients_that_were_missing(
    notifier: Notifier, mails: Mails
) -> None:
    notifier.mail(samples.order_event())
    mails.collection.delete_one({"address": "fach@prien.example"})

    notifier.mail(samples.order_event())

    assert mails.collection.count_documents({}) == 3


def test_nothing_is_counted_while_the_relay_is_away(notifier: Notifier, mails: Mails) -> None:
    relay = Relay()
    relay.away = True
    sender = MailSender(mails, relay, "markt@op.example")
    notifier.mail(samples.order_event())

    with pytest.raises(ConnectionRefusedError):
        sender.round()
    relay.away = False
    make_due(mails)
    sender.round()

    assert len(relay.taken) == 3
    assert {doc["attempts"] for doc in mails.collection.find()} == {0}


def test_a_refused_address_fails_alone_and_with_its_reason(
    notifier: Notifier, mails: Mails
) -> None:
    relay = Relay()
    relay.refuses = "fach@prien.example"
    notifier.mail(samples.order_event())

    MailSender(mails, relay, "markt@op.example").round()

    failed = mails.collection.find_one({"state": "failed"})
    assert states(mails) == ["failed", "sent", "sent"]
    assert failed is not None
    assert (failed["reason_code"], failed["answer"]) == ("address-refused", "550 no such mailbox")


def test_one_line_says_what_became_of_each_mail_and_by_which_event(
    notifier: Notifier, mails: Mails, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    relay = Relay()
    relay.refuses = "fach@prien.example"
    notifier.mail(samples.order_event())

    MailSender(mails, relay, "markt@op.example").round()

    lines = lines_of(caplog, "mail_sent", "mail_failed")
    ids = {str(doc["_id"]): doc["state"] for doc in mails.collection.find()}
    told = {line.pop("mail"): line for line in lines}
    assert told.keys() == ids.keys()
    assert [told[id].pop("duration_ms") >= 0 for id in ids] == [True] * 3
    assert {id: line.pop("outcome") for id, line in told.items()} == {
        id: "sent" if state == "sent" else "address-refused" for id, state in ids.items()
    }
    assert list(told.values()) == [
        {"occasion": "order_received", "event_id": "o1:1:0", "correlation_id": "trace-1",
         "object_id": "o1"}
    ] * 3  # fmt: skip


def test_a_mail_the_relay_hangs_up_on_is_counted_and_holds_no_other(
    notifier: Notifier, mails: Mails
) -> None:
    relay = Relay()
    relay.hangs_up_on = "fach@prien.example"
    sender = MailSender(mails, relay, "markt@op.example")
    notifier.mail(samples.order_event())
    first = {"address": "fach@prien.example"}
    mails.collection.update_one(first, {"$set": {"due_at": clock.now() - timedelta(days=1)}})

    with pytest.raises(Dropped):
        sender.round()
    sender.round()

    found = {doc["address"]: doc for doc in mails.collection.find()}
    held = found.pop("fach@prien.example")
    assert (held["state"], held["attempts"]) == ("queued", 1)
    assert held["due_at"] > clock.now() + timedelta(seconds=50)
    assert [(doc["state"], doc["attempts"]) for doc in found.values()] == [("sent", 0)] * 2


def test_what_was_sent_before_the_database_went_away_is_noted_later_and_not_sent_again(
    notifier: Notifier, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = Relay()
    sender = MailSender(mails, relay, "markt@op.example")
    notifier.mail(samples.order_event())

    with monkeypatch.context() as away:
        away.setattr(mails, "settle", unavailable)
        with pytest.raises(Unavailable):
            sender.round()
    make_due(mails)
    sender.round()

    assert len(relay.taken) == 3
    assert states(mails) == ["sent"] * 3


def unavailable(*_: object, **__: object) -> None:
    raise Unavailable("database-away")


def test_no_mail_is_begun_that_might_outlive_its_lease(
    notifier: Notifier, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = Relay()
    monkeypatch.setattr(
        "services.notify.mail_sender.LONGEST_MAIL_S", LeasedQueue.LEASE.total_seconds()
    )
    notifier.mail(samples.order_event())

    MailSender(mails, relay, "markt@op.example").round()

    assert relay.taken == []
    assert len(mails.take(10)) == 3


def test_who_comes_back_after_the_lease_changes_nothing(notifier: Notifier, mails: Mails) -> None:
    notifier.mail(samples.order_event())
    late = mails.take(10)
    make_due(mails)
    holder = mails.take(10)

    mails.put_back(late)
    mails.put_off(late, timedelta(0), Failure(MailFailure.DEFERRED, "late"))
    mails.settle(late, "failed")

    assert mails.take(10) == []
    assert {doc["taken"] for doc in mails.collection.find()} == {holder[0]["taken"]}
    assert states(mails) == ["queued"] * 3


@pytest.mark.parametrize("hours", [-5, 5])
def test_leases_go_by_the_database_s_clock(
    notifier: Notifier, mails: Mails, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(hours=hours))
    notifier.mail(samples.order_event())

    first, second = mails.take(10), mails.take(10)
    mails.put_off(first, timedelta(hours=1), Failure(MailFailure.DEFERRED, "later"))
    third = mails.take(10)

    assert [len(first), len(second), len(third)] == [3, 0, 0]
    assert all(
        timedelta(0) < doc["due_at"] - real() < timedelta(hours=2)
        for doc in mails.collection.find()
    )


def test_what_is_no_address_fails_without_holding_the_others(
    notifier: Notifier, mails: Mails
) -> None:
    broken = samples.contact(email="no address")
    notifier.mail(samples.order_event(functional_contact=broken))

    MailSender(mails, Relay(), "markt@op.example").round()

    assert states(mails) == ["failed", "sent", "sent"]


def test_an_error_nobody_foresaw_is_counted_at_its_mail_alone(
    notifier: Notifier, mails: Mails
) -> None:
    relay = Relay()
    relay.breaks_on = "fach@prien.example"
    sender = MailSender(mails, relay, "markt@op.example")
    notifier.mail(samples.order_event())
    first = {"address": "fach@prien.example"}
    mails.collection.update_one(first, {"$set": {"due_at": clock.now() - timedelta(days=1)}})

    with pytest.raises(UnicodeEncodeError):
        sender.round()
    sender.round()

    held = mails.collection.find_one(first) or {}
    assert (held["state"], held["attempts"]) == ("queued", 1)
    assert len(relay.taken) == 2


def test_a_document_that_is_no_mail_fails_without_holding_the_others(
    notifier: Notifier, mails: Mails
) -> None:
    long_ago = clock.now() - timedelta(days=1)
    mails.collection.insert_one({"_id": "half", "state": "queued", "due_at": long_ago})
    notifier.mail(samples.order_event())

    MailSender(mails, Relay(), "markt@op.example").round()

    assert states(mails) == ["failed", "sent", "sent", "sent"]


def test_words_that_cannot_be_written_fail_at_their_mail_and_not_at_the_event(
    notifier: Notifier, mails: Mails
) -> None:
    event = samples.order_event("order.setup_failed", state="setup_failed")
    del event.data["reason"]
    event.data["order"]["waiting_for"]["due_on"] = "soon"

    notifier.mail(event)

    failed = list(mails.collection.find())
    assert {doc["state"] for doc in failed} == {"failed"}
    assert {doc["reason_code"] for doc in failed} == {"not-written"}
    assert all(doc["answer"].startswith("ValueError") for doc in failed)


def test_a_mail_is_taken_by_one_sender_until_its_lease_ends(
    notifier: Notifier, mails: Mails
) -> None:
    notifier.mail(samples.order_event())

    first, second = mails.take(10), mails.take(10)
    make_due(mails)
    after_the_lease = mails.take(10)

    assert [len(first), len(second), len(after_the_lease)] == [3, 0, 3]
    assert {doc["message_id"] for doc in first} == {doc["message_id"] for doc in after_the_lease}


def test_words_are_forgotten_once_the_mail_is_sent(notifier: Notifier, mails: Mails) -> None:
    notifier.mail(any_event("registration.confirmation_wanted"))

    MailSender(mails, Relay(), "markt@op.example").round()

    assert "t0ken" not in str(list(mails.collection.find()))
