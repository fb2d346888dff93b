"""The help as pages for everyone.

A search, one page for each question, and the questions that are asked most where they arise.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request
from flask.blueprints import BlueprintSetupState

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.calls.client import CallFailed, DeadlinePassed
from gateway.web.frame.holding import note_incomplete
from gateway.web.words import language
from services.common.errors import Refusal

PATH = "/hilfe"
MOST_SHOWN = 3
KEPT_S, AWAY_S = 300.0, 30.0

Doc = dict[str, Any]


@dataclass(frozen=True)
class HelpPages:
    """The help; templates get ``help_for(page)``, a box with the questions of a page."""

    calls: Calls
    _held: dict[tuple[str, str], tuple[float, list[Doc]]] = field(default_factory=dict)

    def blueprint(self) -> Blueprint:
        """Return the routes and the box."""
        pages = Blueprint("help", __name__)
        pages.add_url_rule(PATH, view_func=self.search)
        pages.add_url_rule(f"{PATH}/<entry_id>", view_func=self.entry)
        pages.record_once(self._offer_box)
        return pages

    def search(self) -> str:
        """Show all questions by group, or those that answer what is asked, best first."""
        q = request.args.get("q", "").strip()[:100]
        query = {"limit": 200, **({"q": q} if q else {})}
        answer = self._ask("help", query=query)
        groups = [
            (group, [entry for entry in answer["items"] if entry["group"] == group["id"]])
            for group in answer["groups"]
        ]
        return render_template("help.html", path=PATH, q=q, found=answer["items"], groups=groups)

    def entry(self, entry_id: str) -> str:
        """Show one question with its answer."""
        entry = self._ask("get_help", entry_id=entry_id)
        return render_template("help_entry.html", path=PATH, entry=entry)

    def asked_on(self, page: str) -> list[Doc]:
        """Return the first questions of a page; none while the catalogue is away."""
        key = (language(), page)
        until, entries = self._held.get(key, (0.0, []))
        if time.monotonic() < until:
            return entries
        kept_s = KEPT_S
        try:
            entries = self._ask("help", query={"page": page, "limit": MOST_SHOWN})["items"]
        except (Refusal, DeadlinePassed, CallFailed):
            kept_s = AWAY_S
            note_incomplete()
        self._held[key] = (time.monotonic() + kept_s, entries)
        return entries

    def _offer_box(self, state: BlueprintSetupState) -> None:
        environment = state.app.jinja_env
        environment.globals["help_entries"] = self.asked_on
        environment.globals["help_path"] = PATH
        box: Any = environment.get_template("help_for.html").module
        environment.globals["help_for"] = box.help_for

    def _ask(self, method: str, **arguments: Any) -> Doc:
        answer: Doc = self.calls.call("catalog", method, arguments=arguments, principal=ANONYMOUS)
        return answer
