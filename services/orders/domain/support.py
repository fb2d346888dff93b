"""Help somebody asked the operator for: open until support has answered, in whatever state."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from services.common import clock

ANSWERED_WITHIN = 2
"""Working days support has for an answer; ours, like every figure of the deadlines."""


@dataclass(frozen=True)
class SupportRequest:
    """When somebody asked first, on which side, and until when support answers."""

    since: datetime
    due_on: date
    side: str

    @classmethod
    def of(cls, side: str, body: str, now: datetime) -> Self:
        """Return one that begins now."""
        return cls(now, clock.due_on(now, ANSWERED_WITHIN, body), side)
