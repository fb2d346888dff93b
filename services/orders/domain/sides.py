"""What each side sees of an order: the one table of fields, states and lines of the history."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from services.common.storage.aggregates import to_plain
from services.orders.domain.history import HistoryEntry
from services.orders.domain.orders import Order
from services.orders.domain.rollout import Rollout
from services.orders.domain.states import SETUP, OrderState
from services.orders.domain.tasks import Task
from services.orders.domain.waiting import FAILURES, Point, is_turn
from services.orders.words.labels import ROLES, STATES, TURNS
from services.orders.words.turns import turn_text

Doc = dict[str, Any]


class OrderSide(StrEnum):
    """For whom somebody looks at an order; who stands on none sees nothing."""

    BODY = "body"
    VENDOR = "vendor"
    OPERATOR = "operator"
    MINISTRY = "ministry"


ALL = frozenset({OrderSide.BODY, OrderSide.VENDOR, OrderSide.OPERATOR})
OURS = frozenset({OrderSide.BODY, OrderSide.OPERATOR})
INNER = frozenset({OrderSide.OPERATOR})

SEES: dict[OrderSide, frozenset[OrderState]] = {
    OrderSide.BODY: frozenset(OrderState),
    OrderSide.OPERATOR: frozenset(OrderState),
    OrderSide.VENDOR: frozenset(
        {*SETUP, OrderState.AWAITING_LINK, OrderState.LIVE, OrderState.TERMINATED}
    ),
    OrderSide.MINISTRY: frozenset(),
}
"""A setup party hears of an order when it is asked to set it up, and then until its end."""

FIELDS: dict[str, frozenset[OrderSide]] = {
    "id": ALL, "number": ALL, "state": ALL, "state_label": ALL, "version": ALL,
    "created_at": OURS, "changed_at": ALL,
    "body": ALL, "body_name": ALL, "places": OURS,
    "profile": ALL, "profile_title": ALL, "profile_version": ALL,
    "usage": ALL, "specialist_system": ALL, "setup_by": ALL, "wanted_on": ALL,
    "functional_contact": ALL, "technical_contact": ALL, "contacts": ALL,
    "remark": OURS, "costs_acknowledged": OURS, "ordered_by": OURS, "mandate": OURS,
    "bulk_order": OURS,
    "claimed_by": INNER, "claimed_until": INNER, "released_by": INNER, "released_at": OURS,
    "contract": OURS,
    "contract_number": ALL, "leika_keys": ALL,
    "open_point": ALL, "waiting_for": ALL, "actions": ALL, "ticket": ALL,
    "link": ALL, "proposed_link": OURS, "link_checked_at": OURS, "tasks": ALL, "own_task": ALL,
    "support_due_on": OURS, "support_since": OURS,
    "history": ALL, "history_total": OURS,
}  # fmt: skip
"""Who sees which field; one that is missing here is shown to nobody."""

COSTS = OURS
"""Who reads what an interface costs: who sets a service up is not always who offered it."""

POINTS: dict[OrderSide, frozenset[Point]] = {
    OrderSide.BODY: frozenset(Point),
    OrderSide.OPERATOR: frozenset(Point),
    OrderSide.VENDOR: frozenset({Point.VENDOR_QUESTION, Point.SETUP_QUESTION, *FAILURES}),
}

VENDOR_LINES = frozenset(
    {
        "request-setup", "acknowledge", "vendor-ask-back", "answer", "progress", "done", "failed",
        "cancel", "settle", "contract-ended", "link", "confirm-link", "contacts", "retry",
        "ask-setup", "answer-setup",
    }
)  # fmt: skip
"""What the setup party reads of the history, tasks besides, and without whose account it was."""

VENDOR_FACTS = ("at", "actor_name", "action", "label", "state", "reason", "reason_code")
HAPPENED = ("action", "label", "actor_name", "at")
"""What a refusal tells of the last line of the history."""
ONLY_WHOLE = frozenset({"tasks", "history", "history_total", "contacts", "remark"})
"""What grows or is long stands in the view of one order, not in lists."""


def view(order: Order, side: OrderSide, actions: Iterable[str]) -> Doc:
    """Return the whole order as a side sees it, with the newest lines of its history."""
    facts = {
        "tasks": [_task(order, task, side) for task in order.tasks],
        "history": lines(order.history, side),
        "history_total": len(order.history) + order.moved("history"),
        "contacts": {
            "functional": to_plain(order.functional_contact),
            "technical": to_plain(order.technical_contact),
        },
    }
    return _cut({**_facts(order, side, actions), **facts}, side)


def item(order: Order, side: OrderSide, actions: Iterable[str]) -> Doc:
    """Return the order as a list shows it to a side."""
    facts = _facts(order, side, actions)
    if facts["open_point"]:
        del facts["open_point"]["reason"]
    return _cut({name: facts[name] for name in facts.keys() - ONLY_WHOLE}, side)


def lines(entries: Iterable[HistoryEntry], side: OrderSide) -> list[Doc]:
    """Return the lines of the history a side reads."""
    if side is not OrderSide.VENDOR:
        return [entry.line() for entry in entries]
    history = list(entries)
    begin = first_read(side, [entry.action for entry in history])
    return [
        {name: entry.line()[name] for name in VENDOR_FACTS}
        for entry in history[begin:]
        if reads(side, entry.action, entry.state)
    ]


def last_line(order: Order, side: OrderSide) -> Doc | None:
    """Return what happened last of what a side reads, by whom and when; None where it is old."""
    shown = lines(order.history, side)
    return {name: shown[-1][name] for name in HAPPENED} if shown else None


def first_read(side: OrderSide, actions: Iterable[str]) -> int:
    """Return the number of the line a side reads from on.

    A setup party reads nothing of a setup before its own: another one may have been asked then.
    """
    if side is not OrderSide.VENDOR:
        return 0
    return max((n for n, action in enumerate(actions) if action == "request-setup"), default=0)


def reads(side: OrderSide, action: str, state: OrderState) -> bool:
    """Tell whether a side reads the line of an act that led to this state."""
    if side is not OrderSide.VENDOR:
        return True
    return state in SEES[side] and (action in VENDOR_LINES or action.startswith("task-"))


def _facts(order: Order, side: OrderSide, actions: Iterable[str]) -> Doc:
    facts = order.summary()
    own = sorted(actions)
    label, turn = STATES[order.state], turn_for(order, own)
    checked_at = order.link_check.checked_at if order.link_check else None
    facts |= {"link_checked_at": to_plain(checked_at) if checked_at else None}
    asked = order.support
    facts |= {"support_due_on": asked.due_on.isoformat() if asked else None}
    facts |= {"support_since": to_plain(asked.since) if asked else None}
    facts |= {"version": order.version, "actions": own, "state_label": label, "waiting_for": turn}
    facts["claimed_until"] = to_plain(order.claimed_until) if order.claimed_until else None
    facts["own_task"] = Rollout(order).next_of(side.value)
    if order.point not in POINTS[side]:
        facts["open_point"] = None
    return facts


def turn_for(order: Order, actions: Iterable[str]) -> Doc | None:
    """Return whose turn it is, for somebody who can do these: the one reading of every page."""
    waiting, own = order.waiting_for(), sorted(actions)
    if waiting is None:
        return None
    yours = is_turn(waiting["role"], own, order.setup_by is not None)
    return {
        **waiting,
        "label": ROLES[waiting["role"]],
        "task": TURNS[waiting["reason_code"]],
        "yours": yours,
        "reason": turn_text(waiting, yours=yours),
        "actions": own,
    }


def _task(order: Order, task: Task, side: OrderSide) -> Doc:
    facts = Rollout(order).plain(task, side.value)
    if side not in COSTS and task.interface is not None:
        hidden = ("cost_eur", "cost_text")
        facts["interface"] = {n: v for n, v in facts["interface"].items() if n not in hidden}
    return facts


def _cut(facts: Doc, side: OrderSide) -> Doc:
    return {name: value for name, value in facts.items() if side in FIELDS.get(name, ())}
