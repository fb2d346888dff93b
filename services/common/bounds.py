"""How much an aggregate may hold: a document must not grow until the database refuses it.

Every list and mapping of an aggregate declares its bound (a test of the shape demands it).
What people add is refused beyond it; of what only grows, the oldest entries move to a
collection of their own, in the change that would exceed it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.common.errors import Conflict


@dataclass(frozen=True)
class AtMost:
    """One more than this is refused."""

    most: int


@dataclass(frozen=True)
class Newest:
    """So many stay in the document; the oldest third of more is kept beside it."""

    most: int


Bound = AtMost | Newest
Bounds = Mapping[str, Bound]
"""A bound for each field, one inside another with a dot: ``contacts``, ``people.roles``."""


def check(bounds: Bounds, facts: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Raise Conflict where a change makes something longer than it may be.

    What is too long already may stay and shrink: nobody is locked in by a bound.
    """
    for path, bound in bounds.items():
        if not isinstance(bound, AtMost):
            continue
        length = _longest(facts, path)
        if length > bound.most and length > _longest(before, path):
            raise Conflict("limit-reached", most=bound.most)


def _longest(facts: Mapping[str, Any], path: str) -> int:
    return max((len(held) for held in _held(facts, path.split("."))), default=0)


def _held(value: Any, names: list[str]) -> Iterator[Any]:
    if isinstance(value, list) and names:
        for inner in value:
            yield from _held(inner, names)
    elif names and isinstance(value, Mapping):
        yield from _held(value.get(names[0]), names[1:])
    elif not names and isinstance(value, (list, dict)):
        yield value
