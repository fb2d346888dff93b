"""The way through an order's tasks: which can be ticked now, and by which day each is due."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.common import clock
from services.common.errors import Conflict
from services.common.storage.aggregates import to_plain
from services.orders.domain.deadlines import INTERFACES
from services.orders.domain.history import Actor
from services.orders.domain.interfaces import OPERATOR, SIDES, Interface, InterfaceStage
from services.orders.domain.interfaces_read import interface_facts
from services.orders.domain.refusals import wrong_state
from services.orders.domain.states import SETUP, OrderState
from services.orders.domain.tasks import BY_LINK, LINK_TASKS, Task
from services.orders.words.tasks import EXPLAINED

if TYPE_CHECKING:
    from services.orders.domain.orders import Order

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
        if task.interface is not None:
            return self._stage_due_on(task.interface, began)
        before = [t for t in self._of(stage) if t.who == task.who and t.number <= task.number]
        days = sum(t.duration_workdays for t in before if t.interface is None)
        return clock.due_on(began, days, self.order.body)

    def _stage_due_on(self, interface: Interface, began: datetime) -> date | None:
        """Return by when the next stage is due; the first one from the begin of the rollout on."""
        if interface.next is None:
            return None
        since = interface.reached[-1].at if interface.reached else began
        return clock.due_on(since, INTERFACES[interface.next].working_days, self.order.body)

    def next_of(self, side: str) -> dict[str, Any] | None:
        """Return the first task a side can do now, whoever is next; None where there is none.

        Telling the link has a turn of its own, and what is in use already is not set up.
        """
        for task in self.order.tasks if self.order.usage == "new" else ():
            mine = self.who(task) == side and not task.done and task.code not in LINK_TASKS
            if mine and self.order.state is not OrderState.LIVE and self.can_change(task):
                names = ("number", "title", "due_on", *(("step",) if task.interface else ()))
                told = self.plain(task)
                return {name: told[name] for name in names}
        return None

    def who(self, task: Task) -> str:
        """Return the side a task waits for; of an interface that of its next stage."""
        step = task.interface.next if task.interface else None
        return self.owner(step) if step else task.who

    def owner(self, stage: InterfaceStage) -> str:
        """Return whose a stage is; without a setup party its part is the operator's."""
        side = SIDES[INTERFACES[stage].role]
        return side if side == "body" or self.order.setup_by is not None else OPERATOR

    def plain(self, task: Task, side: str | None = None) -> dict[str, Any]:
        """Return a task as a side reads it."""
        due_on, interface = self.due_on(task), task.interface
        facts: dict[str, Any] = to_plain(task)
        facts |= {"can_change": self.can_change(task), "due_on": due_on and due_on.isoformat()}
        facts |= {"waits_for": self.who(task), "explained": EXPLAINED.get(task.code)}
        if interface is not None:
            facts |= interface_facts(interface, side if facts["can_change"] else None, self.owner)
        return facts

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
        if task.interface is not None:
            return Stage.PREPARATION
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
