"""All registrations of one person: at most one of them is open, and it is the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common.errors import Conflict, NotFound
from services.identity.domain.registration_states import COUNTED, FINAL, RegistrationState
from services.identity.domain.registrations import Registration

PREFILLED = (
    "given_name", "family_name", "office", "department", "phone", "email", "functional_mailbox",
    "email_origin", "email_confirmed", "terms_version",
)  # fmt: skip


@dataclass
class LatestRegistration:
    """The last registration as the reviewers' queue sorts it; the earlier ones are final."""

    id: str
    state: RegistrationState
    body: str
    since: datetime
    next_at: datetime | None = None
    """When something will be said of it next."""


@dataclass(frozen=True)
class RegistrationHistory:
    """What a person asked to act for, in order; the rules change the list given."""

    entries: list[Registration]

    def get(self, id: str) -> Registration:
        """Return one of them or raise NotFound."""
        for registration in self.entries:
            if registration.id == id:
                return registration
        raise NotFound("registration-not-found")

    def check_none_open(self) -> None:
        """Raise Conflict where one is not decided yet."""
        for registration in self.entries:
            if registration.state not in FINAL:
                raise Conflict(
                    "registration-open",
                    registration=registration.id,
                    body=registration.body,
                    body_name=registration.body_name,
                )

    def begin(self, owner: str, known: dict[str, Any], now: datetime) -> Registration:
        """Return a draft of what is known: the last approved one, else what the caller says."""
        facts = {**(self._last_approved() or known), "body": "", "body_name": ""}
        return Registration(id=f"{owner}.{len(self.entries) + 1}", changed_at=now, **facts)

    def _last_approved(self) -> dict[str, Any] | None:
        for registration in reversed(self.entries):
            if registration.state is RegistrationState.APPROVED:
                return {name: getattr(registration, name) for name in PREFILLED}
        return None

    def expire(self, now: datetime) -> Iterator[Registration]:
        """Close those whose applicant did not answer, and give them."""
        return (registration for registration in self.entries if registration.expire(now))

    def close(self, by: str, reason: str, now: datetime) -> None:
        """End what is still open."""
        for registration in self.entries:
            if registration.state not in FINAL:
                registration.close(by, reason, now)

    def move(self, old: str, new: str, new_name: str) -> None:
        """Follow a body to its successor."""
        for registration in self.entries:
            if registration.body in (old, new):
                registration.body, registration.body_name = new, new_name

    def forget(self) -> None:
        """Keep that each was, but nothing of the person."""
        for registration in self.entries:
            registration.forget()

    @property
    def latest(self) -> LatestRegistration | None:
        """Return the last one as the queue sorts it."""
        if not self.entries:
            return None
        last = self.entries[-1]
        waiting = last.state is not RegistrationState.ASKED_BACK and last.submitted_at
        since = waiting or last.changed_at
        next_at = last.clockwork.next_at if last.clockwork else None
        return LatestRegistration(last.id, last.state, last.body, since, next_at)

    @property
    def is_waiting_for_answer(self) -> bool:
        """Tell whether the applicant was asked and has not answered, or has not confirmed."""
        return any(registration.is_unanswered for registration in self.entries)

    @property
    def is_under_review(self) -> bool:
        """Tell whether one holds a place of its organisation."""
        return any(registration.state in COUNTED for registration in self.entries)

    def shares(self, email: str | None) -> bool:
        """Tell whether the address is a mailbox of the body, which colleagues use too."""
        return any(r.functional_mailbox and r.email == email for r in self.entries)
