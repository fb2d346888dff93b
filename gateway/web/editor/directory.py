"""The directory of vendors and specialist systems: listed, entered, written anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.api.route import Route
from gateway.problems.problems import Problem
from gateway.web.editor.choices import with_choices
from gateway.web.editor.profile_list import EDITS, PAGE
from gateway.web.editor.slugs import slug_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.words import say

KINDS = ("manufacturer", "it_provider", "it_association")
VERSION = Field("version", kind="hidden")
DEMO = Field("demo", "ed-demo", "checkbox", required=False)
OF_VENDOR = (
    Field("name", "ed-vendor-name", longest=200),
    Field("kind", "ed-vendor-kind", "radios",
          options=[(kind, f"ed-vendor-kind-{kind}") for kind in KINDS]),
    Field("email", "ed-vendor-email", "email", "ed-vendor-email-hint", longest=200),
    Field("website", "ed-vendor-website", "url", required=False, longest=1000),
    DEMO, VERSION,
)  # fmt: skip
OF_SYSTEM = (
    Field("name", "ed-system-name", "text", "ed-system-name-hint", longest=200),
    Field("manufacturer", "ed-system-manufacturer", "select", required=False),
    Field("versions", "ed-system-versions", "textarea", "ed-system-versions-hint", required=False),
    Field("description_de", "ed-system-description-de", "textarea", required=False,
          pointer="/description/de"),
    Field("description_en", "ed-system-description-en", "textarea", required=False,
          pointer="/description/en"),
    DEMO, VERSION,
)  # fmt: skip
NEW_VERSION = "0"
TAKEN = frozenset({"vendor-exists", "system-exists"})


@dataclass(frozen=True)
class Noun:
    """One of the two directories: its address, its words' beginning, its routes and fields."""

    name: str
    fields: tuple[Field, ...]
    routes: Mapping[str, Route]
    key: str

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
        return self._form(self.frame.blank(self.noun.fields, version=NEW_VERSION))

    def add(self) -> Response:
        """Enter one under an id made of its name."""
        form = self.frame.sent(self.noun.fields)
        id = slug_of(str(form.value("name")))
        if not id:
            return self._form(form.with_errors({"name": say("ed-name-needed")}))
        try:
            self.frame.act(form, self.noun.routes["add"], payload={"id": id, **_facts(form)})
        except Problem as problem:
            if problem.code in TAKEN:
                return self._form(form.with_errors({"name": say("ed-name-taken")}))
            return self._form(form.refused(problem))
        return self.frame.done(self.noun.path, f"{self.noun.name}-entered")

    def show(self, entry_id: str) -> Response:
        """Show one with its facts."""
        self.frame.permitted(EDITS)
        entry = self._entry(entry_id)
        return self._form(self.frame.blank(self.noun.fields, **_values(entry)), entry)

    def change(self, entry_id: str) -> Response:
        """Write one anew; where somebody was first, what they wrote stands beside it."""
        form = self.frame.sent(self.noun.fields)
        try:
            self.frame.act(
                form, self.noun.routes["change"], payload=_facts(form),
                version=form.whole("version"), **{self.noun.key: entry_id},
            )  # fmt: skip
        except Problem as problem:
            entry, refused = self._entry(entry_id), form.refused(problem)
            if problem.status != 412:
                return self._form(refused, entry)
            now = _values(entry)
            told = [
                (say(field.label), str(now[field.name]) or say("public-none-said"))
                for field in self.noun.fields
                if field.label and field.kind in ("text", "email", "url", "textarea")
                and now[field.name] != form.value(field.name)
            ]  # fmt: skip
            return self._form(refused.with_values(version=now["version"]), entry, told)
        return self.frame.done(self.noun.path, f"{self.noun.name}-written")

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
    facts = {name: value for name, value in payload_of(form).items() if name != VERSION.name}
    if "versions" in facts:
        facts["versions"] = [one.strip() for one in facts["versions"].split("\n") if one.strip()]
    return facts


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as its form shows it."""
    described = entry.get("description") or {}
    texts = {name: entry.get(name) or "" for name in ("name", "kind", "email", "website",
                                                      "manufacturer")}  # fmt: skip
    return {
        **texts,
        "demo": bool(entry.get("demo")),
        "versions": "\n".join(entry.get("versions") or ()),
        "description_de": described.get("de", ""),
        "description_en": described.get("en", ""),
        "version": str(entry["version"]),
    }
