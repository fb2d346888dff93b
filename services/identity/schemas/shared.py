"""What callers of identity send to several of its calls."""

from typing import Any

from services.common.validation.fields import Line, Paragraphs
from services.common.validation.input import InputSchema
from services.common.validation.rules import Pattern, Unfit

SHA256 = Pattern(r"^[0-9a-f]{64}\Z", key="no-digest")


def check_ends_after(data: dict[str, Any]) -> None:
    """Raise Unfit where a validity ends before it begins."""
    end, begin = data.get("valid_until"), data.get("valid_from")
    if end and begin and end < begin:
        raise Unfit("ends-before-it-begins", "valid_until")


class Token(InputSchema):
    """The token of a mailed link."""

    token = Line(100, required=True)


class StatedReason(InputSchema):
    """A verdict that needs its reason."""

    reason = Paragraphs(2000, required=True)
