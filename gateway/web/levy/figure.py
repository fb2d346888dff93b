"""A body's own figure of the levy: the amount, how it comes about, and whose word counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import render
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.levy import amounts
from gateway.web.levy.amounts import exact_euros, fraction_of
from gateway.web.words import say

Doc = Mapping[str, Any]

OF_BODY, BODY = api("GET bodies/{key}/levy"), api("GET bodies/{key}")
RUN, PAYER = api("GET levy/runs/{run_id}"), api("GET levy/runs/{run_id}/payers/{key}")
DOCUMENT = api("GET levy/runs/{run_id}/payers/{key}/document")
LEVELS = ("municipalities", "districts", "regions")
READS = "levy:read"


@dataclass(frozen=True)
class FigurePages:
    """``/bodies/<key>/levy``, and a payer's figure of any run the reader may see."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("levy_figure", __name__)
        pages.add_url_rule("/bodies/<body>/levy", view_func=self.newest)
        one = "/levy/runs/<run_id>/payers/<key>"
        pages.add_url_rule(one, view_func=self.of_run)
        pages.add_url_rule(f"{one}/document", view_func=self.document)
        return pages

    def newest(self, body: str) -> Response:
        """Show a body its figure by the newest released run; a VG those of its members."""
        self.frame.permitted(READS, body)
        asked = self.frame.ask_all(
            found=self.frame.asking(OF_BODY, key=body), body=self.frame.asking(BODY, key=body)
        )
        found = asked["found"]
        return self._page(asked["body"], found["run"], found["figure"], found["members"])

    def of_run(self, run_id: str, key: str) -> Response:
        """Show the figure of one payer by one run."""
        self.frame.permitted(READS, key)
        asked = self.frame.ask_all(
            run=self.frame.asking(RUN, run_id=run_id),
            figure=self.frame.asking(PAYER, run_id=run_id, key=key),
            body=self.frame.asking(BODY, key=key),
        )
        return self._page(asked["body"], asked["run"], asked["figure"], [])

    def document(self, run_id: str, key: str) -> Response:
        """Show the page as PDF, or give it as a file."""
        self.frame.permitted(READS, key)
        document = self.frame.ask(DOCUMENT, run_id=run_id, key=key)
        answer = render.answer(DOCUMENT, document, request)
        if "download" not in request.args:
            named = answer.headers.get("Content-Disposition", "")
            answer.headers["Content-Disposition"] = named.replace("attachment", "inline", 1)
        return answer

    def _page(self, body: Doc, run: Doc | None, figure: Doc | None, members: Any) -> Response:
        own = parts_of(run, figure) if run and figure else {}
        return self.frame.page(
            "levy/figure.html",
            body=body, run=run, figure=figure, members=members, exact=exact_euros, **own,
        )  # fmt: skip


def parts_of(run: Doc, figure: Doc) -> dict[str, Any]:
    """Return the bars and tables of a figure: the levels, the people, and the sum."""
    own = {part["level"] for part in figure["parts"]}
    people, all_people = (
        Fraction(figure[name]) for name in ("population", "population_of_bavaria")
    )
    return {
        "level_bar": amounts.segments((fraction_of(run["levels"][n]), n in own) for n in LEVELS),
        "level_rows": [_level_row(run, level, level in own) for level in LEVELS],
        "own_levels": [_level(part) for part in figure["parts"]],
        "people_bar": amounts.segments([(people, True), (all_people - people, False)]),
        "people_share": amounts.percent(people, all_people),
        "sum_rows": _sum_rows(figure),
    }


def _level(part: Doc) -> str:
    return say(f"levy-level-{part['level']}")


def _level_row(run: Doc, level: str, is_own: bool) -> list[str]:
    share, name = run["levels"][level], say(f"levy-level-{level}")
    whole = fraction_of(run["municipal_share"])
    told = say("levy-level-yours", level=name) if is_own else name
    return [told, exact_euros(share), amounts.percent(fraction_of(share), whole)]


def _sum_rows(figure: Doc) -> list[list[str]]:
    people = {"own": figure["population"], "all": figure["population_of_bavaria"]}
    rows = [
        [
            _level(part),
            say("levy-part-how", share=exact_euros(part["share"]), **people),
            exact_euros(part["own"]),
        ]
        for part in figure["parts"]
    ]
    if len(rows) == 1:
        return rows
    added = " + ".join(own for _, _, own in rows)
    return [*rows, [say("levy-sum"), added, exact_euros(figure["before_rounding"])]]
