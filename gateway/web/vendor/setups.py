"""Setups as their setup party sees them: the list by due day, and one with all it can report."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import thread
from gateway.web.body.order_steps import open_interfaces, side_of, stages_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from gateway.web.thread import FILES, TICKET, brought, thread_of
from gateway.web.vendor.reports import ACTS, ROUTES, TAKES, fields_for
from gateway.web.words import say
from services.common.principal import EVERYWHERE

ORDERS, ORDER = api("GET orders"), api("GET orders/{order_id}")
TICK = api("PATCH orders/{order_id}/tasks/{number}")
PATH = "/setups/<order_id>"
VIEWS = {
    "turn": {"waiting_for": "setup_party", "sort": "due"},
    "requested": {"state": "setup_requested", "sort": "due"},
    "in_setup": {"state": "in_setup", "sort": "due"},
    "failed": {"state": "setup_failed", "sort": "due"},
    "awaiting_link": {"state": "awaiting_link", "sort": "due"},
    "live": {"state": "live"},
    "all": {},
}
SHOWN = frozenset(
    {"setup_requested", "in_setup", "setup_failed", "awaiting_link", "live", "terminated"}
)
"""What is a setup; before that an order has a page of its own only."""
COUNTED = ("turn", "failed")
PAGE_SIZE = "25"
MESSAGE = (
    Field("message", "setup-message", "textarea", pointer="/text", longest=5000),
    FILES,
)
TASK = (Field("done", kind="hidden"), Field("version", kind="hidden"))
Doc = dict[str, Any]


@dataclass(frozen=True)
class SetupPages:
    """``/setups`` and ``/setups/<order>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("setups", __name__)
        pages.add_url_rule("/setups", view_func=self.list)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.report, methods=["POST"])
        pages.add_url_rule(f"{PATH}/comments", view_func=self.write, methods=["POST"])
        pages.add_url_rule(f"{PATH}/tasks/<int:number>", view_func=self.tick, methods=["POST"])
        return pages

    def list(self) -> Response:
        """Show the setups of the reader's vendor, the first due first."""
        whose, given = _whose(self.frame.signed_in()), self.frame.given()
        view = given["view"] if given.get("view") in VIEWS else "turn"
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        counting = {
            f"of_{name}": self.frame.asking(ORDERS, {**whose, **VIEWS[name], "limit": "1"})
            for name in COUNTED
            if name != view
        }
        query = {**whose, **VIEWS[view], **cursor, "limit": PAGE_SIZE}
        asked = self.frame.ask_what_is_there(
            page=self.frame.asking(ORDERS, query), **counting, **self.frame.asking_unread()
        )
        for name in ("page", *counting):
            if not asked[name]:
                raise asked[name].problem
        counts = {name: asked.get(f"of_{name}", asked["page"]) for name in COUNTED}
        return self.frame.page(
            "vendor/setups.html", page=asked["page"], view=view, views=VIEWS, counts=counts,
            first=not cursor, unread=asked["unread"],
        )  # fmt: skip

    def show(self, order_id: str) -> Response:
        """Show one setup whole."""
        self.frame.signed_in()
        return self._setup(order_id)

    def report(self, order_id: str) -> Response:
        """Report what was chosen; the order says whether that is possible."""
        act = request.form.get("act", "")
        form = self.frame.sent(fields_for(ACTS, act))
        if act not in ACTS:
            wrong = form.with_errors({"act": say("setup-act-missing")})
            return self._setup(order_id, report=wrong)
        if act == "progress" and not form.value("text").strip():
            wrong = form.with_errors({"text": say("setup-progress-missing")})
            return self._setup(order_id, report=wrong)
        payload = payload_of(form, *TAKES[act])
        try:
            self.frame.act(form, ROUTES[act], order_id=order_id, payload=payload)
        except Problem as problem:
            return self._setup(order_id, report=form.refused(problem))
        return self.frame.done(f"/setups/{order_id}", f"setup-{act}")

    def write(self, order_id: str) -> Response:
        """Write into the thread; body and operator read it, too."""
        form = thread.sent(self.frame, MESSAGE, back=f"/setups/{order_id}")
        try:
            thread.write(self.frame, form, order_id, payload_of(form, "message"))
        except Problem as problem:
            return self._setup(order_id, message=form.refused(problem))
        return self.frame.done(f"/setups/{order_id}", "setup-message")

    def tick(self, order_id: str, number: int) -> Response:
        """Tick a task of one's own, or open it again."""
        form = self.frame.sent(TASK, back=f"/setups/{order_id}")
        try:
            self.frame.act(
                form, TICK, order_id=order_id, number=number, version=form.whole("version"),
                payload={"done": form.value("done") == "yes"},
            )  # fmt: skip
        except Problem as problem:
            return self._setup(order_id, report=Form(()).refused(problem))
        return self.frame.done(f"/setups/{order_id}#tasks", "setup-task")

    def _setup(
        self, order_id: str, report: Form | None = None, message: Form | None = None
    ) -> Response:
        asked = self.frame.ask_what_is_there(
            order=self.frame.asking(ORDER, order_id=order_id),
            thread=lambda: {"items": thread_of(self.frame, order_id)},
            ticket=lambda: self.frame.ask_if_there(TICKET, order_id=order_id),
        )
        order, messages = asked["order"], asked["thread"]
        if not order:
            raise order.problem
        if order["state"] not in SHOWN:
            return redirect(f"/orders/{order_id}", 303)
        fields = fields_for(order["actions"])
        shown = report or self.frame.blank(fields, act=_first_choice(order))
        typed = Form(fields, shown.values, shown.errors, shown.general, shown.key)
        wrong = next((form for form in (report, message) if form and form.is_refused), None)
        return self.frame.page(
            "vendor/setup.html", order=order, thread=messages, ticket=asked["ticket"], report=typed,
            message=message or Form(MESSAGE, {"message": shown.values.get("message", "")}),
            form=wrong or Form(()), task=Form(TASK),
            stream=stream_of(messages["items"], order_id) if messages else [],
            reports=any(act in order["actions"] for act in ACTS),
            unready=open_interfaces(order), stages_of=partial(stages_of, side=side_of(order)),
            writes=asked["ticket"] and self.frame.visitor().may("tickets:write"),
        )  # fmt: skip


def stream_of(lines: list[Doc], order_id: str) -> list[Doc]:
    """Return states and messages of a thread as one stream, the newest first."""
    newest = sorted(lines, key=lambda line: datetime.fromisoformat(line["at"]), reverse=True)
    return [_line(line, order_id) for line in newest]


def _line(line: Doc, order_id: str) -> Doc:
    if line["kind"] == "comment":
        own = line["side"] == "vendor"
        how = say("thread-from-mail") if line.get("by_mail") else ""
        return {"icon": "mail", "title": line["author_name"], "at": line["at"], "who": how,
                "text": line["text"], "own": own, **brought(line, order_id)}  # fmt: skip
    return {"icon": "autorenew", "title": line["text"], "who": line["author_name"],
            "at": line["at"], "text": "", "own": False}  # fmt: skip


def _first_choice(order: Doc) -> str:
    waiting = order["waiting_for"]
    acts = ("answer-setup", "acknowledge") if waiting and waiting["yours"] else ()
    return next((act for act in acts if act in order["actions"]), "")


def _whose(visitor: Visitor) -> dict[str, str]:
    """Return the filter of the reader's setups; support looks at those of all."""
    if visitor.vendor:
        return {"vendor": visitor.vendor}
    if visitor.may("orders:support", EVERYWHERE):
        return {}
    raise Problem(403, "not-permitted")
