"""An address that is not reached is paused, whoever says so truly; nobody else can pause one."""

import signal
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from deploy.local.mails import mails_in
from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Processes
from deploy.local.specs import Specs
from services.common.storage.leases import Lease
from services.notify.address_upkeep import AddressUpkeep
from services.notify.bounce_taker import BounceTaker
from services.notify.domain.reply_addresses import ReplyAddresses
from services.notify.domain.return_paths import ReturnPaths
from services.notify.mail_gate import MailGate
from services.notify.mail_sender import MailSender
from services.notify.mailbox import MailboxPoller
from services.notify.mailbox.imap import Mailbox
from services.notify.notifier import Notifier
from services.notify.repositories.domain_windows import DomainWindows
from services.notify.repositories.mailbox_reports import MailboxReports
from services.notify.repositories.mails import Mails
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.smtp import SmtpRelay
from tests.integration.mailboxes import TestMailbox, running_mailbox
from tests.integration.notify_stores import make_due, states
from tests.integration.test_notify_mail import Relay
from tests.unit.notify import samples
from tests.unit.notify.reports import report

Doc = dict[str, Any]
DOMAIN = "baykommun.example.org"
RETURNS = ReturnPaths(DOMAIN, ReplyAddresses((b"a key",), DOMAIN))
EVA = "fach@prien.example"


class Post:
    """Mails on a real database with what comes back of them; the relay is in memory."""

    def __init__(self, database: Database[Doc], notifier: Notifier, mails: Mails) -> None:
        self.mails, self.notifier, self.relay = mails, notifier, Relay()
        self.paused = PausedAddresses(database)
        self.sender = MailSender(mails, self.relay, "markt@op.example", returns=RETURNS)
        self.taker = BounceTaker(RETURNS, mails, self.paused)

    def sent_to_eva(self, number: int = 1) -> Doc:
        """Send the mails of an event, and give Eva's."""
        self.notifier.mail(samples.order_event(sequence=number))
        self.sender.round()
        return self.newest()

    def newest(self) -> Doc:
        doc = self.mails.collection.find_one({"address": EVA}, sort=[("queued_at", -1)])
        assert doc is not None
        return doc

    def comes_back(self, doc: Doc, raw: bytes) -> bool:
        return self.taker.take(raw, RETURNS.envelope_sender(doc["_id"]))

    def to_eva(self) -> int:
        return sum(message.recipient == EVA for message in self.relay.taken)


@pytest.fixture
def post(database: Database[Doc], notifier: Notifier, mails: Mails) -> Post:
    return Post(database, notifier, mails)


def test_a_mail_that_comes_back_pauses_its_address_and_says_so_once(post: Post) -> None:
    doc = post.sent_to_eva()

    taken = [post.comes_back(doc, report(EVA)) for _ in range(3)]

    bounced, pause = post.newest(), post.paused.of_address(EVA.upper())
    assert taken == [True] * 3
    assert (bounced["state"], bounced["reason_code"]) == ("bounced", "address-bounced")
    assert [told["type"] for told in bounced["outbox"]] == ["delivery.mail_failed"]
    assert pause is not None
    assert (pause["mail"], pause["answer"]) == (doc["_id"], "550 5.1.1 no such user")


def test_further_mails_to_it_are_held_back_and_others_go_out(post: Post) -> None:
    post.comes_back(post.sent_to_eva(), report(EVA))

    post.sent_to_eva(2)

    assert post.newest()["state"] == "paused"
    assert (post.to_eva(), len(post.relay.taken)) == (1, 5)


def test_what_was_held_back_goes_out_once_the_address_is_resumed(post: Post) -> None:
    post.comes_back(post.sent_to_eva(), report(EVA))
    post.sent_to_eva(2)

    held = AddressUpkeep(post.mails).resume(EVA)
    post.sender.round()

    assert (held, post.newest()["state"], post.to_eva()) == (1, "sent", 2)
    assert post.paused.of_address(EVA) is None


