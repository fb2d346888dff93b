"""The way through an order's tasks: which can be ticked now, and by which day each is due."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.common import clock
from services.common.errors import Conflict
from services.common.storage.aggregates import to_plain
from services.orders.domain.history import Actor
from services.orders.domain.refusals import wrong_state
from services.orders.domain.states import SETUP, OrderState
from services.orders.domain.tasks import Task

if TYPE_CHECKING:
    from services.orders.domain.orders import Order

BY_LINK = frozenset({"tell-link", "check-link"})
"""What is done by telling the link and by checking it, and by nothing else."""
LINK_TASKS = BY_LINK | {"store-link"}
SET_UP = frozenset({OrderState.AWAITING_LINK, OrderState.LIVE})


class Stage(StrEnum):
    """The parts of a rollout, each begun by what ends the one before."""

    PREPARATION = "preparation"
    SETUP = "setup"
    ACCEPTANCE = "acceptance"
    LINK = "link"


OPEN_IN = {
    Stage.PREPARATION: frozenset({*SETUP, *SET_UP}),
    Stage.SETUP: frozenset({OrderState.IN_SETUP, OrderState.SETUP_FAILED, *SET_UP}),
    Stage.ACCEPTANCE: frozenset({OrderState.IN_SETUP, OrderState.SETUP_FAILED, *SET_UP}),
    Stage.LINK: SET_UP,
}
BEGUN_BY = {
    Stage.PREPARATION: {"request-setup"},
    Stage.SETUP: {"acknowledge", "take-over"},
    Stage.ACCEPTANCE: {"done"},
    Stage.LINK: {"done", "await-link"},
}
"""The acts of the history from which on a stage is due."""


class Rollout:
    """The tasks of one order in its present state."""

    def __init__(self, order: "Order") -> None:
        self.order = order

    def check(self, task: Task, done: bool) -> None:
        """Raise Conflict where the task cannot be ticked, or opened again, now."""
        order = self.order
        if order.state not in OPEN_IN[Stage.PREPARATION]:
            raise wrong_state(order, "task", "order-wrong-state")
        if task.code in BY_LINK:
            raise Conflict("task-by-link")
        if done and not self._is_begun(task):
            raise Conflict("task-too-early")

    def end(self, by: Actor, now: datetime) -> None:
        """Note that the link is told, and with it all that leads there."""
        for task in self._of(Stage.LINK):
            if not task.done:
                task.tick(True, by.id, now)

    def can_change(self, task: Task) -> bool:
        """Tell whether the task can be ticked, or opened again, now."""
        may_begin = self.order.state in OPEN_IN[Stage.PREPARATION] and task.code not in BY_LINK
        return may_begin and (task.done or self._is_begun(task))

    def due_on(self, task: Task) -> date | None:
        """Return by when an open task is due that can be done now.

        None where that is not known, or where it has no consequence any more: the service is live,
        or the setup party has reported its setup.
        """
        stage, began = self._stage(task), self._began(task)
        if task.done or began is None or self._is_past(stage) or not self.can_change(task):
            return None
        before = [t for t in self._of(stage) if t.who == task.who and t.number <= task.number]
        return clock.due_on(began, sum(t.duration_workdays for t in before), self.order.body)

    def next_of(self, side: str) -> dict[str, Any] | None:
        """Return the first task a side can do now, whoever is next; None where there is none.

        Telling the link has a turn of its own, and what is in use already is not set up.
        """
        for task in self.order.tasks if self.order.usage == "new" else ():
            open_now = task.who == side and not task.done and task.code not in LINK_TASKS
            if open_now and self.order.state is not OrderState.LIVE and self.can_change(task):
                return {name: self.plain(task)[name] for name in ("number", "title", "due_on")}
        return None

    def plain(self, task: Task) -> dict[str, Any]:
        """Return a task as it is read."""
        due_on = self.due_on(task)
        more = {"can_change": self.can_change(task), "due_on": due_on and due_on.isoformat()}
        return {**to_plain(task), **more}

    def _is_begun(self, task: Task) -> bool:
        stage, state = self._stage(task), self.order.state
        waits = stage is Stage.ACCEPTANCE and state not in SET_UP
        return state in OPEN_IN[stage] and not (waits and self._setup_left())

    def _is_past(self, stage: Stage) -> bool:
        state = self.order.state
        return state is OrderState.LIVE or (stage is Stage.SETUP and state in SET_UP)

    def _stage(self, task: Task) -> Stage:
        """Return the task's stage: what comes behind the setup party's last task tries its work."""
        if task.code in LINK_TASKS:
            return Stage.LINK
        if self._is_setup(task):
            return Stage.SETUP
        numbers = (one.number for one in self.order.tasks if self._is_setup(one))
        last = max(numbers, default=None)
        behind = last is not None and task.number > last
        return Stage.ACCEPTANCE if behind else Stage.PREPARATION

    @staticmethod
    def _is_setup(task: Task) -> bool:
        return task.who == "vendor" and task.code not in LINK_TASKS

    def _of(self, stage: Stage) -> Iterable[Task]:
        return [task for task in self.order.tasks if self._stage(task) is stage]

    def _setup_left(self) -> bool:
        return any(not task.done for task in self._of(Stage.SETUP))

    def _began(self, task: Task) -> datetime | None:
        """Return when its stage began, as far as the order's own history goes back.

        Another setup party begins its own work anew; the body's preparation goes on.
        """
        stage = self._stage(task)
        acts = BEGUN_BY[stage]
        told = [entry.at for entry in self.order.history if entry.action in acts]
        if stage is Stage.ACCEPTANCE and not told:
            told = [one.done_at for one in self._of(Stage.SETUP) if one.done_at]
        first = stage is Stage.PREPARATION
        return min(told, default=None) if first else max(told, default=None)
