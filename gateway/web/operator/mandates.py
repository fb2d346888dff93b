"""All mandates one may see: what holds, what ends soon, what waits, of whom one means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.account.register import found_bodies
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.operator.queues import PAGE
from gateway.web.words import say
from services.common import clock
from services.common.principal import EVERYWHERE

PATH = "/mandates"
LIST, PEOPLE, ACCOUNT = api("GET mandates"), api("GET accounts"), api("GET accounts/{account_id}")
SOON, A_DAY = timedelta(days=90), timedelta(days=1)
VIEWS = ("holding", "ending", "requested", "over", "revoked", "all")
NARROWED = ("body", "holder")
SHORTEST, MOST_MEANT = 2, {"limit": "5"}

Given = Mapping[str, str]


@dataclass(frozen=True)
class MandateListPages:
    """``/mandates``: all of them for the operator, one's own and one's bodies' for others."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("mandate_list", __name__)
        pages.add_url_rule(PATH, view_func=self.listed)
        return pages

    def listed(self) -> Response:
        """Show a view of them; body and holder are chosen by name, never typed as ids."""
        visitor, given = self.frame.signed_in(), self.frame.given()
        view = given.get("view", "") if given.get("view") in VIEWS else VIEWS[0]
        narrowed = {name: given[name] for name in NARROWED if given.get(name)}
        about = given.get("about", "").strip()[:100]
        everywhere = visitor.may("mandates:read", EVERYWHERE)
        asked = page_asked(given, PAGE, **_asked(view), **narrowed)
        parts = self.frame.ask_what_is_there(
            found=self.frame.asking(LIST, asked),
            **(self._meaning(about) if everywhere and len(about) >= SHORTEST else {}),
        )
        if not (found := parts["found"]):
            raise found.problem
        shown = {**narrowed, "view": view}
        onward = {**shown, **({"cursor": asked["cursor"]} if "cursor" in asked else {})}
        return self.frame.page(
            "operator/mandates.html", found=found, everywhere=everywhere, about=about, view=view,
            meant=_meant(parts, view), narrowed=narrowed, chips=self._chips(shown, found),
            views=_views(narrowed, view),
            pages=further(PATH, onward, found),
        )  # fmt: skip

    def _meaning(self, about: str) -> dict[str, Asking]:
        return {
            "bodies": lambda: found_bodies(self.frame, about),
            "people": self.frame.asking(PEOPLE, {"q": about, **MOST_MEANT}),
        }

    def _chips(self, shown: Given, found: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what the list is narrowed to, each with the list without it."""
        named = [name for name in NARROWED if name in shown]
        return [
            (say(f"mandates-by-{name}", who=self._name_of(shown[name], found)),
             _path({other: value for other, value in shown.items() if other != name}))
            for name in named
        ]  # fmt: skip

    def _name_of(self, who: str, found: Mapping[str, Any]) -> str:
        """Return how a body or a person is called that stands in the address."""
        for one in found["items"]:
            for side in ("grantor", "grantee"):
                if one[side] == who:
                    return str(one[f"{side}_name"])
        if named := self.frame.body_names.of([who]).get(who):
            return named
        known = self.frame.ask_if_there(ACCOUNT, account_id=who) if who[:1] == "a" else None
        return str(known["name"]) if known else say("trail-this-one")


def _asked(view: str) -> dict[str, str]:
    """Return the filters of a view."""
    today = clock.local_date(clock.now())
    granted, from_today = {"state": "granted"}, {"ends_from": today.isoformat()}
    asked: dict[str, dict[str, str]] = {
        "holding": granted | from_today,
        "ending": granted | from_today | {"ends_by": (today + SOON).isoformat()},
        "over": granted | {"ends_by": (today - A_DAY).isoformat()},
        "all": {},
    }
    return asked.get(view, {"state": view})


def _meant(parts: Mapping[str, Any], view: str) -> list[tuple[str, str, str]]:
    """Return whom the words may mean: name, what is listed then, and the list."""
    bodies, people = parts.get("bodies"), parts.get("people")
    named = [(body["full_name"], "body", body["key"]) for body in (bodies.items if bodies else ())]
    named += [(body, "holder", key) for body, _, key in named]
    named += [(one["name"], "holder", one["account"]) for one in people["items"]] if people else []
    return [(name, say(f"mandates-of-{by}"), _path({by: who, "view": view}))
            for name, by, who in named]  # fmt: skip


def _views(narrowed: Given, here: str) -> list[tuple[str, str, None, bool]]:
    """Return the tabs."""
    return [
        (_path({**narrowed, "view": view}), say(f"mandates-view-{view}"), None, view == here)
        for view in VIEWS
    ]


def _path(query: Given) -> str:
    return f"{PATH}?{urlencode(query)}"
