"""What a value must keep to, each rule with its sentence: the validators of our fields."""

from typing import Any

from marshmallow import ValidationError, validate
from marshmallow.exceptions import SCHEMA

from services.common.errors import Wrong


class Unfit(ValidationError):
    """A value a rule refuses: the key of its sentence and the sentence's parameters.

    ``field`` names the field a rule about the whole input means.
    """

    def __init__(self, key: str, field: str = SCHEMA, /, **parameters: object) -> None:
        super().__init__([Wrong(key, **parameters)], field)


def unfit(wrong: Wrong) -> Unfit:
    """Return the refusal of a value something below our fields says this about."""
    return Unfit(wrong.key, **wrong.parameters)


class Length(validate.Length):
    """How long a list may be."""

    what = "list"

    def __call__(self, value: Any) -> Any:
        if self.max is not None and len(value) > self.max:
            raise Unfit(f"{self.what}-too-long", count=self.max)
        if self.min is not None and len(value) < self.min:
            raise Unfit(f"{self.what}-too-short", count=self.min)
        return value


class TextLength(Length):
    """How long a text may be; blanks do not count for one that must not be empty."""

    what = "text"

    def __call__(self, value: Any) -> Any:
        super().__call__(value.strip() if self.min else value)
        if self.max is not None and len(value) > self.max:
            super().__call__(value)
        return value


class Range(validate.Range):
    """Between which numbers one lies."""

    def __call__(self, value: Any) -> Any:
        try:
            return super().__call__(value)
        except ValidationError as error:
            if self.min is None or self.max is None:
                key = "too-great" if self.min is None else "too-small"
                raise Unfit(key, least=self.min, most=self.max) from error
            raise Unfit("not-between", least=self.min, most=self.max) from error


class _Keyed:
    """A rule whose sentence is named where the rule is: ``key`` and its parameters."""

    key = "value-not-possible"
    parameters: dict[str, object]

    def __init__(self, *rule: Any, key: str = "", **parameters: object) -> None:
        super().__init__(*rule)
        self.key, self.parameters = key or self.key, parameters

    def __call__(self, value: Any) -> Any:
        try:
            return super().__call__(value)  # type: ignore[misc]
        except ValidationError as error:
            raise Unfit(self.key, **self.parameters) from error


class Pattern(_Keyed, validate.Regexp):
    """How a text is spelled; ``key`` names the sentence for any other."""

    key = "not-this-form"


class OneOf(_Keyed, validate.OneOf):
    """One of these values."""

    key = "one-of"

    def __init__(self, choices: Any, *, key: str = "", **parameters: object) -> None:
        named = list(choices)
        super().__init__(named, key=key, **{"choices": named, **parameters})


class NoneOf(_Keyed, validate.NoneOf):
    """None of these values, for they are taken."""

    key = "value-taken"


class Equal(_Keyed, validate.Equal):
    """Nothing but this value."""

    key = "only-this-value"

    def __init__(self, comparable: Any, *, key: str = "", **parameters: object) -> None:
        super().__init__(comparable, key=key, **{"value": str(comparable).lower(), **parameters})


class WebUrl(_Keyed, validate.URL):
    """An address of the web."""

    key = "no-web-address"

    def __init__(self) -> None:
        super().__init__()
        self.schemes = {"http", "https"}
