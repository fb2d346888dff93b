"""Where input becomes types: a schema's verdict, with a JSON pointer for each bad field."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, pre_load

from services.common.errors import invalid_fields
from services.common.fields import MOST_ERRORS, Line, Whole
from services.common.sentences import in_both_languages

MOST_UNKNOWN = 20
LONGEST_NAME = 60
"""How much of a field's name an answer repeats; the name may be the attack."""


class Border(Schema):
    """Base of all input schemas: an unknown field is an error, not ignored.

    Fields are those of ``services.common.fields``: a text is a ``Line`` or ``Paragraphs``, a list
    is ``Listed``, and all of them are bounded.
    """

    class Meta:
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
            errors: dict[str, Any] = {n: ["Unknown field."] for n in unknown[:MOST_UNKNOWN]}
            rest = f"Und {more} weitere unbekannte Felder. / And {more} more unknown fields."
            raise ValidationError({**errors, "_schema": [rest]})
        return given


def parse(schema: type[Border], payload: Any, *, partial: bool = False) -> dict[str, Any]:
    """Give the parsed input or raise Invalid naming every bad field, fifty at most.

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
        raise invalid_fields(_first(_flat(messages))) from error


@cache
def _reader(schema: type[Border]) -> Border:
    return schema()


def _first(problems: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give as many as somebody reads, and the number of the others."""
    named = list(islice(problems, MOST_ERRORS))
    more = sum(1 for _ in problems)
    rest = f"Und {more} weitere Fehler. / And {more} more errors."
    return [*named, ("", rest)] if more else named


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
    shown = str(name)
    if len(shown) > LONGEST_NAME:
        shown = shown[:LONGEST_NAME] + "…"
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in shown)
    return plain.replace("~", "~0").replace("/", "~1")


class PageQuery(Border):
    """What every list takes."""

    limit = Whole(1, 200, load_default=50)
    cursor = Line(200, load_default=None, allow_none=True)


def listing(items: list[Any], limit: int, cursor_of: Any, total: int) -> dict[str, Any]:
    """Shape a page of a list: ask the repository for ``limit + 1`` items and pass them all."""
    more = len(items) > limit
    shown = items[:limit]
    return {"items": shown, "next": cursor_of(shown[-1]) if more else None, "total": total}
