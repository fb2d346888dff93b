"""The six kinds of refusal that may cross a wire.

A service chooses a kind, a code, and the facts somebody can act on; the sentence stands in its
words. It never subclasses these, because an unknown class arrives at the caller as an anonymous
failure. Its arguments on the wire are texts only: a client of nameko makes the exception anew
from them, and each serializer has its own idea of the others. Facts stand beside them, as JSON.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from services.common.words import KERNEL, Catalogue, Text, in_language, said

LONGEST_NAME = 60
MOST = 50
"""How many wrong fields an answer names; the others are counted."""
NO_FACTS: frozenset[str] = frozenset(
    {"type", "title", "status", "detail", "instance", "code", "correlation_id", "errors"}
)
"""Members every problem has of its own."""


class Wrong:
    """What is wrong with a field: the key of its sentence and the sentence's parameters."""

    def __init__(self, key: str, /, **parameters: object) -> None:
        self.key, self.parameters = key, parameters

    def __repr__(self) -> str:
        return f"Wrong({self.key!r}, {self.parameters})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wrong) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(self.key)

    def said(self, words: Catalogue = KERNEL) -> Text:
        """Return its sentence from these words or the kernel's."""
        return said(words, self.key, parameters=_worded(self.parameters, words))


Fault = tuple[str, Wrong | Text]
"""A pointer and what is wrong there."""


class Refusal(Exception):
    """A deliberate no: a stable ``code``, and ``facts`` that are members of the problem.

    ``key`` names the sentence, where it is not that of the code. ``parameters`` are what the
    sentence needs beside the facts. What came by wire is said already: there the key is the
    sentence, and ``fields`` and ``carried`` (the facts) are JSON.
    """

    status = 500

    def __init__(
        self,
        code: str,
        key: str = "",
        fields: str | None = None,
        carried: str = "{}",
        /,
        *,
        parameters: Mapping[str, object] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(code, key)
        if members := NO_FACTS & set(facts):
            raise TypeError(f"a problem has these members of its own: {members}")
        self.code, self.key = code, key or code
        self.facts: dict[str, Any] = {**json.loads(carried), **facts}
        self.parameters = {**self.facts, **(parameters or {})}
        self.wrong: list[Fault] = [
            (fault["pointer"], alike(fault["detail"])) for fault in json.loads(fields or "[]")
        ]
        self._said = alike(key) if fields is not None else None

    @property
    def keys(self) -> tuple[str, str]:
        """Return the keys its sentence may stand under, the narrower first."""
        return self.key, self.code

    @property
    def sentence(self) -> str:
        """Return the German sentence as far as the kernel knows it, for logs and tests."""
        if self._said is None and not any(key in KERNEL for key in self.keys):
            parameters = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
            return f"{self.key} ({parameters})"
        return self.said(self._known()).de

    @property
    def fields(self) -> str:
        """Return pointer and German detail of each wrong field as JSON, for logs and tests."""
        return json.dumps(self.said_fields(self._known(), "de"), ensure_ascii=False)

    def _known(self) -> Catalogue:
        """Return what the kernel can say, any other key standing for itself."""
        keys = (wrong.key for _, wrong in self.wrong if isinstance(wrong, Wrong))
        return {**{key: Text(key, key) for key in keys}, **KERNEL}

    def __str__(self) -> str:
        return self.sentence

    def said(self, words: Catalogue = KERNEL) -> Text:
        """Return its sentence in both languages, from these words or the kernel's."""
        if self._said is not None:
            return self._said
        return said(words, *self.keys, parameters=_worded(self.parameters, words))

    def said_fields(self, words: Catalogue, language: str) -> list[dict[str, str]]:
        """Return pointer and detail of each wrong field in one language."""
        return plain_fields(self.wrong, words, language)

    def to_wire(self, words: Catalogue = KERNEL, language: str = "de") -> dict[str, Any]:
        """Return the error part of an RPC reply; nameko's own clients understand it too.

        The facts stand beside the arguments, where a gateway of before overlooks them.
        """
        sentence = self.said(words).in_language(language)
        fields = json.dumps(self.said_fields(words, language), ensure_ascii=False)
        facts = {name: in_language(value, language) for name, value in self.facts.items()}
        carried = {"facts": json.dumps(facts, ensure_ascii=False, default=str)} if facts else {}
        return {
            "exc_type": type(self).__name__,
            "exc_path": f"services.common.errors.{type(self).__name__}",
            "exc_args": [self.code, sentence, fields],
            "value": sentence,
            **carried,
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
    """The input is wrong; ``wrong`` lists pointers and what is wrong there."""

    status = 422


class Unavailable(Refusal):
    """Something needed is away for now; the same call may succeed later."""

    status = 503


KINDS: dict[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (Unauthenticated, Forbidden, NotFound, Conflict, Invalid, Unavailable)
}


def refusal_of(error: Mapping[str, Any]) -> Refusal | None:
    """Return the refusal in the error part of a reply; None where it is none of the six."""
    kind, arguments = KINDS.get(error["exc_type"]), [str(a) for a in error["exc_args"]]
    if kind is None or not 2 <= len(arguments) <= 3:
        return None
    code, sentence, fields = [*arguments, "[]"][:3]
    return kind(code, sentence, fields, str(error.get("facts") or "{}"))


class TooEarly(Exception):
    """An event came before the one it builds on; it is delivered again a little later."""


def pointer_part(name: object) -> str:
    """Return a name for a pointer; it may be the attack, so no answer repeats it whole."""
    part = str(name)
    if len(part) > LONGEST_NAME:
        part = part[:LONGEST_NAME] + "…"
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in part)
    return plain.replace("~", "~0").replace("/", "~1")


def fields_of(problems: Iterable[Fault]) -> list[Fault]:
    """Return as many wrong fields as somebody reads, and count the others."""
    others = iter(problems)
    fields = list(islice(others, MOST))
    if more := sum(1 for _ in others):
        fields.append(("", Wrong("more-errors", count=more)))
    return fields


def plain_fields(
    problems: Iterable[Fault], words: Catalogue, language: str
) -> list[dict[str, str]]:
    """Return wrong fields as JSON has them, worded in one language."""
    return [
        {
            "pointer": pointer,
            "detail": (wrong.said(words) if isinstance(wrong, Wrong) else wrong).in_language(
                language
            ),
        }
        for pointer, wrong in problems
    ]


def invalid_fields(problems: Iterable[Fault], code: str = "invalid", /, **facts: Any) -> Invalid:
    """Return the refusal that names each wrong field by JSON pointer, as many as somebody reads."""
    fields = fields_of(problems)
    named = {"count": len(fields), "first": fields[0][1] if fields else ""}
    refusal = Invalid(code, "fields-invalid", parameters=named, **facts)
    refusal.wrong = fields
    return refusal


def alike(sentence: str) -> Text:
    """Return the text of a sentence that is in the reader's language already."""
    return Text(sentence, sentence)


def _worded(parameters: Mapping[str, object], words: Catalogue) -> dict[str, object]:
    """Return parameters for a sentence: what is wrong with a field is one as its text."""
    return {
        name: value.said(words) if isinstance(value, Wrong) else value
        for name, value in parameters.items()
    }
