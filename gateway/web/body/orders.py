"""An order as everyone concerned sees it: who is next, the steps, the stream, the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import thread
from gateway.web.body import turns
from gateway.web.body.order_rights import changes_contacts, may_tick, own_task, writes
from gateway.web.body.order_steps import (
    ENDED,
    open_interfaces,
    side_of,
    steps_of,
    tasks_of,
    with_signers,
)
from gateway.web.body.order_stream import history_line, stream_of, titles_of
from gateway.web.body.posted_links import posted_link
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from gateway.web.thread import FILES, TICKET, thread_of

Doc = Mapping[str, Any]
MESSAGE = (
    Field("text", "body-message", "textarea", "body-message-hint", rows=3, longest=5000),
    FILES,
    Field("visibility", "body-message-visibility", "select"),
)
SEEN_BY = {
    "body": (("body", "body-seen-by-body"), ("vendor", "body-seen-by-all")),
    "vendor": (),
    "operator": (
        ("body", "body-seen-by-body"), ("vendor", "body-seen-by-all"),
        ("operator", "body-seen-by-us"),
    ),
}  # fmt: skip
"""For whom a message can be, by the side that writes it; outsiders read it only where chosen."""
RETRY_ISSUE = api("POST orders/{order_id}/ticket/retry")
TASK = (Field("version", kind="hidden"), Field("done", kind="hidden"))


@dataclass(frozen=True)
class OrderPages:
    """``/orders/<id>``: reading, writing into its thread, ticking tasks."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, path = Blueprint("orders", __name__), "/orders/<order_id>"
        pages.add_url_rule(path, view_func=self.show)
        pages.add_url_rule(f"{path}/history", view_func=self.history)
        pages.add_url_rule(f"{path}/comments", view_func=self.write, methods=["POST"])
        pages.add_url_rule(f"{path}/ticket/retry", view_func=self.retry_issue, methods=["POST"])
        pages.add_url_rule(f"{path}/tasks/<int:number>", view_func=self.tick, methods=["POST"])
        return pages

    def show(self, order_id: str) -> Response:
        """Show the order with all that belongs to it."""
        self.frame.signed_in()
        return self._page(order_id, self.frame.blank(MESSAGE))

    def write(self, order_id: str) -> Response:
        """Add a message to the thread."""
        form = thread.sent(self.frame, MESSAGE, back=f"/orders/{order_id}")
        try:
            thread.write(self.frame, form, order_id, payload_of(form, "text", "visibility"))
        except Problem as problem:
            return self._page(order_id, form.refused(problem))
        return self.frame.done(f"/orders/{order_id}", "body-written")

    def retry_issue(self, order_id: str) -> Response:
        """Have the ticket told to Jira again."""
        form = self.frame.sent((), back=f"/orders/{order_id}")
        try:
            self.frame.act(form, RETRY_ISSUE, order_id=order_id, payload={})
        except Problem as problem:
            return self._page(order_id, self.frame.blank(MESSAGE).refused(problem))
        return self.frame.done(f"/orders/{order_id}", "thread-jira-asked")

    def tick(self, order_id: str, number: int) -> Response:
        """Tick a task of the reader's side, or open it again."""
        form = self.frame.sent(TASK, back=f"/orders/{order_id}")
        done = form.value("done") == "yes"
        try:
            self.frame.act(
                form, api("PATCH orders/{order_id}/tasks/{number}"), payload={"done": done},
                order_id=order_id, number=number, version=form.whole("version"),
            )  # fmt: skip
        except Problem as problem:
            return self._page(order_id, self.frame.blank(MESSAGE).refused(problem))
        return self.frame.done(f"/orders/{order_id}", "body-ticked" if done else "body-unticked")

    def history(self, order_id: str) -> Response:
        """Show the whole history, a page at a time, the oldest first."""
        reader, given = self.frame.signed_in(), self.frame.given()
        query = {"cursor": given["cursor"]} if "cursor" in given else {}
        asked = self.frame.ask_all(
            order=self.frame.asking(api("GET orders/{order_id}"), order_id=order_id),
            history=self.frame.asking(
                api("GET orders/{order_id}/history"), query, order_id=order_id
            ),
        )
        order, page = asked["order"], asked["history"]
        titles = titles_of(order)
        lines = [history_line(one, titles, reader.principal.subject) for one in page["items"]]
        return self.frame.page(
            "body/order_history.html", order=order, lines=lines, page=page, first="cursor" in query
        )

    def _page(self, order_id: str, form: Form) -> Response:
        reader = self.frame.signed_in()
        order = self.frame.ask(api("GET orders/{order_id}"), order_id=order_id)
        side = side_of(order)
        form = form.with_options("visibility", SEEN_BY[side])
        about = self.frame.ask_what_is_there(
            comments=lambda: thread_of(self.frame, order_id),
            ticket=lambda: self._ticket(order),
            contract=lambda: self._contract(order, reader),
            drafted=lambda: self._drafted(order, reader),
            profile=lambda: self._pinned(order),
            vendor=lambda: self._vendor(order),
        )
        order, comments = with_signers(order, about["contract"]), about["comments"] or []
        return self.frame.page(
            "body/order.html",
            form=form,
            order=order,
            side=side,
            turn=turns.turn_of(order, own_task(order, reader.principal)),
            ended=order["state"] in ENDED,
            steps=steps_of(order),
            unready=open_interfaces(order),
            tasks=tasks_of(order, may_tick(order, reader.principal)),
            stream=stream_of(order, comments, reader.principal.subject),
            places=self.frame.body_names.of(order.get("places", [])),
            may_write=writes(order, reader.principal),
            blank=Form(TASK),
            crumbs=turns.crumbs(side),
            beside=turns.beside(order),
            posted_link=posted_link(order, comments),
            may_change_contacts=changes_contacts(order, reader.principal),
            **about,
        )

    def _ticket(self, order: Doc) -> Doc | None:
        """Return number and state of the order's ticket, once it is open."""
        if not order["ticket"]:
            return None
        return self.frame.ask_if_there(TICKET, order_id=order["id"])

    def _contract(self, order: Doc, reader: Visitor) -> Doc | None:
        """Return the contract to those who may read it."""
        if not order.get("contract") or not reader.may("contracts:read"):
            return None
        contract = api("GET contracts/{contract_id}")
        return self.frame.ask_if_there(contract, contract_id=order["contract"])

    def _drafted(self, order: Doc, reader: Visitor) -> Doc | None:
        """Return the contract whose document is being made; the order does not know it yet."""
        if order["state"] != "released" or not reader.may("contracts:read"):
            return None
        listed = self.frame.ask(api("GET contracts"), {"order": order["id"], "limit": "1"})
        return next(iter(listed["items"]), None)

    def _pinned(self, order: Doc) -> Doc | None:
        """Return the version of the service that was ordered."""
        version = api("GET profiles/{profile_id}/versions/{number}")
        number = order["profile_version"]
        return self.frame.ask_if_there(version, profile_id=order["profile"], number=number)

    def _vendor(self, order: Doc) -> Doc | None:
        if not order.get("setup_by"):
            return None
        return self.frame.ask_if_there(api("GET vendors/{vendor_id}"), vendor_id=order["setup_by"])
