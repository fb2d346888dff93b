"""The lines of the audit trail, chained by their hashes.

A line's hash is the SHA-256 of its other fields as canonical JSON (RFC 8785: sorted keys, no
spaces, UTF-8), the hash of the line before among them. So anybody can check an export.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from services.common.events import Event

START = "0" * 64
"""What the first line has in place of the hash of the line before."""

_TEXTS = ("event", "at", "service", "action", "noun", "object", "actor", "correlation_id")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00")
_HEAD = re.compile(r"([1-9][0-9]{0,14}):([0-9a-f]{64})")


@dataclass(frozen=True)
class Head:
    """A line's number and hash: together they stand for the trail up to there."""

    n: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``N:HASH``, or raise ValueError."""
        if not (found := _HEAD.fullmatch(text)):
            raise ValueError("a head is N:HASH")
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who did what to which thing, for whom, by which mandate; ids only.

    ``event`` is ``source/id`` and occurs once; ``at`` sorts as text because it is UTC.
    """

    event: str
    at: str
    service: str
    action: str
    noun: str
    object: str
    version: int
    actor: str
    on_behalf_of: str | None
    mandate: str | None
    said: tuple[str, ...]
    correlation_id: str

    @classmethod
    def of(cls, event: Event) -> Self:
        """Read an ``audit.recorded`` event; ValueError where a field is missing or wrong."""
        stated = {"event": f"{event.source}/{event.id}", "service": event.source}
        circumstances = {"at": event.raw.get("time"), "correlation_id": event.correlation_id}
        return cls(**_facts({**event.data, **stated, **circumstances}))


@dataclass(frozen=True, kw_only=True)
class AuditLine(Act):
    """An act in its place: ``n`` counts from 1, ``hash`` seals it with all before it."""

    n: int
    previous: str
    hash: str

    @classmethod
    def after(cls, last: Head, act: Act) -> Self:
        """Put an act behind the last line."""
        placed = {**vars(act), "n": last.n + 1, "previous": last.hash}
        return cls(**placed, hash=seal(placed))

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Self:
        """Read a stored line, or raise ValueError where it has not exactly its fields."""
        if doc.keys() != DOC_FIELDS:
            raise ValueError("has other fields than a line")
        previous, hash = _text(doc, "previous"), _text(doc, "hash")
        return cls(**_facts(doc), n=_whole(doc, "_id"), previous=previous, hash=hash)

    @property
    def head(self) -> Head:
        """Return what stands for the trail up to here."""
        return Head(self.n, self.hash)

    def to_doc(self) -> dict[str, Any]:
        """Return the line as the database keeps it."""
        plain = {**vars(self), "said": list(self.said)}
        return {"_id": plain.pop("n"), **plain}


DOC_FIELDS = {spec.name for spec in fields(AuditLine)} - {"n"} | {"_id"}


def actor_of(line: Mapping[str, Any]) -> str:
    """Return the account of whoever acted, whatever an altered line says."""
    return str(line["actor"]).partition("/")[0]


def seal(plain: Mapping[str, Any]) -> str:
    """Compute the hash of a line from all its fields but ``hash``."""
    sealed = {name: value for name, value in plain.items() if name != "hash"}
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_altered(line: Mapping[str, Any]) -> bool:
    """Tell whether a line is not what its hash was made of, whatever it says now."""
    try:
        return seal(line) != str(line["hash"])
    except ValueError:
        return True


def moment(text: str, *, end: bool = False) -> str:
    """Read a UTC day or a time with its offset, written to sort before ``at`` of that moment.

    A day stands for its beginning, with ``end`` for the beginning of the next; ValueError
    where it is neither.
    """
    try:
        moment = _day(text) + timedelta(days=int(end)) if _is_day(text) else _time(text)
        exact = moment.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError as error:
        raise ValueError("beyond the calendar") from error
    return exact.removesuffix("+00:00").rstrip("0").rstrip(".") + "+00:00"


def _is_day(text: str) -> bool:
    return "T" not in text and ":" not in text


def _day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time(), UTC)


def _time(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a time needs its offset")
    return read


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: _text(values, name) for name in _TEXTS}
    if not _AT.fullmatch(facts["at"]):
        raise ValueError("at is no time in UTC")
    datetime.fromisoformat(facts["at"])
    for name in ("on_behalf_of", "mandate"):
        facts[name] = None if _stated(values, name) is None else _text(values, name)
    said = _stated(values, "said")
    if not isinstance(said, list) or not all(isinstance(kind, str) and kind for kind in said):
        raise ValueError("said is no list of texts")
    return {**facts, "version": _whole(values, "version"), "said": tuple(said)}


def _stated(values: Mapping[str, Any], name: str) -> Any:
    if name not in values:
        raise ValueError(f"{name} is missing")
    return values[name]


def _text(values: Mapping[str, Any], name: str) -> str:
    value = _stated(values, name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} is no text")
    return value


def _whole(values: Mapping[str, Any], name: str) -> int:
    value = _stated(values, name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**53:
        raise ValueError(f"{name} is no number")
    return value
