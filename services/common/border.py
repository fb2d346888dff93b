"""Where input becomes types: a schema's verdict, with a JSON pointer for each bad field."""

from collections.abc import Iterator
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from services.common.errors import invalid_fields
from services.common.sentences import in_both_languages


class Border(Schema):
    """Base of all input schemas: an unknown field is an error, not ignored."""

    class Meta:
        unknown = RAISE


class Text(validate.Length):
    """A length that blanks do not count for."""

    def __call__(self, value: Any) -> Any:
        super().__call__(value.strip() if self.min else value)
        if self.max is not None and len(value) > self.max:
            super().__call__(value)
        return value


def text(longest: int = 200, shortest: int = 1) -> Text:
    """Bound a text field; one that must not be empty is not blank either."""
    return Text(min=shortest, max=longest)


def parse(schema: type[Border], payload: Any, *, partial: bool = False) -> dict[str, Any]:
    """Give the parsed input or raise Invalid naming every bad field.

    A ``partial`` input may lack fields; a nested object it has is whole all the same.
    """
    try:
        some = tuple(schema().fields) if partial else False
        return dict(schema(partial=some).load({} if payload is None else payload))
    except ValidationError as error:
        messages: Any = error.messages
        if isinstance(messages, list):
            messages = {"_schema": messages}
        raise invalid_fields(_flat(messages)) from error


def _flat(messages: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _flat(inner, pointer if name == "_schema" else f"{pointer}/{_escaped(name)}")
    elif isinstance(messages, list) and not any(isinstance(m, (dict, list)) for m in messages):
        yield pointer, " ".join(in_both_languages(str(message)) for message in messages)
    else:
        for inner in messages:
            yield from _flat(inner, pointer)


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


class PageQuery(Border):
    """What every list takes."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    cursor = fields.String(load_default=None, allow_none=True, validate=text(100))


def listing(items: list[Any], limit: int, cursor_of: Any, total: int) -> dict[str, Any]:
    """Shape a page of a list: ask the repository for ``limit + 1`` items and pass them all."""
    more = len(items) > limit
    shown = items[:limit]
    return {"items": shown, "next": cursor_of(shown[-1]) if more else None, "total": total}
