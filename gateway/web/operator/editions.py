"""Editions of the register: proposed from a file, reviewed move by move, put into force."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import bodies
from gateway.api.route import LARGE
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE, further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.words import say

PATH, NEW = "/editions", "/editions/new"
LIST, ONE = api("GET editions"), api("GET editions/{edition}")
PROPOSE, REVIEW = api("POST editions"), api("POST editions/{edition}/review")
APPLY, BODIES = api("POST editions/{edition}/apply"), api("GET bodies")
FILE = (Field("file", "edition-file", "file", "edition-file-hint", pointer="/edition"),)
VERSION = Field("version", kind="hidden")
MOST_MOVES = 200
"""So many moves are reviewed on a page; a year has a few dozen."""
MOST_SHOWN = 100
MOST_DISTRICTS = 8
"""In so many districts at once aims are offered beside what the edition changes."""
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class EditionPages:
    """``/editions``, for who edits the register."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("editions", __name__), f"{PATH}/<edition>"
        pages.add_url_rule(PATH, view_func=self.listed)
        pages.add_url_rule(NEW, view_func=self.ask)
        pages.add_url_rule(NEW, view_func=self.propose, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/review", view_func=self.review, methods=["POST"])
        pages.add_url_rule(f"{one}/apply", view_func=self.apply, methods=["POST"])
        return pages

    def listed(self) -> Response:
        """Show the editions, the newest first."""
        self.frame.permitted("bodies:edit")
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/editions.html", found=found, pages=further(PATH, asked, found)
        )

    def ask(self) -> Response:
        """Ask for the file that says what a newer register changes."""
        self.frame.permitted("bodies:edit")
        return self.frame.page("operator/edition_new.html", form=self.frame.blank(FILE))

    def propose(self) -> Response:
        """Propose what the file says; somebody else reviews it."""
        bodies.limit(request, LARGE)
        form = self.frame.sent(FILE, needs="bodies:edit")
        proposal = _proposal(request.files.get("file"))
        if proposal is None:
            form = form.with_errors({"file": say("edition-no-file")})
            return self.frame.page("operator/edition_new.html", form=form)
        try:
            edition = self.frame.act(form, PROPOSE, payload=proposal)
        except Problem as problem:
            return self.frame.page("operator/edition_new.html", form=form.refused(problem))
        return self.frame.done(f"{PATH}/{edition['edition']}", "edition-proposed")

    def show(self, edition: str) -> Response:
        """Show what an edition changes, where everything moves, and what is next."""
        self.frame.permitted("bodies:edit")
        one = self.frame.ask(ONE, edition=edition)
        form = self.frame.blank(_fields(len(one["moves"])), **_proposed(one))
        return self._shown(one, form)

    def review(self, edition: str) -> Response:
        """Confirm every move, as somebody who did not propose them."""
        form = self.frame.sent(_fields(MOST_MOVES), back=f"{PATH}/{edition}")
        one = self.frame.ask(ONE, edition=edition)
        form = replace(form, fields=_fields(len(one["moves"])))
        moves = one["moves"][:MOST_MOVES]
        unseen = {f"seen_{n}": say("edition-not-seen") for n, _ in enumerate(moves)
                  if not form.value(f"seen_{n}")}  # fmt: skip
        if unseen:
            return self._page(edition, form.with_errors(unseen))
        told = [
            {"from": move["from"], "to": form.value(f"to_{n}") or None, "reason": move["reason"]}
            for n, move in enumerate(moves)
        ]
        payload = {"version": form.whole("version"), "moves": told}
        try:
            self.frame.act(form, REVIEW, edition=edition, payload=payload)
        except Problem as problem:
            return self._page(edition, form.refused(problem))
        return self.frame.done(f"{PATH}/{edition}", "edition-reviewed")

    def apply(self, edition: str) -> Response:
        """Put it into force, as far as one call gets."""
        form = self.frame.sent((), back=f"{PATH}/{edition}")
        try:
            applied = self.frame.act(form, APPLY, edition=edition)
        except Problem as problem:
            return self._page(edition, form.refused(problem))
        said = "edition-left" if applied["left"] else "edition-applied"
        return self.frame.done(f"{PATH}/{edition}", said)

    def _page(self, edition: str, form: Form) -> Response:
        """Show the edition as it is now, with what was chosen and refused."""
        one = self.frame.ask(ONE, edition=edition)
        return self._shown(one, form if form.fields else _form(one, form.general))

    def _shown(self, one: Doc, form: Form) -> Response:
        """Show the edition with this form; nothing is ticked that was ticked of another version."""
        if str(form.value("version")) != str(one["version"]):
            form = _form(one, say("edition-overtaken"))
        moves, changes = one["moves"][:MOST_MOVES], one["changes"]
        names = self._names(moves, changes)
        return self.frame.page(
            "operator/edition.html", one=one, form=form,
            moves=moves, names=names, aims=_aims(changes, names, self._neighbours(one)),
            changes=changes[:MOST_SHOWN],
            counts=Counter(change["kind"] for change in changes),
            own=one["proposed_by"] == self.frame.visitor().principal.subject,
            reviewable=len(one["moves"]) <= MOST_MOVES,
        )  # fmt: skip

    def _neighbours(self, one: Doc) -> list[tuple[str, str]]:
        """Return key and name of what stays in the districts where an aim is still to be chosen."""
        ending = {move["from"] for move in one["moves"]}
        open_in = {move["from"][:5] for move in one["moves"][:MOST_MOVES] if not move["to"]}
        found = self.frame.ask_what_is_there(
            **{key: self.frame.asking(BODIES, {"district": key, "limit": MOST_AT_ONCE})
               for key in sorted(open_in)[:MOST_DISTRICTS]}
        )  # fmt: skip
        bodies = [body for part in found.values() if part for body in part["items"]]
        return [(body["key"], body["full_name"]) for body in bodies if body["key"] not in ending]

    def _names(self, moves: list[Doc], changes: list[Doc]) -> dict[str, str]:
        """Return how the bodies are called that moves name, or may: now, or in the new register.

        A neighbour that stays what it is called is in the edition without its name.
        """
        keys = {key for move in moves for key in (move["from"], move["to"]) if key}
        districts = {move["from"][:5] for move in moves}
        keys |= {one["key"] for one in _lasting(changes) if one["key"][:5] in districts}
        named = {one["key"]: _name_in(one) for one in changes if one["key"] in keys}
        known = {key: name for key, name in named.items() if name}
        return known | self.frame.body_names.of(sorted(keys - known.keys()))


