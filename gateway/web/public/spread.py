"""Where a service is live: a map with figures and a table, and the municipalities of a district."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.maps import drawing
from gateway.web.maps.drawing import Area
from gateway.web.words import say, worded
from services.common import clock

Doc = Mapping[str, Any]
PATH = "/verbreitung"
SERVICES, FIGURES = api("GET profiles"), api("GET profiles/{profile_id}/figures")
EVERY = api("GET figures")
LIVE = "live"
STATES = (LIVE, "in_setup", "in_contract")
"""What can be looked at: the furthest first."""
REGIONS = tuple(f"09{n}" for n in range(1, 8))
STEPS = ("review", "contract", "setup", "link", "whole")
SHADES = (("b0", 0), ("b1", 24), ("b2", 49), ("b3", 74), ("b4", 100))
"""The shades of a share in percent, each with the highest it stands for."""
MARKS = {LIVE: "b4", "in_setup": "b2", "in_contract": "b1"}
"""The shades of single municipalities."""
KINDS = ("xlsx", "csv", "json")
MOST = "200"


@dataclass(frozen=True)
class SpreadPages:
    """``/verbreitung``, and ``/verbreitung/<district>``; ``/figures`` for whoever may."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("spread", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/<district>", view_func=self.district)
        pages.add_url_rule("/figures", view_func=self.services)
        return pages

    def show(self) -> Response:
        """Show how far a service has spread over all districts, or over those of one region."""
        given = self.frame.given()
        services = self._services()
        profile = given.get("profile") or (services[0][0] if services else "")
        if not profile:
            return self.frame.page("public/spread.html", services=services, found=None)
        region = given["region"] if given.get("region") in REGIONS else ""
        asked = self.frame.ask_all(
            regions=self._figures(profile, by="region"),
            found=self._figures(profile, by="district"),
        )
        found, link = asked["found"], Link(profile, state_in(given))
        rows = [row for row in found["items"] if row["area"].startswith(region)]
        return self.frame.page(
            "public/spread.html", services=_with(services, found), found=found, link=link,
            demo=found["demo"],
            regions=asked["regions"]["items"], rows=rows, region=region, share_of=share_of,
            map=drawing.of_bavaria(partial(shaded, {r["area"]: r for r in found["items"]}, link)),
            shades=legend(), files=files_of(profile, region), today=today(), steps=STEPS,
        )  # fmt: skip

    def district(self, district: str) -> Response:
        """Show which municipalities of a district have a service."""
        given, services = self.frame.given(), self._services()
        profile = given.get("profile") or (services[0][0] if services else "")
        if not (district.isascii() and district.isdigit() and len(district) == 5 and profile):
            raise Problem(404, "not-found")
        found = self.frame.ask(FIGURES, {"by": "body", "within": district}, profile_id=profile)
        if found["whole"]["name"] == district:
            raise Problem(404, "not-found")
        rows, link = {row["area"]: row for row in found["items"]}, Link(profile, state_in(given))
        return self.frame.page(
            "public/spread_district.html", services=_with(services, found), found=found, link=link,
            demo=found["demo"],
            district=district, map=drawing.of_district(district, partial(_marked, rows)),
            standing_of=standing_of, marks=MARKS, today=today(),
        )  # fmt: skip

    def services(self) -> Response:
        """Show how far every service has spread, in Bavaria or one region."""
        visitor, given = self.frame.signed_in(), self.frame.given()
        if not reads_figures(visitor):
            raise Problem(403, "not-permitted")
        region = given["region"] if given.get("region") in REGIONS else ""
        query = {"within": region or "09", "limit": MOST}
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        found = self.frame.ask(EVERY, {**query, **cursor})
        within = {"region": region} if region else {}
        onward = urlencode({**within, "cursor": found["next"]}) if found["next"] else ""
        return self.frame.page(
            "public/spread_services.html", found=found, region=region, today=today(),
            regions=[(key, say(f"spread-region-{key}")) for key in REGIONS], steps=STEPS,
            onward=f"/figures?{onward}" if onward else "",
            begin=f"/figures?{urlencode(within)}" if cursor else "",
            files=[
                (f"/api/v1/figures?{urlencode({'within': region or '09', 'format': kind})}", kind)
                for kind in KINDS
            ],
        )  # fmt: skip

    def _services(self) -> list[tuple[str, str]]:
        """Return id and title of what can be ordered here, by title."""
        found = self.frame.ask(SERVICES, {"kind": "efa", "sort": "title", "limit": MOST})
        return [(one["id"], worded(one["title"])) for one in found["items"]]

    def _figures(self, profile: str, **query: str) -> Any:
        return self.frame.asking(FIGURES, query, profile_id=profile)


@dataclass(frozen=True)
class Link:
    """What is looked at, as it stays in the links of the pages."""

    profile: str
    state: str

    def to(self, area: str = "", **more: str) -> str:
        """Return the address of a district, or of all of them."""
        state = {} if self.state == LIVE else {"state": self.state}
        path = f"{PATH}/{area}" if area else PATH
        return f"{path}?{urlencode({'profile': self.profile, **state, **more})}"


def reads_figures(visitor: Any) -> bool:
    """Tell whether somebody is of the operator or of a ministry."""
    return bool(visitor.may("orders:read", "*") or visitor.may("reuse:read"))


def state_in(given: Mapping[str, str]) -> str:
    """Return which state is looked at."""
    state = given.get("state", LIVE)
    return state if state in STATES else LIVE


def share_of(row: Doc, state: str) -> int:
    """Return how many percent of the bodies meant are in a state."""
    meant = row["meant_for"]
    return min(100, round(100 * row[state] / meant)) if meant else 0


def standing_of(row: Doc) -> str:
    """Return in which state a single body is; empty where it has nothing to show."""
    return next((state for state in STATES if row[state]), "")


def shaded(rows: Mapping[str, Doc], link: Link, district: str) -> Area | None:
    """Return a district of the map; None where the service is meant for nobody there."""
    row = rows.get(district)
    if row is None or not row["meant_for"]:
        return None
    share, count = share_of(row, link.state), row[link.state]
    shade = "b0" if not count else next(name for name, most in SHADES[1:] if share <= most)
    label = say("spread-of", name=row["name"], count=count, all=row["meant_for"], share=share)
    return Area("", shade, label, link.to(district))


def _marked(rows: Mapping[str, Doc], municipality: str) -> Area | None:
    row = rows.get(municipality)
    if row is None:
        return None
    standing = standing_of(row)
    said = say(f"spread-{standing}") if standing else say("spread-not-yet")
    return Area("", MARKS.get(standing, "b0"), f"{row['name']}: {said}")


def legend() -> list[tuple[str, str]]:
    """Return the shades of a map by district, each with what it stands for."""
    return [(shade, say(f"spread-{shade}")) for shade, _ in SHADES]


def _with(services: list[tuple[str, str]], found: Doc) -> list[tuple[str, str]]:
    """Return the services to choose from, the one that is shown among them."""
    if found["profile"] in dict(services):
        return services
    return [(found["profile"], worded(found["title"])), *services]


def files_of(profile: str, region: str) -> list[tuple[str, str]]:
    """Return the files with the figures of a service by district, each with its kind."""
    path = f"/api/v1/profiles/{profile}/figures"
    within = {"within": region} if region else {}
    return [
        (f"{path}?{urlencode({'by': 'district', **within, 'format': kind})}", kind)
        for kind in KINDS
    ]


def today() -> str:
    """Return the day of the figures."""
    return clock.local_date(clock.now()).isoformat()
