"""Answers by mail on a real database: into the right ticket, once, by the rights of now."""

from email.message import EmailMessage
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.events import Event
from services.common.principal import Principal
from services.common.words import in_language
from services.notify.commenting import Commenting
from services.notify.domain.mails import Mail, MailText
from services.notify.domain.reached import Recipient
from services.notify.domain.reply_addresses import ReplyAddresses
from services.notify.domain.statuses import Visibility
from services.notify.repositories import tickets as stored_tickets
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.mails import Mails
from services.notify.repositories.refused_replies import RefusedReplies
from services.notify.repositories.tickets import TicketLines, Tickets
from services.notify.ticket_replies import TicketReplies
from tests.unit.notify import samples
from tests.unit.notify.reply_mails import mail
from tests.unit.notify.test_replies import Known, account

Doc = dict[str, Any]
PDF = b"%PDF-1.7 an offer"
CLERK = "sabine@prien.example"
MANAGER = "setup@it.example"


class Post:
    """The taker with its ticket, whose order is in setup, and who may answer."""

    def __init__(self, database: Database[Doc]) -> None:
        made = (database, "notify", lambda *_: None)
        self.tickets, self.lines = Tickets(*made), TicketLines(*made)
        self.attachments, self.files = Attachments(*made), AttachmentFiles(database)
        self.refused, self.mails = RefusedReplies(*made), Mails(database, "mails", "queued")
        self.addresses = ReplyAddresses((b"k" * 32,), "digitalmarkt.example")
        self.known = Known(account(CLERK, "officer", "09187162"))
        self.replies = TicketReplies(
            self.addresses, self.known,  # type: ignore[arg-type]
            tickets=self.tickets, lines=self.lines, mails=self.mails, refused=self.refused,
            commenting=Commenting(self.lines, self.attachments, self.files),
        )  # fmt: skip
        for part in (self.tickets, self.lines, self.attachments, self.files, self.refused):
            part.prepare()
        self.hear(samples.order_event(sequence=9, state="in_setup"))

    def proves(self, authserv: str) -> None:
        """Let the mailbox's server of this name tell who is proven."""
        self.replies._authserv = authserv

    def hear(self, event: Event) -> None:
        context.enter(event.call())
        self.tickets.follow(event)
        self.lines.follow(event)

    def arrives(self, sent: EmailMessage | bytes, made_for: str = CLERK, order: str = "o1") -> bool:
        context.enter(Call(principal=Principal("service:notify")))
        raw = sent if isinstance(sent, bytes) else sent.as_bytes()
        return self.replies.take(raw, self.addresses.make(order, made_for))

    def comments(self) -> list[Doc]:
        lines = self.lines.thread(self.tickets.get("o1"), list(Visibility), None, 200)
        shown = (line.shown_to("operator") for line in lines)  # type: ignore[arg-type]
        return [dict(in_language(line, "de")) for line in shown if line["kind"] == "comment"]

    def told(self) -> list[Doc]:
        docs = self.refused.collection.find()
        return [e["data"] for doc in docs for e in doc["outbox"] if "refused" in e["type"]]

    def mailed(self, event: Event, address: str) -> str:
        """Note the mail of an event and give its Message-ID."""
        sent = Mail.of_event(
            event, "x", Recipient(address, "X"), MailText("", "", ""), self.mails.now()
        )
        self.mails.put([sent.to_doc()])
        return sent.message_id


@pytest.fixture
def post(database: Database[Doc]) -> Post:
    return Post(database)


def test_an_answer_stands_in_the_thread_once_and_tells_the_others(post: Post) -> None:
    for _ in range(2):
        assert post.arrives(mail("Version 3 passt.\n\n> Welche Version?\n"))

    (line,) = post.comments()
    (kept,) = post.lines.collection.find({"kind": "comment"})
    assert (line["text"], line["by_mail"], line["side"]) == ("Version 3 passt.", True, "body")
    assert (line["author_name"], line["visibility"]) == ("Name p1", "body")
    assert line["sender_proven"] is False
    assert [event["type"] for event in kept["outbox"]] == ["ticket.commented", "audit.recorded"]
    assert post.told() == []


def test_who_reads_it_is_who_reads_what_it_answers(post: Post) -> None:
    event = samples.order_event("order.vendor_asked", sequence=10, state="in_setup")
    post.hear(event)
    asked = post.mailed(event, CLERK)

    post.arrives(mail("Für beide.", Message_ID="<1@x>", In_Reply_To=asked))
    post.arrives(mail("Ohne Bezug.", Message_ID="<2@x>", In_Reply_To="<other@x>"))

    assert [line["visibility"] for line in post.comments()] == ["vendor", "body"]


def test_an_answer_to_a_comment_goes_where_that_went(post: Post) -> None:
    context.enter(Call(once="c1", principal=samples.operator("tickets:write")))
    ticket = post.tickets.get("o1")
    line = post.replies._commenting.comment(ticket, "Und?", Visibility.VENDOR, [])
    facts = {"comment": {"id": line.id}, "order": samples.order()}
    asked = post.mailed(samples.event("ticket.commented", facts), CLERK)

    post.arrives(mail("Ja.", In_Reply_To=asked))

    assert [one["visibility"] for one in post.comments()] == ["vendor", "vendor"]


