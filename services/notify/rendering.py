"""Turns the facts of an event into a mail's words, in its reader's language.

Who has not said which one it is reads German first and English below; each part is written from
the texts of its language alone. The HTML is MJML, made into tables once per process.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import mrml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from services.common import config
from services.common.words import LANGUAGES, Text, written
from services.notify import links
from services.notify.domain import phrases
from services.notify.domain.mails import MailText
from services.notify.domain.occasions import BUNDLE
from services.notify.domain.papers import CARRYING
from services.notify.domain.plain import in_ascii, one_line, prose
from services.notify.domain.reached import Recipient
from services.notify.words import letters as frame

TEMPLATES = Path(__file__).parent / "templates"
WRITTEN_BY: dict[str, Callable[[Any], Text]] = {
    "day": phrases.day,
    "moment": phrases.moment,
    "word": phrases.word,
    "for_services": phrases.for_services,
}
"""What a template may do with a fact, in the language of the part it stands in."""
LONGEST_PREVIEW = 140
NUMBER = re.compile(r"\b(?:DM|V)-\d{4}-\d+")
"""Of an order or a contract."""


@dataclass(frozen=True)
class Sender:
    """Who sends the mails, as their last lines say it, and where its pages are: settings."""

    public_url: str = ""
    operator_name: str = "BayKommun AöR"
    operator_address: str = "Lilienthalallee 25, 80939 München"
    support_email: str = "projekt@baykommun.bayern"
    mailbox_uri: str = field(default="", repr=False)


class MailTemplates:
    """The words of all kinds of mails; a fact that is missing is an error, never a gap."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.kinds = tomllib.loads((TEMPLATES / "wording.toml").read_text())
        self._in = {language: _environment(language) for language in LANGUAGES}
        self._ready: dict[tuple[str, str], Template] = {}
        self._layout_text = _layouts(escaped=False).get_template("layout.txt.j2")
        self._layout_html = _layouts(escaped=True).from_string(_layout_html())

    @classmethod
    def of(cls, _runtime: Any) -> "MailTemplates":
        """Make those of a running process."""
        return cls(config.read(Sender))

    def write(self, kind: str, to: Recipient, facts: Mapping[str, Any]) -> MailText:
        """Return one recipient's mail of this kind."""
        by_mail = bool(self._sender.mailbox_uri)
        support = self._sender.support_email
        known = {"reason": None, "support_email": support, "by_mail": by_mail, **facts}
        languages = (to.language,) if to.language in LANGUAGES else LANGUAGES
        parts = [self._part(kind, language, to, known) for language in languages]
        url = links.page_url(self._sender.public_url, self.kinds[kind]["page"], known)
        entry = {part["language"]: [part["subject"], part["yours"] or ""] for part in parts}
        return replace(self._whole(parts, url), entry={"url": url, **entry})

    def write_bundle(self, name: str, entries: Sequence[Mapping[str, Any]]) -> MailText:
        """Return the mail that goes in the place of those with these entries."""
        languages = [language for language in LANGUAGES if language in entries[-1]]
        to = Recipient("", name, account="", language=languages[0] if len(languages) == 1 else None)
        facts = {"count": len(entries), "reason": None}
        parts = [
            self._part(BUNDLE, language, to, facts)
            | {"listed": [_listed(entry, language) for entry in entries]}
            for language in languages
        ]
        return self._whole(parts, links.page_url(self._sender.public_url, "start", {}))

    def _whole(self, parts: list[dict[str, Any]], url: str) -> MailText:
        """Put the parts, one for each language, into both layouts."""
        subject = " / ".join(dict.fromkeys(part["subject"] for part in parts))
        mail = {
            "parts": parts,
            "language": parts[0]["language"],
            "subject": subject,
            "preview": one_line(parts[0]["paragraphs"][0], LONGEST_PREVIEW),
            "url": url,
        }
        text = self._layout_text.render(mail).strip() + "\n"
        return MailText(subject, text, in_ascii(self._layout_html.render(mail)))

    def _part(
        self, kind: str, language: str, to: Recipient, facts: Mapping[str, Any]
    ) -> dict[str, Any]:
        words, service = self.kinds[kind][language], _service(facts)
        act = Text(*(self.kinds[kind][one]["action"] for one in LANGUAGES))
        turn = phrases.next_step(facts, to.roles, act)
        known = {
            **facts,
            "service": service.in_language(language),
            "reason": _in(language, phrases.both(facts["reason"])),
        }
        foot = _foot(self._sender, kind, language, to.roles, settings=to.account is not None)
        leave = [(frame.LEAVE.in_language(language), facts["leave"])] if "leave" in facts else []
        return {
            "language": language,
            "claim": frame.CLAIM.in_language(language),
            "subject": one_line(self._render(language, words["subject"], known)),
            "greeting": phrases.greeting(to.name).in_language(language),
            "paragraphs": _paragraphs(self._render(language, words["text"], known)),
            "facts": [
                (label.in_language(language), one_line(written(value, language)))
                for label, value in phrases.order_facts(facts, service)
            ],
            "yours": _in(language, turn.sentence) if turn and turn.yours else None,
            "what": _in(language, turn.what) if turn else None,
            "until": _in(language, turn.until) if turn else None,
            "theirs": _in(language, turn.sentence) if turn and not turn.yours else None,
            "action": words["action"],
            "listed": self._papers(kind, facts, service, language),
            **_foot(self._sender, kind, language, to.roles, settings=to.account is not None),
            "footer": foot["footer"],
            "links": [*leave, *foot["links"]],
        }

    def _papers(
        self, kind: str, facts: Mapping[str, Any], service: Text, language: str
    ) -> list[tuple[str, str, str]]:
        """Return where the papers are that go along with a mail of this kind."""
        if kind not in CARRYING:
            return []
        contract = frame.CONTRACT_FILE.filled(number=facts["contract"]["number"])
        documents = frame.DOCUMENTS.filled(service=service)
        where = links.papers(self._sender.public_url, facts)
        named = zip(where, (contract, documents), strict=True)
        return [(url, one_line(name.in_language(language)), "") for url, name in named]

    def _render(self, language: str, words: str, facts: Mapping[str, Any]) -> str:
        return self._template(language, words).render(facts)

    def _template(self, language: str, words: str) -> Template:
        """Return the words made ready to be filled, once for all mails of their kind."""
        if (language, words) not in self._ready:
            self._ready[language, words] = self._in[language].from_string(words)
        return self._ready[language, words]


