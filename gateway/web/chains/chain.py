"""One chain: its four levels as a picture, what is proposed, to be renewed, and was decided."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.chains.standing import breaks_soon, is_in_force, levels_of, until_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from services.common.principal import EVERYWHERE

PATH = "/chains/<profile>"
CHAIN = api("GET chains/{profile}")
DECLINE = api("POST agreements/{agreement_id}/decline-renewal")
REASON = (Field("reason", "ch-decline-reason", "textarea", "ch-decline-hint", longest=2000),)


@dataclass(frozen=True)
class ChainPages:
    """``/chains/<profile>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("chain", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        decline = f"{PATH}/agreements/<agreement_id>/decline"
        pages.add_url_rule(decline, view_func=self.ask)
        pages.add_url_rule(decline, view_func=self.decline, methods=["POST"])
        return pages

    def show(self, profile: str) -> Response:
        """Show how the chain stands, and to the operator what goes on in it."""
        visitor = self.frame.permitted("agreements:read")
        chain = self.frame.ask(CHAIN, profile=profile)
        return self.frame.page(
            "chains/chain.html", chain=chain, levels=levels_of(chain), until_of=until_of,
            is_in_force=is_in_force, breaks_soon=breaks_soon(chain),
            edits=visitor.may("agreements:edit", EVERYWHERE),
            renewals=[one for one in chain.get("renewals", ()) if one["waiting_for"]],
            declined=[one for one in chain.get("renewals", ()) if one["declined_at"]],
        )  # fmt: skip

    def ask(self, profile: str, agreement_id: str) -> Response:
        """Ask why there will be no successor."""
        self.frame.permitted("agreements:edit")
        return self._page(profile, agreement_id, self.frame.blank(REASON))

    def decline(self, profile: str, agreement_id: str) -> Response:
        """Note that there will be none."""
        form = self.frame.sent(REASON)
        try:
            self.frame.act(form, DECLINE, agreement_id=agreement_id, payload=payload_of(form))
        except Problem as problem:
            return self._page(profile, agreement_id, form.refused(problem))
        return self.frame.done(f"/chains/{profile}", "renewal-declined")

    def _page(self, profile: str, agreement_id: str, form: Form) -> Response:
        chain = self.frame.ask(CHAIN, profile=profile)
        one = agreement_in(chain, agreement_id)
        return self.frame.page("chains/decline.html", chain=chain, one=one, form=form)


def agreement_in(chain: Any, id: str) -> Any:
    """Return an agreement of a chain, or refuse the address."""
    for one in chain["agreements"]:
        if one["id"] == id:
            return one
    raise Problem(404, "agreement-not-found")
