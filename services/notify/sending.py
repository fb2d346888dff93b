"""Sends the mails that wait: woken by the handler that wrote them, by any replica."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, Protocol

from prometheus_client import Counter
from pymongo.errors import PyMongoError

from services.common import clock
from services.common.errors import Unavailable
from services.common.logs import Log
from services.notify.domain.mails import Mail, State, next_try
from services.notify.loop import Loop, database_bound
from services.notify.repository import Waiting, mail_of, mails
from services.notify.settings import read_settings
from services.notify.smtp import PutOff, Refused, Relay

log = Log(__name__)

BATCH = 50
LONGEST_MAIL_S = 15.0
"""No mail is begun that might outlive the lease, lest another process send it too."""
IN_HAND_AGAIN_AFTER = timedelta(seconds=5)
WORDS = ("text", "html")
MAILS = Counter("mails_total", "Mails by what became of them", ["outcome"])


class MailRelay(Protocol):
    """What the sender needs of the SMTP relay."""

    def connect(self) -> Any: ...


class Sender:
    """Takes due mails in batches and hands them to the relay over one connection.

    Killed between handing over and marking, a mail is sent again with the same
    Message-ID. While the relay is away nothing is counted.
    """

    def __init__(self, waiting: Waiting, relay: MailRelay, sender: str) -> None:
        self._waiting, self._relay, self._from = waiting, relay, sender
        self.loop = Loop("mails", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "Sender":
        """Make the sender of a running process."""
        settings = runtime.part(read_settings)
        return cls(runtime.part(mails), Relay(settings.smtp_uri), settings.mail_from)

    def round(self) -> bool:
        """Send one batch; tell whether there may be more."""
        with database_bound():
            batch = [mail_of(doc) for doc in self._waiting.take(BATCH)]
        if batch:
            self._send_all(batch)
        return len(batch) == BATCH

    def _send_all(self, batch: list[Mail]) -> None:
        left, in_hand_again_after = list(batch), timedelta()
        last = time.monotonic() + Waiting.LEASE.total_seconds() - LONGEST_MAIL_S
        try:
            with self._relay.connect() as connection:
                in_hand_again_after = IN_HAND_AGAIN_AFTER
                while left and not self.loop.stopping and time.monotonic() < last:
                    self._send(connection.send, left[0])
                    left.pop(0)
        finally:
            self._put_back(left, in_hand_again_after)

    def _put_back(self, left: list[Mail], in_hand_again_after: timedelta) -> None:
        """Leave them for later; the one in hand behind the rest, lest it hold them all up."""
        if not left:
            return
        now = clock.now()
        with suppress(PyMongoError, Unavailable), database_bound():
            self._waiting.put_back([mail.id for mail in left[1:]], now)
            self._waiting.put_back([left[0].id], now + in_hand_again_after)

    def _send(self, send: Callable[[Any], None], mail: Mail) -> None:
        try:
            send(mail.message(self._from))
        except Refused as refused:
            self._fail(mail, str(refused))
        except PutOff as put_off:
            self._put_off(mail, str(put_off))
        except ValueError as error:
            self._fail(mail, f"unusable address: {type(error).__name__}")
        else:
            self._settle(mail, State.SENT, sent_at=clock.now())

    def _put_off(self, mail: Mail, reason: str) -> None:
        until = next_try(mail, clock.now())
        if until is None:
            self._fail(mail, reason)
            return
        with database_bound():
            self._waiting.put_off([mail.id], until, reason)
        MAILS.labels("put_off").inc()

    def _fail(self, mail: Mail, reason: str) -> None:
        log.warning("mail_failed", message_id=mail.message_id, kind=mail.kind)
        self._settle(mail, State.FAILED, reason=reason)

    def _settle(self, mail: Mail, state: State, **facts: Any) -> None:
        with database_bound():
            self._waiting.settle([mail.id], state.value, drop=WORDS, **facts)
        MAILS.labels(state.value).inc()
