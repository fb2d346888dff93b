"""The check of an audit trail: where it is first not what was written, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from services.common.words import Text
from services.identity.domain.audit import START, AuditLine, Head, seal
from services.identity.words.audit import AUDIT


class FaultReason(StrEnum):
    """What is wrong with a trail."""

    ALTERED = "altered"
    MISSING = "missing"
    INSERTED = "inserted"
    HEAD_DIFFERS = "head-differs"


@dataclass(frozen=True)
class Fault:
    """The first position at which the trail is not what was written, and why."""

    position: int
    reason: FaultReason


@dataclass(frozen=True)
class AuditVerdict:
    """What a check found.

    ``head`` is the last good line, None where the check could not begin; ``next`` is where the
    next check goes on.
    """

    checked_from: int
    head: Head | None
    fault: Fault | None = None
    next: int | None = None

    def sentence(self) -> Text:
        """Return what the check came to."""
        if self.fault is None:
            return sentence_of(None, None)
        return sentence_of(self.fault.reason, self.fault.position)

    def plain(self) -> dict[str, Any]:
        """Return the verdict as callers see it."""
        fault = self.fault
        return {
            "verdict": "broken" if fault else "whole",
            "checked_from": self.checked_from,
            "checked_to": self.head.n if self.head else None,
            "position": fault.position if fault else None,
            "reason": fault.reason.value if fault else None,
            "sentence": self.sentence(),
            "head": asdict(self.head) if self.head else None,
            "next": self.next,
        }


def sentence_of(reason: FaultReason | None, position: int | None) -> Text:
    """Return in words what a check came to: where the trail is first not as written, and why."""
    if reason is None:
        return AUDIT["trail-whole"].filled()
    return AUDIT[f"trail-{reason}"].filled(n=position)


def check(
    docs: Iterable[Mapping[str, Any]],
    *,
    after: AuditLine | None,
    heads: Iterable[Head],
    limit: int | None = None,
) -> AuditVerdict:
    """Check stored documents, in the order of their ids, one at a time.

    ``after`` is the line before the first, None at the beginning of the trail; ``heads`` are
    known from elsewhere. Behind ``limit`` documents it stops and says where to go on.
    """
    walk = _Walk(after, heads)
    first = walk.last.n + 1
    for count, doc in enumerate(docs):
        if count == limit:
            return AuditVerdict(first, walk.last, next=walk.last.n + 1)
        if fault := walk.step(doc):
            return AuditVerdict(first, walk.last, fault)
    return AuditVerdict(first, walk.last, walk.end())


class _Walk:
    """The last good line and the heads ahead; all that is remembered of a long trail."""

    def __init__(self, after: AuditLine | None, heads: Iterable[Head]) -> None:
        self.last = after.head if after else Head(0, START)
        self._before_last = after.previous if after else ""
        known = sorted(heads, key=lambda head: head.n, reverse=True)
        self._vouched = not self.last.n or self.last in known
        self._heads = [head for head in known if head.n > self.last.n]

    def step(self, doc: Mapping[str, Any]) -> Fault | None:
        """Go on to the next document unless something is wrong with it."""
        expected = self.last.n + 1
        if reason := _misplaced(doc["_id"], expected):
            return Fault(expected, reason)
        try:
            line = AuditLine.from_doc(doc)
            sealed = seal(vars(line))
        except ValueError:
            return Fault(expected, FaultReason.ALTERED)
        if line.hash != sealed:
            return Fault(expected, FaultReason.ALTERED)
        fault = self._unlinked(line) or self._unlike_head(line)
        if not fault:
            self.last, self._before_last = line.head, line.previous
        return fault

    def end(self) -> Fault | None:
        """Find that lines are missing which a head knows of."""
        return Fault(self.last.n + 1, FaultReason.MISSING) if self._heads else None

    def _unlinked(self, line: AuditLine) -> Fault | None:
        """Blame the line before, for this one still tells what stood there.

        Unless there is none before, or a head has just shown that it is as it was.
        """
        if line.previous == self.last.hash:
            return None
        if self._vouched:
            return Fault(line.n, FaultReason.ALTERED)
        inserted, blamed = line.previous == self._before_last, self.last.n
        self.last = Head(blamed - 1, self._before_last)
        return Fault(blamed, FaultReason.INSERTED if inserted else FaultReason.ALTERED)

    def _unlike_head(self, line: AuditLine) -> Fault | None:
        self._vouched = False
        while self._heads and self._heads[-1].n == line.n:
            self._vouched = True
            if self._heads.pop().hash != line.hash:
                return Fault(line.n, FaultReason.HEAD_DIFFERS)
        return None


def _misplaced(n: object, expected: int) -> FaultReason | None:
    if isinstance(n, bool) or not isinstance(n, int):
        return FaultReason.ALTERED if n == expected and n is not True else FaultReason.INSERTED
    if n > expected:
        return FaultReason.MISSING
    return FaultReason.INSERTED if n < expected else None
