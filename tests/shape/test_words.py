"""Every sentence for people stands once, in both languages, in the words of its service."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from services.common import topology
from services.common.errors import KINDS
from services.common.words import KERNEL, Catalogue, Counted, Sentence, Text, parameters_of
from tests.shape.sources import ROOT, SERVICES, modules, shown, tree
from tests.shape.spoken import sentences_in

AREAS = (*(f"services/{service}" for service in SERVICES), "services/common", "gateway")
NOT_SHOWN = {
    "notify.LineKind": "tells programs who made a line; people read the label of its author",
}
"""Choices whose values nobody sees, each with its reason."""
NOT_FOR_PEOPLE: dict[str, str] = {
    "gateway/problems/permissions.py": "a table of texts itself: who may be asked, by permission",
    "gateway/problems/explanations.py": "reads the table of problems, and its general entry",
    "services/identity/domain/names.py": "how names are spelled",
    "services/catalog/search/german.py": "the words a search leaves out",
    "services/notify/domain/reply_text.py": "how clients mark what an answer by mail quotes",
    "services/contracts/evidence/verifier/findings.py": "goes along as a part of one file",
    "services/contracts/samples.py": "made up facts of the samples, printed as they are",
}
"""Files with words that are no sentences of ours, each with its reason."""
FEWER_WORDS = 3
GATEWAY_HAS = (ROOT / "gateway/words.py").exists() or (ROOT / "gateway/words").exists()
SHOWN = re.compile(r"(State|Status|Reason|Failure|Role|Kind|Basis|Sphere|Financing|Level|Cost)$")
"""What choices are called whose values a person may see."""
RULES = ("Pattern", "OneOf", "NoneOf", "Equal")
"""Validators that name their sentence by ``key``."""


def words_of(area: str) -> Catalogue:
    """Return the catalogue of an area; an empty one where there is none yet."""
    folder, _, service = area.partition("/")
    if service == "common":
        return KERNEL
    if folder == "services":
        words: Catalogue = topology.service_class(service).words
        return words
    return getattr(importlib.import_module("gateway.words"), "WORDS", {}) if GATEWAY_HAS else {}


class Raised:
    """A place that says no: ``keys`` of its sentence and the parameters it gives."""

    def __init__(self, path: Path, call: ast.Call, name: str) -> None:
        self.at = f"{shown(path)}:{call.lineno}"
        self.name = name
        self.texts = [_constant(argument) for argument in call.args[:2]]
        self.second = call.args[1] if len(call.args) > 1 else None
        self.open = any(keyword.arg is None for keyword in call.keywords)
        self.given = {keyword.arg for keyword in call.keywords} - {None, "parameters"}
        self.key: str | None = None
        for keyword in call.keywords:
            if keyword.arg == "parameters":
                self._take(keyword.value)
            if keyword.arg == "key":
                self.key = _constant(keyword.value)
        if name in RULES:
            self.texts = [self.key]
            self.given |= {"choices", "value"}

    def _take(self, parameters: ast.expr) -> None:
        if not isinstance(parameters, ast.Dict):
            self.open = True
            return
        names = [_constant(key) if key is not None else None for key in parameters.keys]
        self.open = self.open or None in names
        self.given |= set(names)

    @property
    def keys(self) -> list[str]:
        """Return the keys of its sentence, the narrower first; none where it says one itself."""
        first, *rest = self.texts
        if self.name in ("Wrong", "Unfit"):
            return [first] if first else []
        if self.name in RULES:
            return [self.key] if self.key else []
        if isinstance(self.second, ast.JoinedStr) or (rest and rest[0] and " " in rest[0]):
            return []
        return [key for key in (*rest, first) if key]


def _constant(node: ast.expr | None) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None


def area_of(path: Path) -> str:
    return next(area for area in AREAS if shown(path).startswith(f"{area}/"))


def raised() -> Iterator[tuple[str, Raised]]:
    for path in modules("services", "gateway"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args:
                name = ast.unparse(node.func).rpartition(".")[2]
                if name in (*KINDS, *RULES, "Wrong", "Unfit"):
                    yield area_of(path), Raised(path, node, name)


def sentence_of(area: str, keys: list[str]) -> Sentence | None:
    for catalogue in (words_of(area), KERNEL):
        for key in keys:
            if key in catalogue:
                return catalogue[key]
    return None


def forms(sentence: Sentence) -> list[Text]:
    return [sentence.one, sentence.other] if isinstance(sentence, Counted) else [sentence]


def needed(sentence: Sentence) -> set[str]:
    return {name for form in forms(sentence) for text in (form.de, form.en)
            for name in parameters_of(text)}  # fmt: skip


def unworded() -> Iterator[tuple[str, str]]:
    """Yield area and place of whatever is raised with no sentence, or one that cannot be filled.

    A key that is a member of a value is not to be seen here: what makes such values is tested.
    """
    for area, place in raised():
        if place.texts[0] is None or isinstance(place.second, ast.Attribute):
            continue
        sentence = sentence_of(area, place.keys)
        if sentence is None or (not place.open and needed(sentence) - place.given):
            yield area, place.at


def catalogues() -> Iterator[tuple[str, str, Sentence]]:
    for area in AREAS:
        for key, sentence in words_of(area).items():
            yield area, key, sentence


def test_whatever_is_raised_has_its_words_and_their_parameters() -> None:
    assert list(unworded()) == []


def test_places_that_raise_are_found_at_all() -> None:
    places = list(raised())

    assert {area for area, _ in places} >= set(AREAS) - {"services/notify"}
    assert len(places) > 150


def test_every_sentence_has_more_than_three_words_in_both_languages() -> None:
    short = [
        (area, key)
        for area, key, sentence in catalogues()
        for form in forms(sentence)
        if min(len(form.de.split()), len(form.en.split())) <= FEWER_WORDS
    ]

    assert short == []


def test_both_languages_have_the_same_parameters() -> None:
    uneven = [
        (area, key)
        for area, key, sentence in catalogues()
        for form in forms(sentence)
        if parameters_of(form.de) != parameters_of(form.en)
    ]

    assert uneven == []


def test_no_sentence_is_said_in_one_language_twice() -> None:
    alike = [
        (area, key)
        for area, key, sentence in catalogues()
        for form in forms(sentence)
        if form.de == form.en or " / " in form.de + form.en
    ]

    assert alike == []


def test_no_sentence_stands_outside_the_words() -> None:
    found = [
        f"{shown(path)}:{line} {text[:60]}"
        for path in modules("services", "gateway")
        if not re.search(r"/words(/|\.py)", shown(path)) and shown(path) not in NOT_FOR_PEOPLE
        for line, text in sentences_in(tree(path))
    ]

    assert found == []


def test_every_exception_is_still_there() -> None:
    assert [file for file in NOT_FOR_PEOPLE if not (ROOT / file).exists()] == []


def choices() -> Iterator[tuple[str, type[StrEnum]]]:
    """Yield service and choice whose values people may see."""
    for service in SERVICES:
        for path in modules(f"services/{service}"):
            names = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)
                     and [ast.unparse(base) for base in node.bases] == ["StrEnum"]]  # fmt: skip
            module = shown(path).removesuffix(".py").replace("/", ".")
            for name in filter(SHOWN.search, names):
                yield service, getattr(importlib.import_module(module), name)


def tables_of(service: str) -> list[set[str]]:
    """Return the codes of each table of texts in the words of a service."""
    names = [f"services.{service}.words"]
    with suppress(ModuleNotFoundError):
        package = importlib.import_module(names[0])
        inner = pkgutil.iter_modules(getattr(package, "__path__", []))
        names += [f"{names[0]}.{module.name}" for module in inner]
        found = [vars(importlib.import_module(name)).values() for name in names]
        return [
            {str(code) for code in table}
            for values in found
            for table in values
            if isinstance(table, Mapping) and any(isinstance(t, Text) for t in table.values())
        ]
    return []


def test_every_code_people_may_see_has_its_words() -> None:
    unnamed = {
        f"{service}.{choice.__name__}"
        for service, choice in choices()
        if not any({str(value) for value in choice} <= table for table in tables_of(service))
    }

    assert unnamed == set(NOT_SHOWN)


def test_choices_are_found_at_all() -> None:
    assert {choice.__name__ for _, choice in choices()} >= {"MailState", "OrderState", "Role"}
