"""The mail of a release carries its contract and documents, and waits for neither for ever."""

import base64
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from pymongo.errors import AutoReconnect, OperationFailure, PyMongoError

from services.common.errors import Unavailable
from services.common.events import Event
from services.notify.domain.messages import MailMessage
from services.notify.domain.papers import MOST_BYTES, Paper
from services.notify.domain.smtp_verdicts import SmtpStage
from services.notify.mail_sender import MailSender
from services.notify.notifier import Notifier
from services.notify.paper_room import PaperRoom
from services.notify.repositories.mails import Mails
from services.notify.repositories.papers import Papers
from services.notify.smtp import _judged
from tests.integration.notify_stores import make_due
from tests.integration.test_notify_mail import Relay
from tests.unit.notify.sample_events import any_event

CONTRACT, DOCUMENTS = "contracts/k1", "catalog/ewa:3"
PDF = b"%PDF-1.7 " + bytes(range(256)) * 40
SIGNATORY = "mayor@prien.example"


class Desk:
    """Notify with what mails carry, and those who are asked for it."""

    def __init__(self, notifier: Notifier, mails: Mails) -> None:
        self.mails, self.notifier, self.relay = mails, notifier, Relay()
        self.papers = Papers(mails.collection.database)
        self.papers.collection.drop()
        self.asked: list[dict[str, Any]] = []
        self.sender = MailSender(mails, self.relay, "markt@op.example", papers=self.papers)
        room = PaperRoom(self.papers, mails, self.asked.append, self.sender.loop)
        self.room = notifier._papers = room

    def offer(self) -> None:
        """Hear that a contract is offered, and send what may go."""
        self.notifier.mail(any_event("contract.offered"))
        self.sender.round()

    def answer(self, key: str, *files: tuple[str, bytes | None]) -> None:
        """Send what an owner answers, and the mails that waited for it."""
        told = [
            {"filename": name, "content_base64": base64.b64encode(c).decode() if c else None}
            for name, c in files
        ]
        items = [{"id": key, "sequence": 1, "state": {"files": told}}] if told else []
        data = {"snapshot": key, "after": key, "upto": None, "purpose": "fill", "items": items}
        self.room.take(Event("e1", "contracts", "copy.page.notify.paper", key, 1, data, None, {}))
        self.sender.round()

    def sent(self, address: str = SIGNATORY) -> list[EmailMessage]:
        """Return what was sent to somebody, as a reader reads it."""
        taken = [m for m in self.relay.taken if m.recipient == address]
        return [message_from_bytes(m.raw, policy=policy.default) for m in taken]  # type: ignore[misc]


@pytest.fixture
def desk(notifier: Notifier, mails: Mails) -> Desk:
    return Desk(notifier, mails)


def carried(message: EmailMessage) -> list[tuple[str | None, bytes]]:
    return [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]


def test_the_mail_goes_when_all_it_carries_is_here(desk: Desk) -> None:
    desk.offer()
    assert desk.relay.taken == []

    desk.answer(CONTRACT, ("V-2026-000123.pdf", PDF))
    assert desk.sent() == []
    desk.answer(DOCUMENTS, ("Leistungsbeschreibung für Ämter.pdf", PDF + b"2"))

    (mail,) = desk.sent()
    assert carried(mail) == [
        ("V-2026-000123.pdf", PDF), ("Leistungsbeschreibung-fuer-Aemter.pdf", PDF + b"2"),
    ]  # fmt: skip
    assert {one["data"]["after"] for one in desk.asked} == {"k1", "ewa:3"}
    assert all(not mail.defects for mail in desk.sent())


def test_a_mail_whose_papers_never_come_goes_with_links_alone(desk: Desk) -> None:
    desk.offer()
    make_due(desk.mails)

    desk.sender.round()

    (mail,) = desk.sent()
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert carried(mail) == []
    assert "https://markt.example/contracts/k1/document" in text
    assert "https://markt.example/leistungen/ewa" in text


def test_what_is_here_already_is_not_asked_for_again(desk: Desk) -> None:
    for key in (CONTRACT, DOCUMENTS):
        desk.papers.keep(key, [Paper("a.pdf", PDF)])

    desk.offer()

    assert desk.asked == []
    assert len(carried(desk.sent()[0])) == 2


def test_beyond_ten_mib_and_what_is_no_pdf_stays_a_link(desk: Desk) -> None:
    large = PDF + b"x" * (MOST_BYTES - len(PDF) - 100)
    desk.offer()

    desk.answer(CONTRACT, ("k.pdf", PDF))
    desk.answer(DOCUMENTS, ("large.pdf", large), ("page.pdf", b"<html>"), ("huge.pdf", None))

    assert [name for name, _ in carried(desk.sent()[0])] == ["k.pdf"]


def test_an_owner_that_has_nothing_holds_no_mail(desk: Desk) -> None:
    desk.offer()

    desk.answer(CONTRACT)
    desk.answer(DOCUMENTS)

    assert len(desk.sent()) == 1


@pytest.mark.parametrize("answer", ["552 5.3.4 too big", "552 too big", "550 5.2.3 too long"])
def test_a_relay_that_refuses_the_papers_gets_the_mail_without(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    take = desk.relay.send

    def refuse_large(message: MailMessage) -> None:
        if len(message.raw) > 40_000:
            raise _judged(SmtpStage.WORDS, int(answer[:3]), answer[4:])
        take(message)

    monkeypatch.setattr(desk.relay, "send", refuse_large)
    for key in (CONTRACT, DOCUMENTS):
        desk.papers.keep(key, [Paper("a.pdf", PDF)])

    desk.offer()

    assert carried(desk.sent()[0]) == []
    assert desk.mails.collection.count_documents({"state": "sent"}) == len(desk.relay.taken) == 4


@pytest.mark.parametrize("error", [AutoReconnect("gone"), OperationFailure("interrupted", 11601)])
def test_while_the_papers_cannot_be_read_the_mail_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: PyMongoError
) -> None:
    def fail(keys: object) -> None:
        raise error

    for key in (CONTRACT, DOCUMENTS):
        desk.papers.keep(key, [Paper("a.pdf", PDF)])

    with monkeypatch.context() as patched:
        patched.setattr(desk.papers, "find", fail)
        with pytest.raises((PyMongoError, Unavailable)):
            desk.offer()
    assert {doc["state"] for doc in desk.mails.collection.find()} <= {"queued", "sent"}
    desk.sender.round()

    assert len(carried(desk.sent()[0])) == 2
    assert desk.mails.collection.count_documents({"state": "sent", "tries": None}) == 4


def test_heard_again_nothing_is_sent_again(desk: Desk) -> None:
    for key in (CONTRACT, DOCUMENTS):
        desk.papers.keep(key, [Paper("a.pdf", PDF)])

    desk.offer()
    desk.offer()

    assert len(desk.sent()) == 1
