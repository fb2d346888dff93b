"""Why something happened: in a person's words, or by a code of ours with its parameters."""

from dataclasses import dataclass, field
from typing import Any

Facts = dict[str, Any]


@dataclass(frozen=True)
class Why:
    """A reason as it is stored: ``text`` is what a person wrote, ``code`` names our sentence."""

    text: str | None = None
    code: str | None = None
    facts: Facts = field(default_factory=dict)


def why(reason: "str | Why | None") -> Why:
    """Return a reason in one form, whoever gave it."""
    return reason if isinstance(reason, Why) else Why(reason)
