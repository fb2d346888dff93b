"""What is answered about drafts."""

from typing import Any, NotRequired, TypedDict

from services.catalog.answers.parts import (
    Difference,
    Names,
    ProfileFacts,
    SentBack,
)
from services.catalog.domain.choices import Status
from services.common.answers import Both, Count, Day, Moment, Page


class Facts(ProfileFacts):
    """The facts of a service that editors write."""

    description: Both | None


class WorkingCopyItem(TypedDict):
    """A working copy of a service as lists show it."""

    id: str
    status: Status
    status_reason: Both | None
    profile_version: Count
    facts: Facts
    changed: bool
    submitted: bool
    authors: list[str]
    sent_back: SentBack | None
    due_on: Day | None
    version: Count


class WorkingCopy(WorkingCopyItem):
    """The working copy of a service, and what it would change."""

    differences: list[Difference]
    warnings: list[str]
    missing: list[str]
    names: NotRequired[Names]


class TrialWave(TypedDict):
    """What becomes of a wave on a day."""

    id: str
    opens_on: Day
    fits: bool
    open: bool


class Trial(TypedDict):
    """Whether a body could order on a day."""

    body: str
    on: Day
    orderable: bool
    code: str
    reason: str
    waves: list[TrialWave]


class ProfileUse(TypedDict):
    """An order of the service that counts."""

    order: str
    body: str


class WorkingCopies(TypedDict):
    """Working copies, and how long those that wait for somebody have waited."""

    items: list[WorkingCopyItem]
    next: str | None
    total: Count
    since: Moment | None
    first_due_on: Day | None
    written_by_caller: Count


ANSWERS: dict[str, Any] = {
    "create_profile": WorkingCopy,
    "change_profile": WorkingCopy,
    "get_draft": WorkingCopy,
    "add_document": WorkingCopy,
    "submit": WorkingCopy,
    "send_back": WorkingCopy,
    "list_drafts": WorkingCopies,
    "try_release": Trial,
    "list_users": Page[ProfileUse],
    "add_wave": WorkingCopy,
    "discard": WorkingCopy,
}
