"""What is new: notices of the operator, and what changed last in the catalogue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.web.frame.formats import moment
from services.common import clock

PATH = "/neues"
MOST_NOTICES = 20

Doc = dict[str, Any]


@dataclass(frozen=True)
class NewsPages:
    """One page for people who do not read feeds."""

    calls: Calls

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("news", __name__)
        pages.add_url_rule(PATH, view_func=self.news)
        return pages

    def news(self) -> str:
        """Show the notices that still hold, and what was published, paused or ended last."""
        now = clock.now()
        notices = self._ask("list_notices", {"limit": MOST_NOTICES})["items"]
        current = [notice_shown(notice) for notice in notices if _holds(notice, now)]
        entries = [entry_shown(entry) for entry in self._ask("feed", {})["entries"]]
        return render_template("news.html", notices=current, entries=entries)

    def _ask(self, method: str, query: Doc) -> Doc:
        answer: Doc = self.calls.call(
            "catalog", method, arguments={"query": query}, principal=ANONYMOUS
        )
        return answer


def notice_shown(notice: Doc) -> Doc:
    """Return a notice with its times as people write them."""
    ends_at = notice.get("ends_at")
    return {
        **notice,
        "starts": moment(_local(notice["starts_at"])),
        "ends": moment(_local(ends_at)) if ends_at else None,
    }


def entry_shown(entry: Doc) -> Doc:
    """Return a changed profile with the time it changed at here."""
    return {**entry, "changed": _local(entry["changed_at"])}


def _holds(notice: Doc, now: datetime) -> bool:
    ends_at = notice.get("ends_at")
    return ends_at is None or datetime.fromisoformat(ends_at) >= now


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(clock.LOCAL)
