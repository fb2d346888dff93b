"""No schema takes a text, a number, a time or a list that is not bounded and clean."""

from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import fields

from services.catalog.schemas.profile_parts import Cost
from services.common import topology
from services.common.validation import fields as ours
from services.common.validation.input import InputSchema
from tests.shape.sources import SERVICES, modules, shown

BOUNDED = (
    ours.Line, ours.Paragraphs, ours.Carried, ours.Email, ours.WebAddress, ours.Whole, ours.Day,
    ours.Moment, ours.Listed,
)  # fmt: skip
CLOSED = (ours.Nested, ours.Boolean, ours.Choice, Cost)
"""They take nothing of their own accord: another schema, yes or no, one of some words."""
LONGEST_TEXT = 10_000
FILES = {"content", "records", "blocks"}
BARE = (
    "String", "Str", "Email", "Url", "URL", "Integer", "Int", "Float", "Decimal", "Number", "List",
    "Nested", "Boolean", "Bool", "Enum",
    "Date", "DateTime", "AwareDateTime", "NaiveDateTime", "Raw", "Dict", "Mapping", "UUID", "Tuple",
)  # fmt: skip


def schemas() -> Iterator[type[InputSchema]]:
    for service in SERVICES:
        topology.service_class(service)
    waiting = [InputSchema]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("services."):
                yield kind


def leaves(schema: type[InputSchema]) -> Iterator[tuple[str, Any]]:
    for name, field in schema().fields.items():
        yield name, field
        while isinstance(field, fields.List):
            field = field.inner
            yield name, field


def test_every_service_has_schemas() -> None:
    assert {kind.__module__.split(".")[1] for kind in schemas()} >= set(SERVICES)


@pytest.mark.parametrize("schema", sorted(set(schemas()), key=str), ids=lambda s: s.__name__)
def test_every_field_is_bounded_or_closed(schema: type[InputSchema]) -> None:
    open_ = {
        name: field for name, field in leaves(schema) if not isinstance(field, (*BOUNDED, *CLOSED))
    }

    assert open_ == {}


@pytest.mark.parametrize("schema", sorted(set(schemas()), key=str), ids=lambda s: s.__name__)
def test_every_text_has_its_greatest_length(schema: type[InputSchema]) -> None:
    for name, field in leaves(schema):
        if isinstance(field, (ours.Line, ours.Paragraphs)):
            assert 0 < field.length.max <= LONGEST_TEXT, name
        assert isinstance(field, ours.Carried) <= (name in FILES), name


@pytest.mark.parametrize(
    "path",
    [path for service in SERVICES for path in modules(f"services/{service}")],
    ids=shown,
)
def test_no_service_makes_a_bare_field(path: Any) -> None:
    code = path.read_text(encoding="utf-8")

    assert [kind for kind in BARE if f"fields.{kind}(" in code] == []


def test_nobody_else_judges_mail_addresses_or_texts() -> None:
    judging = [
        shown(path)
        for path in modules("services", "gateway")
        if "validate.Email" in path.read_text() or "fields.Email" in path.read_text()
    ]

    assert judging == []
