"""Turns the facts of an event into a mail's words, German first and English below."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notify import links
from services.notify.domain.mails import MailText
from services.notify.domain.phrases import (
    english_date,
    english_time,
    footer,
    german_date,
    german_time,
    greeting,
    next_step,
    order_facts,
    word,
)
from services.notify.domain.plain import one_line, prose
from services.notify.domain.recipients import Recipient

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("de", "en")


class MailTemplates:
    """The words of all kinds of mails; a fact that is missing is an error, never a gap."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url
        self.kinds = tomllib.loads((TEMPLATES / "wording.toml").read_text())
        self._templates = _environment()
        self._layout_text = self._templates.get_template("layout.txt.j2")
        self._layout_html = self._templates.get_template("layout.html.j2")

    def write(self, kind: str, to: Recipient, facts: Mapping[str, Any]) -> MailText:
        """Give one recipient's mail of this kind."""
        known = {"reason": None, **facts}
        parts = [self._part(kind, language, to, known) for language in LANGUAGES]
        subject = " / ".join(dict.fromkeys(part["subject"] for part in parts))
        url = links.page_url(self._public_url, self.kinds[kind]["page"], known)
        shown = {"parts": parts, "subject": subject, "url": url}
        text = self._layout_text.render(shown).strip() + "\n"
        return MailText(subject, text, self._layout_html.render(shown))

    def _part(
        self, kind: str, language: str, to: Recipient, facts: Mapping[str, Any]
    ) -> dict[str, Any]:
        words = self.kinds[kind][language]
        known = {**facts, "service": _service(facts, language)}
        return {
            "language": language,
            "subject": one_line(self._render(words["subject"], known)),
            "greeting": greeting(language, to.name),
            "paragraphs": _paragraphs(self._render(words["text"], known)),
            "facts": order_facts(language, facts.get("order"), known["service"]),
            "next": next_step(language, facts),
            "action": words["action"],
            "footer": footer(language),
        }

    def _render(self, words: str, facts: Mapping[str, Any]) -> str:
        return self._templates.from_string(words).render(facts)


def _environment() -> Environment:
    """Escape in HTML only: the words are plain text until the HTML layout quotes them."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html.j2",), default_for_string=False),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["german_date"] = german_date
    environment.filters["english_date"] = english_date
    environment.filters["german_time"] = german_time
    environment.filters["english_time"] = english_time
    environment.filters["word"] = word
    return environment


def _shown(value: Any) -> Any:
    """Clean what people wrote wherever a template shows it; Undefined still is an error."""
    return prose(value) if type(value) is str else value


def _service(facts: Mapping[str, Any], language: str) -> str:
    """Give the service's title, in German where there is no English one."""
    title = (facts.get("order") or {}).get("profile_title") or {}
    return str(title.get(language) or title.get("de") or "")


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
