"""One profile for its editors: where it stands, what would change, and who may do what next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.editor.choices import with_choices
from gateway.web.editor.people import editors, named, others
from gateway.web.editor.preview import as_page
from gateway.web.editor.profile_list import EDITS, PATH
from gateway.web.editor.sections import BEGUN, PLACE_OF, SECTIONS
from gateway.web.editor.slugs import slug_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.needed import refused_with
from gateway.web.public.changes import Change, ChangeReader
from gateway.web.words import say, worded

Doc = Mapping[str, Any]
DRAFT, BEGIN = api("GET profiles/{profile_id}/draft"), api("POST profiles")
PREVIEW = api("GET profiles/{profile_id}/draft/preview")
SUBMIT = api("POST profiles/{profile_id}/submit")
MOST_TRIES = 20
"""So many services may have one title before somebody has to find another."""


@dataclass(frozen=True)
class FourEyes:
    """Who may publish a working copy, said before the button: others than its authors."""

    authors: list[str]
    others: list[str]
    is_author: bool


@dataclass(frozen=True)
class EditedProfilePages:
    """``/editor/profiles/<id>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("edited_profiles", __name__)
        pages.add_url_rule(f"{PATH}/new", view_func=self.ask)
        pages.add_url_rule(f"{PATH}/new", view_func=self.begin, methods=["POST"])
        at = f"{PATH}/<profile_id>"
        pages.add_url_rule(at, view_func=self.show)
        pages.add_url_rule(f"{at}/preview", view_func=self.preview)
        pages.add_url_rule(f"{at}/submit", view_func=self.submit, methods=["POST"])
        return pages

    def ask(self) -> Response:
        """Show the form that begins a profile."""
        self.frame.permitted(EDITS)
        return self._new(self.frame.blank(BEGUN))

    def begin(self) -> Response:
        """Begin a draft under an id made of its title."""
        form = self.frame.sent(BEGUN)
        base = slug_of(str(form.value("title_de")), longest=80)
        if not base:
            return self._new(refused_with(form, {"title_de": say("ed-title-needed")}))
        payload = {**payload_of(form), "target_kinds": form.value("target_kinds")}
        for number in range(1, MOST_TRIES + 1):
            id = base if number == 1 else f"{base}-{number}"
            try:
                self.frame.act(form, BEGIN, payload={"id": id, **payload})
            except Problem as problem:
                if problem.code != "profile-exists" and not is_of_id_alone(problem):
                    return self._new(form.refused(problem))
            else:
                return self.frame.done(f"{PATH}/{id}", "begun")
        return self._new(form.with_errors({"title_de": say("ed-title-taken")}))

    def show(self, profile_id: str) -> Response:
        """Show where it stands: its turn, its sections, what would change for readers."""
        self.frame.permitted(EDITS)
        return self._page(profile_id, Form(()))

    def preview(self, profile_id: str) -> Response:
        """Show the page readers would see, were the working copy published now."""
        self.frame.permitted(EDITS)
        return as_page(self.frame, self.frame.ask(PREVIEW, profile_id=profile_id))

    def submit(self, profile_id: str) -> Response:
        """Hand the working copy in for review."""
        form = self.frame.sent((), back=f"{PATH}/{profile_id}")
        try:
            self.frame.act(form, SUBMIT, profile_id=profile_id)
        except Problem as problem:
            return self._page(profile_id, form.refused(problem))
        return self.frame.done(f"{PATH}/{profile_id}", "handed-in")

    def _page(self, profile_id: str, form: Form) -> Response:
        found = self.frame.ask_all(
            draft=self.frame.asking(DRAFT, profile_id=profile_id),
            names=lambda: editors(self.frame),
        )
        draft = found["draft"]
        return self.frame.page(
            "editor/profile.html", form=form, draft=draft,
            eyes=four_eyes(self.frame, draft, found["names"]),
            changes=changes_of(self.frame, draft), sections=_sections(draft),
            sent_back_by=_sender(draft, found["names"]),
        )  # fmt: skip

    def _new(self, form: Form) -> Response:
        return self.frame.page("editor/new.html", form=with_choices(self.frame, form))


def four_eyes(frame: Frame, draft: Doc, names: Mapping[str, str]) -> FourEyes:
    """Return who wrote the working copy, and who else may publish it."""
    session = frame.visitor().session
    own = session.account if session else ""
    authors = draft["authors"]
    return FourEyes(named(authors, names), others(authors, names), own in authors)


def changes_of(frame: Frame, draft: Doc) -> list[Change]:
    """Return what publishing would change: which fact, how, before and after, in words."""
    return ChangeReader.read(frame, draft["id"], draft, editors=True)


def _sections(draft: Doc) -> list[dict[str, Any]]:
    """Return the sections with what is missing and what looks odd in each."""
    places = {section.name: section.facts for section in SECTIONS}
    warned = {PLACE_OF.get(w["pointer"].split("/")[1]) for w in draft["warnings"]}
    return [
        {
            "name": name,
            "missing": [say(f"public-field-{fact}") for fact in draft["missing"] if fact in facts],
            "warned": name in warned,
        }
        for name, facts in places.items()
    ]


def _sender(draft: Doc, names: Mapping[str, str]) -> str:
    sent_back = draft["sent_back"]
    return named([sent_back["by"]], names)[0] if sent_back else ""


def is_of_id_alone(problem: Problem) -> bool:
    """Tell whether only the id made of the title does not fit."""
    return bool(problem.errors) and all(e["pointer"] == "/id" for e in problem.errors or ())


def title_of(draft: Doc) -> str:
    """Return what a profile is called in the reader's language."""
    return str(worded(draft["facts"]["title"]))