@pytest.mark.parametrize(
    "raw",
    [
        report("other@prien.example"),
        report(EVA, action="delivered", status="2.0.0"),
        b"Auto-Submitted: auto-replied\r\nSubject: 550 5.1.1 fach@prien.example\r\n\r\nAbwesend",
        b"\x00" * 100,
    ],
)
def test_a_report_that_is_not_about_the_mails_recipient_changes_nothing(
    post: Post, raw: bytes
) -> None:
    doc = post.sent_to_eva()

    post.comes_back(doc, raw)

    assert post.newest() == doc
    assert post.paused.count(9) == 0


def test_a_report_at_an_address_that_names_no_mail_is_left_to_people(post: Post) -> None:
    doc = post.sent_to_eva()
    named = RETURNS.envelope_sender(doc["_id"])
    guessed = named.replace("-", "-aaaa", 1)[: named.index("@")] + f"@{DOMAIN}"

    to = [guessed, RETURNS.envelope_sender("0" * 32), f"bounce+{doc['_id']}@{DOMAIN}", EVA]
    taken = [post.taker.take(report(EVA), address) for address in to]

    assert taken == [False] * 4
    assert post.newest() == doc


def test_a_mail_that_is_only_late_stays_sent_and_says_so_in_its_story(post: Post) -> None:
    doc = post.sent_to_eva()

    post.comes_back(doc, report(EVA, action="delayed", status="4.4.1", said="smtp; 451 later"))

    late = post.newest()
    assert late["state"] == "sent"
    assert [(one["reason_code"], one["answer"]) for one in late["tries"]] == [
        ("deferred", "451 later")
    ]
    assert post.paused.count(9) == 0


def test_a_mail_refused_for_what_it_says_pauses_nobody(post: Post) -> None:
    doc = post.sent_to_eva()

    post.comes_back(doc, report(EVA, status="5.7.1"))

    assert (post.newest()["state"], post.paused.count(9)) == ("bounced", 0)


def test_an_address_the_relay_refuses_is_paused_too(post: Post) -> None:
    post.relay.refuses = EVA

    post.sent_to_eva()

    pause = post.paused.of_address(EVA)
    assert post.newest()["state"] == "failed"
    assert pause is not None
    assert (pause["reason_code"], pause["answer"]) == ("address-refused", "550 no such mailbox")


def test_a_plain_550_pauses_once_it_has_been_said_often_enough(post: Post) -> None:
    post.notifier.mail(samples.order_event())
    post.relay.doubts = EVA

    for _ in range(4):
        post.sender.round()
        assert post.paused.count(9) == 0
        make_due(post.mails)
    post.sender.round()

    assert (post.newest()["state"], len(post.newest()["tries"])) == ("failed", 5)
    assert post.paused.count(9) == 1


def test_a_mail_that_asks_to_confirm_an_address_goes_to_a_paused_one_too(post: Post) -> None:
    post.comes_back(post.sent_to_eva(), report(EVA))
    post.notifier.mail(samples.order_event(sequence=2))
    post.mails.collection.update_many({"state": "queued"}, {"$set": {"kind": "confirm_address"}})

    post.sender.round()

    assert post.newest()["state"] == "sent"


def test_what_was_held_back_while_its_address_was_resumed_is_let_go(
    post: Post, mails: Mails
) -> None:
    post.comes_back(post.sent_to_eva(), report(EVA))
    post.sent_to_eva(2)
    post.paused.end(str(post.paused.page(None, 1)[0]["_id"]))

    MailGate.beside(mails).passing([])

    assert states(mails).count("queued") == 1


