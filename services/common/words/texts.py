"""Texts for people: values with both languages, filled with parameters written as people write.

A sentence stands once, in a catalogue, under its code; ``{name}`` in it is a parameter.
Parameters are data: whatever is in one, a brace too, is written as it is.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

LANGUAGES = ("de", "en")
HERE = ZoneInfo("Europe/Berlin")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
LEFT_OUT = "…"
"""Written where a parameter is missing: a sentence with a gap is better than none."""
_PARAMETER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OTHER_MARKS = str.maketrans(",.", ".,")


def _log_missing(what: str) -> None:
    logging.getLogger(__name__).error("words_missing", extra={"facts": {"missing": what}})


missing: Callable[[str], None] = _log_missing
"""Told of each parameter or sentence that is not there; the tests make it an error."""


@dataclass(frozen=True)
class Text:
    """One text in German and English."""

    de: str
    en: str

    def filled(self, **parameters: object) -> "Text":
        """Return the text with its parameters written by the rules of each language."""
        return Text(*(_filled(getattr(self, one), one, parameters) for one in LANGUAGES))

    def in_language(self, language: str) -> str:
        """Return what a reader of this language sees; German where it is neither of ours."""
        return self.en if language == "en" else self.de

    def plain(self) -> dict[str, str]:
        """Return both languages as JSON, for events and what is stored."""
        return {"de": self.de, "en": self.en}


@dataclass(frozen=True)
class Counted:
    """A text whose words depend on ``{count}``."""

    one: Text
    other: Text

    def filled(self, **parameters: object) -> Text:
        """Return the form for this ``count``, filled like any text."""
        return (self.one if parameters.get("count") == 1 else self.other).filled(**parameters)


Sentence = Text | Counted
Catalogue = Mapping[str, Sentence]


def parameters_of(text: str) -> frozenset[str]:
    """Return the names of the parameters in one language of a text."""
    return frozenset(_PARAMETER.findall(text))


def written(value: object, language: str) -> str:
    """Return a parameter as people write it: 01.04.2027; 1 April 2027; 1.234,50; 1,234.50.

    A number counts something; what does not (a year, a postcode) is given as text.
    """
    match value:
        case Text():
            return value.in_language(language)
        case bool():
            return {"de": ("nein", "ja"), "en": ("no", "yes")}[language][value]
        case int() | float() | Decimal():
            return _number(value, language)
        case datetime():
            return _moment(value, language)
        case date():
            return _day(value, language)
        case list() | tuple():
            return ", ".join(written(item, language) for item in value)
    return str(value)


def in_language(value: Any, language: str) -> Any:
    """Return an answer with each text in it as a plain one of this language."""
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, Mapping):
        return {name: in_language(inner, language) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [in_language(inner, language) for inner in value]
    return value


def _filled(text: str, language: str, parameters: Mapping[str, object]) -> str:
    def value_of(named: re.Match[str]) -> str:
        value = parameters.get(named[1])
        if value is None:
            missing(f"{named[1]} in {text[:80]!r}")
            return LEFT_OUT
        return written(value, language)

    return _PARAMETER.sub(value_of, text) if "{" in text else text


def _number(value: float | Decimal, language: str) -> str:
    english = f"{Decimal(str(value)):,f}"
    return english if language == "en" else english.translate(_OTHER_MARKS)


def _day(day: date, language: str) -> str:
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d.%m.%Y}"


def _moment(moment: datetime, language: str) -> str:
    here = moment.astimezone(HERE) if moment.tzinfo else moment
    return f"{_day(here, language)}, {here:%H:%M}{'' if language == 'en' else ' Uhr'}"
