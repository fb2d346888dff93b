"""The population figures the levy rests on: what is there, and a file with those of another day."""

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
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.levy import sheets
from gateway.web.levy.runs import EDITS
from gateway.web.levy.sheets import BadRow
from services.common import context

PATH = "/levy/populations"
LISTED, IMPORT = api("GET levy/populations"), api("POST levy/populations")
MOST = "200"
FIELDS = (
    Field("as_of", "levy-as-of", "date", "levy-as-of-hint"),
    Field("source", "levy-source-field", "textarea", "levy-source-hint", rows=2, longest=1000),
    Field("file", "levy-people-file", "file", "levy-people-file-hint", pointer="/rows"),
)


@dataclass(frozen=True)
class PopulationPages:
    """``/levy/populations``, for editors."""

    frame: Frame
    tables: ListExports

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("levy_populations", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.receive, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show the editions there are, and the form for another."""
        self.frame.permitted(EDITS)
        return self._page(self.frame.blank(FIELDS))

    def _page(self, form: Form) -> Response:
        page = self.frame.ask(LISTED, {"limit": MOST})
        return self.frame.page("levy/populations.html", form=form, page=page)

    def receive(self) -> Response:
        """Take in an uploaded list as a new edition."""
        bodies.limit(request, LARGE)
        form = self.frame.sent(FIELDS, needs=EDITS)
        try:
            rows = self._rows()
            payload = {**payload_of(form, "as_of", "source"), "rows": rows}
            self.frame.act(form, IMPORT, payload=payload)
        except BadRow as bad:
            return self._page(form.with_errors({"file": str(bad)}))
        except Problem as problem:
            return self._page(form.refused(problem))
        return self.frame.done(PATH, "levy-imported")

    def _rows(self) -> list[dict[str, Any]]:
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            return []
        layout = sheets.places_layout(context.current().language)
        rows = sheets.rows_of(RowUploads(self.tables.children).read(sent, layout))
        return [sheets.place_of(number, cells) for number, cells in rows.items()]
