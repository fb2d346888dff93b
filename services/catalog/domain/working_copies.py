"""The working copy of a profile, and its way through the review by a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.common import clock
from services.common.errors import Conflict, Wrong, invalid_fields

Doc = dict[str, Any]
REVIEW_DAYS, MENDING_DAYS = 3, 10
"""So many Bavarian working days a second person has to review, and authors to mend."""


@dataclass(kw_only=True)
class SentBack:
    """What a reviewer misses."""

    reason: str
    by: str
    at: datetime


@dataclass(kw_only=True)
class WorkingCopy:
    """Facts that are being edited; readers do not see them before they are published.

    ``changed_at`` is when it was last edited or handed in.
    """

    facts: Doc
    authors: list[str]
    changed_at: datetime
    submitted: bool = False
    submissions: int = 0
    sent_back: SentBack | None = None

    @property
    def due_on(self) -> date | None:
        """Return until when it is to be reviewed, or mended; a draft has all the time."""
        if self.submitted:
            return due_of("submitted", self.changed_at)
        return due_of("sent_back", self.sent_back.at) if self.sent_back else None

    def submit(self, now: datetime) -> None:
        """Ask for the review."""
        self.submitted, self.sent_back, self.changed_at = True, None, now
        self.submissions += 1

    def send_back(self, reason: str, by: str, now: datetime) -> None:
        """Give it back to the authors."""
        self.submitted = False
        self.sent_back = SentBack(reason=reason, by=by, at=now)

    def check_reviewer(self, by: str, *, has_seen: bool) -> None:
        """Refuse authors, and who may have read what stood here before it came in again."""
        if by in self.authors:
            raise Conflict("own-edit")
        if self.submissions > 1 and not has_seen:
            raise invalid_fields([("/version", Wrong("version-to-review"))])


def due_of(work: str, since: datetime) -> date:
    """Return until when the next person acts on what was handed in or given back then."""
    return clock.due_on(since, REVIEW_DAYS if work == "submitted" else MENDING_DAYS)


def edited(working: WorkingCopy | None, facts: Doc, by: str, now: datetime) -> WorkingCopy:
    """Return the working copy after an edit; it must be submitted again."""
    copy = working or WorkingCopy(facts={}, authors=[], changed_at=now)
    return WorkingCopy(
        facts=facts,
        authors=[*(author for author in copy.authors if author != by), by],
        changed_at=now,
        submissions=copy.submissions,
        sent_back=copy.sent_back,
    )


def nothing_to(action: str) -> Conflict:
    """Say that there is no working copy for this step."""
    return Conflict("nothing-to-review", action=action)
