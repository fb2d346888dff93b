"""Help somebody asked the operator for: open until support has answered, in whatever state."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from services.common import clock
from services.common.clockwork import Clockwork, Step
from services.common.storage.aggregates import to_plain
from services.orders.domain.deadlines import DEADLINES

REQUEST = "support_request"
"""Its row in the table of the deadlines: an order can wait for somebody else meanwhile."""
OURS = "service"
"""The side that asked where no person did, but a rule of ours: two active orders, no contact."""


@dataclass
class SupportRequest:
    """When somebody asked first, on which side, and until when support answers.

    ``code`` is the rule of ours that asked, as long as nobody else did.
    """

    since: datetime
    due_on: date
    side: str
    clockwork: Clockwork
    code: str | None = None

    @classmethod
    def of(cls, side: str, body: str, now: datetime, code: str | None = None) -> Self:
        """Return one that begins now."""
        wait = DEADLINES[REQUEST]
        due_on = clock.due_on(now, wait.working_days, body)
        clockwork = Clockwork.of(wait, now, body, REQUEST, due_on)
        return cls(now, due_on, OURS if code else side, clockwork, code)

    @property
    def is_asked_by_person(self) -> bool:
        """Tell whether a person asked, and not only a rule of ours."""
        return self.side != OURS

    def changing(self, actions: set[str]) -> set[str]:
        """Return the actions while it is open: support answers, a person asks no second time."""
        asks_again = {"request-support"} if self.is_asked_by_person else set()
        return (actions | {"answer-support"}) - asks_again

    def joined_by(self, other: "SupportRequest") -> "SupportRequest":
        """Return it after one more word: no day begins anew, and a person goes before us."""
        side = other.side if self.side == OURS else self.side
        return replace(self, side=side, code=self.code if self.code == other.code else None)

    def passed(self, body: str, now: datetime) -> list[Step]:
        """Return what is to be said by now of its being open, each once."""
        return self.clockwork.advance(DEADLINES[REQUEST], body, now)

    def plain(self) -> dict[str, Any]:
        """Return what is told of it."""
        return {name: to_plain(getattr(self, name)) for name in ("since", "due_on", "side")}
