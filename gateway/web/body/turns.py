"""Whose turn an order is, and where the reader does what is to be done."""

from collections.abc import Mapping
from typing import Any

from gateway.web.body.order_steps import side_of
from gateway.web.words import as_title, say, worded

Doc = Mapping[str, Any]

REVIEW = frozenset({"claim", "release", "confirm-link", "refuse-link", "retry-document"})
SUPPORT = frozenset({"request-setup", "take-over", "cancel"})
SETUP = frozenset({"acknowledge", "answer-setup", "progress", "done", "failed"})
OWN_PAGES = ("submit", "answer", "retry", "link")
"""What has a page of its own below the order's, the first that is possible is the primary act."""
BESIDE = ("link", "ask-setup", "withdraw", "request-support")
"""What can be done beside the primary act."""


def turn_of(order: Doc, task: Doc | None = None) -> dict[str, Any] | None:
    """Return whose turn it is: title, tone, day, the question asked, and the acts offered.

    ``task`` is one of the rollout that waits for the reader while others are next.
    """
    waiting = order["waiting_for"]
    if waiting is None and task is None:
        return None
    if waiting and waiting["yours"]:
        return _your_turn(order)
    return _your_task(order, task) if task else _turn_of_others(order)


def _your_turn(order: Doc) -> dict[str, Any]:
    waiting = order["waiting_for"]
    return {
        "title": as_title(waiting["task"]),
        "badge": say("body-your-turn"),
        "text": explained(order),
        "due_on": waiting["due_on"],
        "tone": "you",
        "told": told_of(order),
        "primary": primary_of(order),
    }


def _your_task(order: Doc, task: Doc) -> dict[str, Any]:
    return {
        "title": worded(task["title"]),
        "badge": say("body-your-turn"),
        "text": task_explained(order, task),
        "due_on": task["due_on"],
        "tone": "you",
        "told": None,
        "primary": task_way(order, task),
    }


def _turn_of_others(order: Doc) -> dict[str, Any]:
    """Return who is next as the title: what they do is no task of the reader."""
    waiting = order["waiting_for"]
    text = "body-turn-meanwhile" if order.get("profile_change") else "body-turn-others"
    return {
        "title": say("body-others-turn", who=worded(waiting["label"])),
        "badge": "",
        "text": say(text, task=as_title(waiting["task"])),
        "due_on": waiting["due_on"],
        "tone": "",
        "told": told_of(order),
        "primary": None,
    }


def task_way(order: Doc, task: Doc) -> tuple[str, str]:
    """Return path and word of where the reader does a task: an interface has a page of its own."""
    if task.get("step"):
        return f"/orders/{order['id']}/interfaces/{task['number']}", "body-to-interface"
    return f"/orders/{order['id']}#tasks", "body-to-tasks"


def task_explained(order: Doc, task: Doc) -> str:
    """Return what a task of the reader's is about, and what others do meanwhile."""
    waiting, step = order["waiting_for"], task.get("step")
    told = {"step": as_title(step)} if step else {}
    if waiting is None or waiting["yours"]:
        return say("body-step-what" if step else "body-task-what", **told)
    told |= {"who": worded(waiting["label"]), "task": as_title(waiting["task"])}
    return say("body-step-meanwhile" if step else "body-task-meanwhile", **told)


def explained(order: Doc) -> str:
    """Return what the reader's turn is about."""
    known = order["waiting_for"]["reason_code"]
    if known in FAILURES:
        return say("body-turn-mend" if known != "wrong-contact" else "body-turn-mend-contact")
    return say(f"body-turn-{known}") if known in EXPLAINED else ""


FAILURES = (
    "no-licence", "interface-missing", "wrong-contact", "data-missing", "version-too-old",
    "capacity", "other",
)  # fmt: skip
"""Why a setup cannot go on; some of it the body settles."""
EXPLAINED = frozenset(
    {
        "prepared", "asked_back", "contract_offered", "awaiting_link", "vendor_question",
        "link_dead", *FAILURES,
    }
)  # fmt: skip


TOLD = {
    **dict.fromkeys(FAILURES, ("failed", "body-reports")),
    "setup_question": ("ask-setup", "body-asks"),
    "asked_back": ("ask-back", "body-asks"),
    "vendor_question": ("vendor-ask-back", "body-asks"),
    "setup_failed": ("failed", "body-reports"),
    "awaiting_link": ("refuse-link", "body-refuses-link"),
    "link_dead": ("link-dead", "body-reports"),
}
"""Where the turn follows from somebody's words: the act they stand at, and how they are told."""


def told_of(order: Doc) -> dict[str, str] | None:
    """Return the words the turn follows from: the question asked, or why it cannot go on."""
    act, word = TOLD.get(order["waiting_for"]["reason_code"], ("", ""))
    line = next((one for one in reversed(order["history"]) if one["action"] == act), None)
    if line is None or not line["reason"]:
        return None
    return {"by": say(word, who=worded(line["actor_name"])), "text": str(worded(line["reason"]))}


def primary_of(order: Doc) -> tuple[str, str] | None:
    """Return path and word of the one thing to do now; None where it is nothing."""
    actions, path = set(order["waiting_for"]["actions"]), f"/orders/{order['id']}"
    found = [(f"{path}/{act}", f"body-go-{act}") for act in OWN_PAGES if act in actions]
    if actions & {"sign", "countersign"} and order.get("contract"):
        found.insert(0, (f"/contracts/{order['contract']}", "body-to-contract"))
    if actions & REVIEW:
        found.append((f"/reviews{path}", "body-to-review"))
    elif actions & SUPPORT:
        found.append((f"/reviews{path}", "body-to-support"))
    if actions & SETUP:
        found.append((f"/setups/{order['id']}", "body-to-setup"))
    return next(iter(found), None)


def beside(order: Doc) -> list[tuple[str, str]]:
    """Return path and word of what else the reader can do."""
    waiting = order["waiting_for"] or {}
    primary = primary_of(order) if waiting.get("yours") else None
    hidden = {"request-support"} if side_of(order) == "operator" else set()
    found = [(f"/orders/{order['id']}/{act}", f"body-act-{act}")
             for act in BESIDE if act in order["actions"] and act not in hidden]  # fmt: skip
    return [one for one in found if not primary or one[0] != primary[0]]


def crumbs(side: str) -> list[tuple[str, str]]:
    """Return the way to the list the reader came from."""
    ways = {
        "body": (("/home", "body-home"), ("/orders", "body-orders")),
        "vendor": (("/setups", "body-setups"),),
        "operator": (("/operator", "op-menu-home"),),
    }
    return [(path, say(word)) for path, word in ways[side]]
