"""The codes of a profile in words, and words as codes."""

from collections.abc import Mapping
from typing import Any

from services.catalog.words.labels import LABELS, label_of
from services.common.words import Text

_WORDED = {
    "kind": "kind", "status": "status", "ministry": "ministry", "target_kinds": "body_kind",
    "capacities": "capacity", "sphere": "sphere", "vg_contracts": "vg_contracts",
    "trust_level": "trust_level", "topic": "topic", "life_situation": "life_situation",
}  # fmt: skip
"""Which facts of a profile are codes, and of which facet."""


def labelled(facet: str, value: str) -> dict[str, Any]:
    """Return a value with its label."""
    return {"value": value, "label": label_of(facet, value)}


def in_words(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a profile, whole or as lists show it, says in codes as texts."""
    words: dict[str, Any] = {
        fact: [label_of(facet, code) for code in profile[fact]]
        if isinstance(profile[fact], list)
        else label_of(facet, profile[fact])
        for fact, facet in _WORDED.items()
        if profile[fact] is not None
    }
    words["financing"] = label_of("financing", profile["financing"]["kind"])
    guide = profile.get("rollout_guide", ())
    words["rollout_guide"] = [label_of("who", task["who"]) for task in guide]
    contacts = profile.get("contacts", ())
    words["contacts"] = [label_of("contact_role", contact["role"]) for contact in contacts]
    return words


_EARLIER = {
    "who": {
        "Betreiber": "operator", "Operator": "operator",
        "Ihre Behörde": "body", "Your body": "body",
    },
    "financing": {"Paid by the body": "body_pays"},
}  # fmt: skip
"""Words that tables of before still hold."""


_INSIDE: dict[str, dict[str, str]] = {
    "financing": {"kind": "financing"},
    "release": {"status": "release"},
    "maturity": {"model": "maturity_model"},
    "rollout_guide": {"who": "who"},
    "contacts": {"role": "contact_role"},
    "waves": {"kinds": "body_kind", "capacities": "capacity"},
}
"""Facts that are no code themselves, but hold some: under which name, and of what facet."""
_LISTS = frozenset({"rollout_guide", "contacts", "waves"})


def value_in_words(field: str, pointer: str, value: Any) -> Any:
    """Return a value below ``pointer`` of a profile in words, or None where it has no code.

    A whole entry of a list comes as it is, with texts in the place of its codes.
    """
    if value is None:
        return None
    parts, within = _INSIDE.get(field, {}), pointer.split("/")[2:]
    if field in _LISTS:
        within = within[1:]
    if within or field in _WORDED:
        facet = parts.get(within[0]) if within else _WORDED[field]
        return _labelled(facet, value) if facet else None
    if parts and isinstance(value, list):
        return [_worded_parts(parts, one) or one for one in value]
    return _worded_parts(parts, value) if isinstance(value, Mapping) else None


def _worded_parts(parts: Mapping[str, str], value: Mapping[str, Any]) -> Any:
    found = {name: _labelled(parts[name], value[name]) for name in parts if value.get(name)}
    return {**value, **found} if found else None


def _labelled(facet: str, value: Any) -> Any:
    if isinstance(value, list):
        return [label_of(facet, code) for code in value]
    return label_of(facet, str(value))


def spoken(text: str) -> str:
    """Return a word as two that mean the same are written: small, with single blanks."""
    return " ".join(text.split()).casefold()


def _codes_by_word() -> dict[str, dict[str, str]]:
    return {facet: _codes_of(facet, labels) for facet, labels in LABELS.items()}


def _codes_of(facet: str, labels: Mapping[str, Text]) -> dict[str, str]:
    earlier = {spoken(word): code for word, code in _EARLIER.get(facet, {}).items()}
    return earlier | {
        spoken(word): code for code, label in labels.items() for word in (label.de, label.en, code)
    }


_CODES = _codes_by_word()


def code_of(facet: str, word: str) -> str:
    """Return the code a word of a facet stands for; what is none is given back."""
    return _CODES[facet].get(spoken(word), word)
