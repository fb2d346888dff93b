"""What editors have made of the shipped answers: their own texts in place of those of a release."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from services.common.bounds import AtMost
from services.common.clock import local_date
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate

Doc = dict[str, Any]
UNCHANGED = 0
"""The version of an entry that nobody has changed yet."""


@dataclass(kw_only=True)
class HelpText(Aggregate):
    """The texts of one entry of the help; without a question it says what it was shipped with."""

    bounds: ClassVar[dict[str, Any]] = {"question": AtMost(2), "answer": AtMost(2)}

    question: dict[str, str] | None = None
    answer: dict[str, list[str]] = field(default_factory=dict)
    changed_by: str
    changed_at: datetime
    instead_of: str = ""
    """The fingerprint of the shipped text that was replaced; "" where that was not kept."""

    def write(self, texts: Doc, *, by: str, now: datetime, seen: int, instead_of: str) -> None:
        """Say something else from now on, in place of the shipped text of this fingerprint."""
        self._check_seen(seen)
        self.question, self.answer = texts["question"], texts["answer"]
        self.instead_of = instead_of
        self.changed_by, self.changed_at = by, now

    def reset(self, *, by: str, now: datetime, seen: int) -> None:
        """Say again what was shipped; the texts written until then are given up."""
        self._check_seen(seen)
        self.question, self.answer = None, {}
        self.changed_by, self.changed_at = by, now

    def is_overtaken_by(self, shipped: Doc) -> bool:
        """Tell whether the shipped text has changed since it was replaced.

        Of a text that was replaced before fingerprints were kept the day decides.
        """
        if self.question is None:
            return False
        if self.instead_of:
            return self.instead_of != fingerprint_of(shipped)
        return bool(shipped["updated_on"] > local_date(self.changed_at).isoformat())

    def _check_seen(self, version: int) -> None:
        if version != self.version:
            raise Conflict("changed-meanwhile", "changed-since-read")


def fingerprint_of(shipped: Doc) -> str:
    """Return a short text that differs wherever question or answer do."""
    told = json.dumps([shipped["question"], shipped["answer"]], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
