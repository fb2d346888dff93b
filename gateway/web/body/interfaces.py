"""An interface of an order on its way: how far it is, and the step the reader reports next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.body import turns
from gateway.web.body.order_rights import may_tick
from gateway.web.body.order_steps import side_of, stages_of, who_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame

Doc = Mapping[str, Any]
PATH = "/orders/<order_id>/interfaces/<int:number>"
BACK = "back"
"""What the form says where the last stage is taken back."""
REPORT = (
    Field("version", kind="hidden"),
    Field("stage", kind="hidden"),
    Field("cost_eur", "interface-cost-eur", "number", "interface-cost-hint", required=None),
    Field("cost_text", "interface-cost-text", required=None, longest=200),
    Field("reason", "interface-reason", "textarea", "interface-reason-hint", rows=3, longest=2000),
)
BELONGS = {"cost": ("cost_eur", "cost_text"), "not_needed": ("reason",)}
"""What is asked with a stage."""
BACK_TO = {"vendor": "/setups/{id}", "body": "/orders/{id}", "operator": "/orders/{id}"}


@dataclass(frozen=True)
class InterfacePages:
    """``/orders/<id>/interfaces/<number>``, for each side of the order."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("interfaces_of_orders", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.report, methods=["POST"])
        return pages

    def show(self, order_id: str, number: int) -> Response:
        """Show how far the interface is."""
        self.frame.signed_in()
        return self._page(order_id, number, self.frame.blank(REPORT))

    def report(self, order_id: str, number: int) -> Response:
        """Say that a stage is reached, or take the last one back."""
        form = self.frame.sent(REPORT)
        stage, path = form.value("stage"), api("PATCH orders/{order_id}/tasks/{number}")
        told = payload_of(form, *BELONGS[stage]) if stage in BELONGS else {}
        payload = {"done": False} if stage == BACK else {"stage": stage, **told}
        try:
            self.frame.act(
                form, path, payload=payload, order_id=order_id, number=number,
                version=form.whole("version"),
            )  # fmt: skip
        except Problem as problem:
            if problem.status in (401, 403, 404):
                raise
            return self._page(order_id, number, form.refused(problem))
        said = "back" if stage == BACK else "reported"
        return self.frame.done(f"/orders/{order_id}/interfaces/{number}", f"interface-{said}")

    def _page(self, order_id: str, number: int, form: Form) -> Response:
        reader = self.frame.signed_in()
        order = self.frame.ask(api("GET orders/{order_id}"), order_id=order_id)
        task = next((one for one in order["tasks"] if one["number"] == number), None)
        if task is None or not task.get("interface"):
            raise Problem(404, "task-not-found")
        side = side_of(order)
        may = may_tick(order, reader.principal)
        return self.frame.page(
            "body/interface.html", order=order, task=task, form=form,
            stages=stages_of(task, side), who=who_of(task, side),
            yours=may and task["waits_for"] == side,
            next_stage=next((s for s in task["stages_open"] if may and s != "not_needed"), None),
            needless=may and "not_needed" in task["stages_open"],
            back=may and task["can_step_back"], crumbs=turns.crumbs(side),
            way_back=BACK_TO[side].format(id=order_id),
        )  # fmt: skip
