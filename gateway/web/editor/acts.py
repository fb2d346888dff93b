"""What a second person decides about a profile, and what takes it off sale: each asked first."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.editor.naming import WrongName
from gateway.web.editor.people import editors
from gateway.web.editor.profile_list import EDITS, PATH
from gateway.web.editor.profile_pages import DRAFT, changes_of, four_eyes, title_of
from gateway.web.editor.related import id_of_title
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked

PAGE = "30"
USERS = api("GET profiles/{profile_id}/users")
VERSION = Field("version", kind="hidden")
IN_BOTH = (
    Field("reason_de", "ed-reason-de", "textarea", "ed-reason-hint", longest=500,
          pointer="/reason/de"),
    Field("reason_en", "ed-reason-en", "textarea", longest=500, pointer="/reason/en"),
)  # fmt: skip
SUCCESSOR = Field(
    "successor", "ed-successor", hint="ed-successor-hint", required=False, longest=200
)
ACTS: dict[str, tuple[Field, ...]] = {
    "publish": (VERSION,),
    "send-back": (Field("reason", "ed-send-back-reason", "textarea", longest=1000, rows=6),),
    "discard": (VERSION,),
    "pause": IN_BOTH,
    "retire": (*IN_BOTH, SUCCESSOR),
}
"""By the last step of the address: the fields that are asked."""
TOUCHING = frozenset({"pause", "retire"})
"""What those feel who have ordered it."""


@dataclass(frozen=True)
class ActPages:
    """``/editor/profiles/<id>/publish`` and the others of ``ACTS``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("editor_acts", __name__)
        at = f"{PATH}/<profile_id>/<any({', '.join(repr(act) for act in ACTS)}):act>"
        pages.add_url_rule(at, view_func=self.ask)
        pages.add_url_rule(at, view_func=self.do, methods=["POST"])
        return pages

    def ask(self, profile_id: str, act: str) -> Response:
        """Show what the step does, whom it touches and who may do it."""
        self.frame.permitted(EDITS)
        return self._page(profile_id, act, self.frame.blank(ACTS[act]))

    def do(self, profile_id: str, act: str) -> Response:
        """Do it, once."""
        form = self.frame.sent(ACTS[act])
        try:
            payload = self._payload(profile_id, form, act)
            done = self.frame.act(
                form, api(f"POST profiles/{{profile_id}}/{act}"), profile_id=profile_id,
                payload=payload,
            )  # fmt: skip
        except Problem as problem:
            return self._page(profile_id, act, form.refused(problem))
        never_public = act == "discard" and not done["profile_version"]
        return self.frame.done(PATH if never_public else f"{PATH}/{profile_id}", f"profile-{act}")

    def _payload(self, profile_id: str, form: Form, act: str) -> dict[str, Any]:
        """Return what the API takes; a successor is named by its title."""
        payload = payload_of(form)
        if "version" in payload:
            payload["version"] = form.whole("version")
        if "successor" in payload:
            try:
                payload["successor"] = id_of_title(
                    self.frame, payload["successor"], but={profile_id}
                )
            except WrongName as wrong:
                errors = [{"pointer": "/successor", "detail": wrong.said}]
                raise Problem(422, "invalid", errors=errors) from wrong
        return payload

    def _page(self, profile_id: str, act: str, form: Form) -> Response:
        """Show the step; the version it is about is the one that is shown with it."""
        asked = page_asked(self.frame.given(), PAGE)
        touched = {"users": self.frame.asking(USERS, asked, profile_id=profile_id)}
        found = self.frame.ask_all(
            draft=self.frame.asking(DRAFT, profile_id=profile_id),
            names=lambda: editors(self.frame),
            **(touched if act in TOUCHING else {}),
        )
        draft, users = found["draft"], found.get("users")
        if VERSION in ACTS[act]:
            form = form.with_values(version=str(draft["version"]))
        return self.frame.page(
            "editor/act.html", act=act, form=form, draft=draft, title=title_of(draft),
            eyes=four_eyes(self.frame, draft, found["names"]), users=users,
            changes=changes_of(self.frame, draft),
            bodies=self.frame.body_names.of({u["body"] for u in users["items"]}) if users else {},
            pages=further(f"{PATH}/{profile_id}/{act}", asked, users) if users else None,
        )  # fmt: skip