def _proposal(sent: Any) -> dict[str, Any] | None:
    """Return what the file says, or None where it is none of ours."""
    if sent is None or not sent.filename:
        return None
    try:
        proposal = json.loads(sent.read())
    except (ValueError, RecursionError):
        return None
    return proposal if isinstance(proposal, dict) else None


def _proposed(one: Doc) -> dict[str, Any]:
    """Return what the review begins with: where each move is proposed to go, of this version."""
    aims = {f"to_{n}": move["to"] or "" for n, move in enumerate(one["moves"][:MOST_MOVES])}
    return {"version": one["version"], **aims}


def _form(one: Doc, refused: str) -> Form:
    return Form(_fields(len(one["moves"])), _proposed(one), {}, refused)


def _fields(moves: int) -> tuple[Field, ...]:
    """Return where each move goes, and that it was looked at."""
    fields = [VERSION]
    for n in range(min(moves, MOST_MOVES)):
        fields.append(Field(f"to_{n}", "edition-to", "select", pointer=f"/moves/{n}/to"))
        fields.append(Field(f"seen_{n}", "edition-seen", "checkbox"))
    return tuple(fields)


def _lasting(changes: list[Doc]) -> list[Doc]:
    """Return what there is of bodies that an edition makes or changes and does not end."""
    return [one for one in changes if one["after"] is not None]


def _aims(
    changes: list[Doc], names: Mapping[str, str], neighbours: list[tuple[str, str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return by district the bodies an edition makes or changes, and what stays there, by name."""
    named = dict(neighbours)
    named |= {one["key"]: names[one["key"]] for one in _lasting(changes) if one["key"] in names}
    aims: dict[str, list[tuple[str, str]]] = {}
    for key, name in sorted(named.items(), key=itemgetter(1)):
        aims.setdefault(key[:5], []).append((key, name))
    return aims


def _name_in(change: Doc) -> str | None:
    facts = change["after"] or change["before"] or {}
    name = facts.get("name") or (change["before"] or {}).get("name")
    return str(name) if name else None
