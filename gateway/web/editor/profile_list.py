"""All profiles for those who edit them: state, whose turn it is, what is missing or broken."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.editor.people import editors, named
from gateway.web.editor.sections import PLACE_OF
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.words import say, worded

PATH, EDITS = "/editor/profiles", "profiles:edit"
LIST, LINKS = api("GET editorial/list"), api("GET links")
SEARCHES, VISITS = api("GET missed-searches"), api("GET visits")
PAGE = "30"
VIEWS = {
    "all": {}, "submitted": {"work": "submitted"}, "mine": {"work": "mine"},
    "sent_back": {"work": "sent_back"}, "editing": {"work": "editing"},
    "dead_links": {"dead_links": "true"},
}  # fmt: skip
STATES = ("draft", "in_review", "published", "paused", "retired")


@dataclass(frozen=True)
class ProfileListPages:
    """``/editor/profiles``, ``links`` that do not answer, ``searches`` in vain, ``visits``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("editor_profiles", __name__)
        pages.add_url_rule(PATH, view_func=self.listed)
        pages.add_url_rule("/editor/links", view_func=self.links)
        pages.add_url_rule("/editor/searches", view_func=self.searches)
        pages.add_url_rule("/editor/visits", view_func=self.visits)
        return pages

    def listed(self) -> Response:
        """Show profiles by what is to be done, by state and by title, a page at a time."""
        self.frame.permitted(EDITS)
        given = self.frame.given()
        view = given.get("view", "all")
        view = view if view in VIEWS else "all"
        status = given.get("status", "")
        chosen = {"status": status} if status in STATES else {}
        searched = {"q": given["q"][:100]} if "q" in given else {}
        searched |= {"link": given["link"][:32]} if "link" in given else {}
        asked = page_asked(given, PAGE, **VIEWS[view], **chosen, **searched)
        found = self.frame.ask_all(
            profiles=self.frame.asking(LIST, asked), names=lambda: editors(self.frame)
        )
        narrowed = {**chosen, **searched}
        shown = {"view": view, **narrowed}
        return self.frame.page(
            "editor/profiles.html",
            found=found["profiles"],
            rows=[_row(one, found["names"]) for one in found["profiles"]["items"]],
            views=_views(view, narrowed), chosen=narrowed, view=view, states=STATES,
            pages=further(PATH, {**shown, **_cursor(asked)}, found["profiles"]),
        )  # fmt: skip

    def links(self) -> Response:
        """Show the addresses of profiles that do not answer."""
        self.frame.permitted(EDITS)
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LINKS, asked)
        rows = [{**one, "named_by": _named_by(one, found["titles"])} for one in found["items"]]
        return self.frame.page(
            "editor/links.html", found=found, rows=rows,
            pages=further("/editor/links", asked, found),
        )  # fmt: skip

    def searches(self) -> Response:
        """Show what people looked for and did not find."""
        self.frame.permitted(EDITS)
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(SEARCHES, asked)
        return self.frame.page(
            "editor/searches.html", found=found, pages=further("/editor/searches", asked, found)
        )

    def visits(self) -> Response:
        """Show how often people went on to where a service is contracted, by month."""
        self.frame.permitted(EDITS)
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(VISITS, asked)
        return self.frame.page(
            "editor/visits.html", found=found, pages=further("/editor/visits", asked, found)
        )


def _named_by(link: dict[str, Any], titles: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the first profiles that name a link: title, and where it is changed."""
    return [
        (f"{PATH}/{id}/edit/{PLACE_OF[fact]}", str(worded(titles[id])))
        for id, fact in link["facts"].items()
    ]


def _cursor(asked: dict[str, str]) -> dict[str, str]:
    return {"cursor": asked["cursor"]} if "cursor" in asked else {}


def _row(one: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return a line with names and words."""
    missing = [say(f"public-field-{fact}") for fact in one["missing"]]
    return {**one, "who": named(one["authors"], names), "missing_words": missing}


def _views(here: str, kept: dict[str, str]) -> list[tuple[str, str, None, bool]]:
    """Return the tabs; each keeps what the list is narrowed by."""
    return [
        (f"{PATH}?{urlencode({'view': view, **kept})}", say(f"ed-view-{view}"), None, view == here)
        for view in VIEWS
    ]
