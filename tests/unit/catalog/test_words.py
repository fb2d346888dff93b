"""Every refusal and every code that people see has its words in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services import catalog
from services.catalog.domain.availability import availability_of
from services.catalog.domain.choices import (
    BODY_KINDS,
    Financing,
    ProfileKind,
    Sphere,
    Status,
    TrustLevel,
    WhoContracts,
)
from services.catalog.entrypoints.help import HelpCalls
from services.catalog.ozg.names import warnings_of
from services.catalog.schemas.profiles import ProfileFacts
from services.catalog.service import CatalogService
from services.catalog.shipped.profiles import read_profiles
from services.catalog.words import WORDS
from services.catalog.words.availability import ANSWERS, REASONS
from services.catalog.words.labels import LABELS, MINISTRIES, label_of
from services.common import clock
from services.common.errors import Conflict, Invalid, NotFound
from services.common.validation.input import parse
from services.common.words import KERNEL, Counted, Sentence, Text, parameters_of
from tests.said import answered, said, said_fields

FOLDER = Path(catalog.__file__).parent
RAISED = {"Conflict", "NotFound", "Forbidden", "Unauthenticated", "Wrong", "Unfit"}
CODED = {
    "kind": ProfileKind, "status": Status, "financing": Financing, "body_kind": BODY_KINDS,
    "sphere": Sphere, "vg_contracts": WhoContracts, "trust_level": TrustLevel,
}  # fmt: skip


def calls() -> Iterator[ast.Call]:
    for path in FOLDER.rglob("*.py"):
        tree = ast.parse(path.read_text())
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def keys() -> Iterator[str]:
    """Yield what a sentence is raised by, the second word of a refusal before its code."""
    for call in calls():
        named = [a.value for a in call.args if isinstance(a, ast.Constant)]
        if getattr(call.func, "id", "") in RAISED and named and isinstance(named[0], str):
            is_refusal = getattr(call.func, "id", "") not in ("Wrong", "Unfit")
            yield str(named[1] if is_refusal and len(named) > 1 else named[0])
        yield from (
            str(keyword.value.value)
            for keyword in call.keywords
            if keyword.arg == "key" and isinstance(keyword.value, ast.Constant)
        )


def forms(sentence: Sentence) -> list[Text]:
    return [sentence.one, sentence.other] if isinstance(sentence, Counted) else [sentence]


def test_every_key_that_is_raised_has_its_sentence() -> None:
    raised = set(keys())

    assert len(raised) > 40
    assert raised - set(WORDS) - set(KERNEL) == set()
    assert CatalogService.words is WORDS


@pytest.mark.parametrize("key", WORDS)
def test_a_sentence_says_the_same_in_both_languages(key: str) -> None:
    for text in forms(WORDS[key]):
        assert parameters_of(text.de) == parameters_of(text.en)
        assert text.de != text.en
        assert " / " not in text.de + text.en


def test_every_code_of_a_facet_has_its_label() -> None:
    for facet, codes in CODED.items():
        assert set(map(str, codes)) <= set(LABELS[facet]), facet


def test_ministries_are_called_by_name() -> None:
    rows = read_profiles()

    assert {row["ministry"] for row in rows} <= set(MINISTRIES)
    assert label_of("ministry", "StMD").en == "Ministry for Digital Affairs"
    assert label_of("ministry", "StX").de == "StX"


def test_availability_is_said_in_the_reader_s_language() -> None:
    announced = {
        **read_profiles()[0], "status": "published", "kind": "efa", "waves": [],
        "target_kinds": ["municipality"],
        "release": {"status": "announced", "from_date": "2099-04-01"},
    }  # fmt: skip

    says = availability_of(announced, clock.local_date(clock.now())).shown()

    assert answered(says) == {"code": "announced", "word": "noch nicht", "reason": "Ab 01.04.2099."}
    assert answered(says, "en")["reason"] == "From 1 April 2099."
    assert all(parameters_of(text.de) == parameters_of(text.en) for text in REASONS.values())
    assert len(ANSWERS) == 7


def test_a_refusal_is_said_in_the_reader_s_language() -> None:
    calls: Any = HelpCalls()
    calls.help_texts = SimpleNamespace(written=dict)
    with pytest.raises(NotFound) as refused:
        calls.get_help("nothing")

    assert said(refused.value, "catalog") == "Diese Frage gibt es in der Hilfe nicht."
    assert said(refused.value, "catalog", "en") == "There is no such question in the help."
    most = Conflict("too-many-watches", most=200)
    assert "200" in said(most, "catalog")


def test_a_wrong_field_is_said_in_the_reader_s_language() -> None:
    with pytest.raises(Invalid) as refused:
        parse(ProfileFacts, {"leika_keys": ["1"]})

    assert "99" in said_fields(refused.value, "catalog")["/leika_keys/0"]
    assert said_fields(refused.value, "catalog", "en")["/leika_keys/0"].startswith("That is no")


def test_a_key_that_is_not_listed_is_a_warning_in_words() -> None:
    (warning,) = warnings_of({"leika_keys": ["99999999999000"], "ozg_id": None})

    assert "99999999999000" in answered(warning)["detail"]
    assert "not in the catalogue" in answered(warning, "en")["detail"]
