"""The runs of the levy for the operator: computed as a draft, released by somebody else."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import LARGE
from gateway.problems.problems import Problem
from gateway.tables.exports import ListExports
from gateway.tables.uploads import RowUploads
from gateway.web.frame.api import api
from gateway.web.frame.formats import day, euros
from gateway.web.frame.forms import Field, Form, whole_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE
from gateway.web.levy import sheets
from gateway.web.levy.amounts import exact_euros
from gateway.web.levy.sheets import LEVELS, BadRow
from gateway.web.words import counted, say, worded
from services.common import context

PATH, ONE = "/levy", "/levy/runs/<run_id>"
RUNS, BEGIN = api("GET levy/runs"), api("POST levy/runs")
RUN, PAYERS = api("GET levy/runs/{run_id}"), api("GET levy/runs/{run_id}/payers")
ACTS = {
    "release": api("POST levy/runs/{run_id}/release"),
    "discard": api("POST levy/runs/{run_id}/discard"),
}
SERVICES = api("GET profiles")
READS, EDITS = "levy:read", "levy:edit"
PAGE = "50"
SHARE = "municipal_share_eur"
FIELDS = (
    Field("year", "levy-year", "number", "levy-year-hint"),
    Field(SHARE, "levy-share-field", "number", "levy-share-hint", required=False),
    *(
        Field(level, f"levy-level-{level}", "number", required=False, pointer=f"/levels/{level}")
        for level in LEVELS
    ),
    Field("file", "levy-file", "file", "levy-file-hint", required=False, pointer="/services"),
)
TONES = {"draft": "none", "released": "success", "discarded": "info"}
OF_A_SERVICE = re.compile(r"/services/(\d+)(/|\Z)")


@dataclass(frozen=True)
class RunPages:
    """``/levy`` and what lies below; who may only read sees no form."""

    frame: Frame
    tables: ListExports

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("levy_runs", __name__)
        pages.add_url_rule(PATH, view_func=self.show_all)
        pages.add_url_rule("/levy/runs/new", view_func=self.ask)
        pages.add_url_rule("/levy/runs/new", view_func=self.begin, methods=["POST"])
        pages.add_url_rule("/levy/services.<any(xlsx, csv):kind>", view_func=self.template)
        pages.add_url_rule(ONE, view_func=self.show)
        acting = f"{ONE}/<any(release, discard):action>"
        pages.add_url_rule(acting, view_func=self.act, methods=["POST"])
        return pages

    def show_all(self) -> Response:
        """Show the runs, the newest first."""
        visitor, given = self.frame.permitted(READS), self.frame.given()
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        page = self.frame.ask(RUNS, {"limit": PAGE, **cursor})
        edits = visitor.may(EDITS, "*")
        return self.frame.page(
            "levy/runs.html", page=page, tones=TONES, edits=edits, first=not cursor,
            exact=exact_euros,
        )  # fmt: skip

    def show(self, run_id: str) -> Response:
        """Show a run: inputs, result, payers page by page, and what the reader can do."""
        return self._show(run_id, self.frame.blank(()))

    def _show(self, run_id: str, form: Form) -> Response:
        visitor, given = self.frame.permitted(READS), self.frame.given()
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        asked = self.frame.ask_all(
            run=self.frame.asking(RUN, run_id=run_id),
            payers=self.frame.asking(PAYERS, {"limit": PAGE, **cursor}, run_id=run_id),
        )
        run = asked["run"]
        return self.frame.page(
            "levy/run.html", form=form, run=run, payers=asked["payers"], tones=TONES,
            facts=_facts(run), services=[_service_row(s) for s in run["services"]],
            first=not cursor, edits=visitor.may(EDITS, "*"),
        )  # fmt: skip

    def ask(self) -> Response:
        """Show the form of a new run."""
        self.frame.permitted(EDITS)
        return self._form(self.frame.blank(FIELDS))

    def _form(self, form: Form) -> Response:
        return self.frame.page("levy/run_new.html", form=form, levels=LEVELS)

    def template(self, kind: str) -> Response:
        """Return an empty list of services, in a workbook with the catalogue to look up."""
        self.frame.permitted(EDITS)
        rows = [["catalogue", [one["id"], worded(one["title"])]] for one in self._catalogue()]
        whole = {
            "layout": sheets.services_layout(context.current().language), "next": None,
            "revision": 0, "lines": "".join(json.dumps(row) + "\n" for row in rows),
        }  # fmt: skip
        return self.tables.private(kind, lambda _: whole, say("levy-template-name"))

    def begin(self) -> Response:
        """Compute a draft from what was typed and uploaded."""
        bodies.limit(request, LARGE)
        form = self.frame.sent(FIELDS, needs=EDITS)
        try:
            numbers, services = self._services()
        except BadRow as bad:
            return self._form(form.with_errors({"file": str(bad)}))
        except Problem as problem:
            return self._form(form.refused(problem))
        try:
            run = self.frame.act(form, BEGIN, payload=_payload(form, services))
        except Problem as problem:
            return self._form(_refused(form, problem, numbers))
        return self.frame.done(f"/levy/runs/{run['id']}", "levy-begun")

    def act(self, run_id: str, action: str) -> Response:
        """Release a run, or put it aside."""
        form = self.frame.sent((), back=f"/levy/runs/{run_id}", needs=EDITS)
        try:
            self.frame.act(form, ACTS[action], run_id=run_id)
        except Problem as problem:
            return self._show(run_id, form.refused(problem))
        return self.frame.done(f"/levy/runs/{run_id}", f"levy-{action}")

    def _services(self) -> tuple[list[int], list[dict[str, Any]]]:
        """Return the services of the uploaded list, with their rows; none where there is none."""
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            return [], []
        layout = sheets.services_layout(context.current().language)
        rows = sheets.rows_of(RowUploads(self.tables.children).read(sent, layout))
        ids = {worded(one["title"]).casefold(): str(one["id"]) for one in self._catalogue()}
        return list(rows), [sheets.service_of(n, cells, ids) for n, cells in rows.items()]

    def _catalogue(self) -> Any:
        return self.frame.ask(SERVICES, {"limit": MOST_AT_ONCE})["items"]


def _payload(form: Form, services: list[dict[str, Any]]) -> dict[str, Any]:
    typed = {name: _amount(form, name) for name in ("year", SHARE, *LEVELS)}
    levels = {level: typed[level] for level in LEVELS if typed[level] != ""}
    payload: dict[str, Any] = {"year": typed["year"], "services": services}
    if typed[SHARE] != "" or levels:
        payload |= {SHARE: typed[SHARE], "levels": levels}
    return payload


def _amount(form: Form, name: str) -> int | str:
    """Return a number somebody typed, with or without the dots of thousands."""
    typed = re.sub(r"[.\s]", "", str(form.value(name)))
    number = whole_of(typed)
    return typed if number is None else number


def _refused(form: Form, problem: Problem, numbers: list[int]) -> Form:
    """Return the form with what is wrong; of a service with the row it stands in."""
    refused = form.refused(problem)
    for error in problem.errors or ():
        if found := OF_A_SERVICE.match(str(error["pointer"])):
            row = dict(enumerate(numbers)).get(whole_of(found[1]) or 0)
            said = {"file": str(BadRow(row, worded(error["detail"])))}
            return refused.with_errors({**refused.errors, **said}, refused.general)
    return refused


def _facts(run: Mapping[str, Any]) -> list[tuple[str, str]]:
    population = run["population"]
    return [
        (say("levy-share-field"), exact_euros(run["municipal_share"])),
        *((say(f"levy-level-{n}"), exact_euros(run["levels"][n])) for n in LEVELS),
        (say("levy-collected"), euros(run["collected_eur"])),
        (say("levy-surplus"), exact_euros(run["surplus"])),
        (say("levy-payers"), counted(run["payers"])),
        (say("levy-population-on"), day(population["as_of"])),
        (say("levy-of-bavaria"), counted(population["of_bavaria"])),
        (say("levy-created"), day(run["created_at"])),
        (say("levy-released"), day(run["released_at"]) if run["released_at"] else ""),
    ]


def _service_row(service: Mapping[str, Any]) -> list[str]:
    cost, split = service["yearly_cost_cent"], service["split"]
    amount = {"numerator": str(cost or 0), "denominator": "100"}
    parts = " : ".join(str(split[level]) for level in LEVELS) if split else "–"
    listed = say("levy-in-catalogue" if service["profile"] else "levy-not-in-catalogue")
    return [service["name"], "–" if cost is None else exact_euros(amount), parts, listed]
