"""A section of a profile's working copy: shown, kept on the server, two editors at once.

Saving takes the newest working copy and writes this section anew, so who edits another section
meanwhile is not in the way. Where somebody has changed this very section, what they wrote is
shown beside what was typed here; fields only they touched are taken over, nothing is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.editor import facts_form
from gateway.web.editor.choices import with_choices
from gateway.web.editor.merging import merged
from gateway.web.editor.names import PREVIEW, Names, kept_lists
from gateway.web.editor.people import editors, named
from gateway.web.editor.profile_list import EDITS, PATH
from gateway.web.editor.sections import BY_NAME, SECTIONS, Section
from gateway.web.editor.telling import told
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded

DRAFT = api("GET profiles/{profile_id}/draft")
CHANGE = api("PUT profiles/{profile_id}")
Doc = Mapping[str, Any]
RACES = 3
"""So often a save is tried again when somebody else writes at the same moment."""


class Overtaken(Exception):
    """Somebody has changed the section meanwhile: ``said`` says who, ``changed`` what.

    ``form`` holds what both wrote.
    """

    def __init__(self, form: Form, draft: Doc, changed: list[tuple[str, str]], said: str) -> None:
        super().__init__()
        self.form, self.draft, self.changed, self.said = form, draft, changed, said


@dataclass(frozen=True)
class SectionPages:
    """``/editor/profiles/<id>/edit/<section>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("editor_sections", __name__)
        at = f"{PATH}/<profile_id>/edit/<any({','.join(BY_NAME)}):section>"
        pages.add_url_rule(at, view_func=self.show)
        pages.add_url_rule(at, view_func=self.save, methods=["POST"])
        return pages

    def show(self, profile_id: str, section: str) -> Response:
        """Show the fields with what the working copy says."""
        self.frame.permitted(EDITS)
        here = BY_NAME[section]
        names = self._names(profile_id, here)
        form = facts_form.form_of(here, names.shown())
        kept = self.frame.blank(form.fields, **form.values)
        return self._page(names.draft, here, facts_form.resized(here, kept))

    def save(self, profile_id: str, section: str) -> Response:
        """Keep the section, and go on to the next one or back to the whole."""
        here = BY_NAME[section]
        sent = self.frame.sent(facts_form.fields_sent(here, request.form))
        form = facts_form.compacted(here, sent, request.form.keys())
        try:
            self._save(profile_id, here, form)
        except Overtaken as overtaken:
            refused = overtaken.form.with_errors(overtaken.form.errors, overtaken.said)
            return self._page(overtaken.draft, here, refused, overtaken.changed)
        except Problem as problem:
            draft = self.frame.ask(DRAFT, profile_id=profile_id)
            return self._page(draft, here, form.refused(problem))
        return self.frame.done(_onward(profile_id, here), "section")

    def _save(self, profile_id: str, section: Section, form: Form) -> None:
        for attempt in range(RACES):
            names = self._names(profile_id, section)
            draft = names.draft
            self._check_seen(names, section, form)
            said = names.told(facts_form.facts_of(section, form))
            others = {k: v for k, v in draft["facts"].items() if k not in section.facts}
            try:
                self.frame.act(
                    form, CHANGE, profile_id=profile_id, payload={**others, **said},
                    version=draft["version"],
                )  # fmt: skip
            except Problem as problem:
                if problem.status != 412 or attempt == RACES - 1:
                    raise
            else:
                return

    def _check_seen(self, names: Names, section: Section, form: Form) -> None:
        """Raise Overtaken where the section says another thing than when it was shown."""
        theirs = facts_form.form_of(section, names.shown())
        both, changed = merged(section, form, theirs)
        if changed:
            shown = with_choices(self.frame, theirs)
            there = told(section, shown, changed)
            raise Overtaken(both, names.draft, there, self._overtaken_by(names.draft))

    def _overtaken_by(self, draft: Doc) -> str:
        """Return the sentence that says who was faster; the reader may be, in another tab."""
        session, newest = self.frame.visitor().session, draft["authors"][-1:]
        if session and newest == [session.account]:
            return say("ed-overtaken-own")
        by = named(newest, editors(self.frame)) or [say("ed-former-editor")]
        return say("ed-overtaken", who=by[0])

    def _names(self, profile_id: str, section: Section) -> Names:
        """Return the working copy with what it names; services only where the section has any."""
        asked = {"draft": self.frame.asking(DRAFT, profile_id=profile_id)}
        if "related" in section.facts:
            asked["preview"] = self.frame.asking(PREVIEW, profile_id=profile_id)
        found = self.frame.ask_all(**asked)
        return Names.of(self.frame, found["draft"], found.get("preview"))

    def _page(
        self, draft: Any, section: Section, form: Form, changed: list[tuple[str, str]] | None = None
    ) -> Response:
        warnings = [
            worded(one["detail"])
            for one in draft["warnings"]
            if one["pointer"].split("/")[1] in section.facts
        ]
        return self.frame.page(
            "editor/section.html", draft=draft, section=section, sections=SECTIONS,
            form=with_choices(self.frame, form), changed=changed or [], warnings=warnings,
            kept=kept_lists(draft) if "waves" in section.facts else [],
            entries={rows.name: facts_form.entries_in(rows, form) for rows in section.rows},
        )  # fmt: skip


def _onward(profile_id: str, section: Section) -> str:
    """Return where saving leads: the same section for another entry, the next, or the whole."""
    if request.form.get("step") == "stay":
        return f"{PATH}/{profile_id}/edit/{section.name}"
    names = list(BY_NAME)
    place = names.index(section.name) + 1
    if request.form.get("step") == "next" and place < len(names):
        return f"{PATH}/{profile_id}/edit/{names[place]}"
    return f"{PATH}/{profile_id}"
