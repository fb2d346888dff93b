"""What arrives in a real mailbox is given to its takers once, and nothing holds it up."""

import imaplib
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from services.common.errors import Unavailable
from services.common.storage.leases import Lease
from services.notify.mailbox import MailboxPoller, Taker, imap, poller
from services.notify.mailbox.imap import Mailbox, MailboxSession
from services.notify.repositories.mailbox_reports import MailboxReports
from tests.integration.mailboxes import TestMailbox, running_mailbox

DOMAIN = "markt.example"
TICKET = f"ticket+o1-abc@{DOMAIN}"
LETTER = b"From: eva@prien.example\r\nSubject: Re\r\n\r\nDanke!\r\n"


class Reader:
    """A taker of what is sent to a ticket; it may be without its database, or stumble."""

    def __init__(self) -> None:
        self.taken: list[tuple[bytes, str]] = []
        self.away = False
        self.stumbles = False

    def take(self, raw: bytes, recipient: str) -> bool:
        if self.away:
            raise Unavailable("database-away")
        if self.stumbles:
            raise KeyError("a header nobody expected")
        ours = recipient.startswith("ticket+")
        if ours:
            self.taken.append((raw, recipient))
        return ours


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestMailbox]:
    with running_mailbox(Path(tmp_path_factory.mktemp("mailbox"))) as made:
        yield made


@pytest.fixture
def mailbox(started: TestMailbox) -> TestMailbox:
    started.empty()
    return started


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def polling(mailbox: TestMailbox, reader: Reader, database: Database[Any]) -> MailboxPoller:
    return a_poller(mailbox, reader, database)


def a_poller(
    mailbox: TestMailbox, reader: Taker, database: Database[Any], holder: str = "one"
) -> MailboxPoller:
    return MailboxPoller(
        Mailbox(mailbox.uri, mailbox.certificate),
        [reader],
        domain=DOMAIN,
        every_s=0.0,
        lease=Lease(database, "mailbox", holder),
        reports=MailboxReports(database),
    )


def test_a_message_goes_to_its_taker_and_out_of_the_way(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader
) -> None:
    mailbox.deliver(LETTER, TICKET)

    more = polling.round()

    ((raw, recipient),) = reader.taken
    assert (raw.endswith(LETTER), recipient, more) == (True, TICKET, False)
    assert (mailbox.count(), mailbox.count("processed")) == (0, 1)


def test_what_nobody_takes_is_kept_for_people_and_counted(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader, database: Database[Any]
) -> None:
    for to in (f"info@{DOMAIN}", "ticket+o1-abc@elsewhere.example", ""):
        mailbox.deliver(LETTER, to)

    polling.round()

    assert reader.taken == []
    assert (mailbox.count(), mailbox.count("unclaimed")) == (0, 3)
    report = MailboxReports(database).newest()
    assert report is not None
    assert report["unclaimed"] == 3


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00\xff" * 500, b"To: " + b"a," * 9000 + b"\r\n\r\n", b"=?utf-8?b?" * 3000, b"\r\n"],
)
def test_no_malformed_message_holds_up_the_one_behind(
    raw: bytes, mailbox: TestMailbox, polling: MailboxPoller, reader: Reader
) -> None:
    mailbox.deliver(raw or b" ")
    mailbox.deliver(LETTER, TICKET)

    polling.round()

    assert len(reader.taken) == 1
    assert (mailbox.count(), mailbox.count("unclaimed")) == (0, 1)


def test_a_message_that_is_too_large_is_not_even_read(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "LARGEST_BYTES", 1000)
    mailbox.deliver(LETTER + b"x" * 1000, TICKET)
    mailbox.deliver(LETTER, TICKET)

    polling.round()

    assert [len(raw) < 1000 for raw, _ in reader.taken] == [True]
    assert (mailbox.count(), mailbox.count("unclaimed")) == (0, 1)


def says_no(_: imap.ImapClient) -> tuple[str, list[Any]]:
    return "NO", [b"[SERVERBUG] Internal error"]


def breaks(client: imap.ImapClient) -> tuple[str, list[Any]]:
    client.cut()
    raise imaplib.IMAP4.abort("socket error: EOF")


