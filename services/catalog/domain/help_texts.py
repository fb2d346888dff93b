"""What editors have made of the shipped answers: their own texts in place of those of a release."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from services.common.bounds import AtMost
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

    def write(self, texts: Doc, *, by: str, now: datetime, seen: int) -> None:
        """Say something else from now on."""
        self._check_seen(seen)
        self.question, self.answer = texts["question"], texts["answer"]
        self.changed_by, self.changed_at = by, now

    def reset(self, *, by: str, now: datetime, seen: int) -> None:
        """Say again what was shipped; the texts written until then are given up."""
        self._check_seen(seen)
        self.question, self.answer = None, {}
        self.changed_by, self.changed_at = by, now

    def _check_seen(self, version: int) -> None:
        if version != self.version:
            raise Conflict("changed-meanwhile", "changed-since-read")
