"""Sends the mails that wait: woken by the handler that wrote them, by any replica."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any, Protocol

from prometheus_client import Counter
from pymongo.errors import PyMongoError

from services.common.background import BackgroundTask, database_bound
from services.common.errors import Unavailable
from services.common.logs import Log
from services.notify.dkim_signing import DkimSigner
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.mails import MailState, log_facts, next_pause
from services.notify.domain.messages import MailMessage, Unsendable, message_of, sole_address
from services.notify.domain.occasions import ERASURE
from services.notify.domain.papers import Paper
from services.notify.domain.return_paths import ReturnPaths
from services.notify.domain.smtp_verdicts import pause_of
from services.notify.mail_gate import MailGate
from services.notify.mailbox.returns import return_paths
from services.notify.quiet import Quiet
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.repositories.mails import WORDS, Mails, mail_of, mails
from services.notify.repositories.papers import Papers
from services.notify.settings import read_settings
from services.notify.smtp import (
    LONGEST_MAIL_S,
    Doubted,
    Dropped,
    NotTaken,
    Refused,
    RelayAway,
    SmtpRelay,
    TooLarge,
)

log = Log(__name__)
Doc = dict[str, Any]

BATCH = 50
GATHERED_S = 0.1
"""A batch of one mail costs as many calls of database and relay as one of fifty."""
ROOM_S = 5.0
"""What is left of the lease for noting the outcome."""
NOTED_AT_ONCE = 10
NOTED_AFTER_S = 0.5
"""So many mails at most, and for so long, are sent and not noted as such."""
PERSON = ("address", "name")
MAILS = Counter("mails_total", "Mails by what became of them", ["outcome"])


class MailRelay(Protocol):
    """What the sender needs of the SMTP relay."""

    def connect(self) -> Any: ...


class MailSender:
    """Takes due mails in batches and hands them to the relay over one connection.

    Killed between handing over and marking, a mail is sent again with the same Message-ID, and
    with it the few sent just before. While the relay is away nothing is counted; a mail during
    which it goes away is, lest one mail that makes the relay hang up hold all others for ever.
    """

    def __init__(
        self, waiting: Mails, relay: MailRelay, sender: str, *,
        returns: ReturnPaths | None = None, gate: MailGate | None = None,
        signer: DkimSigner | None = None, quiet: Quiet | None = None,
        papers: Papers | None = None,
    ) -> None:  # fmt: skip
        sole_address(sender)
        self._waiting, self._relay = waiting, relay
        self._signer, self._papers = signer, papers
        self._gate, self._quiet = gate or MailGate.beside(waiting), quiet
        self._from, self._returns = sender, returns
        self._unnoted: list[tuple[Doc, float]] = []
        self.loop = BackgroundTask("mails", self.round, gather_s=GATHERED_S)

    @classmethod
    def of(cls, runtime: Any) -> "MailSender":
        """Make the sender of a running process."""
        settings = runtime.part(read_settings)
        return cls(
            runtime.part(mails),
            SmtpRelay(settings.smtp_uri),
            settings.mail_from,
            returns=runtime.part(return_paths),
            gate=runtime.part(MailGate.of),
            signer=runtime.part(DkimSigner.of),
            quiet=runtime.part(Quiet.of),
            papers=runtime.part(Papers.of),
        )

    def round(self) -> bool:
        """Send one batch; tell whether there may be more."""
        self._note_sent()
        last = time.monotonic() + LeasedQueue.LEASE.total_seconds() - LONGEST_MAIL_S - ROOM_S
        with database_bound():
            self._waiting.forget_old_words()
            batch = self._waiting.take(BATCH)
            quiet = self._quiet.passing(batch) if self._quiet else batch
            passing = self._gate.passing(quiet)
        if passing:
            self._send_all(passing, last)
        return len(batch) == BATCH

    def _send_all(self, batch: list[Doc], last: float) -> None:
        left = deque(batch)
        try:
            with self._relay.connect() as connection, self._noting():
                while left and not self.loop.stopping and time.monotonic() < last:
                    self._send(connection.send, left.popleft())
        finally:
            self._put_back(left)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note in the end what was sent inside and is not noted yet, whatever happens."""
        try:
            yield
        finally:
            self._note_sent()

    def _put_back(self, left: Iterable[Doc]) -> None:
        """Leave what was not begun for the next round."""
        with suppress(PyMongoError, Unavailable), database_bound():
            self._waiting.put_back(left)

    def _send(self, send: Callable[[MailMessage], None], doc: Doc) -> None:
        """Send one mail; whatever is wrong with it is noted at it and holds no other.

        What is refused with its papers, or for its size, is sent without them.
        """
        began = time.monotonic()
        papers = self._papers_of(doc)
        try:
            message = message_of(mail_of(doc), self._from, self._returns, papers)
            message = self._signer.signed(message) if self._signer else message
        except Exception as error:
            code = error.code if isinstance(error, Unsendable) else MailFailure.NOT_SENDABLE
            self._fail(doc, Failure.of_error(code, error), began)
            return
        try:
            send(message)
        except NotTaken as error:
            if papers and isinstance(error, Refused | TooLarge):
                self._send(send, {**doc, "papers": []})
                return
            self._not_taken(doc, error, began)
            if isinstance(error, Dropped):
                raise
        except RelayAway as away:
            log.error("relay_away", reason=str(away))
            self._put_back([doc])
            raise
        except Exception as error:
            failure = Failure.of_error(MailFailure.UNFORESEEN, error)
            self._put_off(doc, failure, self._pause(doc), began)
            raise
        else:
            self._sent(doc, began)

    def _not_taken(self, doc: Doc, error: NotTaken, began: float) -> None:
        """Note what the relay said of a mail."""
        if isinstance(error, Refused):
            self._fail(doc, error.failure, began)
        elif isinstance(error, Doubted):
            pause = pause_of(doc.get("doubts", 0))
            self._put_off(doc, error.failure, pause, began, "doubts")
        else:
            self._put_off(doc, error.failure, self._pause(doc), began)

    def _papers_of(self, doc: Doc) -> Sequence[Paper]:
        """Return what a mail carries; while the database is away it waits, uncounted."""
        if not self._papers or not doc.get("papers"):
            return ()
        try:
            with database_bound():
                return self._papers.find(doc["papers"])
        except (PyMongoError, Unavailable):
            self._put_back([doc])
            raise

    def _pause(self, doc: Doc) -> timedelta | None:
        with database_bound():
            return next_pause(mail_of(doc), self._waiting.now())

    def _put_off(
        self, doc: Doc, failure: Failure, pause: timedelta | None, began: float,
        count: str = "attempts",
    ) -> None:  # fmt: skip
        if pause is None:
            self._fail(doc, failure, began)
            return
        with database_bound():
            self._waiting.put_off([doc], pause, failure, count)
        log.info("mail_put_off", **_line(doc, failure.code.value, began))
        MAILS.labels("put_off").inc()

    def _fail(self, doc: Doc, failure: Failure, began: float) -> None:
        drop = (*WORDS, *PERSON) if doc.get("kind") == ERASURE else ()
        with database_bound():
            self._gate.note_failure(doc, failure)
            self._waiting.fail(doc, failure, drop)
        log.warning("mail_failed", **_line(doc, failure.code.value, began))
        MAILS.labels(MailState.FAILED.value).inc()

    def _sent(self, doc: Doc, began: float) -> None:
        """Note it with those sent just before: a process killed until then sends them again."""
        self._unnoted.append((doc, began))
        first = self._unnoted[0][1]
        if len(self._unnoted) >= NOTED_AT_ONCE or time.monotonic() - first > NOTED_AFTER_S:
            self._note_sent()

    def _note_sent(self) -> None:
        """Note them as sent; while the database is away they are kept, lest they go twice."""
        sent, self._unnoted = self._unnoted, []
        try:
            self._settle_sent([doc for doc, _ in sent])
        except Unavailable:
            self._unnoted = sent
            raise
        for doc, began in sent:
            if self._quiet:
                self._quiet.note_sent(doc)
            log.info("mail_sent", **_line(doc, MailState.SENT.value, began))
            MAILS.labels(MailState.SENT.value).inc()

    def _settle_sent(self, sent: Sequence[Doc]) -> None:
        last_words = [doc for doc in sent if doc.get("kind") == ERASURE]
        others = [doc for doc in sent if doc.get("kind") != ERASURE]
        with database_bound():
            for docs, drop in ((last_words, (*WORDS, *PERSON)), (others, WORDS)):
                self._waiting.settle(docs, MailState.SENT.value, drop=drop, at="sent_at")


def _line(doc: Doc, outcome: str, began: float) -> dict[str, Any]:
    """Return the facts of the one line a mail's outcome writes."""
    duration_ms = round((time.monotonic() - began) * 1000, 1)
    return {**log_facts(doc), "outcome": outcome, "duration_ms": duration_ms}
