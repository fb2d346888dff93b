"""When whoever is waited for is reminded, and when somebody else hears that it is late.

Each reminder and each escalation of a wait is said once. Of the reminders a process slept over
only the newest is said: three mails in one minute say no more than one. An escalation goes to
somebody else, so it is said besides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.common import clock
from services.common.moves import Wait

PATIENCE = timedelta(hours=1)
"""So long after its moment a step is said at the latest, else nobody says any."""


class Flaw(StrEnum):
    """Why something would wait for ever."""

    NO_OWNER = "no-owner"
    UNREMINDED = "unreminded"
    NOBODY_ABLE = "nobody-able"


class StepKind(StrEnum):
    """What a step of the clockwork says."""

    REMINDER = "reminder"
    ESCALATION = "escalation"


@dataclass(frozen=True)
class Step:
    """What is said when a working day of the wait begins, and the role it is said to."""

    kind: StepKind
    at: datetime
    role: str


def steps_of(wait: Wait, since: datetime, place: str | None) -> list[Step]:
    """Return what is said of a wait, the first first."""

    def step(kind: StepKind, day: int, role: str) -> Step:
        return Step(kind, clock.morning_of(clock.due_on(since, day, place)), role)

    steps = [step(StepKind.REMINDER, day, wait.role) for day in wait.reminded_on]
    if wait.escalation:
        steps.append(step(StepKind.ESCALATION, wait.working_days + 1, wait.escalation))
    return steps


@dataclass
class Clockwork:
    """How far a wait has come: what is due until ``told_until`` is said, ``next_at`` comes next.

    ``code`` and ``due_on`` say which wait it is. A process of an older release may move what
    waits and leave the clockwork as it was.
    """

    since: datetime
    told_until: datetime
    next_at: datetime | None = None
    code: str | None = None
    due_on: date | None = None

    @classmethod
    def of(
        cls,
        wait: Wait,
        since: datetime,
        place: str | None,
        code: str | None = None,
        due_on: date | None = None,
    ) -> "Clockwork":
        """Return the one of a wait that begins."""
        next_at = _next(steps_of(wait, since, place), since)
        return cls(since, since, next_at, code, due_on)

    def is_of(self, code: str | None, due_on: date | None) -> bool:
        """Tell whether it is the one of this wait; one that does not say is taken for it."""
        return self.code is None or (self.code, self.due_on) == (code, due_on)

    def advance(self, wait: Wait, place: str | None, now: datetime) -> list[Step]:
        """Return what is to be said by now, and go on to what comes next."""
        steps = steps_of(wait, self.since, place)
        passed = [step for step in steps if self.told_until < step.at <= now]
        self.told_until = max(now, self.told_until)
        self.next_at = _next(steps, self.told_until)
        reminders = [step for step in passed if step.kind is StepKind.REMINDER]
        return [*reminders[-1:], *(step for step in passed if step not in reminders)]


def begin_of(wait: Wait, due_on: date | None, changed_at: datetime, place: str | None) -> datetime:
    """Return when a wait without a clockwork began: as long before its due day as it lasts.

    Without a due day it is the last change.
    """
    if due_on is None:
        return changed_at
    return clock.start_of(clock.begun_on(due_on, wait.working_days, place))


def is_overlooked(next_at: datetime | None, now: datetime) -> bool:
    """Tell whether a step is long due and nobody has said it."""
    return next_at is not None and next_at < now - PATIENCE


def _next(steps: Iterable[Step], after: datetime) -> datetime | None:
    return min((step.at for step in steps if step.at > after), default=None)
