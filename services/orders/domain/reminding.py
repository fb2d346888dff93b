"""What an order says of itself when time passes: reminders, and that it is late."""

from datetime import datetime

from services.common.clockwork import Clockwork, Step, StepKind, begin_of
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why

CLOCK = Actor("service:orders", "DigitalMarkt")
SAID = {
    StepKind.REMINDER: ("remind", "order.reminded", "reminded"),
    StepKind.ESCALATION: ("escalate", "order.escalated", "escalated"),
}
"""The line of the history, the event and the reason of each kind of step."""
SAID_OF_SUPPORT = {
    StepKind.REMINDER: ("remind", "order.support_reminded", "support-reminded"),
    StepKind.ESCALATION: ("escalate", "order.support_escalated", "support-escalated"),
}
"""The same of help that was asked for, whoever else the order waits for."""


def remind(order: Order, now: datetime) -> None:
    """Say what is due by now of the present wait; nothing where nobody is waited for."""
    wind(order)
    wait = order.wait()
    if wait is None or order.clockwork is None:
        return
    for step in order.clockwork.advance(wait, order.body, now):
        _say(order, step, now)


def remind_support(order: Order, now: datetime) -> None:
    """Say what is due by now of a request for support; nothing where none is open."""
    asked = order.support
    for step in asked.passed(order.body, now) if asked else ():
        action, event, code = SAID_OF_SUPPORT[step.kind]
        support = asked.plain() if asked else {}
        why = Why(code=code, facts={"to": step.role, "due_on": support["due_on"]})
        order.note(action, CLOCK, now, why)
        order.tell(event, action, CLOCK, why, to=step.role, support=support)


def wind(order: Order) -> None:
    """Give an order the clockwork of its present wait, where it has none or that of another.

    It has none from before there were any; where nobody is waited for, it has none again.
    """
    wait, code, held = order.wait(), order.turn_code, order.clockwork
    if wait is None:
        order.clockwork = None
    elif held is None or not held.is_of(code, order.due_on):
        since = begin_of(wait, order.due_on, order.changed_at, order.body)
        order.clockwork = Clockwork.of(wait, since, order.body, code, order.due_on)


def _say(order: Order, step: Step, now: datetime) -> None:
    action, event, code = SAID[step.kind]
    facts = {"to": step.role, "task": order.turn_code, "due_on": str(order.due_on)}
    why = Why(code=code, facts=facts)
    order.note(action, CLOCK, now, why)
    order.tell(event, action, CLOCK, why, to=step.role)
