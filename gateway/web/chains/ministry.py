"""A ministry's own services: how far they are reused, what ends there and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.chains.standing import SOON
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.visitors import Visitor
from gateway.web.maps import drawing
from gateway.web.public import spread
from gateway.web.public.spread import EVERY, FIGURES, KINDS, LIVE, Link
from services.common import clock

PATH, ENDS_PATH = "/ministry", "/ministry/ends"
SERVICES, ENDS = api("GET ministry-services"), api("GET ministry-ends")
PAGE, FEW_ENDS, FIRST = "25", "25", "5"
DISTRICTS = {"by": "district"}
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class MinistryPages:
    """``/ministry`` and ``/ministry/ends``; the operator names a ministry in the address."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("ministry", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(ENDS_PATH, view_func=self.ends)
        return pages

    def show(self) -> Response:
        """Show the own services with their reuse, a map of one of them, and what ends next."""
        visitor, given = self.frame.permitted("agreements:read"), self.frame.given()
        whose = _whose(visitor, given)
        asked = page_asked(given, PAGE, **whose)
        found = self.frame.ask_what_is_there(
            services=self.frame.asking(SERVICES, asked),
            ends=self.frame.asking(ENDS, {**whose, "limit": FIRST}),
        )
        _check(found["services"])
        services = found["services"] or {"items": [], "total": 0, "next": None}
        chosen = _chosen(given.get("profile", ""), services["items"])
        told = self._reuse(services["items"], chosen, visitor)
        return self.frame.page(
            "chains/ministry.html", **found, **told, whose=whose, chosen=chosen,
            named=found["services"] or found["ends"], next_end=_next_end(found["ends"]),
            gaps=services.get("gaps"),
            files=_files(told["reuse"]), totals=_totals(services, told["reuse"]),
            today=spread.today(), pages=further(PATH, asked, services),
            ends_path=_path(ENDS_PATH, whose), ends_files=_ends_files(whose),
        )  # fmt: skip

    def ends(self) -> Response:
        """Show what ends, the first end first, with whom each end concerns."""
        visitor, given = self.frame.permitted("agreements:read"), self.frame.given()
        whose = _whose(visitor, given)
        asked = page_asked(given, FEW_ENDS, **whose)
        found = self.frame.ask_what_is_there(ends=self.frame.asking(ENDS, asked))["ends"]
        _check(found)
        pages = further(ENDS_PATH, asked, found) if found else {}
        return self.frame.page(
            "chains/ministry_ends.html", found=found, pages=pages, home=_path(PATH, whose),
            files=_ends_files(whose),
        )  # fmt: skip

    def _reuse(self, services: list[Doc], chosen: str, visitor: Visitor) -> dict[str, Any]:
        """Return the figures of the services by id, and the map of the chosen one.

        What cannot be had now is None; who may not read figures has none.
        """
        if not services or not spread.reads_figures(visitor):
            return {"reuse": {}, "found": None}
        query = {"profile": ",".join(one["profile"] for one in services), "limit": spread.MOST}
        asked = self.frame.ask_what_is_there(
            reuse=self.frame.asking(EVERY, query),
            found=lambda: self.frame.ask_if_there(FIGURES, DISTRICTS, profile_id=chosen) or {},
        )
        reuse, found = asked["reuse"], asked["found"]
        rows = {row["profile"]: row for row in reuse["items"]} if reuse else None
        return {"reuse": rows, "found": found, **(_drawn(found, chosen) if found else {})}


def _drawn(found: Doc, profile: str) -> dict[str, Any]:
    """Return what is needed to draw where a service is live, district by district."""
    link, by_area = Link(profile, LIVE), {row["area"]: row for row in found["items"]}
    drawn = drawing.of_bavaria(partial(spread.shaded, by_area, link))
    rows = [row for row in found["items"] if row["live"]]
    return {"map": drawn, "link": link, "rows": rows, "shades": spread.legend()}


def _whose(visitor: Visitor, given: Mapping[str, str]) -> dict[str, str]:
    """Return which ministry's services are shown: the reader's own, or the one named."""
    named = visitor.ministry or given.get("ministry")
    if not named:
        raise Problem(403, "not-permitted")
    return {"ministry": named}


def _check(found: Any) -> None:
    """Refuse what was refused; only what is away is left out of a page."""
    if not found and found.problem.status < 500:
        raise found.problem


def _chosen(profile: str, services: list[Doc]) -> str:
    """Return the service the map is of: the one asked for, else the first that can be ordered."""
    own = [one["profile"] for one in services]
    if profile in own:
        return profile
    whole = (one["profile"] for one in services if one["chain"] and one["chain"]["is_whole"])
    return str(next(whole, own[0] if own else ""))


def _next_end(ends: Any) -> Doc | None:
    """Return the first end without a successor within half a year."""
    until = (clock.local_date(clock.now()) + SOON).isoformat()
    first: Doc | None = ends["next_break"] if ends else None
    return first if first and first["ends_on"] <= until else None


def _totals(services: Doc, reuse: Mapping[str, Doc] | None) -> dict[str, int] | None:
    """Return the sums over all services; None where only some of them are here."""
    if not reuse or services["total"] > len(services["items"]):
        return None
    names = ("live", "in_setup", "in_contract", "ordered")
    return {name: sum(row[name] for row in reuse.values()) for name in names}


def _path(path: str, whose: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(whose)}"


def _files(reuse: Mapping[str, Doc] | None) -> list[tuple[str, str]]:
    if not reuse:
        return []
    named = ",".join(reuse)
    return [
        (f"/api/v1/figures?{urlencode({'profile': named, 'format': kind})}", kind)
        for kind in KINDS
    ]  # fmt: skip


def _ends_files(whose: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (f"/api/v1/ministry-ends?{urlencode({**whose, 'format': kind})}", kind) for kind in KINDS
    ]
