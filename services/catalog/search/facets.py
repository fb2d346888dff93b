"""The public profiles as a search needs them, in memory: who has which value, in which order.

Profiles are numbered from 0; sets of them are those of ``bitsets``.
"""

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from services.catalog.domain.labels import labelled
from services.catalog.search.bitsets import members, set_of
from services.catalog.search.german import fold
from services.catalog.search.scores import Scores, best

Doc = dict[str, Any]

FACETS: dict[str, Callable[[Doc], Iterable[str]]] = {
    "kind": lambda profile: [profile["kind"]],
    "topic": lambda profile: [profile["topic"]],
    "ministry": lambda profile: [profile["ministry"]],
    "status": lambda profile: [profile["status"]],
    "financing": lambda profile: [profile["financing"]["kind"]],
    "body_kind": lambda profile: profile["target_kinds"],
    "capacity": lambda profile: profile["capacities"],
    "interface": lambda profile: [made["system"] for made in profile["interfaces"]],
}
"""What can be filtered by and is counted, and which values a profile has of it."""
MOST_VALUES = 60
HEADING = ("id", "title", "kind", "status", "demo")
LONG = frozenset(
    {
        "description", "rollout_guide", "data_protection", "prerequisites", "evidence",
        "documents", "contacts", "test_accesses", "waves", "synonyms",
    }
)  # fmt: skip
"""Facts a list of profiles leaves out."""
_ENTITLING = (
    "kind", "status", "target_kinds", "capacities", "sphere", "vg_contracts", "release", "waves",
)  # fmt: skip
"""What decides which bodies may order."""


@dataclass(frozen=True)
class IndexedProfile:
    """What is kept of one profile; summary and heading are JSON, a tenth of the size of objects."""

    id: str
    summary: bytes
    heading: bytes
    values: tuple[tuple[str, str], ...]
    entitling: str
    by_title: tuple[str, str, int]
    by_change: tuple[str, str, int]
    published_on: str


