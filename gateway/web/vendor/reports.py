"""What a setup party can report about a setup: one form, and what each act takes of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.forms import Field

ACTS = ("answer-setup", "acknowledge", "progress", "vendor-ask-back", "done", "failed")
ROUTES = {act: api(f"POST orders/{{order_id}}/{act}") for act in ACTS}
TAKES: dict[str, tuple[str, ...]] = {
    "answer-setup": ("text",),
    "acknowledge": ("contact_on", "text"),
    "progress": ("text",),
    "vendor-ask-back": ("text",),
    "done": ("text",),
    "failed": ("reason_code", "text"),
}
"""The fields of the form that go along with each act."""
SAYS_TEXT = frozenset({"answer-setup", "vendor-ask-back", "failed"})
"""The acts whose words the API names ``text``; to the others they are a ``note``."""
FAILURES = (
    "no-licence", "interface-missing", "wrong-contact", "data-missing", "version-too-old",
    "capacity", "other",
)  # fmt: skip

_ACT = Field("act", "setup-act", kind="radios")
_DAY = Field(
    "contact_on", "setup-contact-on", kind="date", hint="setup-contact-on-hint", required=None
)
_REASON = Field(
    "reason_code", "setup-reason", kind="select", required=None,
    options=[("", "setup-reason-choose"), *((code, f"setup-reason-{code}") for code in FAILURES)],
)  # fmt: skip
_TEXT = Field("text", "setup-text", "textarea", "setup-text-hint", required=None, longest=2000)


def fields_for(actions: Iterable[str], act: str = "") -> tuple[Field, ...]:
    """Return the form's fields for who can do these; the words go where ``act`` takes them."""
    possible = tuple(name for name in ACTS if name in set(actions))
    options = [(name, f"setup-act-{name}") for name in possible]
    text = replace(_TEXT, pointer="/text" if act in SAYS_TEXT else "/note")
    chosen: list[Any] = [replace(_ACT, options=options)]
    chosen += [_DAY] if "acknowledge" in possible else []
    chosen += [_REASON] if "failed" in possible else []
    return (*chosen, text)
