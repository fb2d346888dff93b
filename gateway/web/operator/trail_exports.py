"""Exports of the audit trail as files, with their progress, until their time is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import trail
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.operator.trail_names import named
from gateway.web.operator.trail_search import EXPORTS, FILTERS, TIMES, tabs, time_in_words
from gateway.web.operator.trail_search import PATH as SEARCH
from gateway.web.words import say, worded
from gateway.words.audit_acts import ACTS, SERVICES

LIST, BEGIN = api("GET audit/exports"), api("POST audit/exports")
ONE, CANCEL = api("GET audit/exports/{export_id}"), api("POST audit/exports/{export_id}/cancel")
CHOSEN = tuple(
    Field(name, kind="hidden", required=False) for name in ("about", *FILTERS, "mandate", "service")
)
"""What a search narrows its lines to, sent on as it is."""
NOUNS = {"o": "orders", "c": "contracts"}
"""What an id may be of that identity has no name for, by its first letter."""
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class TrailExportPages:
    """``/audit/exports``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("trail_exports", __name__), f"{EXPORTS}/<export_id>"
        pages.add_url_rule(EXPORTS, view_func=self.listed)
        pages.add_url_rule(EXPORTS, view_func=self.begin, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/cancel", view_func=self.cancel, methods=["POST"])
        pages.add_url_rule(f"{one}/delete", view_func=self.delete, methods=["POST"])
        return pages

    def listed(self) -> Response:
        """Show the exports so far, and ask to begin one of all lines."""
        self.frame.permitted("audit:read")
        return self._list(self.frame.blank(CHOSEN))

    def begin(self) -> Response:
        """Begin an export of what a search has found; it goes on whether or not somebody looks."""
        form = self.frame.sent(CHOSEN, back=EXPORTS)
        try:
            export = self.frame.act(form, BEGIN, payload=payload_of(form))
        except Problem as problem:
            return self._list(form.refused(problem))
        return self.frame.done(f"{EXPORTS}/{export['id']}", "trail-export")

    def show(self, export_id: str) -> Response:
        """Show how far an export is, and its file."""
        self.frame.permitted("audit:read")
        return self._one(export_id, Form(()))

    def cancel(self, export_id: str) -> Response:
        """End an export before it is through; one that is through by now keeps its file."""
        self.frame.permitted("audit:read")
        if self.frame.ask(ONE, export_id=export_id)["state"] == "ready":
            return self.frame.done(f"{EXPORTS}/{export_id}", "trail-export-was-ready")
        return self._end(export_id)

    def delete(self, export_id: str) -> Response:
        """Delete the file of an export that is through."""
        return self._end(export_id)

    def _end(self, export_id: str) -> Response:
        form = self.frame.sent((), back=f"{EXPORTS}/{export_id}")
        try:
            export = self.frame.act(form, CANCEL, export_id=export_id)
        except Problem as problem:
            return self._one(export_id, form.refused(problem))
        return self.frame.done(f"{EXPORTS}/{export_id}", f"trail-export-{export['state']}")

    def _list(self, form: Form) -> Response:
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/trail_exports.html", found=found, form=form, tabs=tabs(EXPORTS), trail=trail,
            chosen=self._chosen(found["items"]), pages=further(EXPORTS, asked, found),
        )  # fmt: skip

    def _one(self, export_id: str, form: Form) -> Response:
        export = self.frame.ask(ONE, export_id=export_id)
        (chosen,) = self._chosen([export])
        return self.frame.page(
            "operator/trail_export.html", export=export, chosen=chosen, form=form, trail=trail,
            search=_search(export["selection"]),
        )  # fmt: skip

    def _chosen(self, exports: Sequence[Doc]) -> list[list[str]]:
        """Return of each export in words what its lines are narrowed to; nothing where to none."""
        ids = {id for one in exports for id in _ids(one["selection"]) if id not in one["names"]}
        asked: list[Doc] = [
            {"noun": NOUNS[id[0]], "object": id, "object_name": None}
            for id in sorted(ids)
            if id[0] in NOUNS
        ]
        known = {line["object"]: line["object_name"] for line in named(self.frame, asked)}
        return [_in_words(one["selection"], {**known, **one["names"]}) for one in exports]


def _ids(selection: Mapping[str, str]) -> list[str]:
    return [id for name in ("about", "object") for id in selection.get(name, "").split(",") if id]


def _in_words(selection: Mapping[str, str], names: Mapping[str, Any]) -> list[str]:
    return [
        say(f"trail-by-{name}", what=_value(name, value, names))
        for name, value in selection.items()
    ]


def _value(name: str, value: str, names: Mapping[str, Any]) -> str:
    """Return how a value of a filter is called; never an id itself."""
    if name in TIMES:
        return time_in_words(value)
    if name == "action":
        return str(worded(ACTS.get(value)) or say("trail-other-act"))
    if name == "service":
        return str(worded(SERVICES.get(value)) or say("trail-export-one-thing"))
    known = [str(names[id]) for id in value.split(",") if names.get(id)]
    return "; ".join(known) or say("trail-export-one-thing")


def _search(selection: Mapping[str, str]) -> str | None:
    """Return where the page shows the lines an export has; None where no page narrows so."""
    if selection.keys() <= set(FILTERS):
        return f"{SEARCH}?{urlencode(selection)}" if selection else SEARCH
    return (
        f"{SEARCH}/story/{selection['about'].partition(',')[0]}" if "about" in selection else None
    )
