"""An order as a list of steps and tasks: from what the API says to what is read."""

from collections.abc import Iterable, Mapping
from typing import Any

from gateway.web.body.order_stream import name_of
from gateway.web.frame.formats import day, weekday
from gateway.web.words import say, worded

Doc = Mapping[str, Any]
Step = dict[str, Any]

STEPS = ("ordered", "reviewed", "contract", "setup", "link", "live")
_NOW = {
    "ordered": ("prepared",),
    "reviewed": ("submitted", "asked_back"),
    "contract": ("released", "contract_offered", "contract_signed"),
    "setup": ("contract_concluded", "setup_requested", "in_setup", "setup_failed"),
    "link": ("awaiting_link",),
}
_STEP_OF = {state: step for step, states in _NOW.items() for state in states}
_DONE_BY = {
    "ordered": ("submit",), "reviewed": ("release",), "contract": ("sign", "conclude"),
    "setup": ("done",), "link": ("link", "confirm-link"), "live": ("link", "confirm-link"),
}  # fmt: skip
"""The moves that end a step, as the history names them."""
ENDED = frozenset({"rejected", "withdrawn", "terminated"})
_ENDED_BY = ("withdraw", "reject", "contract-withdrawn", "contract-ended", "cancel")
TICKED_IN = frozenset({"setup_requested", "in_setup", "setup_failed", "awaiting_link", "live"})
BY_LINK = frozenset({"tell-link", "check-link"})
"""The tasks that are done by the step of the link, as orders has it (a test compares them)."""


def side_of(order: Doc) -> str:
    """Return on which side the reader stands: the API shows each side other fields."""
    if "released_by" in order:
        return "operator"
    return "body" if "places" in order else "vendor"


def steps_of(order: Doc) -> list[Step]:
    """Return the steps of the way to the live service, each done, now or still to do."""
    names = [s for s in STEPS if s != "setup" or order["usage"] == "new"]
    done, now = _done_steps(order, names), _STEP_OF.get(order["state"])
    if order["state"] in ENDED:
        names = [name for name in names if name in done]
    steps = [
        {
            "name": name,
            "title": say(f"body-did-step-{name}" if name in done else f"body-do-step-{name}"),
            "note": _note(order, name) if name in done else "",
            "state": "done" if name in done else ("now" if name == now else "todo"),
        }
        for name in names
    ]
    return [*steps, _end(order)] if order["state"] in ENDED else steps


def _end(order: Doc) -> Step:
    """Return how an order ended, in the place of the steps it will not take any more."""
    ends = (_last(order["history"], act) for act in _ENDED_BY)
    last = next(filter(None, ends), None)
    title = say(f"body-ended-{order['state']}")
    return {"name": "end", "title": title, "note": _by(last) if last else "", "state": "ended"}


def _done_steps(order: Doc, names: list[str]) -> set[str]:
    """Return the steps behind the order; of one that ended those its history tells of."""
    if order["state"] == "live":
        return set(names)
    step = _STEP_OF.get(order["state"])
    if step in names:
        return set(names[: names.index(step)])
    acts = {line["action"] for line in order["history"]}
    return {name for name in names if _DONE_BY[name][-1] in acts}


def _note(order: Doc, name: str) -> str:
    """Return who ended the step, and when."""
    lines = [_last(order["history"], act) for act in _DONE_BY[name]]
    return "; ".join(_by(line) for line in lines if line)


def _by(line: Doc) -> str:
    name, day = name_of(line), weekday(str(line["at"]))
    return say("body-step-by", name=name, day=day) if name else day


def with_signers(order: Doc, contract: Doc | None) -> Doc:
    """Return the order whose history names who signed: the contract knows, the order follows."""
    signers = {"sign": "signed_by", "conclude": "countersigned_by"}

    def named(line: Doc) -> Doc:
        who = (contract or {}).get(signers.get(line["action"], ""))
        return {**line, "actor": who["account"], "actor_name": who["name"]} if who else line

    return {**order, "history": [named(line) for line in order["history"]]}


def _last(history: Iterable[Doc], action: str) -> Doc | None:
    return next((line for line in reversed(list(history)) if line["action"] == action), None)


def tasks_of(order: Doc, may_tick: bool) -> list[Step]:
    """Return the tasks of the guide; the first that waits for the reader's side is next."""
    side, active, first = side_of(order), order["state"] in TICKED_IN, order["own_task"]
    return [
        {
            "number": task["number"],
            "title": worded(task["title"]),
            "state": _task_state(task, first),
            "note": "" if task["done"] or task["due_on"] else _when(task),
            "due_on": task["due_on"],
            "who": who_of(task, side),
            "done": task["done"],
            "may_tick": may_tick and active and task["can_change"] and not task.get("interface")
            and (side == "operator" or task["who"] == side),
            "stages": stages_of(task, side),
            "reports": may_tick and any(task.get("stages_open") or ()),
            "explained": "" if task["done"] else worded(task.get("explained")) or "",
        }
        for task in order["tasks"]
    ]  # fmt: skip


def stages_of(task: Doc, side: str) -> list[Step]:
    """Return the stages of a task's interface, each done, now or still to do; none of another."""
    stages: list[Doc] = task.get("stages") or []
    now = next((one["stage"] for one in stages if not one["reached_at"]), None)
    return [
        {
            "label": worded(one["label"]),
            "note": day(one["reached_at"]) if one["reached_at"] else who_of(one, side),
            "state": "done" if one["reached_at"] else ("now" if one["stage"] == now else "todo"),
        }
        for one in stages
    ]


def open_interfaces(order: Doc) -> bool:
    """Tell whether an interface is still on its way where others may take it for done."""
    waits = any(task.get("interface") and not task["done"] for task in order["tasks"])
    return waits and order["state"] in ("in_setup", "awaiting_link")


def who_of(task: Doc, side: str) -> str:
    """Return whose a stage is, or for whom a task waits: it is its owner's unless the API says."""
    who = task.get("waits_for") or task["who"]
    return say("you") if who == side else say(f"body-side-{who}")


def _task_state(task: Doc, first: Doc | None) -> str:
    if task["done"]:
        return "done"
    return "now" if first and task["number"] == first["number"] else "todo"


def _when(task: Doc) -> str:
    """Return how long a task takes, or what does it: a link is told, not ticked."""
    told = task["code"] in BY_LINK
    return say("body-task-by-link") if told else say("body-days", count=task["duration_workdays"])
