"""What would break if an agreement ended on a day: which bodies, orders and links."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.chains.standing import until_of
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.words import say
from services.common import clock
from services.common.principal import EVERYWHERE

PATH = "/chains/<profile>/agreements/<agreement_id>/impact"
IMPACT = api("GET agreements/{agreement_id}/impact")
PAGE = "30"


@dataclass(frozen=True)
class ImpactPages:
    """``/chains/<profile>/agreements/<id>/impact``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("chain_impact", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self, profile: str, agreement_id: str) -> Response:
        """Show whom and what the end of the agreement on a day would concern."""
        visitor = self.frame.permitted("agreements:read")
        given = self.frame.given()
        ends_on = _day(given.get("ends_on", ""))
        asked = page_asked(given, PAGE, ends_on=ends_on or _today())
        found = self.frame.ask(IMPACT, asked, agreement_id=agreement_id)
        path = f"/chains/{profile}/agreements/{agreement_id}/impact"
        wrong = say("ch-impact-no-day") if given.get("ends_on") and not ends_on else ""
        return self.frame.page(
            "chains/impact.html", found=found, one=found["agreement"], profile=profile, wrong=wrong,
            until_of=until_of, pages=further(path, asked, found), path=path,
            edits=visitor.may("agreements:edit", EVERYWHERE),
            opens=visitor.may("contracts:read", EVERYWHERE),
        )  # fmt: skip


def _day(text: str) -> str | None:
    """Return the day somebody typed, or None for what is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _today() -> str:
    return clock.local_date(clock.now()).isoformat()
