"""The six kinds of refusal that may cross a wire.

A service chooses a kind, a code and a sentence a person can act on; it never subclasses
these, because an unknown class arrives at the caller as an anonymous failure.
"""

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

LONGEST_NAME = 60
MOST = 50
"""How many wrong fields an answer names; the others are counted."""


class Refusal(Exception):
    """A deliberate no; ``str(refusal)`` is the sentence, ``refusal.code`` its stable name.

    The arguments are strings only, so that they survive every serializer unchanged.
    """

    status = 500

    def __init__(self, code: str, sentence: str, fields: str = "[]") -> None:
        super().__init__(code, sentence, fields)
        self.code, self.sentence, self.fields = code, sentence, fields

    def __str__(self) -> str:
        return self.sentence

    def to_wire(self) -> dict[str, Any]:
        """Give the error part of an RPC reply; nameko's own clients understand it too."""
        return {
            "exc_type": type(self).__name__,
            "exc_path": f"services.common.errors.{type(self).__name__}",
            "exc_args": [self.code, self.sentence, self.fields],
            "value": self.sentence,
        }


class Unauthenticated(Refusal):
    """Nobody known is calling."""

    status = 401


class Forbidden(Refusal):
    """The caller is known and may not do this."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or the caller may not know of it."""

    status = 404


class Conflict(Refusal):
    """The request is sound, but the present state does not allow it."""

    status = 409


class Invalid(Refusal):
    """The input is wrong; ``fields`` is a JSON list of ``{pointer, detail}``."""

    status = 422


class Unavailable(Refusal):
    """Something needed is away for now; the same call may succeed later."""

    status = 503


KINDS: dict[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (Unauthenticated, Forbidden, NotFound, Conflict, Invalid, Unavailable)
}


class TooEarly(Exception):
    """An event came before the one it builds on; it is delivered again a little later."""


def pointer_part(name: object) -> str:
    """Write a name for a pointer; it may be the attack, so no answer repeats it whole."""
    shown = str(name)
    if len(shown) > LONGEST_NAME:
        shown = shown[:LONGEST_NAME] + "…"
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in shown)
    return plain.replace("~", "~0").replace("/", "~1")


def fields_of(problems: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Give pointer and detail of as many wrong fields as somebody reads, and count the others."""
    found = iter(problems)
    fields = [{"pointer": pointer, "detail": detail} for pointer, detail in islice(found, MOST)]
    if more := sum(1 for _ in found):
        rest = f"Und {more} weitere Fehler. / And {more} more errors."
        fields.append({"pointer": "", "detail": rest})
    return fields


def invalid_fields(problems: Iterable[tuple[str, str]], code: str = "invalid") -> Invalid:
    """Make the refusal that names each wrong field by JSON pointer, as many as somebody reads."""
    fields = fields_of(problems)
    named = ", ".join(field["pointer"] or "/" for field in fields)
    sentence = f"Bitte prüfen Sie diese Angaben: {named}. / Please check: {named}."
    return Invalid(code, sentence, json.dumps(fields, ensure_ascii=False))
