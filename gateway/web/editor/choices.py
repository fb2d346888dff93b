"""What the fields of a profile's sections are chosen from, in words; nobody types a code."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import all_of

CHOICES = api("GET editorial/choices")
VENDORS, SYSTEMS = api("GET vendors"), api("GET specialist-systems")
FACETS = {
    "/kind": "kind", "/topic": "topic", "/life_situation": "life_situation",
    "/ministry": "ministry", "/target_kinds": "body_kind", "/capacities": "capacity",
    "/sphere": "sphere", "/vg_contracts": "vg_contracts", "/release/status": "release",
    "/financing/kind": "financing", "/trust_level": "trust_level",
    "/maturity/model": "maturity_model", "/rollout_guide/who": "who",
    "/contacts/role": "contact_role", "/waves/kinds": "body_kind", "/waves/capacities": "capacity",
}  # fmt: skip
"""By the place of a fact: from which facet of the catalogue it is."""
OF_VENDORS = frozenset({"/technical_operator", "/interfaces/stated_by", "/manufacturer"})
OF_SYSTEMS = "/interfaces/system"
TEST_KINDS = ("demo_instance", "click_through", "none")
OURS = {
    "/test_accesses/kind": [(k, f"ed-test-kind-{k}") for k in TEST_KINDS],
    "/interfaces/extra_cost": [(k, f"ed-extra-cost-{k}") for k in ("unknown", "false", "true")],
}
NOTHING = ("", "ed-please-choose")


def with_choices(frame: Frame, form: Form) -> Form:
    """Return a form whose choices are filled, each list of them asked for only where needed."""
    places = {_place(field) for field in form.fields if _is_open(field)}
    asked = {}
    if places & FACETS.keys():
        asked["facets"] = frame.asking(CHOICES)
    if places & OF_VENDORS:
        asked["vendors"] = lambda: all_of(frame, VENDORS)
    if OF_SYSTEMS in places:
        asked["systems"] = lambda: all_of(frame, SYSTEMS)
    found = frame.ask_all(**asked)
    return replace(form, fields=tuple(_filled(field, form, found) for field in form.fields))


def options_of(place: str, found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return what there is to choose at a place."""
    if place in FACETS:
        listed = found["facets"]["facets"][FACETS[place]]
        return [(one["value"], one["label"]) for one in listed]
    if place in OF_VENDORS:
        return sorted(((v["id"], v["name"]) for v in found["vendors"]), key=lambda v: v[1])
    if place == OF_SYSTEMS:
        return sorted(((s["name"], s["name"]) for s in found["systems"]), key=lambda s: s[1])
    return OURS.get(place, [])


def _filled(field: Field, form: Form, found: Mapping[str, Any]) -> Field:
    if not _is_open(field):
        return field
    options = options_of(_place(field), found)
    held = form.value(field.name)
    known = {value for value, _ in options}
    options += [(v, v) for v in (held if field.is_many else [held]) if v and v not in known]
    may_be_none = field.kind == "select" and (not held or field.required is False)
    return replace(field, options=[NOTHING, *options] if may_be_none else options)


def _is_open(field: Field) -> bool:
    """Tell whether it has no choices of its own yet."""
    return field.kind in ("select", "radios", "checkboxes") and not field.options


def _place(field: Field) -> str:
    """Return where a fact stands in any profile: numbers of lists are left out."""
    return re.sub(r"/\d+(?=/)", "", field.pointers[0])
