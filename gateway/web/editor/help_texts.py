"""The answers of the help, as editors word them: changed in both languages, or as shipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.editor import facts_form
from gateway.web.editor.merging import merged
from gateway.web.editor.people import editors, named
from gateway.web.editor.profile_list import EDITS
from gateway.web.editor.sections import Section
from gateway.web.editor.telling import told
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say

PATH = "/editor/help"
LIST, ONE = api("GET editorial/help"), api("GET editorial/help/{entry_id}")
CHANGE = api("PUT editorial/help/{entry_id}")
RESET = api("POST editorial/help/{entry_id}/reset")
LANGUAGES = ("de", "en")
LONGEST_ANSWER = 10 * 500 + 9 * 2
"""Ten paragraphs of 500 characters, as the catalogue takes them, with empty lines between."""
WORDS = Section("help", (
    *(Field(f"question_{one}", f"ed-help-question-{one}", longest=200, pointer=f"/question/{one}")
      for one in LANGUAGES),
    *(Field(f"answer_{one}", f"ed-help-answer-{one}", "textarea", "ed-help-answer-hint",
            longest=LONGEST_ANSWER, rows=10, pointer=f"/answer/{one}") for one in LANGUAGES),
))  # fmt: skip
SEEN_VERSION = (Field("version", kind="hidden"),)
RACES = 3
"""So often a save is tried again when somebody else writes at the same moment."""


@dataclass(frozen=True)
class HelpTextPages:
    """``/editor/help``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("editor_help", __name__)
        pages.add_url_rule(PATH, view_func=self.listed)
        pages.add_url_rule(f"{PATH}/<entry_id>", view_func=self.show)
        pages.add_url_rule(f"{PATH}/<entry_id>", view_func=self.change, methods=["POST"])
        pages.add_url_rule(f"{PATH}/<entry_id>/reset", view_func=self.reset, methods=["POST"])
        return pages

    def listed(self) -> Response:
        """Show all questions by group, and which of them say something else than shipped."""
        self.frame.permitted(EDITS)
        found = self.frame.ask_all(entries=self.frame.asking(LIST), names=self._names)
        entries, names = found["entries"], found["names"]
        groups = [
            (group, [_line(one, names) for one in entries["items"] if one["group"] == group["id"]])
            for group in entries["groups"]
        ]
        return self.frame.page("editor/help_texts.html", groups=groups)

    def show(self, entry_id: str) -> Response:
        """Show what an entry says, to be changed."""
        self.frame.permitted(EDITS)
        entry = self.frame.ask(ONE, entry_id=entry_id)
        form = _form_of(entry)
        return self._page(entry, self.frame.blank(form.fields, **form.values))

    def change(self, entry_id: str) -> Response:
        """Keep other words; where somebody was first, what they wrote stands beside them."""
        form = self.frame.sent(facts_form.fields_of(WORDS, {}))
        for attempt in range(RACES):
            entry = self.frame.ask(ONE, entry_id=entry_id)
            theirs = _form_of(entry)
            both, changed = merged(WORDS, form, theirs)
            if changed:
                refused = both.with_errors({}, say("ed-entry-other"))
                return self._page(entry, refused, told(WORDS, theirs, changed))
            try:
                self.frame.act(
                    form, CHANGE, entry_id=entry_id, payload=_said(form), version=entry["version"]
                )
            except Problem as problem:
                if problem.status != 412 or attempt == RACES - 1:
                    return self._page(entry, form.refused(problem))
            else:
                break
        return self.frame.done(PATH, "help-written")

    def reset(self, entry_id: str) -> Response:
        """Give back the words of the release, unless somebody has changed them meanwhile."""
        here = f"{PATH}/{entry_id}"
        form = self.frame.sent(SEEN_VERSION, back=here)
        try:
            self.frame.act(
                form, RESET, entry_id=entry_id, payload={"version": form.whole("version")}
            )
        except Problem as problem:
            entry = self.frame.ask(ONE, entry_id=entry_id)
            return self._page(entry, _form_of(entry).refused(problem))
        return self.frame.done(here, "help-reset")

    def _names(self) -> dict[str, str]:
        return editors(self.frame)

    def _page(
        self, entry: Mapping[str, Any], form: Form, changed: list[tuple[str, str]] | None = None
    ) -> Response:
        resetting = Form(SEEN_VERSION, {"version": str(entry["version"])})
        return self.frame.page(
            "editor/help_text.html", entry=_line(entry, self._names()), form=form,
            resetting=resetting, changed=changed or [],
        )  # fmt: skip


def _form_of(entry: Mapping[str, Any]) -> Form:
    """Return the form of an entry; the paragraphs of an answer are parted by empty lines."""
    answer = {one: "\n\n".join(entry["answer"][one]) for one in LANGUAGES}
    return facts_form.form_of(WORDS, {**entry, "answer": answer})


def _said(form: Form) -> dict[str, Any]:
    """Return the texts as the API takes them."""
    return {
        "question": {one: form.value(f"question_{one}") for one in LANGUAGES},
        "answer": {one: _paragraphs(str(form.value(f"answer_{one}"))) for one in LANGUAGES},
    }


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _line(entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry with the name of who has changed it last."""
    by = entry["changed_by"]
    return {**entry, "who": named([by], names)[0] if by else ""}
