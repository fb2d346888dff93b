"""The file of an order to read and to print, and the way to the same as a ZIP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.body import turns
from gateway.web.body.order_steps import side_of
from gateway.web.body.order_stream import stream_of
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.thread import thread_of

Doc = Mapping[str, Any]
HISTORY = api("GET orders/{order_id}/history")
MOST_PAGES = 10
"""So many pages of two hundred lines are shown; the ZIP has all."""


@dataclass(frozen=True)
class OrderFilePages:
    """``/orders/<id>/file``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("order_file", __name__)
        pages.add_url_rule("/orders/<order_id>/file", view_func=self.show)
        return pages

    def show(self, order_id: str) -> Response:
        """Show all the reader may see of the order, the oldest first."""
        reader = self.frame.signed_in()
        order = self.frame.ask(api("GET orders/{order_id}"), order_id=order_id)
        asked = self.frame.ask_all(
            history=lambda: self._history(order_id),
            comments=lambda: thread_of(self.frame, order_id),
            contract=lambda: self._contract(order),
            version=lambda: self._version(order),
        )
        whole = {**order, "history": asked["history"]}
        return self.frame.page(
            "body/order_file.html",
            order=order,
            contract=asked["contract"],
            documents=(asked["version"] or {"content": {}})["content"].get("documents") or [],
            stream=stream_of(whole, asked["comments"], reader.principal.subject)[::-1],
            places=self.frame.body_names.of(order.get("places", [])),
            setup_party=self._setup_party(order),
            crumbs=[*turns.crumbs(side_of(order)), (f"/orders/{order_id}", order["number"])],
        )

    def _history(self, order_id: str) -> list[Doc]:
        lines: list[Doc] = []
        query = {"limit": "200"}
        for _ in range(MOST_PAGES):
            page = self.frame.ask(HISTORY, query, order_id=order_id)
            lines += page["items"]
            if not page["next"]:
                break
            query["cursor"] = page["next"]
        return lines

    def _setup_party(self, order: Doc) -> str | None:
        return self.frame.vendor_names.of(order["setup_by"]) if order.get("setup_by") else None

    def _contract(self, order: Doc) -> Doc | None:
        if not order.get("contract"):
            return None
        contract = api("GET contracts/{contract_id}")
        return self.frame.ask_if_there(contract, contract_id=order["contract"])

    def _version(self, order: Doc) -> Doc | None:
        version = api("GET profiles/{profile_id}/versions/{number}")
        number = order["profile_version"]
        return self.frame.ask_if_there(version, profile_id=order["profile"], number=number)
