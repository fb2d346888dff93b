"""A proposal as a second person looks at it: what would change, and the decision."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.chains.chain import CHAIN
from gateway.web.chains.standing import changes_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say

PATH = "/chains/<profile>/proposals/<proposal_id>"
ACCEPT, REJECT, TAKE_BACK = (
    api(f"POST agreement-proposals/{{proposal_id}}/{verb}")
    for verb in ("accept", "reject", "take-back")
)
FIELDS = (
    Field("verdict", "ch-verdict", "radios",
          options=[(verdict, f"ch-verdict-{verdict}") for verdict in ("accept", "reject")]),
    Field("reason", "ch-reject-reason", "textarea", "ch-reject-hint", required=None, longest=2000),
)  # fmt: skip


@dataclass(frozen=True)
class ReviewingPages:
    """``/chains/<profile>/proposals/<id>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("chain_reviewing", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.decide, methods=["POST"])
        pages.add_url_rule(f"{PATH}/take-back", view_func=self.take_back, methods=["POST"])
        return pages

    def show(self, profile: str, proposal_id: str) -> Response:
        """Show what would change, and ask for a decision."""
        self.frame.permitted("agreements:read")
        return self._page(profile, proposal_id, self.frame.blank(FIELDS))

    def decide(self, profile: str, proposal_id: str) -> Response:
        """Accept or reject it."""
        form = self.frame.sent(FIELDS)
        verdict, reason = form.value("verdict"), form.value("reason")
        if verdict not in ("accept", "reject"):
            wrong = {"verdict": say("op-choose-decision")}
            return self._page(profile, proposal_id, form.with_errors(wrong))
        told = {"payload": {"reason": reason}} if verdict == "reject" else {}
        try:
            route = REJECT if verdict == "reject" else ACCEPT
            self.frame.act(form, route, proposal_id=proposal_id, **told)
        except Problem as problem:
            return self._page(profile, proposal_id, form.refused(problem))
        return self.frame.done(f"/chains/{profile}", f"proposal-{verdict}ed")

    def take_back(self, profile: str, proposal_id: str) -> Response:
        """Take one's own proposal back."""
        form = self.frame.sent((), back=f"/chains/{profile}/proposals/{proposal_id}")
        try:
            self.frame.act(form, TAKE_BACK, proposal_id=proposal_id)
        except Problem as problem:
            refused = self.frame.blank(FIELDS).refused(problem)
            return self._page(profile, proposal_id, refused)
        return self.frame.done(f"/chains/{profile}", "proposal-taken-back")

    def _page(self, profile: str, proposal_id: str, form: Form) -> Response:
        chain = self.frame.ask(CHAIN, profile=profile)
        one = _proposal_in(chain, proposal_id)
        return self.frame.page(
            "chains/proposal.html", chain=chain, one=one, changes=changes_of(one), form=form
        )


def _proposal_in(chain: Any, id: str) -> Any:
    for one in (*chain.get("proposals", ()), *chain.get("decided", ())):
        if one["id"] == id:
            return one
    raise Problem(404, "proposal-not-found")