@pytest.mark.parametrize(("answers", "breaks_at_most"), [(says_no, 0), (breaks, 2)])
def test_a_message_the_mailbox_does_not_give_out_holds_up_nothing(
    answers: Callable[[imap.ImapClient], Any], breaks_at_most: int,
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for _ in range(3):
        mailbox.deliver(LETTER, TICKET)
    with Mailbox(mailbox.uri, mailbox.certificate).open() as session:
        unreadable = session.first(3)[1].uid
    asked = imap.ImapClient.uid

    def uid(client: imap.ImapClient, command: str, *args: str) -> tuple[str, list[Any]]:
        if (command, args[0]) == ("FETCH", unreadable):
            return answers(client)  # type: ignore[no-any-return]
        return asked(client, command, *args)

    monkeypatch.setattr(imap.ImapClient, "uid", uid)
    for _ in range(breaks_at_most):
        with suppress(OSError, imaplib.IMAP4.error):
            polling.round()
    polling.round()

    counted = (mailbox.count(), mailbox.count("processed"), mailbox.count("unclaimed"))
    assert counted == (0, 2, 1)


def test_a_taker_that_stumbles_holds_up_nothing(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader
) -> None:
    reader.stumbles = True
    mailbox.deliver(LETTER, TICKET)

    polling.round()

    assert (mailbox.count(), mailbox.count("unclaimed")) == (0, 1)


def test_while_the_database_is_away_everything_stays_where_it_is(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader
) -> None:
    mailbox.deliver(LETTER, TICKET)
    reader.away = True

    with pytest.raises(Unavailable):
        polling.round()
    reader.away = False
    polling.round()

    assert len(reader.taken) == 1
    assert (mailbox.count(), mailbox.count("processed")) == (0, 1)


def test_killed_before_it_was_put_aside_a_message_comes_again_and_is_not_lost(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(LETTER, TICKET)

    def killed(*_: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(MailboxSession, "move", killed)
        with pytest.raises(ConnectionResetError):
            polling.round()
    polling.round()

    (first, second) = reader.taken
    assert first == second
    assert mailbox.count() == 0


def test_a_server_without_move_copies_and_deletes(
    mailbox: TestMailbox, polling: MailboxPoller, monkeypatch: pytest.MonkeyPatch
) -> None:
    select = MailboxSession.select

    def without_move(session: MailboxSession, folder: str) -> None:
        select(session, folder)
        session._can -= {"MOVE"}

    monkeypatch.setattr(MailboxSession, "select", without_move)
    mailbox.deliver(LETTER, TICKET)

    polling.round()

    assert (mailbox.count(), mailbox.count("processed")) == (0, 1)


def test_many_messages_are_taken_some_at_a_time(
    mailbox: TestMailbox, polling: MailboxPoller, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "BATCH", 2)
    for _ in range(3):
        mailbox.deliver(LETTER, TICKET)

    rounds = [polling.round(), polling.round()]

    assert rounds == [True, False]
    assert len(reader.taken) == 3


class Meanwhile:
    """Takes everything, and does something else before."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act

    def take(self, raw: bytes, recipient: str) -> bool:
        self._act()
        return True


def test_of_two_processes_one_polls_and_then_the_other_may(
    mailbox: TestMailbox, reader: Reader, database: Database[Any]
) -> None:
    other = a_poller(mailbox, reader, database, "two")
    mailbox.deliver(LETTER, TICKET)
    a_poller(mailbox, Meanwhile(other.round), database, "one").round()
    meanwhile = list(reader.taken)
    mailbox.deliver(LETTER, TICKET)

    other.round()

    assert (meanwhile, len(reader.taken), mailbox.count()) == ([], 1, 0)


def test_what_has_lain_aside_long_enough_is_deleted(
    mailbox: TestMailbox, reader: Reader, database: Database[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(LETTER, TICKET)
    a_poller(mailbox, reader, database).round()
    monkeypatch.setattr(poller, "KEPT", dict.fromkeys(poller.KEPT, timedelta(days=-2)))

    a_poller(mailbox, reader, database).round()

    assert mailbox.count("processed") == 0


def test_a_mailbox_with_another_certificate_is_not_spoken_to(mailbox: TestMailbox) -> None:
    with pytest.raises(OSError, match="certificate verify failed"), Mailbox(mailbox.uri).open():
        raise AssertionError("spoken to")


def test_a_mailbox_that_says_nothing_is_left(
    mailbox: TestMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        uri = f"imaps://u:p@127.0.0.1:{silent.getsockname()[1]}/INBOX"

        with pytest.raises(OSError, match="timed out"), Mailbox(uri).open():
            raise AssertionError("opened")


@pytest.mark.parametrize("uri", ["imap://u:p@host/INBOX", "imaps://host/INBOX", "imaps://"])
def test_an_address_that_cannot_be_right_is_refused_at_the_start(uri: str) -> None:
    with pytest.raises(ValueError, match="MAILBOX_URI"):
        Mailbox(uri)
