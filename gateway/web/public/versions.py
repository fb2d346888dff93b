"""What was published of a service, and what two versions differ in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame import formats
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded
from gateway.words.for_pages import FOR_PAGES

Doc = Mapping[str, Any]

PROFILE, VERSIONS = api("GET profiles/{profile_id}"), api("GET profiles/{profile_id}/versions")
DIFFERENCES = api("GET profiles/{profile_id}/versions/{a}...{b}")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
NAMED_BY = ("title", "name", "system", "kind", "de")
"""By what of it a thing of a list is called."""


@dataclass(frozen=True)
class Change:
    """One difference in words."""

    what: str
    how: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionPages:
    """``/leistungen/<id>/versionen`` and ``.../versionen/<a>...<b>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("versions", __name__)
        at = "/leistungen/<profile_id>/versionen"
        pages.add_url_rule(at, view_func=self.listed)
        pages.add_url_rule(f"{at}/<int:a>...<int:b>", view_func=self.differences)
        return pages

    def listed(self, profile_id: str) -> Response:
        """Show all versions, the newest first, a page at a time."""
        cursor = {n: value for n, value in self.frame.given().items() if n == "cursor"}
        answers = self.frame.ask_all(
            profile=self.frame.asking(PROFILE, profile_id=profile_id),
            versions=self.frame.asking(VERSIONS, query=cursor, profile_id=profile_id),
        )
        return self.frame.page("public/versions.html", **answers, later=bool(cursor))

    def differences(self, profile_id: str, a: int, b: int) -> Response:
        """Show what differs between two versions, field by field."""
        answers = self.frame.ask_all(
            profile=self.frame.asking(PROFILE, profile_id=profile_id),
            compared=self.frame.asking(DIFFERENCES, profile_id=profile_id, a=a, b=b),
        )
        changes = [change_of(found) for found in answers["compared"]["differences"]]
        profile = answers["profile"]
        return self.frame.page("public/changes.html", profile=profile, a=a, b=b, changes=changes)


def change_of(found: Doc) -> Change:
    """Return a difference as people read it."""
    key = f"public-field-{found['field']}"
    return Change(
        what=say(key if key in FOR_PAGES else "public-field-other"),
        how=say(f"public-change-{found['change']}"),
        before=_shown(found.get("before_words"), found.get("before")),
        after=_shown(found.get("after_words"), found.get("after")),
    )


def _shown(words: Any, value: Any) -> str:
    """Return a value in words: its label, else itself as the reader's language writes it."""
    if words is not None:
        listed = words if isinstance(words, list) else [words]
        return ", ".join(str(worded(word)) for word in listed)
    if value in (None, "", []):
        return say("public-none-said")
    if isinstance(value, bool):
        return say("public-yes" if value else "public-no")
    if isinstance(value, list):
        return ", ".join(_shown(None, one) for one in value[:10])
    if isinstance(value, Mapping):
        return _named(value)
    return formats.day(value) if DATE.fullmatch(str(value)) else str(value)


def _named(value: Doc) -> str:
    if {"de", "en"} <= value.keys():
        return str(worded(value))
    known = next((value[name] for name in NAMED_BY if value.get(name)), None)
    return _shown(None, known) if known else say("public-entry")
