"""Checks of the whole audit trail with their progress, and the heads of its days."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import trail
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.operator.trail_search import DAYS, HEADS, RUNS, tabs

LIST, BEGIN = api("GET audit/runs"), api("POST audit/runs")
ONE, CANCEL = api("GET audit/runs/{run_id}"), api("POST audit/runs/{run_id}/cancel")
BEGUN = (Field("head", "trail-kept-head", hint="trail-kept-head-hint", required=False,
               longest=100),)  # fmt: skip


@dataclass(frozen=True)
class TrailCheckPages:
    """``/audit/checks`` and ``/audit/heads``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("trail_checks", __name__), f"{RUNS}/<run_id>"
        pages.add_url_rule(RUNS, view_func=self.listed)
        pages.add_url_rule(RUNS, view_func=self.begin, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/cancel", view_func=self.cancel, methods=["POST"])
        pages.add_url_rule(HEADS, view_func=self.heads)
        return pages

    def listed(self) -> Response:
        """Show the checks so far, and ask to begin one."""
        self.frame.permitted("audit:read")
        return self._list(self.frame.blank(BEGUN))

    def begin(self) -> Response:
        """Begin a check; it goes on whether or not somebody looks at it."""
        form = self.frame.sent(BEGUN, back=RUNS)
        try:
            run = self.frame.act(form, BEGIN, payload=payload_of(form))
        except Problem as problem:
            return self._list(form.refused(problem))
        return self.frame.done(f"{RUNS}/{run['id']}", "trail-check")

    def show(self, run_id: str) -> Response:
        """Show how far a check is, and what it came to."""
        self.frame.permitted("audit:read")
        return self._one(run_id, Form(()))

    def cancel(self, run_id: str) -> Response:
        """End a check before it is through."""
        form = self.frame.sent((), back=f"{RUNS}/{run_id}")
        try:
            self.frame.act(form, CANCEL, run_id=run_id)
        except Problem as problem:
            return self._one(run_id, form.refused(problem))
        return self.frame.done(f"{RUNS}/{run_id}", "trail-check-cancelled")

    def heads(self) -> Response:
        """Show the last line of each day with its hash, to compare with those kept elsewhere."""
        self.frame.permitted("audit:read")
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(DAYS, asked)
        return self.frame.page(
            "operator/trail_heads.html", found=found, tabs=tabs(HEADS),
            pages=further(HEADS, asked, found),
        )  # fmt: skip

    def _list(self, form: Form) -> Response:
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/trail_checks.html", found=found, form=form, tabs=tabs(RUNS), trail=trail,
            pages=further(RUNS, asked, found),
        )  # fmt: skip

    def _one(self, run_id: str, form: Form) -> Response:
        run = self.frame.ask(ONE, run_id=run_id)
        return self.frame.page("operator/trail_check.html", run=run, form=form, trail=trail)
