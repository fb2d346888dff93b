"""What callers of identity send to several of its calls."""

from typing import Any

from marshmallow import ValidationError, validate

from services.common.validation.fields import Line, Paragraphs
from services.common.validation.input import InputSchema

SHA256 = validate.Regexp(r"^[0-9a-f]{64}\Z", error="SHA-256 in 64 Ziffern (hex). / Not a SHA-256.")


def check_ends_after(data: dict[str, Any]) -> None:
    """Raise ValidationError where a validity ends before it begins."""
    end, begin = data.get("valid_until"), data.get("valid_from")
    if end and begin and end < begin:
        raise ValidationError("Das Ende liegt vor dem Beginn. / Ends early.", "valid_until")


class Token(InputSchema):
    """The token of a mailed link."""

    token = Line(100, required=True)


class StatedReason(InputSchema):
    """A verdict that needs its reason."""

    reason = Paragraphs(2000, required=True)
