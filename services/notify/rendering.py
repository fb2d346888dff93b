"""Turns the facts of an event into a mail's words, German first and English below.

Nobody has told us which language they read, so a mail says everything in both; each part is
written from the texts of its language alone.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from services.common.words import LANGUAGES, Text, written
from services.notify import links
from services.notify.domain import phrases
from services.notify.domain.mails import MailText
from services.notify.domain.plain import one_line, prose
from services.notify.domain.reached import Recipient
from services.notify.words.mails import FOOTER

TEMPLATES = Path(__file__).parent / "templates"
WRITTEN_BY: dict[str, Callable[[Any], Text]] = {
    "day": phrases.day,
    "moment": phrases.moment,
    "word": phrases.word,
    "for_services": phrases.for_services,
}
"""What a template may do with a fact, in the language of the part it stands in."""


class MailTemplates:
    """The words of all kinds of mails; a fact that is missing is an error, never a gap."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url
        self.kinds = tomllib.loads((TEMPLATES / "wording.toml").read_text())
        self._in = {language: _environment(language) for language in LANGUAGES}
        self._ready: dict[tuple[str, str], Template] = {}
        layouts = self._in["de"]
        self._layout_text = layouts.get_template("layout.txt.j2")
        self._layout_html = layouts.get_template("layout.html.j2")

    def write(self, kind: str, to: Recipient, facts: Mapping[str, Any]) -> MailText:
        """Return one recipient's mail of this kind."""
        known = {"reason": None, **facts}
        parts = [self._part(kind, language, to, known) for language in LANGUAGES]
        subject = " / ".join(dict.fromkeys(part["subject"] for part in parts))
        url = links.page_url(self._public_url, self.kinds[kind]["page"], known)
        mail = {"parts": parts, "subject": subject, "url": url}
        text = self._layout_text.render(mail).strip() + "\n"
        return MailText(subject, text, self._layout_html.render(mail))

    def _part(
        self, kind: str, language: str, to: Recipient, facts: Mapping[str, Any]
    ) -> dict[str, Any]:
        words, service = self.kinds[kind][language], _service(facts)
        turn = phrases.next_step(facts, to.roles)
        known = {
            **facts,
            "service": service.in_language(language),
            "reason": _in(language, phrases.both(facts["reason"])),
        }
        return {
            "language": language,
            "subject": one_line(self._render(language, words["subject"], known)),
            "greeting": phrases.greeting(to.name).in_language(language),
            "paragraphs": _paragraphs(self._render(language, words["text"], known)),
            "facts": [
                (label.in_language(language), one_line(written(value, language)))
                for label, value in phrases.order_facts(facts.get("order"), service)
            ],
            "next": _in(language, turn),
            "action": words["action"],
            "footer": FOOTER.in_language(language),
        }

    def _render(self, language: str, words: str, facts: Mapping[str, Any]) -> str:
        return self._template(language, words).render(facts)

    def _template(self, language: str, words: str) -> Template:
        """Return the words made ready to be filled, once for all mails of their kind."""
        if (language, words) not in self._ready:
            self._ready[language, words] = self._in[language].from_string(words)
        return self._ready[language, words]


def _environment(language: str) -> Environment:
    """Escape in HTML only: the words are plain text until the HTML layout quotes them."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html.j2",), default_for_string=False),
        undefined=StrictUndefined,
        finalize=lambda value: _shown(value, language),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name, text_of in WRITTEN_BY.items():
        environment.filters[name] = _filter(text_of, language)
    return environment


def _filter(text_of: Callable[[Any], Text], language: str) -> Callable[[Any], str]:
    return lambda value: text_of(value).in_language(language)


def _in(language: str, text: Text | None) -> str | None:
    return text.in_language(language) if text else None


def _shown(value: Any, language: str) -> Any:
    """Clean what people wrote wherever a template shows it; Undefined still is an error.

    A number counts something, and is written as people write it.
    """
    if type(value) is int:
        return written(value, language)
    return prose(value) if type(value) is str else value


def _service(facts: Mapping[str, Any]) -> Text:
    """Return the service's title, in German where there is no English one."""
    told = (facts.get("service") or {}).get("title") or {}
    title = (facts.get("order") or {}).get("profile_title") or told
    german = str(title.get("de") or "")
    return Text(german, str(title.get("en") or german))


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
