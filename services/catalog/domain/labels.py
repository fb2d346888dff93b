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


_INSIDE = {"financing": "kind", "rollout_guide": "who", "release": "status"}
"""Where a fact is no code itself, but holds one under this name."""


def value_in_words(field: str, pointer: str, value: Any) -> Any:
    """Return a value below ``pointer`` of a profile in words, or None where it is no code."""
    if value is None:
        return None
    if field in _INSIDE:
        is_code = pointer.endswith(f"/{_INSIDE[field]}")
        facet = {"rollout_guide": "who"}.get(field, field)
        return label_of(facet, str(value)) if is_code else None
    if field not in _WORDED:
        return None
    if isinstance(value, list):
        return [label_of(_WORDED[field], code) for code in value]
    return label_of(_WORDED[field], str(value))


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
