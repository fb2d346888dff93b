"""One search for the operator's people, over everything that has a name, a number or an id.

Two rounds of questions side by side: what is named like what was typed, then what belongs to the
order or body that turned out to be meant. Nobody is asked, or shown, what the reader may not see.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Away
from gateway.web.operator.search_exact import exact_of, is_id, probes_of
from gateway.web.operator.search_groups import about_of, first_asked, lists_of, then_asked
from services.common.principal import EVERYWHERE

PATH = "/search"
CATALOGUE, PROFILES = "/leistungen", "/editor/profiles"
"""Where services are listed: for everybody, and for editors."""
SHORTEST, LONGEST = 2, 100
GROUPS = ("people", "bodies", "orders", "contracts", "tickets", "mails", "services")
"""In this order; services last."""


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
        found, lists = self._found(text) if len(text) >= SHORTEST else ({}, {})
        exact, edits = exact_of(found, text), visitor.may("profiles:edit", EVERYWHERE)
        if edits and "services" in lists:
            lists["services"] = lists["services"].replace(CATALOGUE, PROFILES, 1)
        groups = {name: found[name] for name in GROUPS if name in found}
        return self.frame.page(
            "operator/search.html", text=text, groups=groups, lists=lists, exact=exact,
            too_short=0 < len(text) < SHORTEST, nothing=_is_nothing(found) and not exact,
            edits=edits,
            trail=is_id(text) and visitor.may("audit:read", EVERYWHERE),
        )  # fmt: skip

    def _found(self, text: str) -> tuple[dict[str, Any], dict[str, str]]:
        """Return what there is by group, and the address of each group's own list."""
        asked = first_asked(self.frame, text) | probes_of(self.frame, text)
        first = self.frame.ask_what_is_there(**asked)
        about = about_of(first, text)
        then = then_asked(self.frame, about)
        found = first | (self.frame.ask_what_is_there(**then) if then else {})
        return _without_merely_alike(found, text), lists_of(found, text, about)


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


def _is_nothing(found: dict[str, Any]) -> bool:
    """Tell whether everybody answered, and nobody has anything."""
    groups = [found[name] for name in GROUPS if name in found]
    is_away = any(isinstance(one, Away) for one in found.values())
    return bool(groups) and not is_away and not any(one["items"] for one in groups)
