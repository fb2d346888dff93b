"""Bodies as editors keep them: those no register knows, and what a body is competent for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, Options, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE
from gateway.web.words import say, worded
from services.common.errors import Refusal

EDITS, NEW = "bodies:edit", "/bodies/new"
LIST, ONE, ADD = api("GET bodies"), api("GET bodies/{key}"), api("POST bodies")
SET, CHOICES = api("PUT bodies/{key}/capacities"), api("GET editorial/choices")
KINDS = (("association", "own-body-association"), ("company", "own-body-company"))
FIELDS = (
    Field("name", "own-body-name", longest=200),
    Field("kind", "own-body-kind", "radios", options=KINDS),
    Field("street", "own-body-street", required=False, longest=200, pointer="/address/street"),
    Field("postcode", "own-body-postcode", longest=5, pointer="/address/postcode"),
    Field("town", "own-body-town", longest=100, pointer="/address/town"),
    Field("district", "own-body-district", "select", "own-body-district-hint", required=False),
)
ROW = (
    Field("capacity", "capacity-which", "select", required=False),
    Field("valid_from", "capacity-from", "date", required=None),
    Field("valid_until", "capacity-until", "date", required=False),
    Field("source", "capacity-source", required=False, longest=200),
)
VERSION = Field("version", kind="hidden")
MOST_ROWS = 102
FREE_ROWS = 2
"""Rows for what is not there yet; who needs more saves and goes on."""
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class BodyAdminPages:
    """``/bodies/new`` and ``/bodies/<key>/capacities``, for who edits the register."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, capacities = Blueprint("body_admin", __name__), "/bodies/<key>/capacities"
        pages.add_url_rule(NEW, view_func=self.ask)
        pages.add_url_rule(NEW, view_func=self.add, methods=["POST"])
        pages.add_url_rule(capacities, view_func=self.capacities)
        pages.add_url_rule(capacities, view_func=self.set_capacities, methods=["POST"])
        return pages

    def ask(self) -> Response:
        """Ask for an association or a company that is in no register."""
        self.frame.permitted(EDITS)
        return self._new(self.frame.blank(FIELDS))

    def add(self) -> Response:
        """Add it; its key is given by us."""
        form = self.frame.sent(FIELDS, back=NEW)
        try:
            check_typed(form, [field.name for field in FIELDS if field.required])
            body = self.frame.act(form, ADD, payload=payload_of(form))
        except (Problem, Refusal) as refused:
            return self._new(form.refused(problem_of(refused)))
        return self.frame.done(f"/bodies/{body['key']}", "own-body")

    def capacities(self, key: str) -> Response:
        """Show what the body is competent for, and from when to when, to be changed."""
        self.frame.permitted(EDITS)
        body = self.frame.ask(ONE, key=key)
        fields = _fields(len(body["capacities"]) + FREE_ROWS)
        return self._capacities(body, self.frame.blank(fields, **_values(body)))

    def set_capacities(self, key: str) -> Response:
        """Keep what was typed; a row without a task is left out."""
        form = _without_gaps(self.frame.sent(_fields(MOST_ROWS), back=f"/bodies/{key}/capacities"))
        version = form.whole("version")
        kept = [n for n in range(_rows(form)) if form.value(f"capacity_{n}")]
        payload = {"capacities": [_typed(form, n) for n in kept]}
        try:
            self.frame.act(form, SET, key=key, payload=payload, version=version)
        except Problem as problem:
            body = self.frame.ask(ONE, key=key)
            shown = max(len(kept), len(body["capacities"])) + FREE_ROWS
            refused = replace(form, fields=_fields(shown)).refused(problem)
            if meanwhile := problem.status == 412:
                refused = refused.with_values(version=str(body["version"]))
            return self._capacities(body, refused, meanwhile=meanwhile)
        return self.frame.done(f"/bodies/{key}", "capacities")

    def _new(self, form: Form) -> Response:
        found = self.frame.ask(LIST, {"kind": "district", "limit": MOST_AT_ONCE})
        districts = [(one["key"], one["label"]) for one in found["items"]]
        form = form.with_options("district", [("", "own-body-district-none"), *districts])
        return self.frame.page("operator/body_new.html", form=form)

    def _capacities(self, body: Doc, form: Form, *, meanwhile: bool = False) -> Response:
        """Show the form; what has no words, and the body has, can still be kept.

        ``meanwhile`` tells that the body was changed: what stands there now is named.
        """
        asked = self.frame.ask_what_is_there(choices=self.frame.asking(CHOICES))
        found = asked["choices"]["facets"]["capacity"] if asked["choices"] else ()
        known = {one["value"]: str(worded(one["label"])) for one in found}
        known |= {one["capacity"]: say("capacity-other")
                  for one in body["capacities"] if one["capacity"] not in known}  # fmt: skip
        held = [{**one, "title": known[one["capacity"]]} for one in body["capacities"]]
        options: Options = [("", "capacity-none"), *known.items()]
        for n in range(_rows(form)):
            form = form.with_options(f"capacity_{n}", options)
        return self.frame.page(
            "operator/body_capacities.html", body=body, form=form, rows=range(_rows(form)),
            names=[field.name for field in ROW], held=held if meanwhile else None,
        )  # fmt: skip


def _fields(rows: int) -> tuple[Field, ...]:
    named = [
        Field(f"{field.name}_{n}", field.label, field.kind, required=field.required,
              longest=field.longest, pointer=f"/capacities/{n}/{field.name}")
        for n in range(rows) for field in ROW
    ]  # fmt: skip
    return (VERSION, *named)


def _without_gaps(form: Form) -> Form:
    """Return the form with its empty rows behind the others, as the API counts those sent."""
    rows = [[form.value(f"{field.name}_{n}") for field in ROW] for n in range(_rows(form))]
    rows.sort(key=lambda row: not row[0])
    return form.with_values(
        **{f"{field.name}_{n}": row[place]
           for n, row in enumerate(rows) for place, field in enumerate(ROW)}
    )  # fmt: skip


def _rows(form: Form) -> int:
    return (len(form.fields) - 1) // len(ROW)


def _values(body: Doc) -> dict[str, Any]:
    typed = {f"{field.name}_{n}": one[field.name] or ""
             for n, one in enumerate(body["capacities"]) for field in ROW}  # fmt: skip
    return {"version": body["version"], **typed}


def _typed(form: Form, n: int) -> dict[str, Any]:
    """Return a row as the API takes it; without a last day it goes on."""
    typed = {field.name: form.value(f"{field.name}_{n}") for field in ROW}
    return {name: value or None for name, value in typed.items()
            if value or name in ("valid_until", "source")}  # fmt: skip
