"""What becomes of a heard event: applied once, waited for, or parked; never lost."""

import smtplib
import time
from collections.abc import Callable
from typing import Any

import amqp
import kombu.exceptions

from services.common.errors import Refusal, TooEarly, Unavailable
from services.common.event import Event, Unreadable, read_event
from services.common.logs import Log
from services.common.metrics import EVENTS_HEARD, MALFORMED
from services.common.mongo import is_away
from services.common.parking import Parking

log = Log(__name__)

AWAY = (amqp.AMQPError, kombu.exceptions.OperationalError, smtplib.SMTPException, OSError)
LONGEST_PAUSE_S = 5.0
NEVER = 99


class Hearing:
    """Runs one handler for one message until it is settled.

    ``apply`` calls the service's method and raises what it raised. While a dependency is
    away nothing is counted: the message is kept and tried again until ``stopping``.
    """

    def __init__(self, parking: Parking, stopping: Callable[[], bool]) -> None:
        self._parking, self._stopping = parking, stopping

    def settle(
        self, queue: str, source: str, kind: str, body: bytes, apply: Callable[[Event], None]
    ) -> bool:
        """Tell whether the message is done with; False means it must go back to the broker."""
        try:
            event = read_event(body, source, kind)
        except Unreadable as error:
            MALFORMED.labels(queue).inc()
            reason = str(error)
            return self._patiently(lambda: self._parking.park_unreadable(queue, body, reason))
        return self._patiently(lambda: self._once(queue, event, apply))

    def again(
        self, parked: dict[str, Any], source: str, kind: str, apply: Callable[[Event], None]
    ) -> None:
        """Try a parked message once more and settle its record."""
        try:
            event = read_event(parked["body"], source, kind)
        except Unreadable as error:
            self._parking.failed_again({**parked, "failures": NEVER}, error)
            return
        try:
            apply(event)
        except Refusal as refusal:
            if isinstance(refusal, Unavailable):
                return
            log.info("event_refused", queue=parked["queue"], id=event.id, code=refusal.code)
        except Exception as error:
            if not _waits(error):
                self._parking.failed_again(parked, error)
            return
        self._parking.settled(parked)
        EVENTS_HEARD.labels(parked["queue"], "replayed").inc()

    def _once(self, queue: str, event: Event, apply: Callable[[Event], None]) -> None:
        try:
            apply(event)
            EVENTS_HEARD.labels(queue, "applied").inc()
        except Unavailable:
            raise
        except Refusal as refusal:
            log.info("event_refused", queue=queue, id=event.id, code=refusal.code)
            EVENTS_HEARD.labels(queue, "refused").inc()
        except Exception as error:
            if _waits(error):
                raise
            if not isinstance(error, TooEarly):
                log.error("event_failed", trace=error, queue=queue, id=event.id)
            self._parking.park(queue, event.raw, error)
            EVENTS_HEARD.labels(queue, "parked").inc()

    def _patiently(self, act: Callable[[], None]) -> bool:
        pause = 0.1
        while True:
            try:
                act()
                return True
            except Exception as error:
                if not _waits(error):
                    raise
                log.warning("event_waits", reason=type(error).__name__)
            if self._stopping():
                return False
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)


def _waits(error: BaseException) -> bool:
    return isinstance(error, (Unavailable, *AWAY)) or is_away(error)
