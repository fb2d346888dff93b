"""A section's facts as the values of its form, and back."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from gateway.web.editor.sections import LINES, MOST_ROWS, Rows, Section
from gateway.web.editor.seen import Seen, SeenList
from gateway.web.editor.slugs import free_of, slug_of
from gateway.web.frame.forms import Field, Form, whole_of

Doc = Mapping[str, Any]
REMOVE, COUNT = "remove", "-count"
SEEN = Field("seen", kind="hidden")
"""What the section said when it was shown, as ``Seen`` writes it."""
COSTS = {"true": True, "false": False}
"""What the choice of extra cost says, where it is no word."""


def fields_of(section: Section, counts: Mapping[str, int]) -> tuple[Field, ...]:
    """Return all fields of a section: of so many entries of each list, and of an empty one."""
    listed = [field for rows in section.rows for field in rows.fields(counts[rows.name] + 1)]
    sizes = [Field(f"{rows.name}{COUNT}", kind="hidden") for rows in section.rows]
    return (*section.fields, *listed, *sizes, SEEN)


def form_of(section: Section, facts: Doc) -> Form:
    """Return the form of these facts, with one empty entry at the end of each list."""
    counts = {rows.name: len(facts[rows.name]) for rows in section.rows}
    fields = fields_of(section, counts)[: -len(section.rows) - 1]
    values = {field.name: _value(field, _at(facts, field.pointers[0])) for field in fields}
    form = Form(fields_of(section, counts), {**values, **counted(counts)})
    lists = {
        rows.name: SeenList([entry_digest(rows, form, n) for n in range(counts[rows.name])])
        for rows in section.rows
    }
    return form.with_values(**{SEEN.name: Seen(digests_of(section, form), lists).written()})


def fields_sent(section: Section, sent: "MultiDict[str, str]") -> tuple[Field, ...]:
    """Return the fields that a sent form has."""
    return fields_of(section, {rows.name: _size(rows, sent) for rows in section.rows})


def resized(section: Section, form: Form) -> Form:
    """Return a form with the fields of as many entries as its values say."""
    counts = {rows.name: _size(rows, form.values) for rows in section.rows}
    return Form(fields_of(section, counts), form.values, key=form.key)


def compacted(section: Section, form: Form, sent: Collection[str]) -> Form:
    """Return a sent form without entries that are empty, or that are to be removed."""
    values = {field.name: form.value(field.name) for field in section.fields}
    seen, counts, lists = Seen.read(str(form.value(SEEN.name))), {}, {}
    for rows in section.rows:
        kept = [
            number
            for number in range(_size(rows, form.values) + 1)
            if f"{rows.name}-{number}-{REMOVE}" not in sent and not _is_empty(rows, form, number)
        ]
        counts[rows.name] = len(kept)
        lists[rows.name] = seen.list(rows.name).kept(kept)
        for place, number in enumerate(kept):
            values |= rows.moved(form.values, number, place)
    values |= {**counted(counts), SEEN.name: Seen(seen.fields, lists).written()}
    return Form(fields_of(section, counts), values, key=form.key)


def facts_of(section: Section, form: Form) -> dict[str, Any]:
    """Return the facts that a form says; what is empty is left out, but for what is needed."""
    facts: dict[str, Any] = {}
    for field in section.fields:
        value = _said(field, form.value(field.name))
        if value not in ("", []) or field.required or field.name == "target_kinds":
            _put(facts, field.pointers[0], value)
    for rows in section.rows:
        facts[rows.name] = [_entry(rows, form, n) for n in range(entries_in(rows, form))]
    _name_new(facts.get("rollout_guide", ()), "code", lambda task: _german(task.get("title")))
    _name_new(facts.get("waves", ()), "id", lambda wave: f"ab {wave.get('opens_on', '')}")
    return facts


def entries_in(rows: Rows, form: Form) -> int:
    """Return how many entries a list of the form has, without the empty one."""
    return _size(rows, form.values)


def digests_of(section: Section, form: Form) -> dict[str, str]:
    """Return a digest of each field, by which a change is recognised."""
    return {field.name: _digest(form.value(field.name)) for field in section.fields}


def entry_digest(rows: Rows, form: Form, number: int) -> str:
    """Return a digest of what an entry of a list says."""
    return _digest(_entry(rows, form, number))


def content_digest(rows: Rows, form: Form, number: int) -> str:
    """Return a digest of what an entry says besides its id, which a new one has not yet."""
    entry = _entry(rows, form, number)
    return _digest({name: value for name, value in entry.items() if name != rows.id})


def counted(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the hidden values that say how many entries each list has."""
    return {f"{name}{COUNT}": str(count) for name, count in counts.items()}


