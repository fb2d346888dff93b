"""One service as a page: what it is, who may order it, whom to ask, when it was last checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from gateway.api.route import PREFIX
from gateway.callers.principals import ANONYMOUS, Calls
from gateway.web.profile_texts import TEXTS
from services.common import context

LANGUAGES = ("de", "en")

Doc = dict[str, Any]


@dataclass(frozen=True)
class ProfilePages:
    """The page that feeds, news and mails lead to; it is in the reader's language."""

    calls: Calls

    def blueprint(self) -> Blueprint:
        """Give the route."""
        pages = Blueprint("profiles", __name__)
        pages.add_url_rule("/leistungen/<profile_id>", view_func=self.profile)
        return pages

    def profile(self, profile_id: str) -> Response:
        """Show a published service."""
        language = language_of(request.args.get("lang"), request.accept_languages)
        context.enter(replace(context.current(), language=language))
        arguments = {"profile_id": profile_id}
        shown: Doc = self.calls.call("catalog", "get", arguments=arguments, principal=ANONYMOUS)
        page = render_template(
            "profile.html",
            profile=shown,
            language=language,
            other=LANGUAGES[1 - LANGUAGES.index(language)],
            texts=TEXTS[language],
            day=lambda moment: day_of(moment, language),
            json_path=f"{PREFIX}/profiles/{shown['id']}",
        )
        response = make_response(page)
        response.headers["Content-Language"] = language
        response.vary.add("Accept-Language")
        return response


def language_of(named: str | None, accepted: Any) -> str:
    """Give the language that is asked for, else the reader's own, else German."""
    if named in LANGUAGES:
        return str(named)
    return accepted.best_match(LANGUAGES, default="de") or "de"


def day_of(moment: str, language: str) -> str:
    """Give the day of a date or time as it is written in the language."""
    year, month, day = moment[:10].split("-")
    return f"{day}.{month}.{year}" if language == "de" else f"{year}-{month}-{day}"


def path_of(profile: Mapping[str, Any]) -> str:
    """Give the path of a service's page."""
    return f"/leistungen/{profile['id']}"
