"""How one wants to be told: the language of mails, and what is mailed besides the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import worded

PATH = "/account/preferences"
SHOW, CHANGE = api("GET me/preferences"), api("PUT me/preferences")
BOTH = "both"
LANGUAGES = ((BOTH, "preferences-both"), ("de", "account-german"), ("en", "account-english"))
FIELDS = (
    Field("language", "preferences-language", kind="radios", options=LANGUAGES),
    Field("mail", "preferences-mail", kind="checkboxes", required=False,
          hint="preferences-mail-hint", pointer="/without_mail"),
)  # fmt: skip


@dataclass(frozen=True)
class PreferencePages:
    """``/account/preferences``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("preferences", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.change, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show what is preferred now."""
        self.frame.signed_in()
        preferred = self.frame.ask(SHOW)
        mailed = [group["group"] for group in _chosen(preferred) if group["mail"]]
        language = preferred["language"] or BOTH
        return self._page(preferred, self.frame.blank(FIELDS, language=language, mail=mailed))

    def change(self) -> Response:
        """Keep what is preferred from now on."""
        form = self.frame.sent(FIELDS)
        preferred = self.frame.ask(SHOW)
        language, mailed = form.value("language"), form.value("mail")
        off = [one["group"] for one in _chosen(preferred) if one["group"] not in mailed]
        payload = {"language": None if language == BOTH else language, "without_mail": off}
        try:
            self.frame.act(form, CHANGE, payload=payload)
        except Problem as problem:
            return self._page(preferred, form.refused(problem))
        return self.frame.done(PATH, "preferences")

    def _page(self, preferred: Mapping[str, Any], form: Form) -> Response:
        options = [
            (one["group"], f"{worded(one['label'])}: {worded(one['holds'])}")
            for one in _chosen(preferred)
        ]
        always = [one for one in preferred["groups"] if one["mandatory"]]
        return self.frame.page(
            "account/preferences.html", form=form.with_options("mail", options), always=always
        )


def _chosen(preferred: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [group for group in preferred["groups"] if not group["mandatory"]]
