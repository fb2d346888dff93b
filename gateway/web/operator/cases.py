"""Everything about one order on one page, over all services: for support and for auditors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import trail
from gateway.web.body.order_stream import stream_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.mails import LIST as MAILS
from gateway.web.operator.mails import RESEND
from gateway.web.operator.trail_search import LINES, NEWEST_FIRST
from gateway.web.thread import thread_of
from services.common.principal import EVERYWHERE

PATH = "/cases/<order_id>"
ORDER, CONTRACT = api("GET orders/{order_id}"), api("GET contracts/{contract_id}")
TICKET = api("GET orders/{order_id}/ticket")
WAITING, DUPLICATES = api("GET waiting-deliveries"), api("GET orders/{order_id}/duplicates")
MOST, MOST_WAYS = {"limit": "20"}, {"limit": "200"}


@dataclass(frozen=True)
class CasePages:
    """``/cases/<order>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("cases", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        resend = f"{PATH}/mails/<mail_id>/resend"
        pages.add_url_rule(resend, view_func=self.resend, methods=["POST"])
        return pages

    def show(self, order_id: str) -> Response:
        """Show the order, its contract, ticket, mails, deliveries and what is on record of it."""
        self.frame.permitted("orders:read")
        return self._page(order_id, Form(()))

    def resend(self, order_id: str, mail_id: str) -> Response:
        """Send a mail about the order once more, and stay with the case."""
        form = self.frame.sent((), back=f"/cases/{order_id}")
        try:
            self.frame.act(form, RESEND, payload={}, mail_id=mail_id)
        except Problem as problem:
            return self._page(order_id, form.refused(problem))
        return self.frame.done(f"/cases/{order_id}", "op-mail-resent")

    def _page(self, order_id: str, form: Form) -> Response:
        order = self.frame.ask(ORDER, order_id=order_id)
        asked = self._asked(order, self.frame.visitor())
        parts = self.frame.ask_what_is_there(**asked)
        return self.frame.page(
            "operator/case.html", order=order, parts=parts, form=form, trail=trail,
            lines=_lines(parts),
            stream=stream_of(order, parts["thread"] or [], self.frame.visitor().principal.subject),
            ways=_ways(parts.get("ways"), order["setup_by"]),
        )  # fmt: skip

    def _asked(self, order: Mapping[str, Any], visitor: Visitor) -> dict[str, Asking]:
        """Return the questions to all services, those the reader may ask."""
        frame, id, contract = self.frame, order["id"], order["contract"]
        asked: dict[str, Asking] = {
            "ticket": lambda: frame.ask_if_there(TICKET, order_id=id),
            "thread": lambda: thread_of(frame, id),
        }
        if contract:
            asked["contract"] = frame.asking(CONTRACT, contract_id=contract)
        if visitor.may("mails:manage", EVERYWHERE):
            asked["mails"] = frame.asking(MAILS, {"order": id, **MOST})
        if visitor.may("deliveries:manage", EVERYWHERE):
            asked["ways"] = frame.asking(WAITING, MOST_WAYS)
        if visitor.may("orders:support", EVERYWHERE):
            asked["duplicates"] = frame.asking(DUPLICATES, order_id=id)
        if visitor.may("audit:read", EVERYWHERE):
            for name, object in (("of_order", id), ("of_contract", contract)):
                if object:
                    query = {"object": object, "sort": NEWEST_FIRST, **MOST}
                    asked[name] = frame.asking(LINES, query)
        return asked


def _lines(parts: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return what is on record of the order and its contract, newest first; None if unasked."""
    if "of_order" not in parts:
        return None
    found = [parts.get(name) or {"items": []} for name in ("of_order", "of_contract")]
    return sorted((line for one in found for line in one["items"]), key=lambda line: -line["n"])


def _ways(found: Mapping[str, Any] | None, vendor: str | None) -> list[Mapping[str, Any]] | None:
    """Return on which ways to the set-up party something waits; None where it is not known."""
    return [one for one in found["items"] if one["vendor"] == vendor] if found else None
