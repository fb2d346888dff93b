"""Why a mail or a delivery came to nothing: a code for each cause, and what was answered."""

from dataclasses import dataclass
from enum import StrEnum

from services.common.words import Text
from services.notify.domain.plain import one_line
from services.notify.words.failures import MAIL_FAILURES, UNNAMED_FAILURE

LONGEST_ANSWER = 300


class MailFailure(StrEnum):
    """Why a mail failed, or waits to be tried again."""

    ADDRESS_REFUSED = "address-refused"
    ADDRESS_IMPOSSIBLE = "address-impossible"
    ADDRESS_UNSUPPORTED = "address-unsupported"
    ADDRESS_DOUBTED = "address-doubted"
    ADDRESS_BOUNCED = "address-bounced"
    ADDRESS_PAUSED = "address-paused"
    UNDELIVERED = "undelivered"
    CONTENT_REFUSED = "content-refused"
    DOUBTED = "doubted"
    DEFERRED = "deferred"
    CONNECTION_LOST = "connection-lost"
    NOT_WRITTEN = "not-written"
    NOT_SENDABLE = "not-sendable"
    RESTORED = "restored"
    UNFORESEEN = "unforeseen"


PAUSING = frozenset({MailFailure.ADDRESS_REFUSED, MailFailure.ADDRESS_DOUBTED})
"""Answers of the relay after which nothing more is sent to the address."""


class DeliveryFailure(StrEnum):
    """Why a delivery waits for its vendor."""

    QUEUE_MISSING = "queue-missing"
    QUEUE_FULL = "queue-full"
    BROKER_BLOCKED = "broker-blocked"
    NOT_CONFIRMED = "not-confirmed"
    UNFORESEEN = "unforeseen"


@dataclass(frozen=True)
class Failure:
    """A cause, with what the other side or the program said of it (for support, one line)."""

    code: MailFailure | DeliveryFailure
    answer: str = ""

    @classmethod
    def of_error(cls, code: MailFailure | DeliveryFailure, error: Exception) -> "Failure":
        """Return the failure an exception means."""
        return cls(code, one_line(f"{type(error).__name__}: {error}", LONGEST_ANSWER))


def failure_facts(failure: Failure) -> dict[str, str]:
    """Return what a document keeps of a failure: its code, and the answer for support."""
    return {"reason_code": failure.code.value, "answer": failure.answer}


def failure_text(code: str | None, answer: str | None) -> Text | None:
    """Return why a mail failed or waits, as people read it; None where there is no reason."""
    if code in MAIL_FAILURES:
        return MAIL_FAILURES[code]
    return UNNAMED_FAILURE.filled(answer=answer) if answer else None
