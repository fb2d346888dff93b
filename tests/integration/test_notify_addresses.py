"""A person sees whether their address is reached, tries it, and gets what was held back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.background import BackgroundTask
from services.common.context import Call
from services.common.errors import Conflict, Invalid
from services.notify.domain.address_proofs import GOOD_FOR, AddressProofs
from services.notify.domain.failures import Failure, MailFailure
from services.notify.mail_sender import MailSender
from services.notify.mail_support import MailSupport
from services.notify.mailing_settings import MailingSettings
from services.notify.notifier import Notifier
from services.notify.own_address import OwnAddress
from services.notify.rendering import MailTemplates, Sender
from services.notify.repositories.mails import MailFilter, Mails
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.repositories.preferences import PreferenceLists
from tests.integration.test_notify_mail import Relay
from tests.unit.notify import samples

EVA = "fach@prien.example"
PROOFS = AddressProofs((b"new key", b"key before"))


class Desk:
    """A person's own address on a real database; the relay is in memory."""

    def __init__(self, database: Database[Any], mails: Mails) -> None:
        self.mails, self.relay = mails, Relay()
        self.paused = PausedAddresses(database)
        self.sender = MailSender(mails, self.relay, "markt@op.example")
        self.templates = MailTemplates(Sender("https://markt.example"))
        self.own = OwnAddress(
            mails, self.templates, proofs=PROOFS,
            mailing=MailingSettings("Markt <markt@op.example>", mail_hosts="mx1.example, "),
            sender=BackgroundTask("idle", lambda: False), paused=self.paused,
            preferences=PreferenceLists(database),
        )  # fmt: skip

    def asks(self, once: str, address: str | None = EVA) -> dict[str, Any]:
        with context.entered(Call(once=once)):
            return self.own.send_trial("eva", address, "Eva")

    def mailed_token(self) -> str:
        self.sender.round()
        found = re.search(rb"/account/mail\?token=3D([0-9a-f]+-[A-Z2-7=\r\n]+)", self.last)
        assert found is not None
        return found[1].decode().replace("=\r\n", "")[:41].strip()

    @property
    def last(self) -> bytes:
        return self.relay.taken[-1].raw


@pytest.fixture
def desk(database: Database[Any], mails: Mails) -> Desk:
    return Desk(database, mails)


def pause(desk: Desk) -> None:
    desk.paused.pause(EVA, "m1", Failure(MailFailure.ADDRESS_BOUNCED, "550 no such user"))


def test_an_address_is_shown_with_whom_to_let_in(desk: Desk) -> None:
    shown = desk.own.show(EVA)

    assert (shown["state"], shown["held"], shown["reason"]) == ("reached", 0, None)
    assert (shown["from_address"], shown["envelope_domain"]) == ("markt@op.example", "op.example")
    assert shown["hosts"] == ["mx1.example"]
    assert desk.own.show(None)["state"] == "none"


def test_a_paused_address_says_since_when_why_and_how_much_waits(
    desk: Desk, notifier: Notifier
) -> None:
    pause(desk)
    notifier.mail(samples.order_event())
    desk.sender.round()

    shown = desk.own.show(EVA.upper())

    assert (shown["state"], shown["held"]) == ("paused", 1)
    assert (shown["answer"], bool(shown["since"])) == ("550 no such user", True)


def test_whoever_reads_the_test_mail_gets_what_was_held_back(
    desk: Desk, notifier: Notifier
) -> None:
    pause(desk)
    notifier.mail(samples.order_event())
    desk.sender.round()
    desk.asks("one")

    shown = desk.own.confirm(EVA, desk.mailed_token())
    desk.sender.round()

    assert shown["state"] == "reached"
    assert [m.recipient for m in desk.relay.taken].count(EVA) == 2
    assert desk.mails.count(MailFilter("paused"), 9) == 0


def test_the_same_request_sends_one_test_mail_and_the_fourth_in_an_hour_none(desk: Desk) -> None:
    for once in ("one", "one", "two", "three", "one"):
        desk.asks(once)

    with pytest.raises(Conflict) as refusal:
        desk.asks("four")

    assert refusal.value.code == "too-many-test-mails"
    assert desk.mails.count(MailFilter(address=EVA), 9) == 3


def test_who_has_no_address_can_try_none(desk: Desk) -> None:
    with pytest.raises(Conflict):
        desk.asks("one", None)


def test_no_other_token_lets_mails_go_again(desk: Desk) -> None:
    pause(desk)
    now = desk.mails.now()
    others = [
        PROOFS.token("other@prien.example", now),
        PROOFS.token(EVA, now - GOOD_FOR - timedelta(minutes=1)),
        AddressProofs((b"some key",)).token(EVA, now),
        "ffffffffffff-" + "A" * 32,
        "",
    ]

    for token in others:
        with pytest.raises(Invalid):
            desk.own.confirm(EVA, token)
    assert desk.own.show(EVA)["state"] == "paused"
    assert desk.own.confirm(EVA, AddressProofs((b"key before",)).token(EVA, now))["held"] == 0


def test_support_finds_mails_by_address_and_by_order(desk: Desk, notifier: Notifier) -> None:
    notifier.mail(samples.order_event())
    desk.asks("one")
    support = MailSupport(desk.mails, desk.templates)

    by_address = support.page(MailFilter(address=EVA.upper()), None, 9)
    by_both = support.page(MailFilter(address=EVA, order="o1"), None, 9)

    assert {mail["kind"] for mail in by_address} == {"order_received", "test_mail"}
    assert [mail["about"] for mail in by_both] == [{"order": "o1"}]
    assert support.count(MailFilter(order="o1")) == 3
    assert support.page(MailFilter("sent", order="o1"), None, 9) == []
