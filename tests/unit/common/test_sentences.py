"""Whatever marshmallow finds wrong is said in both languages."""

from typing import Any

import pytest
from marshmallow import ValidationError, fields, validate

from services.common.validation.messages import in_both_languages

WRONG: list[tuple[fields.Field[Any], Any]] = [
    (fields.String(validate=validate.Length(max=3)), "four"),
    (fields.String(validate=validate.Length(min=3)), "no"),
    (fields.String(validate=validate.Length(1, 3)), "four"),
    (fields.String(validate=validate.Length(equal=3)), "four"),
    (fields.Integer(validate=validate.Range(1, 5)), 6),
    (fields.Integer(validate=validate.Range(min=1)), 0),
    (fields.Integer(validate=validate.Range(max=5)), 6),
    (fields.String(validate=validate.OneOf(["a", "b"])), "c"),
    (fields.String(validate=validate.Regexp("a")), "b"),
    (fields.String(required=True), None),
    (fields.String(), 1),
    (fields.Integer(), "x"),
    (fields.Float(), "x"),
    (fields.Boolean(), "x"),
    (fields.Date(), "x"),
    (fields.DateTime(), "x"),
    (fields.Email(), "x"),
    (fields.Url(), "x"),
    (fields.List(fields.String()), "x"),
    (fields.Dict(), "x"),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_message_is_said_in_both_languages(field: fields.Field[Any], value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        field.deserialize(value)

    (message,) = refused.value.messages
    german, _, english = in_both_languages(str(message)).partition(" / ")
    assert german
    assert english
    assert german != english


def test_numbers_are_kept() -> None:
    said = in_both_languages("Length must be between 2 and 60.")

    assert said == "2 bis 60 Zeichen oder Einträge. / 2 to 60 characters or entries."


def test_a_sentence_of_our_own_stays() -> None:
    ours = "Das ist kein LeiKa-Schlüssel. / Not a LeiKa key."

    assert in_both_languages(ours) == ours
