"""Every text people read is spelt as Debian's dictionaries and our own list of words have it."""

import importlib
import json
import pkgutil
import re
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from services.common.words import Counted, Text
from tests.shape.sources import ROOT, SERVICES

DICTIONARIES = {"de": "de_DE", "en": "en_GB"}
OWN_WORDS = Path(__file__).parent
PACKAGES = (
    "services.common.words", *(f"services.{name}.words" for name in SERVICES), "gateway.words"
)  # fmt: skip
FILES = (
    "gateway/problems/problems.json", "services/catalog/help/entries.json",
    "services/catalog/help/groups.json", "services/notify/templates/wording.toml",
)  # fmt: skip
NO_TEXTS = {"keywords", "capabilities", "pages"}
"""Search words in any spelling, codes, and the name of the other language."""
MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\w+\}|<[^>]+>|https?://\S+|\S+@\S+|`[^`]*`")
CODES = re.compile(r"\S*[_/\d.]+\w\S*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

Spoken = tuple[str, str, str]
"""Language, text, and where it stands."""


def modules() -> Iterator[ModuleType]:
    """Return every module that holds words."""
    for name in PACKAGES:
        module = importlib.import_module(name)
        yield module
        for inner in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
            yield importlib.import_module(inner.name)


def spoken(value: Any, place: str, language: str = "") -> Iterator[Spoken]:
    """Return the texts in a value; ``de`` and ``en`` are fields, keys, or every other of a list."""
    match value:
        case Text():
            yield from (("de", value.de, place), ("en", value.en, place))
        case Counted():
            yield from spoken([value.one, value.other], place)
        case str() if language:
            yield language, value, place
        case Mapping():
            for key in value.keys() - NO_TEXTS:
                within = key if key in DICTIONARIES else language
                yield from spoken(value[key], f"{place}/{key}", within)
        case list() | tuple():
            pairs = not language and all(isinstance(one, str) for one in value)
            for number, inner in enumerate(value):
                yield from spoken(inner, place, ("de", "en")[number % 2] if pairs else language)


def read(name: str) -> Any:
    """Read a file of texts."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else json.loads(text)


def all_texts() -> Iterator[Spoken]:
    """Return every text that people read."""
    for module in modules():
        held = {name: value for name, value in vars(module).items() if name.isupper()}
        for name, value in held.items():
            if not isinstance(value, str | tuple | list):
                yield from spoken(value, f"{module.__name__}.{name}")
    for name in FILES:
        yield from spoken(read(name), name)


def words_in(text: str) -> set[str]:
    """Return the words of a text, without codes, addresses and parameters."""
    return set(WORD.findall(CODES.sub(" ", MARKUP.sub(" ", text))))


def own_words(language: str) -> set[str]:
    """Return our own words: names and the field's terms no dictionary has."""
    lines = (OWN_WORDS / f"words.{language}.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def unknown(words: set[str], language: str) -> set[str]:
    """Return the words the dictionary does not have."""
    command = ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[language]]
    asked = "\n".join(sorted(words))
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, str]]:
    """Return each word by language, with a place where it stands."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for language, text, place in all_texts():
        for word in words_in(text):
            found[language].setdefault(word, f"{place}: {text[:80]}")
    return found


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_in_a_dictionary(texts: dict[str, dict[str, str]], language: str) -> None:
    strange = unknown(set(texts[language]) - own_words(language), language)

    assert {word: texts[language][word] for word in sorted(strange)} == {}


@pytest.mark.parametrize("language", DICTIONARIES)
def test_no_word_of_our_own_list_is_needless(
    texts: dict[str, dict[str, str]], language: str
) -> None:
    ours = own_words(language)

    assert ours == unknown(ours & set(texts[language]), language)


def test_a_misspelt_word_is_found() -> None:
    assert unknown({"Bestellung", "Bestelung"}, "de") == {"Bestelung"}
    assert unknown({"colour", "colur"}, "en") == {"colur"}


def test_the_texts_of_every_source_are_read(texts: dict[str, dict[str, str]]) -> None:
    places = {place.partition(":")[0] for found in texts.values() for place in found.values()}

    for source in (*PACKAGES, *FILES):
        assert any(place.startswith(source) for place in places), source
