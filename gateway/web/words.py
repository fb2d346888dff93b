"""What templates say: sentences of ours by key, and texts of any shape in the reader's language."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request

from gateway.sign_in.pages import local_path
from gateway.web.frame import formats
from gateway.words.for_pages import FOR_PAGES
from gateway.words.news import NOTICE_KINDS, state_of
from gateway.words.profile_page import PROFILE
from services.common import context
from services.common.words import LANGUAGES, Text, said, written


def say(key: str, **parameters: object) -> str:
    """Return a sentence of the pages in the reader's language."""
    return said(FOR_PAGES, key, parameters=parameters).in_language(language())


def worded(text: Any) -> Any:
    """Return a text in the reader's language: one of ours, or content that people wrote in both."""
    if isinstance(text, Text):
        return text.in_language(language())
    if isinstance(text, Mapping):
        return text[language()]
    return text


def counted(what: int | str | Mapping[str, Any]) -> str:
    """Return a count as people write it: 2.056; 2,056.

    Of a list it is how many things it has, as far as its service counts.
    """
    if isinstance(what, Mapping):
        total = what["total"]
        return say("more-than", count=total) if what.get("total_is_least") else counted(total)
    return written(what, language())


def as_title(text: Any) -> str:
    """Return a label as it stands alone: labels begin small, for they also stand in sentences."""
    label = str(worded(text))
    return label[:1].upper() + label[1:]


def option_text(text: Any) -> str:
    """Return what stands at a choice: a sentence of ours by key, or a text as it comes."""
    return say(text) if isinstance(text, str) and text in FOR_PAGES else str(worded(text))


def language() -> str:
    """Return the reader's language."""
    return context.current().language


def _of_the_reader() -> dict[str, Any]:
    own = language()
    other = LANGUAGES[1 - LANGUAGES.index(own)]
    asked = [
        (name, value)
        for name, value in request.args.items(multi=True)
        if name != "lang" and not (name == "next" and local_path(value) != value)
    ]
    return {
        "language": own,
        "other": other,
        "in_other": "?" + urlencode([*asked, ("lang", other)]),
    }


def teach(app: Flask) -> None:
    """Let the templates of the application say all this."""
    app.jinja_env.globals["say"] = say
    app.jinja_env.globals["about_profile"] = lambda key: worded(PROFILE[key])
    app.jinja_env.globals["news_state"] = lambda entry: worded(state_of(entry))
    app.jinja_env.globals["notice_kind"] = lambda code: worded(NOTICE_KINDS[code])
    app.jinja_env.filters["worded"] = worded
    app.jinja_env.filters["as_title"] = as_title
    app.jinja_env.filters["counted"] = counted
    app.jinja_env.globals["working_days_left"] = formats.working_days_left
    app.jinja_env.globals["option_text"] = option_text
    for name in ("day", "weekday", "moment", "until", "euros", "size"):
        app.jinja_env.filters[name] = getattr(formats, name)
    app.context_processor(_of_the_reader)
