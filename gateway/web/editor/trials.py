"""Waves tried out: whether a body could order on a day by the working copy, and by which wave."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.account.register import found_bodies
from gateway.web.editor.profile_list import EDITS, PATH
from gateway.web.editor.profile_pages import DRAFT, title_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say
from services.common import clock

TRIAL = api("GET profiles/{profile_id}/draft/trial")
FIELDS = (
    Field("q", "ed-trial-body", hint="ed-trial-body-hint", longest=100),
    Field("on", "ed-trial-on", "date"),
    Field("body", "ed-trial-which", "radios", required=None),
)


@dataclass(frozen=True)
class TrialPages:
    """``/editor/profiles/<id>/trial``: a form that asks and changes nothing."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("editor_trials", __name__)
        pages.add_url_rule(f"{PATH}/<profile_id>/trial", view_func=self.show)
        return pages

    def show(self, profile_id: str) -> Response:
        """Ask for a body and a day, and show the answer."""
        self.frame.permitted(EDITS)
        given = self.frame.given()
        today = clock.local_date(clock.now()).isoformat()
        form = Form(
            FIELDS, {"on": today, **{f.name: given[f.name] for f in FIELDS if f.name in given}}
        )
        found = found_bodies(self.frame, str(form.value("q")))
        body = found.meant(str(form.value("body")))
        if form.value("q") and not found.items:
            form = form.with_errors({"q": say("ed-no-such-body", name=form.value("q"))})
        elif "on" in given and not form.value("q"):
            form = form.with_errors({"q": say("field-needed")})
        form = form.with_options("body", found.options if len(found.items) > 1 else ())
        asked: dict[str, Any] = {"draft": self.frame.asking(DRAFT, profile_id=profile_id)}
        if body:
            query = {"body": body, "on": str(form.value("on"))}
            asked["trial"] = self.frame.asking(TRIAL, query, profile_id=profile_id)
        try:
            answers = self.frame.ask_all(**asked)
        except Problem as problem:
            if problem.status != 422:
                raise
            form = form.refused(problem)
            answers = {"draft": self.frame.ask(DRAFT, profile_id=profile_id)}
        return self.frame.page(
            "editor/trial.html", form=form, draft=answers["draft"], trial=answers.get("trial"),
            title=title_of(answers["draft"]), searched=bool(form.value("q")), body=body,
            names=self.frame.body_names.of({body}) if body else {},
        )  # fmt: skip
