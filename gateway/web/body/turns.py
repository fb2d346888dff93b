"""Whose turn an order is, and where the reader does what is to be done."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from werkzeug.routing import MapAdapter

from gateway.web.words import say, worded

Doc = Mapping[str, Any]

REVIEW = frozenset({"claim", "release", "confirm-link", "refuse-link", "retry-document"})
SETUP = frozenset({"acknowledge", "progress", "done", "failed", "take-over", "request-setup"})
OWN_PAGES = ("submit", "answer", "link")
"""What has a page of its own below the order's, the first that is possible is the primary act."""
BESIDE = ("link", "withdraw", "request-support")
"""What can be done beside the primary act."""


def turn_of(order: Doc) -> dict[str, Any] | None:
    """Return whose turn it is: title, tone, day, the question asked, and the acts offered."""
    waiting = order["waiting_for"]
    if waiting is None:
        return None
    yours = bool(waiting["yours"])
    primary = primary_of(order) if yours else None
    return {
        "title": as_title(waiting["task"]),
        "yours": yours,
        "badge": say("body-your-turn") if yours else say("body-others-turn"),
        "text": explained(order, yours),
        "due_on": waiting["due_on"],
        "tone": "you" if yours else "",
        "question": asked_of(order),
        "primary": primary,
    }


def as_title(task: Any) -> str:
    """Return what is to be done as a title."""
    text = str(worded(task))
    return text[:1].upper() + text[1:]


def explained(order: Doc, yours: bool) -> str:
    """Return what the turn is about, for who is next and for who waits."""
    waiting = order["waiting_for"]
    if not yours:
        return say("body-turn-others", who=worded(waiting["label"]))
    known = waiting["reason_code"]
    return say(f"body-turn-{known}") if known in EXPLAINED else ""


EXPLAINED = frozenset(
    {"prepared", "asked_back", "contract_offered", "awaiting_link", "vendor_question"}
)


def asked_of(order: Doc) -> dict[str, Any] | None:
    """Return the question that is open: who asked it, and its words."""
    act = {"asked_back": "ask-back", "vendor_question": "vendor-ask-back"}
    wanted = act.get(order["waiting_for"]["reason_code"])
    lines = [line for line in order.get("history", ()) if line["action"] == wanted]
    if not lines:
        return None
    return {"who": worded(lines[-1]["actor_name"]), "text": worded(lines[-1]["reason"])}


def primary_of(order: Doc) -> tuple[str, str] | None:
    """Return path and word of the one thing to do now; None where no page of ours does it."""
    actions, path = set(order["waiting_for"]["actions"]), f"/orders/{order['id']}"
    found = [(f"{path}/{act}", f"body-go-{act}") for act in OWN_PAGES if act in actions]
    if actions & {"sign", "countersign"} and order.get("contract"):
        found.insert(0, (f"/contracts/{order['contract']}", "body-to-contract"))
    if actions & REVIEW:
        found.append((f"/reviews{path}", "body-to-review"))
    if actions & SETUP:
        found.append((f"/setups/{order['id']}", "body-to-setup"))
    return next(((to, word) for to, word in found if is_page(to)), None)


def beside(order: Doc) -> list[tuple[str, str]]:
    """Return path and word of what else the reader can do."""
    waiting = order["waiting_for"] or {}
    primary = primary_of(order) if waiting.get("yours") else None
    found = [(f"/orders/{order['id']}/{act}", f"body-act-{act}")
             for act in BESIDE if act in order["actions"]]  # fmt: skip
    return [one for one in found if not primary or one[0] != primary[0]]


def is_page(path: str) -> bool:
    """Tell whether there is a page at this address."""
    pages: MapAdapter = current_app.url_map.bind("")
    return bool(pages.test(path, "GET"))


def crumbs(side: str) -> list[tuple[str, str]]:
    """Return the way to the list the reader came from."""
    ways = {
        "body": (("/home", "body-home"), ("/orders", "body-orders")),
        "vendor": (("/setups", "body-setups"),),
        "operator": (("/orders", "body-orders"),),
    }
    return [(path, say(word)) for path, word in ways[side] if is_page(path)]
