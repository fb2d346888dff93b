"""The audit trail for the auditor: who did what to which thing, when; and one line whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import trail
from gateway.web.frame.api import api
from gateway.web.frame.formats import day
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator import order_numbers
from gateway.web.operator.order_numbers import NUMBER, order_number_of
from gateway.web.operator.queues import PAGE
from gateway.web.operator.trail_names import named
from gateway.web.words import as_title, say, worded
from gateway.words.audit_acts import ACTS, SERVICES

PATH = "/audit"
RUNS, HEADS, EXPORTS = f"{PATH}/checks", f"{PATH}/heads", f"{PATH}/exports"
LINES, DAYS = api("GET audit"), api("GET audit/heads")
ACCOUNT, PEOPLE, ORDERS = api("GET accounts/{account_id}"), api("GET accounts"), api("GET orders")
STANDING = api("GET bodies")
BY_ID, TIMES, CHOSEN = ("actor", "object", "on_behalf_of"), ("since", "until"), ("action",)
FILTERS = (*BY_ID, *TIMES, *CHOSEN)
MOST_MEANT = {"limit": "5"}
SHORTEST = 2
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ID = r"(?=.*\d)[\w.-]{8,100}"
MOST_LINES = 10**15 - 1
"""So many the trail could count."""
NEWEST_FIRST = "-n"

Given = Mapping[str, str]


@dataclass(frozen=True)
class Meant:
    """What the searcher may have meant: its name, what kind it is, and the list about it."""

    name: str
    kind: str
    path: str


@dataclass(frozen=True)
class TrailPages:
    """``/audit`` and ``/audit/lines/<n>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("trail", __name__)
        pages.add_url_rule(PATH, view_func=self.search)
        pages.add_url_rule(f"{PATH}/lines/<int:n>", view_func=self.line)
        return pages

    def search(self) -> Response:
        """Show the lines that fit, the newest first; or, of what was typed, what may be meant."""
        self.frame.permitted("audit:read")
        given = self.frame.given()
        kept = {name: given[name] for name in FILTERS if given.get(name)}
        if about := given.get("about", "").strip()[:100]:
            return self._choice(about, kept)
        asked = page_asked(given, PAGE, **kept, sort=NEWEST_FIRST)
        found = self.frame.ask(LINES, asked)
        found = {**found, "items": named(self.frame, found["items"])}
        return self.frame.page(
            "operator/trail.html", found=found, kept=kept, trail=trail, acts=_acts(),
            chips=self._chips(kept, found), tabs=tabs(PATH),
            pages=further(PATH, {k: v for k, v in asked.items() if k != "sort"}, found),
        )  # fmt: skip

    def _choice(self, about: str, kept: dict[str, str]) -> Response:
        """Let the searcher say who or what is meant; what only one thing can be is shown at once.

        No line is shown beside: none of them need be about it.
        """
        asking, number = {}, order_number_of(about)
        if len(about) >= SHORTEST and not NUMBER.fullmatch(about.upper()):
            asking["people"] = self.frame.asking(PEOPLE, {"q": about, **MOST_MEANT})
            asking["bodies"] = self.frame.asking(STANDING, {"q": about, **MOST_MEANT})
        if SHORTEST <= len(number) <= order_numbers.LONGEST:
            asking["orders"] = self.frame.asking(ORDERS, {"number": number, **MOST_MEANT})
        answers = self.frame.ask_what_is_there(**asking)
        meant = _meant(answers, kept, about)
        if len(meant) == 1 and all(answers.values()):
            return redirect(meant[0].path, 303)
        return self.frame.page(
            "operator/trail.html", found=None, kept=kept, about=about, acts=_acts(), meant=meant,
            beside=answers, chips=self._chips(kept, {"items": []}), tabs=tabs(PATH),
        )  # fmt: skip

    def line(self, n: int) -> Response:
        """Show one line with everything that is sealed in it, and what stands around it."""
        self.frame.permitted("audit:read")
        if not 0 < n <= MOST_LINES:
            raise Problem(404, "not-found")
        asked = {"sort": "n", "limit": "3"} | ({"cursor": str(n - 2)} if n > 2 else {})
        lines = {line["n"]: line for line in self.frame.ask(LINES, asked)["items"]}
        if n not in lines and max(lines, default=0) < n and not self._was(n):
            raise Problem(404, "not-found")
        (one,) = named(self.frame, [lines[n]]) if n in lines else (None,)
        return self.frame.page(
            "operator/trail_line.html", n=n, one=one, before=lines.get(n - 1),
            after=lines.get(n + 1), trail=trail,
        )  # fmt: skip

    def _was(self, n: int) -> bool:
        """Tell whether the trail was as long by its newest head; then the line was cut off."""
        return any(head["n"] >= n for head in self.frame.ask(DAYS, {"limit": "1"})["items"])

    def _chips(self, kept: Given, found: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what the list is narrowed to in words, each with the list without it."""
        return [
            (say(f"trail-by-{name}", what=self._named(name, value, found)), _without(kept, name))
            for name, value in kept.items()
        ]

    def _named(self, name: str, value: str, found: Mapping[str, Any]) -> str:
        """Return how a value is called that stands in the address; never the id itself."""
        if name in TIMES:
            return time_in_words(value)
        if name == "action":
            return str(worded(ACTS.get(value)) or say("trail-other-act"))
        lines = found["items"]
        beside = "actor_name" if name == "actor" else f"{name}_name"
        if named := next((line[beside] for line in lines if line.get(beside)), None):
            return str(named)
        if name == "object" and lines:
            return as_title(trail.noun_of(lines[0]))
        asks = value[:1] == "a" and not lines
        known = self.frame.ask_if_there(ACCOUNT, account_id=value) if asks else None
        return str(known["name"]) if known else say("trail-this-one")


def time_in_words(value: str) -> str:
    """Return a bound of the time as people read it: a day by its date."""
    return day(value) if DAY.fullmatch(value) else value


def tabs(here: str) -> list[tuple[str, str, None, bool]]:
    """Return what an auditor does here: search, check, compare heads, export."""
    views = (
        (PATH, "trail-search"), (RUNS, "trail-checks"), (HEADS, "trail-heads"),
        (EXPORTS, "trail-exports"),
    )  # fmt: skip
    return [(path, say(word), None, path == here) for path, word in views]


def _acts() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the acts to choose from by service, each by its words."""
    return [
        (
            str(worded(label)),
            sorted(
                ((act, str(worded(text))) for act, text in ACTS.items() if act.startswith(service)),
                key=lambda one: one[1].casefold(),
            ),
        )
        for service, label in SERVICES.items()
    ]


def _meant(answers: Mapping[str, Any], kept: Given, about: str) -> list[Meant]:
    """Return people, bodies and orders that what was typed may mean, with the lists about each.

    What looks like an id, as somebody copies it from a log, leads to its story.
    """
    meant = []
    for one in _items(answers.get("people")):
        for name in ("actor", "object"):
            path = _with(kept, name, one["account"])
            meant.append(Meant(one["name"], say(f"trail-of-{name}"), path))
    for one in _items(answers.get("bodies")):
        path = _with(kept, "on_behalf_of", one["key"])
        meant.append(Meant(one["full_name"], say("trail-of-body"), path))
    for one in _items(answers.get("orders")):
        title = f"{one['number']}: {worded(one['profile_title'])}"
        meant.append(Meant(title, one["body_name"], _with(kept, "object", one["id"])))
    if re.fullmatch(ID, about) and not NUMBER.fullmatch(about.upper()):
        meant.append(Meant(about, say("story-search"), f"{PATH}/story/{quote(about)}"))
    return meant


def _items(part: Any) -> list[Mapping[str, Any]]:
    """Return what was found; nothing was, where nothing was asked or the service is away."""
    return list(part["items"]) if part else []


def _with(kept: Given, name: str, value: str) -> str:
    others = {other: v for other, v in kept.items() if other not in BY_ID}
    return f"{PATH}?{urlencode({**others, name: value})}"


def _without(kept: Given, name: str) -> str:
    left = urlencode({other: value for other, value in kept.items() if other != name})
    return f"{PATH}?{left}" if left else PATH
