"""What the operator's people can do with an order: one form, and one route for each act."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.words import say

ACTS: dict[str, tuple[str, ...]] = {
    "answer-support": ("text",),
    "release": (),
    "ask-back": ("reason",),
    "reject": ("reason",),
    "retry-document": ("note",),
    "confirm-link": ("url",),
    "refuse-link": ("url", "reason"),
    "request-setup": ("setup_by", "note"),
    "take-over": ("note",),
    "cancel": ("reason",),
}
"""Each act with what it is told; the text typed is its reason or its note."""
ROUTES = {act: api(f"POST orders/{{order_id}}/{act}") for act in ACTS}
REPORTS = frozenset({"acknowledge", "progress", "done", "failed"})
"""What support reports in the place of a setup party that is not there."""
TEXTS = {"note": "reason", "text": "reason"}

FIELDS = (
    Field("act", "op-decision", kind="radios"),
    Field("setup_by", "op-setup-by", kind="select", hint="op-setup-by-hint", required=None),
    Field("reason", "op-reason", kind="textarea", hint="op-reason-hint-order",
          required=None, longest=2000),
    Field("accept_version", "op-accept-version", kind="checkbox", required=None),
    Field("profile_version", kind="hidden"),
    Field("url", kind="hidden"),
)  # fmt: skip


def fields_for(acts: list[str]) -> tuple[Field, ...]:
    """Return the fields, the reason's hint naming no act that is not there to choose."""
    support = "op-reason-hint-support" if "cancel" in acts else "op-reason-hint-order"
    hint = "op-reason-hint-answer" if "answer-support" in acts else support
    return tuple(replace(one, hint=hint) if one.name == "reason" else one for one in FIELDS)


def elsewhere(order: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return path and word of the page on which the reader does what is next, if not here."""
    actions = set(order["actions"])
    if "countersign" in actions:
        return "/countersign", "op-to-countersign"
    if actions & REPORTS:
        return f"/setups/{order['id']}", "op-to-setup"
    return None


def possible(order: Mapping[str, Any]) -> list[str]:
    """Return what the reader can do now, of what is done here.

    A contract that is only being made is not made again; one that failed is.
    """
    failed = bool(order["open_point"])
    acts = [act for act in ACTS if act in order["actions"]]
    return [act for act in acts if failed or act != "retry-document"]


def missing(form: Form, acts: list[str]) -> dict[str, str]:
    """Return what the form itself lacks, before anybody is asked."""
    return {} if form.value("act") in acts else {"act": say("op-choose-decision")}


def told(form: Form) -> dict[str, Any]:
    """Return what the chosen act is told, without what is empty."""
    act = str(form.value("act"))
    facts = {name: form.value(TEXTS.get(name, name)) for name in ACTS[act]}
    if act == "release" and form.value("accept_version"):
        facts["profile_version"] = form.whole("profile_version")
    return {name: value for name, value in facts.items() if value}
