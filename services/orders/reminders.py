"""The orders' clockworks: one process at a time says what is due."""

from functools import partial
from typing import Any

from services.common.reminding import Reminders
from services.orders.domain.deadlines import DEADLINES, INTERFACES
from services.orders.domain.reminding import remind, remind_support
from services.orders.repositories import support_requests
from services.orders.repositories.orders import Orders


def reminders(runtime: Any) -> Reminders:
    """Return the reminders of a running process, by the operator's figures where there are some."""
    DEADLINES.use(runtime.settings.deadlines)
    INTERFACES.use(runtime.settings.deadlines)
    orders: Orders = runtime.part(Orders.of)
    return Reminders(
        runtime.service,
        runtime.lease("reminders"),
        orders.steps_due,
        lambda id, now: orders.change(id, lambda order: remind(order, now)),
    )


def support_reminders(runtime: Any) -> Reminders:
    """Return what tells support, and the administration, of help that is still wanted."""
    orders: Orders = runtime.part(Orders.of)
    return Reminders(
        runtime.service,
        runtime.lease("support"),
        partial(support_requests.due, orders),
        lambda id, now: orders.change(id, lambda order: remind_support(order, now)),
    )
