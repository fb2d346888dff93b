"""The directory of vendors and specialist systems: listed, entered, written anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.api.route import Route
from gateway.problems.problems import Problem
from gateway.web.editor import facts_form
from gateway.web.editor.choices import with_choices
from gateway.web.editor.merging import merged
from gateway.web.editor.profile_list import EDITS, PAGE
from gateway.web.editor.profile_pages import is_of_id_alone
from gateway.web.editor.sections import Section
from gateway.web.editor.slugs import slug_of
from gateway.web.editor.telling import told
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.needed import refused_with
from gateway.web.words import say

KINDS = ("manufacturer", "it_provider", "it_association")
DEMO = Field("demo", "ed-demo", "checkbox", required=False)
OF_VENDOR = (
    Field("name", "ed-vendor-name", longest=200),
    Field("kind", "ed-vendor-kind", "radios",
          options=[(kind, f"ed-vendor-kind-{kind}") for kind in KINDS]),
    Field("email", "ed-vendor-email", "email", "ed-vendor-email-hint", longest=200),
    Field("website", "ed-vendor-website", "url", required=False, longest=1000),
    DEMO,
)  # fmt: skip
OF_SYSTEM = (
    Field("name", "ed-system-name", "text", "ed-system-name-hint", longest=200),
    Field("manufacturer", "ed-system-manufacturer", "select", required=False),
    Field("versions", "ed-system-versions", "textarea", "ed-system-versions-hint", required=False),
    Field("description_de", "ed-system-description-de", "textarea", required=False,
          pointer="/description/de"),
    Field("description_en", "ed-system-description-en", "textarea", required=False,
          pointer="/description/en"),
    DEMO,
)  # fmt: skip
TAKEN = frozenset({"vendor-exists", "system-exists"})
MOST_TRIES = 20
"""So many names may come to one id before somebody has to find another."""
ID_STEM = 57
RACES = 3
"""So often a save is tried again when somebody else writes at the same moment."""


@dataclass(frozen=True)
class Noun:
    """One of the two directories: its address, its words' beginning, its routes and fields."""

    name: str
    fields: tuple[Field, ...]
    routes: Mapping[str, Route]
    key: str

    @property
    def section(self) -> Section:
        """Return its fields as what two editors may write at once."""
        return Section(self.name, self.fields)

    @property
    def path(self) -> str:
        """Return where its list is."""
        return f"/editor/{self.name}s"


VENDOR = Noun("vendor", OF_VENDOR, {
    "list": api("GET vendors"), "one": api("GET vendors/{vendor_id}"),
    "add": api("POST vendors"), "change": api("PUT vendors/{vendor_id}"),
}, "vendor_id")  # fmt: skip
SYSTEM = Noun("system", OF_SYSTEM, {
    "list": api("GET specialist-systems"), "one": api("GET specialist-systems/{system_id}"),
    "add": api("POST specialist-systems"), "change": api("PUT specialist-systems/{system_id}"),
}, "system_id")  # fmt: skip


@dataclass(frozen=True)
class DirectoryPages:
    """``/editor/vendors`` or ``/editor/systems``."""

    frame: Frame
    noun: Noun

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, path = Blueprint(f"editor_{self.noun.name}s", __name__), self.noun.path
        pages.add_url_rule(path, view_func=self.listed)
        pages.add_url_rule(f"{path}/new", view_func=self.ask)
        pages.add_url_rule(f"{path}/new", view_func=self.add, methods=["POST"])
        pages.add_url_rule(f"{path}/<entry_id>", view_func=self.show)
        pages.add_url_rule(f"{path}/<entry_id>", view_func=self.change, methods=["POST"])
        return pages

    def listed(self) -> Response:
        """Show the entries, a page at a time."""
        self.frame.permitted(EDITS)
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(self.noun.routes["list"], asked)
        return self.frame.page(
            "editor/directory.html", found=found, noun=self.noun.name, path=self.noun.path,
            pages=further(self.noun.path, asked, found),
        )  # fmt: skip

    def ask(self) -> Response:
        """Show the form for a new entry."""
        self.frame.permitted(EDITS)
        return self._form(self.frame.blank(facts_form.fields_of(self.noun.section, {})))

    def add(self) -> Response:
        """Enter one under an id made of its name."""
        form = self._sent()
        base = slug_of(str(form.value("name")))
        if not base:
            return self._form(refused_with(form, {"name": say("ed-name-needed")}))
        for number in range(1, MOST_TRIES + 1):
            id = base if number == 1 else f"{base[:ID_STEM].rstrip('-')}-{number}"
            try:
                self.frame.act(form, self.noun.routes["add"], payload={"id": id, **_facts(form)})
            except Problem as problem:
                if problem.code not in TAKEN and not is_of_id_alone(problem):
                    return self._form(form.refused(problem))
            else:
                return self.frame.done(self.noun.path, f"{self.noun.name}-entered")
        return self._form(form.with_errors({"name": say("ed-name-taken")}))

    def show(self, entry_id: str) -> Response:
        """Show one with its facts."""
        self.frame.permitted(EDITS)
        entry = self._entry(entry_id)
        form = facts_form.form_of(self.noun.section, entry)
        return self._form(self.frame.blank(form.fields, **form.values), entry)

    def change(self, entry_id: str) -> Response:
        """Write one anew; where somebody was first, what they wrote stands beside it."""
        form = self._sent()
        for attempt in range(RACES):
            entry = self._entry(entry_id)
            theirs = facts_form.form_of(self.noun.section, entry)
            both, changed = merged(self.noun.section, form, theirs)
            if changed:
                there = told(self.noun.section, with_choices(self.frame, theirs), changed)
                return self._form(both.with_errors({}, say("ed-entry-other")), entry, there)
            try:
                self.frame.act(
                    form, self.noun.routes["change"], payload=_facts(form),
                    version=entry["version"], **{self.noun.key: entry_id},
                )  # fmt: skip
            except Problem as problem:
                if problem.status != 412 or attempt == RACES - 1:
                    return self._form(form.refused(problem), entry)
            else:
                break
        return self.frame.done(self.noun.path, f"{self.noun.name}-written")

    def _sent(self) -> Form:
        return self.frame.sent(facts_form.fields_of(self.noun.section, {}))

    def _entry(self, entry_id: str) -> Any:
        return self.frame.ask(self.noun.routes["one"], None, **{self.noun.key: entry_id})

    def _form(
        self, form: Form, entry: Any = None, changed: list[tuple[str, str]] | None = None
    ) -> Response:
        return self.frame.page(
            "editor/directory_entry.html", form=with_choices(self.frame, form), entry=entry,
            noun=self.noun.name, path=self.noun.path, changed=changed or [],
        )  # fmt: skip


def _facts(form: Form) -> dict[str, Any]:
    """Return the entry as the API takes it; empty fields are left out."""
    facts = {
        name: value for name, value in payload_of(form).items() if name != facts_form.SEEN.name
    }
    if "versions" in facts:
        facts["versions"] = [one.strip() for one in facts["versions"].split("\n") if one.strip()]
    return facts
