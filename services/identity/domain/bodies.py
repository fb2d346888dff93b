"""Public bodies of the official register."""

from dataclasses import dataclass, field
from typing import Any

from services.common.aggregate import Aggregate

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(kw_only=True)
class Body(Aggregate):
    """A municipality, district, region or joint administration; ``id`` is its official key."""

    name: str
    official_name: str
    designation: str
    kind: str
    may_register: bool
    region: str | None
    edition: str
    ars: str | None = None
    district: str | None = None
    district_name: str | None = None
    joint_administration: str | None = None
    members: list[str] = field(default_factory=list)
    population: int = 0
    address: dict[str, str] = field(default_factory=dict)
    capacities: list[dict[str, str]] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)


def body_of(row: dict[str, Any]) -> Body:
    """Build a body from a row of the register, with the terms it is found by."""
    facts = {name: value for name, value in row.items() if name != "key"}
    names = f"{row['name']} {row['official_name']}"
    return Body(id=row["key"], version=1, terms=search_terms(names), **facts)


def search_terms(text: str) -> list[str]:
    """Give the words of a name in both customary spellings without umlauts."""
    lowered = "".join(c if c.isalnum() else " " for c in text.lower())
    return sorted({*lowered.translate(_SPELLED).split(), *lowered.translate(_BARE).split()})


def query_terms(text: str) -> list[str]:
    """Give the words someone typed, spelled without umlauts."""
    lowered = "".join(c if c.isalnum() else " " for c in text.lower())
    return lowered.translate(_SPELLED).split()