class FacetIndex:
    """Numbered profiles by filter value and in both orders."""

    def __init__(self) -> None:
        self._slots: dict[int, IndexedProfile] = {}
        self._numbers: dict[str, int] = {}
        self._sets: dict[str, defaultdict[str, int]] = {
            name: defaultdict(int) for name in (*FACETS, "spelled_interface")
        }
        self._entitled: defaultdict[str, int] = defaultdict(int)
        self._orders: dict[str, list[tuple[str, str, int]]] = {"title": [], "changed_at": []}
        self.all = 0

    def __len__(self) -> int:
        return len(self._slots)

    def put(self, state: Doc, published_on: str) -> int:
        """Take up the public state of a profile, or its newer one; give its number."""
        number = self._numbers.setdefault(state["id"], len(self._numbers))
        self._take_out(number)
        slot = _indexed(state, number, published_on)
        self._slots[number] = slot
        for name, value in slot.values:
            self._sets[name][value] |= 1 << number
        self._entitled[slot.entitling] |= 1 << number
        insort(self._orders["title"], slot.by_title)
        insort(self._orders["changed_at"], slot.by_change)
        self.all |= 1 << number
        return number

    def _take_out(self, number: int) -> None:
        slot = self._slots.pop(number, None)
        if slot is None:
            return
        for name, value in slot.values:
            self._sets[name][value] &= ~(1 << number)
        self._entitled[slot.entitling] &= ~(1 << number)
        for name, key in (("title", slot.by_title), ("changed_at", slot.by_change)):
            del self._orders[name][bisect_left(self._orders[name], key)]
        self.all &= ~(1 << number)

    def having(self, name: str, value: str) -> int:
        """Return those with this value; of an interface in any spelling."""
        if name == "interface":
            name, value = "spelled_interface", fold(value)
        return self._sets[name].get(value, 0)

    def called(self, ids: Iterable[str]) -> int:
        """Return those with these ids."""
        return set_of(self._numbers[id] for id in ids if id in self._numbers)

    def joined_to(self, systems: Iterable[str]) -> int:
        """Return those with an interface to one of these systems, in any spelling."""
        spellings, profiles = set(map(fold, systems)), 0
        for system, numbers in self._sets["interface"].items():
            if fold(system) in spellings:
                profiles |= numbers
        return profiles

    def entitling(self, may_order: Callable[[Doc], bool]) -> int:
        """Return those whose entitling facts pass; asked once for all profiles with the same."""
        profiles = 0
        for facts, numbers in self._entitled.items():
            if numbers and may_order(json.loads(facts)):
                profiles |= numbers
        return profiles

    def published_since(self, day: str) -> int:
        """Return those of which a version was published on this day or later."""
        return set_of(n for n, slot in self._slots.items() if slot.published_on >= day)

    def in_order(self, sort: str, numbers: int) -> Iterator[int]:
        """Return these numbers by title or change, a minus before it turns the order."""
        order, chosen = self._orders[sort.lstrip("-")], set(members(numbers))
        for _, _, number in reversed(order) if sort.startswith("-") else order:
            if number in chosen:
                yield number

    def ranked(self, scores: Scores, most: int | None = None) -> Iterator[int]:
        """Return at least the ``most`` best, the highest score first; of equals, by title."""
        for _, equals in groupby(best(scores, most), key=itemgetter(1)):
            yield from sorted((n for n, _ in equals), key=lambda n: self._slots[n].by_title)

    def summaries(self, numbers: Iterable[int]) -> list[Doc]:
        """Return what a list shows of these profiles, read in one go."""
        return _read(self._slots[number].summary for number in numbers)

    def entitling_facts(self, number: int) -> Doc:
        """Return what decides which bodies may order the profile."""
        facts: Doc = json.loads(self._slots[number].entitling)
        return facts

    def headings(self, numbers: Iterable[int]) -> list[Doc]:
        """Return what a suggestion shows of these profiles."""
        return _read(self._slots[number].heading for number in numbers)

    def id_of(self, number: int) -> str:
        """Return the profile's id."""
        return self._slots[number].id

    def facets(self, numbers: int) -> dict[str, list[Doc]]:
        """Count each facet's values among these profiles, the most frequent first."""
        return {name: self.counted(name, numbers) for name in FACETS}

    def counted(self, name: str, numbers: int) -> list[Doc]:
        """Count one facet's values."""
        values = self._sets[name].items()
        counts = [(-(profiles & numbers).bit_count(), value) for value, profiles in values]
        most_frequent = sorted(count for count in counts if count[0])[:MOST_VALUES]
        return [{**labelled(name, value), "count": -count} for count, value in most_frequent]


def _indexed(state: Doc, number: int, published_on: str) -> IndexedProfile:
    summary = {name: value for name, value in state.items() if name not in LONG}
    entitling = {name: state.get(name) for name in _ENTITLING}
    return IndexedProfile(
        id=state["id"],
        summary=_written(summary),
        heading=_written({name: summary[name] for name in HEADING}),
        values=tuple(sorted(set(_values(state)))),
        entitling=json.dumps(entitling, sort_keys=True),
        by_title=(fold(state["title"]["de"]), state["id"], number),
        by_change=(state["changed_at"], state["id"], number),
        published_on=published_on,
    )


def _written(facts: Doc) -> bytes:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def _read(written: Iterable[bytes]) -> list[Doc]:
    """Read many at once."""
    read: list[Doc] = json.loads(b"[" + b",".join(written) + b"]")
    return read


def _values(state: Doc) -> Iterator[tuple[str, str]]:
    for facet, values_of in FACETS.items():
        yield from ((facet, value) for value in values_of(state))
    for interface in state["interfaces"]:
        yield "spelled_interface", fold(interface["system"])
        if interface.get("standard"):
            yield "spelled_interface", fold(interface["standard"])
