"""What time does to a contract: of a concluded one it is said ahead that it ends, and it ends.

Who is to sign a successor is reminded of it here; of an order's first contract they are by the
order. Each step is taken once; of the words that a process slept over only the newest is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from services.common import clock
from services.common.clockwork import StepKind, steps_of
from services.contracts.domain.retention import last_day
from services.contracts.domain.states import MOVES, S
from services.contracts.domain.turns import since

if TYPE_CHECKING:
    from services.contracts.domain.contracts import Contract

AHEAD = {S.CONCLUDED: (180, 90, 30), S.NOTICE_GIVEN: (30,)}
"""Assumed: so many days before the end it is said. The first leaves time to renew the levels
above, the second is about the period of notice."""
REMINDS = {
    S.OFFERED: replace(MOVES.turns.waits[S.OFFERED], reminders=(5, 9), escalation="support"),
    S.SIGNED: replace(MOVES.turns.waits[S.SIGNED], reminders=(1,), escalation="admin"),
}
"""Of the signatures under a successor, on the working days of the deadline table."""
TIMED = frozenset({S.OFFERED, *AHEAD})
"""What has a last day: what nobody signed until then is offered no more."""
A_DAY = timedelta(days=1)


class Turn(StrEnum):
    """What happens when a moment comes."""

    REMINDED = "reminded"
    ESCALATED = "escalated"
    ENDING = "ending"
    OVER = "over"


WORDS = frozenset({Turn.REMINDED, Turn.ENDING})
TURN_OF = {StepKind.REMINDER: Turn.REMINDED, StepKind.ESCALATION: Turn.ESCALATED}


@dataclass(frozen=True)
class Step:
    """Something that happens when a moment comes."""

    at: datetime
    turn: Turn
    role: str = ""
    """Who hears it, where it is about a signature."""


@dataclass
class Course:
    """How far a contract has come: what was due until ``told_until`` has happened."""

    told_until: datetime
    next_at: datetime | None = None


def wind(contract: "Contract", now: datetime) -> None:
    """Begin to wait for what comes next in the contract's present state."""
    contract.course = Course(now)
    _wait_for_next(contract)


def advance(contract: "Contract", now: datetime) -> list[Step]:
    """Return what has come by now, and wait for what comes next."""
    course = contract.course = contract.course or Course(now)
    passed = [step for step in course_of(contract) if course.told_until < step.at <= now]
    course.told_until = max(now, course.told_until)
    _wait_for_next(contract)
    newest = [step for step in passed if step.turn in WORDS][-1:]
    return [step for step in passed if step in newest or step.turn not in WORDS]


def course_of(contract: "Contract") -> Iterator[Step]:
    """Return what time does to the contract, the first first."""
    end, reminds = last_day(contract), REMINDS.get(contract.state)
    if reminds is not None and contract.replaces:
        for step in steps_of(reminds, since(contract), contract.body):
            yield Step(step.at, TURN_OF[step.kind], step.role)
    if contract.state in TIMED and end is not None and end < date.max:
        for days in AHEAD.get(contract.state, ()):
            yield Step(clock.morning_of(end - timedelta(days=days)), Turn.ENDING)
        yield Step(clock.start_of(end + A_DAY), Turn.OVER)


def _wait_for_next(contract: "Contract") -> None:
    course = contract.course
    if course is not None:
        later = (step.at for step in course_of(contract) if step.at > course.told_until)
        course.next_at = min(later, default=None)