FURNITURE = {
    "preferences": frame.PREFERENCES,
    "help": frame.HELP,
    "imprint": frame.IMPRINT,
    "privacy": frame.PRIVACY,
}
WITHOUT_PREFERENCES = frozenset({"confirm_address", "invitation", "account_erased"})
"""Kinds to people who have no account, or have it no more."""


def _listed(entry: Mapping[str, Any], language: str) -> tuple[str, str, str]:
    """Return address, subject and turn of one mail among several, in this language if it has it."""
    told = entry.get(language) or next(entry[one] for one in LANGUAGES if one in entry)
    return (entry["url"], *told)


@lru_cache(512)
def _foot(
    sender: Sender, kind: str, language: str, roles: frozenset[str], *, settings: bool
) -> dict[str, Any]:
    """Return why the reader gets it, who sends it, and where to go with questions."""
    sent_by = frame.SENDER.filled(
        name=sender.operator_name, address=sender.operator_address, email=sender.support_email
    )
    told = (phrases.why(kind, roles), sent_by, frame.NEVER_ASKED)
    return {
        "footer": [line.in_language(language) for line in told],
        "links": [
            (name.in_language(language), links.furniture(sender.public_url, page))
            for page, name in FURNITURE.items()
            if page != "preferences" or (settings and kind not in WITHOUT_PREFERENCES)
        ],
    }


@lru_cache(1)
def _layout_html() -> str:
    """Return the layout as HTML whose names are still to be filled, in lines as mails have them."""
    page = mrml.to_html((TEMPLATES / "layout.mjml.j2").read_text()).content
    lines = page.replace("</td></tr>", "</td></tr>\n").replace("<table", "\n<table").splitlines()
    return "\n ".join(stripped for line in lines if (stripped := line.strip()))


def _layouts(*, escaped: bool) -> Environment:
    """Return what the layouts are filled by; what they are filled with is clean already."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escaped,  # noqa: S701 - in HTML only
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = _unbroken
    return environment


def _unbroken(line: str) -> Markup:
    """Return a headline as HTML in which no number of an order or contract falls apart."""
    kept = '<span style="white-space:nowrap">\\g<0></span>'
    return Markup(NUMBER.sub(kept, str(escape(line))))  # noqa: S704 - escaped before


def _environment(language: str) -> Environment:
    """Return what words are filled by: plain text, until the HTML layout quotes it."""
    environment = _layouts(escaped=False).overlay(finalize=lambda value: _shown(value, language))
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
