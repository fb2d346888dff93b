"""What time does to a concluded contract: it is said ahead that it ends, and then it ends.

Each step is taken once; of the words ahead that a process slept over only the newest is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from services.common import clock
from services.contracts.domain.retention import last_day
from services.contracts.domain.states import S

if TYPE_CHECKING:
    from services.contracts.domain.contracts import Contract

AHEAD = {S.CONCLUDED: (180, 90, 30), S.NOTICE_GIVEN: (30,)}
"""Assumed: so many days before the end it is said. The first leaves time to renew the levels
above, the second is about the period of notice."""
A_DAY = timedelta(days=1)


class Turn(StrEnum):
    """What happens when a moment comes."""

    ENDING = "ending"
    OVER = "over"


@dataclass(frozen=True)
class Step:
    """Something that happens when a moment comes."""

    at: datetime
    turn: Turn


@dataclass
class Course:
    """How far a contract has come: what was due until ``told_until`` has happened."""

    told_until: datetime
    next_at: datetime | None = None


def wind(contract: "Contract", now: datetime) -> None:
    """Begin to wait for what comes next in the contract's present state."""
    contract.course = Course(now)
    _wait_for_next(contract)


def advance(contract: "Contract", now: datetime) -> list[Turn]:
    """Return what has come by now, and wait for what comes next."""
    course = contract.course = contract.course or Course(now)
    passed = [step for step in steps_of(contract) if course.told_until < step.at <= now]
    course.told_until = max(now, course.told_until)
    _wait_for_next(contract)
    ending = [step for step in passed if step.turn is Turn.ENDING][-1:]
    return [step.turn for step in passed if step in ending or step.turn is Turn.OVER]


def steps_of(contract: "Contract") -> Iterator[Step]:
    """Return what time does to the contract, the first first."""
    end = last_day(contract)
    if contract.state in AHEAD and end is not None and end < date.max:
        for days in AHEAD[contract.state]:
            yield Step(clock.morning_of(end - timedelta(days=days)), Turn.ENDING)
        yield Step(clock.start_of(end + A_DAY), Turn.OVER)


def _wait_for_next(contract: "Contract") -> None:
    course = contract.course
    if course is not None:
        later = (step.at for step in steps_of(contract) if step.at > course.told_until)
        course.next_at = min(later, default=None)
