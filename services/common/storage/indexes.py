"""What a part keeps in the database besides its documents: indexes as values, first data.

A service declares them and builds nothing: the schema step applies them before a rollout
(``services.common.schema``), and services work while an index is still missing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pymongo import IndexModel
from pymongo.collection import Collection
from pymongo.errors import OperationFailure

T = TypeVar("T")
Doc = dict[str, Any]

BAD_VALUE = 2
"""What the server answers to a hint for which it has no index."""


@dataclass(frozen=True)
class Index:
    """One index; it is known by what it does, so another name for the same is as good."""

    name: str
    keys: tuple[tuple[str, int], ...]
    unique: bool = False
    where: Mapping[str, Any] | None = None
    collation: Mapping[str, Any] | None = None
    expire_after_s: int | None = None

    def options(self, name: str | None = None) -> Doc:
        """Return the arguments of ``create_index``, under another name if one is given."""
        told: Doc = {"keys": list(self.keys), "name": name or self.name}
        if self.unique:
            told["unique"] = True
        if self.where is not None:
            told["partialFilterExpression"] = dict(self.where)
        if self.collation is not None:
            told["collation"] = dict(self.collation)
        if self.expire_after_s is not None:
            told["expireAfterSeconds"] = self.expire_after_s
        return told

    def finds_like(self, held: Mapping[str, Any]) -> bool:
        """Tell whether an index of the server has the same entries under the same rule."""
        told = held.get("collation") or {}
        return (
            [(name, int(way)) for name, way in held["key"].items()] == list(self.keys)
            and bool(held.get("unique")) == self.unique
            and held.get("partialFilterExpression") == (dict(self.where) if self.where else None)
            and bool(told) == bool(self.collation)
            and all(told[name] == value for name, value in (self.collation or {}).items())
            and not held.get("sparse")
        )

    def is_like(self, held: Mapping[str, Any]) -> bool:
        """Tell whether an index of the server is this one, whatever its name."""
        return self.finds_like(held) and held.get("expireAfterSeconds") == self.expire_after_s


Declared = Sequence[tuple[Collection[Doc], tuple[Index, ...]]]


def index(
    name: str,
    *fields: str,
    unique: bool = False,
    where: Mapping[str, Any] | None = None,
    collation: Any = None,
    expire_after_s: int | None = None,
) -> Index:
    """Write an index as ``index("by_time", "-published_at", "_id")``; minus is descending."""
    keys = tuple((f[1:], -1) if f.startswith("-") else (f, 1) for f in fields)
    rule = collation.document if collation is not None else None
    return Index(name, keys, unique, where, rule, expire_after_s)


def retired(name: str) -> Index:
    """Name an index of an earlier release that is built no more and may go."""
    return Index(name, ())


class Stored:
    """A part of a service that keeps something: what the schema step does for it."""

    def indexes(self) -> Declared:
        """Return the indexes it works with, by collection."""
        return ()

    def seed(self) -> None:
        """Write the first data that is not there yet; may be broken off and repeated."""

    def prepare(self) -> None:
        """Do at once, for this part alone, what the schema step does with progress."""
        for collection, wanted in self.indexes():
            if models := [IndexModel(**each.options()) for each in wanted if each.keys]:
                collection.create_indexes(models)
        self.seed()


def held_in(collection: Collection[Doc]) -> list[Doc]:
    """Return the indexes the server has, none where there is no collection yet."""
    return [dict(held) for held in collection.list_indexes()]


def missing(declared: Declared) -> list[str]:
    """Name the declared indexes that are not there, as ``collection.name``."""
    found: list[str] = []
    for collection, wanted in declared:
        existing = held_in(collection)
        built = [each for each in wanted if each.keys]
        lacking = [each for each in built if not any(each.is_like(h) for h in existing)]
        found += [f"{collection.name}.{each.name}" for each in lacking]
    return found


def all_of(parts: Iterable[Any]) -> Declared:
    """Return what the parts declare, each collection once."""
    by_name: dict[str, tuple[Collection[Doc], dict[str, Index]]] = {}
    for part in parts:
        if isinstance(part, Stored):
            for collection, wanted in part.indexes():
                known = by_name.setdefault(collection.name, (collection, {}))[1]
                known.update({each.name: each for each in wanted})
    return [(collection, tuple(known.values())) for collection, known in by_name.values()]


def hinted(read: Callable[..., T], wanted: Index) -> T:
    """Read by this index: ``read(hint=...)``; where it is not built yet, without a hint."""
    try:
        return read(hint=list(wanted.keys))
    except OperationFailure as error:
        if error.code != BAD_VALUE:
            raise
        return read()
