"""What is answered about registrations."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import Count, Day, Moment, Open
from services.common.clockwork import Flaw
from services.identity.answers.parts import RegistrationFacts


class Hint(TypedDict):
    """Something a reviewer should compare."""

    kind: str
    account: str
    name: NotRequired[str | None]
    label: NotRequired[str]


class Registration(RegistrationFacts):
    """A registration; what only reviewers compare is left out for others."""

    account: str
    version: Count
    organisation: NotRequired[str]
    organisation_name: NotRequired[str | None]
    organisation_fits: NotRequired[bool | None]
    asserted_name: NotRequired[str | None]
    hints: NotRequired[list[Hint]]


class RegistrationItem(RegistrationFacts):
    """A registration in the reviewers' queue."""

    account: str
    version: Count
    organisation: str
    organisation_name: str | None
    organisation_fits: bool | None
    asserted_name: str | None
    hints: list[Hint]


class Registrations(TypedDict):
    """A page of registrations."""

    items: list[RegistrationItem]
    next: str | None
    total: Count
    total_is_least: bool


class FlawCount(TypedDict):
    """How many would wait for ever for a reason."""

    flaw: Flaw
    label: str
    count: Count


class OrphanedRegistrations(TypedDict):
    """Registrations that would wait for ever, as the watchdog saw them last."""

    looked_at: Moment | None
    total: Count
    counts: list[FlawCount]
    items: list[Open]


class WaitingTurn(TypedDict):
    """How many wait for a role."""

    role: str
    noun: Literal["registration", "authority"]
    label: str
    count: Count
    overdue: Count
    first_due_on: Day | None
    since: Moment | None


class RegistrationTurns(TypedDict):
    """For whom registrations and signing authorities wait."""

    items: list[WaitingTurn]
    new: Count | None


class EmailConfirmed(TypedDict):
    """Whether the address is confirmed."""

    id: str
    email_confirmed: bool


ANSWERS: dict[str, Any] = {
    "create_registration": Registration,
    "get_registration": Registration,
    "change_registration": Registration,
    "submit_registration": Registration,
    "decide_registration": Registration,
    "list_registrations": Registrations,
    "orphaned_registrations": OrphanedRegistrations,
    "registration_turns": RegistrationTurns,
    "confirm_email": EmailConfirmed,
}