def _size(rows: Rows, values: Mapping[str, Any]) -> int:
    return min(whole_of(str(values.get(f"{rows.name}{COUNT}", ""))) or 0, MOST_ROWS)


def _is_empty(rows: Rows, form: Form, number: int) -> bool:
    """Tell whether an entry says nothing.

    The new one does not while its choices are as they were offered; one that was there goes only
    where nothing is left of it, for a choice may be all it says.
    """
    is_new = number == _size(rows, form.values)
    said = (
        (column, form.values.get(rows.field_name(number, column.name), ""))
        for column in rows.columns
        if column.kind != "hidden"
    )
    return all(
        not value or (is_new and column.kind == "select" and value in _offered(column))
        for column, value in said
    )


def _offered(column: Field) -> set[Any]:
    """Return what a choice says that nobody has made."""
    return {_value(column, None), *(value for value, _ in column.options[:1])}


def _entry(rows: Rows, form: Form, number: int) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for column in rows.columns:
        value = _said(column, form.values.get(rows.field_name(number, column.name), ""))
        if value not in ("", []):
            _put(entry, column.pointers[0], value)
    return entry


def _name_new(entries: Collection[dict[str, Any]], key: str, called: Callable[[Doc], str]) -> None:
    """Give each new entry of a list an id of its own, made of what it is called."""
    taken = {entry[key] for entry in entries if entry.get(key)}
    for entry in entries:
        if not entry.get(key):
            entry[key] = free_of(slug_of(called(entry), longest=50) or "neu", taken)
            taken.add(entry[key])


def _german(text: Doc | None) -> str:
    return str((text or {}).get("de", ""))


def _said(field: Field, value: Any) -> Any:
    """Return a value as the API takes it."""
    name = _last(field)
    if name in LINES:
        return [line.strip() for line in str(value).split("\n") if line.strip()]
    if name == "extra_cost":
        return COSTS.get(value, value)
    if name == "demo":
        return bool(value)
    if field.kind == "number" and (number := whole_of(str(value))) is not None:
        return number
    return value


def _value(field: Field, fact: Any) -> Any:
    """Return a fact as the form shows it."""
    if field.is_many:
        return list(fact or [])
    if field.kind == "checkbox":
        return bool(fact)
    if isinstance(fact, list):
        return "\n".join(str(one) for one in fact)
    if _last(field) == "extra_cost":
        return str(fact if fact is not None else "unknown").lower()
    if isinstance(fact, bool):
        return "yes" if fact else ""
    return "" if fact is None else str(fact)


def _last(field: Field) -> str:
    return field.pointers[0].rpartition("/")[2]


def _at(facts: Any, pointer: str) -> Any:
    for step in pointer.strip("/").split("/"):
        if isinstance(facts, list):
            place = whole_of(step)
            facts = facts[place] if place is not None and place < len(facts) else None
        else:
            facts = (facts or {}).get(step)
    return facts


def _put(facts: dict[str, Any], pointer: str, value: Any) -> None:
    *above, last = pointer.strip("/").split("/")
    for step in above:
        facts = facts.setdefault(step, {})
    facts[last] = value


def _digest(value: Any) -> str:
    text = json.dumps(_without_empty(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _without_empty(v) for k, v in value.items() if v not in (None, "", [], False)}
    if isinstance(value, list):
        return [_without_empty(one) for one in value]
    return value or None