def test_what_was_held_back_for_a_month_fails_and_says_so(post: Post, mails: Mails) -> None:
    post.comes_back(post.sent_to_eva(), report(EVA))
    post.sent_to_eva(2)
    old = mails.now() - timedelta(days=31)
    mails.collection.update_many({"state": "paused"}, {"$set": {"paused_at": old}})

    MailGate.beside(mails).passing([])

    failed = post.newest()
    assert (failed["state"], failed["reason_code"]) == ("failed", "address-paused")
    assert failed["outbox"][-1]["data"]["reason_code"] == "address-paused"


def test_no_domain_gets_more_mails_a_minute_than_it_may_over_all_replicas(
    post: Post, mails: Mails, database: Database[Doc]
) -> None:
    for number in range(1, 5):
        post.notifier.mail(samples.order_event(sequence=number))
    for doc in mails.collection.find():
        at = "a.example" if doc["address"] == EVA else "b.example"
        mails.collection.update_one({"_id": doc["_id"]}, {"$set": {"address": f"x@{at}"}})
    now = mails.now()
    windows = DomainWindows(database, lambda: now)
    replicas = [MailGate(mails, post.paused, windows, 3) for _ in range(2)]

    passed = [replica.passing(mails.take(6)) for replica in replicas]

    sent = [doc["address"] for docs in passed for doc in docs]
    later = sorted(doc["due_at"] for doc in mails.collection.find({"taken": {"$exists": False}}))
    minutes = {(due - later[0]) // timedelta(minutes=1) for due in later}
    assert (sent.count("x@a.example"), sent.count("x@b.example")) == (3, 3)
    assert len(later) == 6
    assert (minutes, later[0] > now) == ({0, 1}, True)


@pytest.fixture(scope="module")
def real_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestMailbox, int, Path]]:
    """A mailbox, and a relay that delivers into it."""
    folder = Path(tmp_path_factory.mktemp("post"))
    with running_mailbox(folder) as mailbox:
        (port,) = free_ports(1)
        box = int(mailbox.uri.rpartition(":")[2].partition("/")[0])
        specs = Specs(folder, {"smtp": port, "mailbox": box}, "", "", {"mailbox": "secret"})
        processes = Processes(folder)
        processes.start(specs.of("sink"))
        wait_until(lambda: _answers(port), 20, f"no relay; see {folder}/logs")
        yield mailbox, port, folder / "mails"
        processes.signal("sink", signal.SIGTERM)
        processes.kill("sink")


def _answers(port: int) -> bool:
    try:
        smtplib.SMTP("127.0.0.1", port, timeout=5).close()
    except OSError:
        return False
    return True


def test_over_a_real_relay_and_a_real_mailbox_a_bounce_finds_its_mail(
    post: Post, mails: Mails, database: Database[Doc],
    real_parts: tuple[TestMailbox, int, Path],
) -> None:  # fmt: skip
    mailbox, port, folder = real_parts
    relay = SmtpRelay(f"smtp://127.0.0.1:{port}")
    post.notifier.mail(samples.order_event())
    MailSender(mails, relay, "markt@op.example", returns=RETURNS).round()
    (sent,) = [mail for mail in mails_in(folder) if mail["X-RcptTo"] == EVA]

    with smtplib.SMTP("127.0.0.1", port) as server:
        server.sendmail("", [sent["X-MailFrom"]], report(EVA))
    MailboxPoller(
        Mailbox(mailbox.uri, mailbox.certificate), [post.taker], domain=DOMAIN, every_s=0.0,
        lease=Lease(database, "mailbox", "one"), reports=MailboxReports(database),
    ).round()  # fmt: skip

    assert sent["Reply-To"].startswith("ticket+o1-")
    assert post.newest()["state"] == "bounced"
    assert post.paused.of_address(EVA) is not None


def test_a_storm_of_reports_leaves_no_more_behind_than_the_first_of_them(post: Post) -> None:
    doc = post.sent_to_eva()
    post.comes_back(doc, report(EVA))
    after_one = post.newest()

    for _ in range(300):
        post.comes_back(doc, report(EVA))

    assert post.newest() == after_one
    assert post.paused.count(9) == 1
