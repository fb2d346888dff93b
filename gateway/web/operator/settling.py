"""Two active orders of one service after a merger of bodies: support says which of them goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded

Doc = Mapping[str, Any]
PATH = "/reviews/orders/<order_id>/settle"
DUPLICATES = api("GET orders/{order_id}/duplicates")
SETTLE = api("POST orders/{order_id}/settle")
FIELDS = (
    Field("keeps", "settle-keeps", "radios"),
    Field("reason", "op-reason", "textarea", "settle-reason-hint", longest=2000),
)


@dataclass(frozen=True)
class SettlingPages:
    """``/reviews/orders/<id>/settle``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("settling", __name__)
        pages.add_url_rule(PATH, view_func=self.ask)
        pages.add_url_rule(PATH, view_func=self.settle, methods=["POST"])
        return pages

    def ask(self, order_id: str) -> Response:
        """Show both orders; where there is no second one (any more), lead to the order."""
        self.frame.permitted("orders:support")
        pair = self._pair(order_id)
        if len(pair) < 2:
            return self.frame.done(f"/reviews/orders/{order_id}")
        return self._page(self.frame.blank(FIELDS), pair)

    def settle(self, order_id: str) -> Response:
        """End the order that does not go on."""
        form, pair = self.frame.sent(FIELDS), self._pair(order_id)
        keeps = str(form.value("keeps"))
        ends = next((str(o["id"]) for o in pair if o["id"] != keeps), order_id)
        payload = {"keeps": keeps, "reason": form.value("reason")}
        if not keeps:
            return self._page(form.with_errors({"keeps": say("settle-choose")}), pair)
        try:
            self.frame.act(form, SETTLE, payload=payload, order_id=ends)
        except Problem as problem:
            return self._page(form.refused(problem), pair)
        return self.frame.done(f"/reviews/orders/{keeps}", "settled")

    def _pair(self, order_id: str) -> list[Doc]:
        """Return this order and the others beside it, this one first."""
        asked = self.frame.ask_all(
            order=self.frame.asking(api("GET orders/{order_id}"), order_id=order_id),
            others=self.frame.asking(DUPLICATES, order_id=order_id),
        )
        return [asked["order"], *asked["others"]["items"]]

    def _page(self, form: Form, pair: list[Doc]) -> Response:
        named = [(str(o["id"]), _choice(o)) for o in pair]
        form = form.with_options("keeps", named)
        return self.frame.page("operator/settle.html", form=form, order=pair[0], pair=pair)


def _choice(order: Doc) -> str:
    state = worded(order["state_label"])
    return say("settle-choice", number=order["number"], state=state)
