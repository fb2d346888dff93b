"""Whatever is wrong with an input is said in both languages."""

from enum import Enum
from typing import Any

import pytest
from marshmallow import ValidationError, fields

from services.common.errors import Wrong
from services.common.validation.fields import (
    Boolean,
    Choice,
    Day,
    Email,
    Line,
    Listed,
    Moment,
    Nested,
    WebAddress,
    Whole,
)
from services.common.validation.input import InputSchema
from services.common.validation.rules import Equal, NoneOf, OneOf, Pattern, TextLength, Unfit
from services.common.words import Counted, Text


class Colour(Enum):
    RED = "red"


class Empty(InputSchema):
    """Takes nothing."""


WRONG: list[tuple[fields.Field[Any], Any]] = [
    (Line(3), "four"),
    (Line(9, validate=TextLength(min=3)), "no"),
    (Line(9, shortest=3), "no"),
    (Whole(1, 5), 6),
    (Whole(1, validate=OneOf([1])), 0),
    (Line(validate=OneOf(["a", "b"])), "c"),
    (Line(validate=NoneOf(["a", "b"])), "a"),
    (Line(validate=Pattern("a")), "b"),
    (Line(required=True), None),
    (Line(), 1),
    (Whole(), "x"),
    (Whole(), float("inf")),
    (Boolean(), "x"),
    (Boolean(validate=Equal(True)), False),
    (Choice(Colour, by_value=True), "blue"),
    (Day(), "x"),
    (Moment(), "x"),
    (Moment(), "2026-11-25T10:00:00"),
    (Email(), "x"),
    (WebAddress(), "x"),
    (Listed(Line(), 3), "x"),
    (Listed(Line(), 3), ["x"] * 4),
    (Listed(Line(), 3, least=1), []),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_is_said_in_both_languages(field: fields.Field[Any], value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        field.deserialize(value)

    wrong: Any = refused.value.messages[0]
    text = wrong.said()
    assert len(text.de.split()) > 2
    assert len(text.en.split()) > 2
    assert text.de != text.en


def test_an_object_that_is_none_is_said_so() -> None:
    with pytest.raises(ValidationError) as refused:
        Nested(Empty).deserialize("x")

    wrong: Any = refused.value.messages["_schema"][0]
    assert wrong == Wrong("no-object")


def test_numbers_are_kept() -> None:
    with pytest.raises(ValidationError) as refused:
        Line(60).deserialize("x" * 61)

    wrong: Any = refused.value.messages[0]
    assert wrong.said() == Text(
        "Möglich sind höchstens 60 Zeichen.", "No more than 60 characters, please."
    )


def test_a_field_may_say_it_in_its_own_texts() -> None:
    own: Any = {"required": Text("Wer leitet die Stelle?", "Who leads this body?")}

    with pytest.raises(ValidationError) as refused:
        Nested(Empty, required=True, error_messages=own).deserialize(fields.missing_)

    assert refused.value.messages == [own["required"]]


def test_a_rule_may_name_its_own_sentence() -> None:
    with pytest.raises(Unfit) as refused:
        Pattern("a", key="not-a-letter", letter="a")("b")

    assert refused.value.messages == [Wrong("not-a-letter", letter="a")]


def test_counted_sentences_know_one() -> None:
    entries = Counted(Text("ein Eintrag", "one entry"), Text("{count} Einträge", "{count} entries"))

    assert [entries.filled(count=n).en for n in (0, 1, 2)] == [
        "0 entries",
        "one entry",
        "2 entries",
    ]
