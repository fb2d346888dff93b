"""What becomes of a heard event: applied once, waited for, or parked; never lost."""

import smtplib
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any

import amqp
import kombu.exceptions

from services.common import spans
from services.common.errors import Refusal, Unavailable
from services.common.events import Event, UnreadableEvent, read_event
from services.common.logs import Log
from services.common.messaging import log_lines
from services.common.messaging.journal import Ledger
from services.common.messaging.parking import Parking
from services.common.messaging.publisher import NotConfirmed
from services.common.metrics import EVENT_LAG_S, EVENT_SECONDS, EVENTS_HEARD, MALFORMED
from services.common.spans import Kind
from services.common.storage.mongo import is_away

log = Log(__name__)

AWAY = (
    amqp.RecoverableConnectionError,
    amqp.RecoverableChannelError,
    kombu.exceptions.OperationalError,
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    NotConfirmed,
    ConnectionError,
    TimeoutError,
    socket.gaierror,
)
"""A dependency that cannot be reached; anything else is counted and parked."""
LONGEST_PAUSE_S = 5.0
NEVER = 99


class EventInbox:
    """Runs one handler for one message until it is settled.

    ``apply`` calls the service's method and raises what it raised. While a dependency is
    away nothing is counted: the message is kept and tried again until it is ``gone``,
    because the process ends or its connection was lost.
    """

    def __init__(self, parking: Parking, ledger: Ledger | None = None) -> None:
        self._parking, self._ledger = parking, ledger

    def settle(
        self,
        queue: str,
        source: str,
        kind: str,
        *,
        body: bytes,
        apply: Callable[[Event], None],
        gone: Callable[[], bool],
    ) -> bool:
        """Tell whether the message is done with; False means it must go back to the broker."""
        try:
            event = read_event(body, source, kind)
        except UnreadableEvent as error:
            return self.park(queue, body, str(error), gone)
        settled = self.patiently(lambda: self._once(queue, event, apply), gone)
        if settled:
            self._note(queue, event)
        return settled

    def settle_together(
        self,
        queue: str,
        source: str,
        kind: str,
        *,
        bodies: Sequence[bytes],
        apply: Callable[[Sequence[Event]], None],
    ) -> bool:
        """Apply many at once; False means that each is to be settled by itself instead."""
        began = time.monotonic()
        try:
            events = [read_event(body, source, kind) for body in bodies]
            known = {event.id for event in events if self._knows(queue, event)}
            new = {event.id: event for event in events if event.id not in known}
            if new:
                apply(list(new.values()))
        except Exception as error:
            log.warning("events_apart", queue=queue, reason=type(error).__name__)
            return False
        for event in events:
            self._heard(queue, event, "known" if event.id in known else "applied", began)
            self._note(queue, event)
        return True

    def park(self, queue: str, body: bytes, why: str, gone: Callable[[], bool]) -> bool:
        """Keep what nobody can read; tell whether it is kept."""
        MALFORMED.labels(queue).inc()
        log_lines.unreadable_parked(queue)
        return self.patiently(lambda: self._parking.park_unreadable(queue, body, why), gone)

    def again(
        self, parked: dict[str, Any], source: str, kind: str, apply: Callable[[Event], None]
    ) -> None:
        """Try a parked message once more and settle its record."""
        try:
            event = read_event(parked["body"], source, kind)
        except UnreadableEvent as error:
            self._parking.failed_again({**parked, "failures": NEVER}, error)
            return
        queue, began = parked["queue"], time.monotonic()
        try:
            apply(event)
        except Unavailable:
            return
        except Refusal as refusal:
            log_lines.event_heard(queue, event, "refused", began, refusal.code)
        except Exception as error:
            if not _waits(error):
                self._parking.failed_again(parked, error)
                log_lines.event_parked(queue, event, error, parked["failures"] + 1)
            return
        else:
            log_lines.event_heard(queue, event, "replayed", began)
            _traced(queue, event, "replayed", began)
        self._parking.settled(parked)
        EVENTS_HEARD.labels(queue, "replayed").inc()

    def _once(self, queue: str, event: Event, apply: Callable[[Event], None]) -> None:
        began = time.monotonic()
        outcome, code = self._outcome(queue, event, apply)
        self._heard(queue, event, outcome, began, code)

    def _heard(
        self, queue: str, event: Event, outcome: str, began: float, code: str | None = None
    ) -> None:
        EVENTS_HEARD.labels(queue, outcome).inc()
        EVENT_SECONDS.labels(queue).observe(time.monotonic() - began)
        if outcome != "known" and (lag_s := event.age_s()) is not None:
            EVENT_LAG_S.labels(queue).observe(lag_s)
        log_lines.event_heard(queue, event, outcome, began, code)
        _traced(queue, event, outcome, began)

    def _knows(self, queue: str, event: Event) -> bool:
        return self._ledger is not None and self._ledger.knows(queue, event)

    def _note(self, queue: str, event: Event) -> None:
        if self._ledger is not None:
            self._ledger.note(queue, event)

    def _outcome(
        self, queue: str, event: Event, apply: Callable[[Event], None]
    ) -> tuple[str, str | None]:
        """Apply or park; return what became of it, and the code of a refusal."""
        if self._knows(queue, event):
            return "known", None
        try:
            apply(event)
        except Unavailable:
            raise
        except Refusal as refusal:
            return "refused", refusal.code
        except Exception as error:
            if _waits(error):
                raise
            self._parking.park(queue, event.raw, error)
            log_lines.event_parked(queue, event, error, failures=1)
            return "parked", None
        return "applied", None

    def patiently(self, act: Callable[[], None], gone: Callable[[], bool]) -> bool:
        """Act, again while a dependency is away; tell whether it was done before ``gone``."""
        pause = 0.1
        while True:
            try:
                act()
                return True
            except Exception as error:
                if not _waits(error):
                    raise
                log.warning("event_waits", reason=type(error).__name__)
            if gone():
                return False
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)


def _traced(queue: str, event: Event, outcome: str, began: float) -> None:
    spans.ended(
        queue, Kind.CONSUMER, event.span, event.parent, time.monotonic() - began,
        failed=outcome == "parked",
        facts=lambda: {
            "messaging.system": "rabbitmq", "messaging.destination.name": queue,
            "messaging.message.id": event.id, "outcome": outcome,
            "correlation_id": event.correlation_id,
        },
    )  # fmt: skip


def _waits(error: BaseException) -> bool:
    return isinstance(error, (Unavailable, *AWAY)) or is_away(error)
