"""The order form as data: its fields, its steps, and a first look at what was typed."""

from collections.abc import Iterable

from gateway.web.frame.forms import Field, Form
from gateway.web.words import language, say
from services.common.errors import Invalid
from services.common.validation.fields import Day, Email
from services.common.validation.input import InputSchema, parse
from services.common.words import KERNEL

USAGES = (("new", "body-usage-new"), ("already_productive", "body-usage-productive"))
STEPS = ("usage", "contacts", "setup", "check")


def contact_fields(side: str) -> tuple[Field, ...]:
    """Return the fields of the ``functional`` or the ``technical`` contact."""
    return tuple(
        Field(f"{side}_{name}", f"body-contact-{name}", kind, autocomplete=filled,
              longest=longest, pointer=f"/{side}_contact/{name}", group=f"body-contact-{side}")
        for name, kind, filled, longest in (
            ("name", "text", "name" if side == "functional" else "", 200),
            ("department", "text", "", 200),
            ("email", "email", "email" if side == "functional" else "", 254),
            ("phone", "tel", "tel" if side == "functional" else "", 50),
        )
    )  # fmt: skip


CONTACTS = (*contact_fields("functional"), *contact_fields("technical"))
_USAGE = (
    Field("usage", "body-usage", "radios", options=USAGES),
    Field("specialist_system", "body-system", "select", "body-system-hint", required=False),
)
_SETUP = (
    Field("setup_by", "body-setup-by", "select", "body-setup-by-hint", required=False),
    Field("wanted_on", "body-wanted-on", "date", "body-wanted-on-hint", required=False),
    Field("remark", "body-remark", "textarea", "body-remark-hint", required=False, longest=4000),
)
_CHECK = (Field("costs_acknowledged", "body-costs-acknowledged", "checkbox"),)
_HIDDEN = (
    Field("step", kind="hidden", required=False),
    Field("body", kind="hidden"),
    Field("mandate", kind="hidden", required=False),
)
FIELDS = (*_HIDDEN, *_USAGE, *CONTACTS, *_SETUP, *_CHECK)
SHOWN: dict[str, tuple[str, ...]] = {
    step: tuple(field.name for field in fields)
    for step, fields in zip(STEPS, (_USAGE, CONTACTS, _SETUP, _CHECK), strict=True)
}
"""Which fields each step shows; what the others hold goes along unseen."""
SENT = tuple(f.name for f in FIELDS if f.name not in ("step", "costs_acknowledged"))


class _FirstLook(InputSchema):
    """What a kind of field must look like."""

    email = Email()
    date = Day()


def faults(form: Form, names: Iterable[str]) -> dict[str, str]:
    """Return what is missing or of no right form, by field; the API decides about all else."""
    found = {name: _fault(form[name], str(form.value(name))) for name in names}
    return {name: fault for name, fault in found.items() if fault}


def _fault(field: Field, value: str) -> str:
    if not value:
        return say("field-missing") if field.required and field.kind != "checkbox" else ""
    if field.kind not in ("email", "date"):
        return ""
    try:
        parse(_FirstLook, {field.kind: value})
    except Invalid as refusal:
        return refusal.said_fields(KERNEL, language())[0]["detail"]
    return ""


def first_step_with(names: Iterable[str]) -> str | None:
    """Return the step that shows the first of these fields."""
    wrong = set(names)
    return next((step for step in STEPS if wrong & set(SHOWN[step])), None)
