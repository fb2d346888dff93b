"""A thing that changes as one: its facts, its version and the news of its last verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, ClassVar, Self

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from services.common.bounds import Bounds
from services.common.events import envelope

Taken = Callable[[Any], dict[str, Any]]
"""Takes the facts out of an aggregate of one class."""


@dataclass(kw_only=True)
class Aggregate:
    """Base of everything a repository keeps.

    ``version`` counts its changes from 1. A verb changes facts and calls ``say``; the
    repository stores both in one write. ``bounds`` says how long each list of it may become;
    the facts of the value objects ``beside`` names stand in the document beside its own.
    """

    bounds: ClassVar[Bounds] = {}
    beside: ClassVar[tuple[str, ...]] = ()

    id: str
    version: int = 0
    _news: list[tuple[str, dict[str, Any]]] = field(default_factory=list, init=False, repr=False)
    _moved: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def say(self, kind: str, /, **data: Any) -> None:
        """Note that something happened; it is told to the world with this change."""
        self._news.append((kind, data))

    @property
    def has_news(self) -> bool:
        """Tell whether something was said since the last write."""
        return bool(self._news)

    def says(self, kind: str) -> bool:
        """Tell whether news of this kind is to be said."""
        return any(said == kind for said, _ in self._news)

    def take_news(self, source: str) -> list[dict[str, Any]]:
        """Return the waiting news as event envelopes of the present version, and forget them."""
        told = [
            envelope(source, kind, to_plain(data), subject=self.id, version=self.version, number=n)
            for n, (kind, data) in enumerate(self._news)
        ]
        self._news.clear()
        return told

    def to_doc(self) -> dict[str, Any]:
        """Return the facts as MongoDB keeps them."""
        plain: dict[str, Any] = _stored.unstructure(self)
        plain["_id"] = plain.pop("id")
        return plain

    def plain(self, *hidden: str) -> dict[str, Any]:
        """Return the facts as JSON has them, but for the hidden ones."""
        kind: Any = type(self)
        return _plain_without(kind, hidden)(self)

    @classmethod
    def from_doc(cls, doc: dict[str, Any]) -> Self:
        """Build the aggregate from its document; other keys of the document are ignored."""
        kind: Any = cls
        known = _facts(kind)
        facts = {name: value for name, value in doc.items() if name in known}
        aggregate = _stored.structure({**facts, "id": doc["_id"]}, cls)
        aggregate._moved = dict(doc.get("moved") or {})
        return aggregate

    def moved(self, name: str) -> int:
        """Tell how many entries of a list are kept beside the document by now."""
        return self._moved.get(name, 0)


@cache
def _facts(kind: type[Aggregate]) -> frozenset[str]:
    return frozenset(spec.name for spec in fields(kind) if not spec.name.startswith("_"))


def _unstructuring(kind: type[Aggregate], converter: Converter, *hidden: str) -> Taken:
    """Return what takes an aggregate's facts out of it, made once for its class."""
    left_out = {spec.name for spec in fields(kind) if spec.name.startswith("_")} | set(hidden)
    options: dict[str, Any] = dict.fromkeys(left_out, override(omit=True))
    return make_dict_unstructure_fn(kind, converter, **options)


def _converter() -> Converter:
    converter = Converter(omit_if_default=False)
    converter.register_unstructure_hook(Enum, lambda value: value.value)
    converter.register_unstructure_hook(datetime, lambda value: value)
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(datetime, lambda value, _: value)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook_factory(
        lambda kind: isinstance(kind, type) and issubclass(kind, Aggregate),
        partial(_unstructuring, converter=converter),
    )
    return converter


_stored = _converter()
_plain = _converter()
_plain.register_unstructure_hook(
    datetime, lambda value: value.astimezone(UTC).isoformat(timespec="seconds")
)
_AS_IN_JSON = frozenset((str, int, float, bool, type(None)))


@cache
def _plain_without(kind: type[Aggregate], hidden: tuple[str, ...]) -> Taken:
    return _unstructuring(kind, _plain, *hidden)


def to_plain(value: Any) -> Any:
    """Return the value as JSON has it: dataclasses as objects, times as RFC 3339 in UTC."""
    kind = type(value)
    if kind in _AS_IN_JSON:
        return value
    if kind is dict:
        return {to_plain(name): to_plain(inner) for name, inner in value.items()}
    if kind is list:
        return [to_plain(inner) for inner in value]
    return _plain.unstructure(value)
