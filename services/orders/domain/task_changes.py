"""How the tasks of an order change: one is ticked, another reports how far its interface is."""

from datetime import datetime

from services.common.errors import Conflict
from services.orders.domain.history import Actor
from services.orders.domain.interfaces import StageReport
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.rollout import Rollout
from services.orders.domain.tasks import Task


def change_task(
    order: Order, number: int, done: bool, side: str, *, by: Actor, now: datetime
) -> None:
    """Tick a task or open it again; body and vendor tick their own, the operator any."""
    task = order.task(number)
    if task.interface is None and side not in ("operator", task.who):
        raise Conflict("task-not-yours", side=task.who)
    Rollout(order).check(task, done)
    task.change(done, side, by.id, now)
    _note(order, task, by, now, Why(code="stage-back") if task.interface else Why())


def report_stage(
    order: Order, number: int, report: StageReport, side: str, *, by: Actor, now: datetime
) -> None:
    """Note how far an interface is, by whose side it was reported.

    What it costs stands at the task alone: the setup party reads the history, too.
    """
    task = order.task(number)
    Rollout(order).check(task, True)
    task.reach(report, side, by.id, now)
    _note(order, task, by, now, Why(report.reason, report.stage.code))


def _note(order: Order, task: Task, by: Actor, now: datetime, reason: Why) -> None:
    order.note(f"task-{task.number}", by, now, reason)
    order.tell("order.changed", "task", by, reason)
