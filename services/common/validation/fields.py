"""The fields input may be made of: each bounded, so that no schema can forget it.

A test of the shape holds every schema to these, ``Nested``, ``Boolean`` and ``Enum``.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from services.common.errors import MOST
from services.common.validation import mail_addresses, rules, texts
from services.common.validation.rules import Length, Range, TextLength, Unfit, unfit
from services.common.words import Counted, Text

FIRST_YEAR, LAST_YEAR = 1900, 2199
GREATEST = 2**53 - 1
"""The greatest number every reader of JSON takes for what it is."""
LONGEST_TIME = 40
PORTION = 200
"""After so many items of a list the other work of the process has its turn."""
Validators = Any


class _Said:
    """A field whose sentences stand in our words: ``sentences`` names them.

    Texts in its own ``error_messages`` come before those.
    """

    error_messages: dict[str, Any]
    sentences: ClassVar[Mapping[str, str]] = {}
    _of_all: ClassVar[Mapping[str, str]] = {
        "required": "field-missing",
        "null": "field-empty",
        "validator_failed": "value-not-possible",
        "too_large": "number-too-large",
        "type": "no-object",
    }

    def make_error(self, key: str, **parameters: Any) -> ValidationError:
        """Return the error for a code of marshmallow, its sentence filled."""
        own = self.error_messages.get(key)
        if isinstance(own, (Text, Counted)):
            return ValidationError([own.filled(**parameters)])
        return Unfit({**self._of_all, **self.sentences}[key], **parameters)


class Nested(_Said, fields.Nested):
    """An object with a schema of its own."""


class Unread(Nested):
    """An object whose fields are read later and each on its own, by the schema it names."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise self.make_error("type", input=value, type=type(value).__name__)
        return dict(value)


class Boolean(_Said, fields.Boolean):
    """Yes or no."""

    sentences: ClassVar[Mapping[str, str]] = {"invalid": "no-yes-or-no"}


class Choice(_Said, fields.Enum[Any]):
    """One of the values of an enumeration."""

    sentences: ClassVar[Mapping[str, str]] = {"unknown": "one-of"}


def text(longest: int = 200, shortest: int = 1) -> TextLength:
    """Bound a text; one that must not be empty is not blank either."""
    return TextLength(min=shortest, max=longest)


def _all_of(first: Any, more: Validators) -> list[Any]:
    return [first, *(more if isinstance(more, (list, tuple)) else [more] if more else [])]


class _Bounded(_Said, fields.String):
    """A text whose length is looked at before anything else is done with it."""

    sentences: ClassVar[Mapping[str, str]] = {"invalid": "no-text", "invalid_utf8": "no-text"}
    clean: Callable[[str], str]

    def __init__(
        self, longest: int, *, shortest: int = 1, validate: Validators = None, **more: Any
    ) -> None:
        self.length = text(longest, shortest)
        super().__init__(validate=_all_of(self.length, validate), **more)

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if len(value) > (self.length.max or 0):
            self.length(value)
        try:
            return type(self).clean(value)
        except texts.UnfitText as error:
            raise unfit(error.wrong) from error


class Line(_Bounded):
    """A text of one line: a name, a title, a key, a filter; blanks around it mean nothing."""

    @staticmethod
    def clean(text: str) -> str:
        """Return the line without what nobody sees, at its ends neither."""
        return texts.one_line(text).strip()

    def __init__(self, longest: int = 200, **more: Any) -> None:
        super().__init__(longest, **more)


class Paragraphs(_Bounded):
    """A text of several lines."""

    clean = staticmethod(texts.several_lines)


class Carried(_Bounded):
    """A file as text, Base64 or lines of JSON; whoever reads the file checks what is in it."""

    clean = staticmethod(str)


class Email(_Bounded):
    """A mail address our relay can deliver to, its domain as DNS knows it."""

    clean = staticmethod(texts.one_line)

    def __init__(self, **more: Any) -> None:
        super().__init__(mail_addresses.LONGEST, **more)

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
        try:
            return mail_addresses.deliverable(super()._deserialize(value, *rest, **more))
        except mail_addresses.Undeliverable as error:
            raise unfit(error.wrong) from error


class WebAddress(_Bounded, fields.Url):
    """A web address, to be looked at further by its validators."""

    clean = staticmethod(texts.one_line)

    def __init__(self, longest: int = 500, **more: Any) -> None:
        super().__init__(longest, **more)
        self.validators[0] = rules.WebUrl()


class Whole(_Said, fields.Integer):
    """A whole number between bounds."""

    sentences: ClassVar[Mapping[str, str]] = {"invalid": "no-whole-number"}

    def __init__(
        self, least: int = 0, most: int = GREATEST, *, validate: Validators = None, **more: Any
    ) -> None:
        super().__init__(validate=_all_of(Range(least, most), validate), **more)

    def _validated(self, value: Any) -> int:
        if isinstance(value, str) and len(value) > 20:
            raise self.make_error("too_large", input=value)
        return super()._validated(value)


class Day(_Said, fields.Date):
    """A day of our time."""

    sentences: ClassVar[Mapping[str, str]] = {"invalid": "no-day", "format": "no-day"}

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        return _of_our_time(super()._deserialize(_short(self, value), *rest, **more))


class Moment(_Said, fields.AwareDateTime):
    """A time of our time, with its offset."""

    sentences: ClassVar[Mapping[str, str]] = {
        "invalid": "no-moment",
        "invalid_awareness": "moment-without-zone",
        "format": "no-moment",
    }

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> datetime:
        moment: datetime = _of_our_time(super()._deserialize(_short(self, value), *rest, **more))
        return moment


def _of_our_time(moment: Any) -> Any:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Unfit("not-of-our-time", first=FIRST_YEAR, last=LAST_YEAR)
    return moment


def _short(field: Any, value: Any) -> Any:
    """Return the value unless it is too long to be a time."""
    if isinstance(value, str) and len(value) > LONGEST_TIME:
        raise field.make_error("invalid", input=value, obj_type=field.OBJ_TYPE)
    return value


class Listed(_Said, fields.List[Any]):
    """A list whose length is looked at before its items, and which stops at too many errors."""

    sentences: ClassVar[Mapping[str, str]] = {"invalid": "no-list"}

    def __init__(
        self,
        inner: Any,
        most: int,
        *,
        least: int = 0,
        validate: Validators = None,
        **more: Any,
    ) -> None:
        self.length = Length(min=least or None, max=most)
        super().__init__(inner, validate=_all_of(self.length, validate), **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        self.length(value)
        items: list[Any] = []
        errors: dict[int, Any] = {}
        for place, item in enumerate(value):
            if place % PORTION == PORTION - 1:
                time.sleep(0)
            try:
                items.append(self.inner.deserialize(item, **more))
            except ValidationError as error:
                errors[place] = error.messages
            if len(errors) > MOST:
                break
        if errors:
            raise ValidationError(errors)
        return items


def each_once(items: list[Any]) -> None:
    """Refuse a list that says something twice."""
    seen: set[str] = set()
    for item in items:
        written = json.dumps(item, sort_keys=True, default=str)
        if written in seen:
            if isinstance(item, str):
                raise Unfit("value-said-twice", value=item)
            raise Unfit("said-twice")
        seen.add(written)


def named_once(name: str) -> Callable[[Iterable[dict[str, Any]]], None]:
    """Return the rule that no two items have the same value under this name."""

    def check(items: Iterable[dict[str, Any]]) -> None:
        values = [item[name] for item in items]
        for value in values:
            if values.count(value) > 1:
                raise Unfit("value-said-twice", value=value)

    return check