def test_the_setup_party_answers_while_it_takes_part_and_no_more_after(post: Post) -> None:
    taken = post.arrives(mail("Wir beginnen.", From=MANAGER), MANAGER)
    post.hear(samples.order_event("order.changed", sequence=11, state="terminated"))
    after = post.arrives(mail("Noch etwas.", From=MANAGER, Message_ID="<2@x>"), MANAGER)

    (line,) = post.comments()
    assert (taken, after) == (True, False)
    assert (line["side"], line["visibility"], line["author_name"]) == (
        "vendor", "vendor", "IT-Dienst",
    )  # fmt: skip
    assert [told["reason_code"] for told in post.told()] == ["ended"]


def test_a_suspended_account_s_answer_is_refused_on_arrival(post: Post) -> None:
    post.known.accounts = (account(CLERK, "officer", "09187162", state="suspended"),)

    assert not post.arrives(mail("Ich bin noch da."))

    assert post.comments() == []
    assert [told["reason_code"] for told in post.told()] == ["ended"]


def test_a_sender_we_never_wrote_to_is_refused_and_told_nothing(post: Post) -> None:
    assert not post.arrives(mail("Hallo", From="Eve <eve@x.example>"))

    assert (post.told(), post.comments()) == ([], [])


def test_another_sender_is_refused_and_told_once_a_day(post: Post) -> None:
    post.known.accounts += (account("eve@x.example", "officer", "09187162"),)
    for number in range(3):
        assert not post.arrives(
            mail("Hallo", From="Eve <eve@x.example>", Message_ID=f"<{number}@x>")
        )

    (told,) = post.told()
    assert told["sender"] == {"email": "eve@x.example", "name": "Eve"}
    assert told["reason"]["de"].startswith("Sie kam von einer anderen Adresse")
    assert post.comments() == []
    assert "eve@x.example" not in str(list(post.refused.collection.find({}, {"outbox": 0})))


def test_a_program_is_neither_taken_nor_answered(post: Post) -> None:
    assert post.arrives(mail("Ich bin im Urlaub.", Auto_Submitted="auto-replied"))
    assert post.arrives(mail("x", From="MAILER-DAEMON@x.example"))

    assert (post.comments(), post.told()) == ([], [])


def test_what_names_no_ticket_of_ours_is_not_for_this_taker_and_tells_nobody(post: Post) -> None:
    assert not post.arrives(mail("Ja"), order="o2")
    assert not post.replies.take(mail("Ja").as_bytes(), "ticket+o1-x@elsewhere.example")
    assert not post.replies.take(mail("Ja").as_bytes(), "bounce+x@digitalmarkt.example")

    assert (post.comments(), post.told()) == ([], [])


@pytest.mark.parametrize("raw", [b"", b"\0\xff\xfe" * 100, b"From: a\r\n\r\n"])
def test_whatever_arrives_does_no_harm(post: Post, raw: bytes) -> None:
    assert not post.arrives(raw)
    assert (post.comments(), post.told()) == ([], [])


def test_files_come_by_the_same_rules_and_the_rest_is_named(post: Post) -> None:
    sent = mail("Anbei.")
    sent.add_attachment(PDF, maintype="application", subtype="pdf", filename="Plan.pdf")
    sent.add_attachment(b"MZ\x90\0", maintype="application", subtype="pdf", filename="a.pdf")
    for number in range(5):
        sent.add_attachment(PDF, maintype="application", subtype="pdf", filename=f"{number}.pdf")

    for _ in range(2):
        assert post.arrives(sent)

    (line,) = post.comments()
    assert [file["name"] for file in line["attachments"]] == [
        "Plan.pdf", "0.pdf", "1.pdf", "2.pdf", "3.pdf",
    ]  # fmt: skip
    assert line["left_out"] == ["a.pdf", "4.pdf"]
    assert post.attachments.collection.count_documents({"line": line["id"]}) == 5


def test_an_empty_answer_and_one_too_many_are_refused(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_tickets, "MOST_COMMENTS", 1)

    empty = post.arrives(mail("> Wie geht es?\n"))
    first = post.arrives(mail("Eins", Message_ID="<1@x>"))
    second = post.arrives(mail("Zwei", Message_ID="<2@x>"))

    assert (empty, first, second) == (False, True, False)
    assert [line["text"] for line in post.comments()] == ["Eins"]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (
            "mx.example; spf=pass smtp.mailfrom=x.example; dmarc=pass header.from=prien.example",
            True,
        ),
        ("mx.example 1; dkim=pass (good) header.d=prien.example header.s=a", True),
        ("mx.example; dkim=pass header.d=evil.example", False),
        ("mx.example; dmarc=fail header.from=prien.example", False),
        ("mx.example; dmarc=pass-not", False),
        ("mx.example; spf=fail (; dmarc=pass ) smtp.mailfrom=x", False),
        ('mx.example; spf=pass smtp.mailfrom="; dmarc=pass "@x.example', False),
        ("evil.example; dmarc=pass", False),
        ("", False),
    ],
)
def test_only_a_sender_the_mailbox_server_proves_writes(post: Post, said: str, taken: bool) -> None:
    post.proves("MX.example")
    forged = b"Authentication-Results: mx.example; dmarc=pass\r\n"
    top = f"Authentication-Results: {said}\r\n".encode()
    raw = top + forged + mail("Die Version 3 passt.").as_bytes()

    assert post.arrives(raw) is taken
    assert [line["sender_proven"] for line in post.comments()] == [True] * taken
    assert post.told() == []
