"""What somebody else has written meanwhile, told beside a form: labels and values in words."""

from collections.abc import Iterable
from typing import Any

from gateway.web.editor import facts_form
from gateway.web.editor.sections import Section
from gateway.web.frame.forms import Field, Form
from gateway.web.words import option_text, say


def told(section: Section, form: Form, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return of these fields and lists what each is called and says; choices are filled."""
    return [(_label(section, name), _said(section, form, name)) for name in names]


def _label(section: Section, name: str) -> str:
    labels = {field.name: field.label for field in section.fields}
    labels |= {rows.name: f"public-field-{rows.name}" for rows in section.rows}
    return say(labels[name])


def _said(section: Section, form: Form, name: str) -> str:
    rows = next((rows for rows in section.rows if rows.name == name), None)
    if rows is None:
        return _words(form[name], form.value(name)) or say("public-none-said")
    entries = (
        ", ".join(
            said
            for column in rows.columns
            if column.kind != "hidden"
            and (said := _words(form[rows.field_name(n, column.name)],
                                form.value(rows.field_name(n, column.name))))
        )
        for n in range(facts_form.entries_in(rows, form))
    )  # fmt: skip
    return "\n".join(entries) or say("public-none-said")


def _words(field: Field, value: Any) -> str:
    if field.kind == "checkbox":
        return say("public-yes" if value else "public-no")
    texts = dict(field.options)
    values = value if isinstance(value, list) else [value]
    return ", ".join(option_text(texts[v]) if v in texts else str(v) for v in values if v)
