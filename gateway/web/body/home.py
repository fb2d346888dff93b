"""What waits for a person of a body, by due day; and what others do for the body meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.body import due_reviews
from gateway.web.body.order_rights import own_task
from gateway.web.body.turns import explained, primary_of, task_explained, task_way
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from gateway.web.words import as_title, say, worded
from services.common.principal import Principal

Doc = Mapping[str, Any]
Task = dict[str, Any]
MOST_RUNNING = "200"
MOST_SHOWN = 12
LAST = "9999"
"""What has no day of its own comes last."""
OF_BODY = frozenset({"officer", "body", "signatory"})
"""The roles a body's own people are waited for in."""
SIGN_ALL = "/contracts/sign"


@dataclass(frozen=True)
class HomePages:
    """``/home``: people of bodies see what waits for them, others are led to their own home."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("home", __name__)
        pages.add_url_rule("/home", view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show the tasks, the first due first, and the running orders."""
        visitor = self.frame.signed_in()
        if not visitor.bodies:
            return self.frame.done(_home_of(visitor))
        orders, live = api("GET orders"), {"state": "live", "limit": "1"}
        asked = self.frame.ask_what_is_there(
            **due_reviews.asked_by(self.frame, visitor),
            running=self.frame.asking(orders, {"sort": "due", "limit": MOST_RUNNING}),
            live=self.frame.asking(orders, live | {"body": str(visitor.body)}),
            **_new_contracts_asked(self.frame, visitor),
            me=self.frame.asking(api("GET me")),
            **self.frame.asking_unread(),
        )
        running = asked["running"]["items"] if asked["running"] else []
        principal = visitor.principal
        tasks = [*_of_orders(running), *_of_rollouts(running, principal)]
        tasks += _of_registrations(asked["me"])
        followers = _successors(asked.get("offered"))
        tasks += [_to_follow(contract) for contract in followers]
        tasks += due_reviews.tasks_of(asked.get("reviews"))
        tasks.sort(key=lambda task: str(task["due_on"] or LAST))
        return self.frame.page(
            "body/home.html",
            tasks=tasks,
            to_sign=_to_sign(running) + len(followers),
            sign_all=SIGN_ALL,
            shown=running[:MOST_SHOWN],
            in_house=[order for order in running if _is_in_house(order)],
            own_task=partial(own_task, principal=principal),
            many=len(visitor.bodies) > 1,
            **asked,
        )


def _home_of(visitor: Visitor) -> str:
    """Return where somebody without a body begins."""
    homes = (
        ("/operator", visitor.has_workplace),
        ("/setups", bool(visitor.vendor)),
        ("/ministry", bool(visitor.ministry)),
        ("/chains", visitor.may("agreements:read")),
    )
    return next((path for path, theirs in homes if theirs), "/")


def _of_orders(orders: Iterable[Doc]) -> list[Task]:
    return [_task(order) for order in orders if order["waiting_for"]["yours"]]


def _task(order: Doc) -> Task:
    waiting, path = order["waiting_for"], f"/orders/{order['id']}"
    to, word = primary_of(order) or (path, "body-see-order")
    return {
        "title": as_title(waiting["task"]),
        "service": worded(order["profile_title"]),
        "body": order["body_name"],
        "number": order["number"],
        "text": explained(order),
        "due_on": waiting["due_on"],
        "to": to,
        "word": say(word),
        "see": path,
    }


def _of_rollouts(orders: Iterable[Doc], principal: Principal) -> list[Task]:
    """Return the tasks of rollouts that wait for the reader, whoever is next in the order."""
    found = [(order, own_task(order, principal)) for order in orders]
    return [
        {
            "title": worded(task["title"]),
            "service": worded(order["profile_title"]),
            "body": order["body_name"],
            "number": order["number"],
            "text": task_explained(order, task),
            "due_on": task["due_on"],
            "to": task_way(order, task)[0],
            "word": say(task_way(order, task)[1]),
            "see": "",
        }
        for order, task in found
        if task
    ]


def _of_registrations(me: Any) -> list[Task]:
    """Return the own registrations that were asked back."""
    asked = [r for r in (me["registrations"] if me else ()) if r["state"] == "asked_back"]
    return [
        {
            "title": say("body-registration-asked"),
            "service": say("body-registration"),
            "body": registration["body_name"],
            "number": "",
            "text": "",
            "due_on": (registration["waiting_for"] or {}).get("due_on"),
            "to": f"/registrations/{registration['id']}",
            "word": say("body-go-answer"),
            "see": "",
        }
        for registration in asked
    ]


def _new_contracts_asked(frame: Frame, visitor: Visitor) -> dict[str, Any]:
    """Ask what waits for a signatory beside the orders.

    The order of a contract that follows another one goes on meanwhile.
    """
    if not visitor.body or not visitor.may("contracts:sign", visitor.body):
        return {}
    query = {"body": visitor.body, "state": "offered", "limit": MOST_RUNNING}
    return {"offered": frame.asking(api("GET contracts"), query)}


def _successors(offered: Any) -> list[Doc]:
    items = offered["items"] if offered else []
    return [c for c in items if c["replaces"] and "sign" in c["actions"]]


def _to_follow(contract: Doc) -> Task:
    return {
        "title": as_title(worded(contract["waiting_for"]["task"])),
        "service": worded(contract["profile_title"]),
        "body": contract["body_name"],
        "number": contract["number"],
        "text": say("sign-replaces-what"),
        "due_on": contract["waiting_for"]["due_on"],
        "to": f"/contracts/sign?contract={contract['id']}",
        "word": say("contract-sign-this"),
        "see": "",
    }


def _to_sign(orders: Iterable[Doc]) -> int:
    return sum("sign" in order["waiting_for"]["actions"] for order in orders)


def _is_in_house(order: Doc) -> bool:
    """Tell whether another person of the body is next."""
    waiting = order["waiting_for"]
    return waiting["role"] in OF_BODY and not waiting["yours"]
