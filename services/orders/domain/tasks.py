"""Tasks of a rollout, taken from the profile's guide when the order is placed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST_SETUP_DAYS = 250


@dataclass
class Task:
    """One step; ``who`` is body, vendor or operator."""

    number: int
    code: str
    title: dict[str, str]
    who: str
    duration_workdays: int
    done: bool = False
    done_at: datetime | None = None
    done_by: str | None = None

    def tick(self, done: bool, by: str, now: datetime) -> None:
        """Mark it done, or open again."""
        self.done = done
        self.done_at, self.done_by = (now, by) if done else (None, None)


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


def keeping(task: Task, before: Task | None) -> Task:
    """Return the task, done as the same one was in an earlier version of the guide."""
    if before is not None:
        task.done, task.done_at, task.done_by = True, before.done_at, before.done_by
    return task


def setup_days(tasks: list[Task], otherwise: int) -> int:
    """Return how many working days the guide plans for the setup; a year of them at most.

    Tasks are done side by side, and their sum is no reason to wait for years without a word.
    """
    return min(sum(task.duration_workdays for task in tasks), MOST_SETUP_DAYS) or otherwise
