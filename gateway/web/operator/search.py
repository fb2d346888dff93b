"""One search for the operator's people, over everything that has a name, a number or an id.

Two rounds of questions side by side: what is named like what was typed, then what belongs to the
order or body that turned out to be meant. Nobody is asked, or shown, what the reader may not see.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Away
from gateway.web.operator.search_exact import exact_of, is_id, probes_of
from gateway.web.operator.search_groups import (
    about_of,
    first_asked,
    headings_of,
    lists_of,
    then_asked,
)
from services.common.principal import EVERYWHERE

PATH = "/search"
CATALOGUE, PROFILES = "/leistungen", "/editor/profiles"
"""Where services are listed: for everybody, and for editors."""
SHORTEST, LONGEST = 2, 100
GROUPS = ("people", "bodies", "orders", "contracts", "tickets", "mails", "services")
"""In this order; services last."""


@dataclass(frozen=True)
class Results:
    """What there is by question, the address of each group's list, and of which body a group is."""

    found: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)

    @property
    def groups(self) -> dict[str, Any]:
        """Return the groups in the order they are shown in."""
        return {name: self.found[name] for name in GROUPS if name in self.found}

    @property
    def is_nothing(self) -> bool:
        """Tell whether everybody answered, and nobody has anything."""
        is_away = any(isinstance(one, Away) for one in self.found.values())
        return (
            bool(self.groups) and not is_away and not any(g["items"] for g in self.groups.values())
        )


@dataclass(frozen=True)
class SearchPages:
    """``/search``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("search", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show what was typed exactly, then all that is like it, group by group."""
        visitor = self.frame.signed_in()
        if not visitor.has_workplace:
            raise Problem(403, "not-permitted")
        text = " ".join(self.frame.given().get("q", "").split())[:LONGEST]
        results = self._results(text) if len(text) >= SHORTEST else Results()
        exact, edits = exact_of(results.found, text), visitor.may("profiles:edit", EVERYWHERE)
        if edits and "services" in results.lists:
            results.lists["services"] = results.lists["services"].replace(CATALOGUE, PROFILES, 1)
        return self.frame.page(
            "operator/search.html", text=text, groups=results.groups, lists=results.lists,
            bodies=results.bodies, exact=exact, edits=edits,
            too_short=0 < len(text) < SHORTEST, nothing=results.is_nothing and not exact,
            trail=is_id(text) and visitor.may("audit:read", EVERYWHERE),
        )  # fmt: skip

    def _results(self, text: str) -> Results:
        asked = first_asked(self.frame, text) | probes_of(self.frame, text)
        first = self.frame.ask_what_is_there(**asked)
        about = about_of(first, text)
        then = then_asked(self.frame, about)
        found = first | (self.frame.ask_what_is_there(**then) if then else {})
        lists = lists_of(found, text, about)
        return Results(_without_merely_alike(found, text), lists, headings_of(about))


def _without_merely_alike(found: dict[str, Any], text: str) -> dict[str, Any]:
    """Return it with those services alone that are called so, where something else was meant.

    The catalogue forgives much: it knows services for the name of a town, too.
    """
    services = found.get("services")
    others = (found[name] for name in GROUPS if name in found and name != "services")
    if not services or not any(one and one["items"] for one in others):
        return found
    called = [
        one
        for one in services["items"]
        if any(text.casefold() in said.casefold() for said in one["title"].values())
    ]
    return {**found, "services": {**services, "items": called, "total": len(called)}}
