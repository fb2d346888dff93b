"""Tasks of a rollout: of the profile's guide when the order is placed, and the body's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common.errors import Conflict
from services.orders.domain.interfaces import Interface, InterfaceStage, StageReport

MOST_SETUP_DAYS = 250
COMMISSION = "commission-interface"
BY_LINK = frozenset({"tell-link", "check-link"})
"""What is done by telling the link and by checking it, and by nothing else."""
LINK_TASKS = BY_LINK | {"store-link"}


@dataclass
class Task:
    """One step; ``who`` is body, vendor or operator.

    A ``standing`` one is not of the guide, but belongs to every order. With an ``interface`` it is
    done by stages, not by a tick.
    """

    number: int
    code: str
    title: dict[str, str]
    who: str
    duration_workdays: int
    done: bool = False
    done_at: datetime | None = None
    done_by: str | None = None
    standing: bool = False
    interface: Interface | None = None

    @property
    def stage(self) -> InterfaceStage | None:
        """Return how far the interface is that it is about."""
        return self.interface.stage if self.interface else None

    @property
    def key(self) -> tuple[str | None, ...]:
        """Return what makes it the same task in another version of the guide."""
        about = self.interface
        return (self.code, about.system, about.standard) if about else (self.code,)

    def tick(self, done: bool, by: str, now: datetime) -> None:
        """Mark it done, or open again."""
        self.done = done
        self.done_at, self.done_by = (now, by) if done else (None, None)

    def change(self, done: bool, side: str, by: str, now: datetime) -> None:
        """Tick it or open it again; of an interface only the last stage is taken back."""
        if self.interface is None:
            self.tick(done, by, now)
        elif done:
            raise Conflict("task-by-stages")
        else:
            self.interface.step_back(side)
            self.tick(False, by, now)

    def reach(self, report: StageReport, side: str, by: str, now: datetime) -> None:
        """Note the stage its interface has reached; the last one ends the task."""
        if self.interface is None:
            raise Conflict("task-without-stages")
        self.interface.reach(report, side, by, now)
        self.tick(self.interface.is_settled, by, now)


def tasks_of(guide: list[dict[str, Any]]) -> list[Task]:
    """Return the guide's steps a number each."""
    return [
        Task(
            number=number,
            code=step["code"],
            title=step["title"],
            who=step["who"],
            duration_workdays=step["duration_workdays"],
        )
        for number, step in enumerate(guide, start=1)
    ]


def numbered(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks, numbered in this order."""
    listed = list(tasks)
    for number, task in enumerate(listed, start=1):
        task.number = number
    return listed


def keeping(task: Task, before: Task | None) -> Task:
    """Return the task, done as the same one was in an earlier version of the guide."""
    if before is not None:
        task.done, task.done_at, task.done_by = True, before.done_at, before.done_by
        task.interface = before.interface
    return task


def setup_days(tasks: list[Task], otherwise: int) -> int:
    """Return how many working days the guide plans for the setup; a year of them at most.

    Tasks are done side by side, and their sum is no reason to wait for years without a word.
    """
    guided = (task.duration_workdays for task in tasks if not task.standing)
    return min(sum(guided), MOST_SETUP_DAYS) or otherwise
