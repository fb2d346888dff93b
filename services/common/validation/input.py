"""Where input becomes types: a schema's verdict, with a JSON pointer for each bad field."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, pre_load

from services.common.errors import Wrong, invalid_fields, pointer_part
from services.common.words import Text

MOST_UNKNOWN = 20
UNKNOWN, NO_OBJECT = Wrong("field-unknown"), Wrong("no-object")


class InputSchema(Schema):
    """Base of all input schemas: an unknown field is an error, not ignored.

    Fields are those of ``services.common.validation.fields``: a text is a ``Line`` or
    ``Paragraphs``, a list is ``Listed``, and all of them are bounded.
    """

    error_messages: dict[str, Any] = {"unknown": UNKNOWN, "type": NO_OBJECT}

    class Meta:
        """Refuse what nobody asked for."""

        unknown = RAISE

    @pre_load
    def count_unknown_fields(self, given: Any, **_: object) -> Any:
        """Refuse what is mostly unknown before anything in it is looked at."""
        if not isinstance(given, Mapping) or len(given) <= MOST_UNKNOWN:
            return given
        known = {field.data_key or name for name, field in self.load_fields.items()}
        unknown = [name for name in given if name not in known]
        if len(unknown) > MOST_UNKNOWN:
            more = len(unknown) - MOST_UNKNOWN
            errors: dict[str, Any] = {n: [UNKNOWN] for n in unknown[:MOST_UNKNOWN]}
            raise ValidationError({**errors, "_schema": [Wrong("fields-unknown", count=more)]})
        return given


def parse(schema: type[InputSchema], payload: Any, *, partial: bool = False) -> dict[str, Any]:
    """Return the parsed input or raise Invalid naming every bad field, fifty at most.

    A ``partial`` input may lack fields; a nested object it has is whole all the same.
    """
    try:
        reader = _reader(schema)
        some = tuple(reader.fields) if partial else False
        return dict(reader.load({} if payload is None else payload, partial=some))
    except ValidationError as error:
        messages: Any = error.messages
        if isinstance(messages, list):
            messages = {"_schema": messages}
        raise invalid_fields(_flat(messages)) from error


@cache
def _reader(schema: type[InputSchema]) -> InputSchema:
    return schema()


def _flat(messages: Any, pointer: str = "") -> Iterator[tuple[str, Wrong | Text]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            inside = "" if name == "_schema" else f"/{pointer_part(name)}"
            yield from _flat(inner, pointer + inside)
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, pointer)
    else:
        said = isinstance(messages, (Wrong, Text))
        yield pointer, messages if said else Wrong("value-unfit")
