"""One helper for all forms: fields as data, values kept, errors at their field and summed up."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from gateway.problems.problems import Problem
from services.common import context
from services.common.words import in_language

KEY, TOKEN, AUTHOR = "form_key", "csrf_token", "form_author"
"""The hidden fields: what makes the form act once, the session's token, and whose form it is."""
LONGEST = 20_000
MOST_VALUES = 500
MOST_DIGITS = 15

Options = Sequence[tuple[str, Any]]
"""Value and text of each choice; a text is ours by key, or one in the reader's language."""


@dataclass(frozen=True)
class Field:
    """One field; ``label`` and ``hint`` are keys of the pages' words.

    ``kind``: text, email, tel, url, date, number, textarea, select, radios, checkbox, checkboxes,
    hidden, file. ``pointer`` is where the API names it in an error, when that is not its own name;
    ``group`` (a key, too) says in the summary of errors of what it is, where labels are alike.
    ``required`` is None where it depends on what else was chosen.
    """

    name: str
    label: str = ""
    kind: str = "text"
    hint: str = ""
    required: bool | None = True
    options: Options = ()
    autocomplete: str = ""
    rows: int = 4
    longest: int = 0
    pointer: str = ""
    group: str = ""

    @property
    def pointers(self) -> tuple[str, str]:
        """Return the JSON pointer of its value, and the beginning of those below it."""
        own = self.pointer or f"/{self.name}"
        return own, f"{own}/"

    @property
    def is_many(self) -> bool:
        """Tell whether its value is a list."""
        return self.kind == "checkboxes"


@dataclass(frozen=True)
class Form:
    """A form with what was typed so far and what is wrong with it."""

    fields: tuple[Field, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    general: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def value(self, name: str) -> Any:
        """Return the value of a field; nothing typed is an empty text, or list."""
        return self.values.get(name, [] if self[name].is_many else "")

    def whole(self, name: str) -> int:
        """Return the whole number a hidden field carries; what is none was not sent by our page."""
        number = whole_of(str(self.value(name)))
        if number is None:
            raise Problem(400, "bad-request")
        return number

    def announced(self, names: Collection[str] | None = None) -> str:
        """Return by key what is said above the fields, or those of ``names``, of which are needed.

        A field is needed unless its label says otherwise; a select always has a value. Of one field
        nothing is said, nor where none is needed in any case.
        """
        shown = [
            field
            for field in self.fields
            if field.kind != "hidden" and not (field.kind == "select" and field.required)
            if names is None or field.name in names
        ]
        if len(shown) < 2 or not any(field.required for field in shown):
            return ""
        return "needed-all" if all(field.required for field in shown) else "needed-unless"

    def unfilled(self) -> list[str]:
        """Return the fields that are needed whatever else was typed, and are empty."""
        return [
            field.name
            for field in self.fields
            if field.required and field.kind not in ("hidden", "file", "checkbox")
            and self.value(field.name) in ("", [])
        ]  # fmt: skip

    @property
    def is_refused(self) -> bool:
        """Tell whether something has to be corrected."""
        return bool(self.errors or self.general)

    def with_options(self, name: str, options: Options) -> "Form":
        """Return it with these choices in one field."""
        fields = tuple(replace(f, options=options) if f.name == name else f for f in self.fields)
        return replace(self, fields=fields)

    def with_values(self, **values: Any) -> "Form":
        """Return it with further values."""
        return replace(self, values={**self.values, **values})

    def with_errors(self, errors: Mapping[str, str], general: str = "") -> "Form":
        """Return it with what has to be corrected, under a new key."""
        return replace(self, errors=errors, general=general, key=secrets.token_urlsafe(16))

    def refused(self, problem: Problem) -> "Form":
        """Return it with the refusal of the API: at its fields, or above all of them.

        Where it is not known whether it acted, the key stays: sent again, it acts no second time.
        """
        language = context.current().language
        told = in_language(list(problem.errors or ()), language)
        placed = [
            (name, str(error["detail"]))
            for error in told
            for name in self._fields_at(str(error["pointer"])) or [""]
        ]
        errors = {name: text for name, text in reversed(placed) if name}
        others = [text for name, text in placed if not name]
        general = " ".join(others) if told else problem.told(language)
        refused = self.with_errors(errors, general)
        unknown = problem.status >= 500 or problem.code == "idempotency-running"
        return replace(refused, key=self.key) if unknown else refused

    def _fields_at(self, pointer: str) -> list[str]:
        """Return the field an error is about; of what is missing as a whole, its empty parts."""
        for one in self.fields:
            own, below = one.pointers
            if pointer == own or pointer.startswith(below):
                return [one.name]
        parts = (one for one in self.fields if one.pointers[0].startswith(f"{pointer}/"))
        empty = self.unfilled() if pointer else []
        return [one.name for one in parts if one.name in empty]


def read(fields: Iterable[Field], sent: "MultiDict[str, str]") -> Form:
    """Return the form as it was sent: texts stripped, nothing longer than any form takes."""
    listed = tuple(fields)
    values = {one.name: _value(one, sent) for one in listed}
    return Form(listed, values, key=sent.get(KEY, "")[:64] or secrets.token_urlsafe(16))


def _value(one: Field, sent: "MultiDict[str, str]") -> Any:
    if one.is_many:
        return [value[:LONGEST] for value in sent.getlist(one.name)[:MOST_VALUES]]
    if one.kind == "checkbox":
        return one.name in sent
    return sent.get(one.name, "").replace("\r\n", "\n").strip()[:LONGEST]


def whole_of(text: str) -> int | None:
    """Return the number that up to fifteen digits make, or None."""
    fits = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if fits else None


def payload_of(form: Form, *names: str, drop_empty: bool = True) -> dict[str, Any]:
    """Return the values of these fields, or of all, as the API takes them; the empty are left out.

    A pointer of two steps becomes an object: ``/contact/email`` is ``{"contact": {"email": ...}}``.
    """
    payload: dict[str, Any] = {}
    for one in form.fields:
        value = form.value(one.name)
        if (names and one.name not in names) or (drop_empty and value in ("", [])):
            continue
        *above, last = one.pointers[0].strip("/").split("/")
        place = payload
        for step in above:
            place = place.setdefault(step, {})
        number = whole_of(value) if one.kind == "number" else None
        place[last] = value if number is None else number
    return payload
