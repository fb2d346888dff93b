"""Registrations: a person asks to act for a body, a reviewer decides."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.clockwork import Clockwork, Step, begin_of
from services.common.digests import address_hash, token_hash
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.moves import Wait
from services.common.storage.aggregates import to_plain
from services.common.words import Text
from services.identity.domain.deadlines import DEADLINES, closed_after
from services.identity.domain.names import NameCheck
from services.identity.domain.permissions import Role
from services.identity.domain.registration_states import BY_CALL, MOVES, RegistrationState
from services.identity.words.labels import REGISTRATION_STATES
from services.identity.words.registrations import REGISTRATIONS

UNANSWERED_END = "no-answer"
UNCONFIRMED_END = "not-confirmed-in-time"
AGREED = ("body", "role")
"""What an invitation is about; with anything else nobody invited."""

PERSONAL = (
    "given_name", "family_name", "office", "department", "phone", "email", "token_hash",
    "undelivered",    "digital_officer", "newsletter", "team", "hints",
)  # fmt: skip

REQUIRED = ("given_name", "family_name", "office", "department", "phone", "email", "terms_version")


class Origin(StrEnum):
    """Where the e-mail address comes from; the sign-in itself carries none."""

    DECLARED = "declared"
    FUNCTIONAL_MAILBOX = "functional_mailbox"
    INVITATION = "invitation"


@dataclass(frozen=True)
class Hint:
    """Something the reviewer should compare: which account shares what with this one."""

    kind: str
    account: str


@dataclass
class Registration:
    """One person's request to act for one body.

    ``team`` names the members of a team account; ``replaces_certificate`` says that the
    person has an account already, under a certificate that is lost or replaced.
    """

    id: str
    changed_at: datetime
    body: str
    body_name: str
    state: RegistrationState = RegistrationState.DRAFT
    role: str = Role.OFFICER
    given_name: str = ""
    family_name: str = ""
    office: str = ""
    department: str = ""
    phone: str = ""
    email: str = ""
    functional_mailbox: bool = False
    email_origin: Origin = Origin.DECLARED
    email_confirmed: bool = False
    undelivered: str | None = None
    token_hash: str = ""
    digital_officer: dict[str, str] | None = None
    newsletter: bool = False
    terms_version: str = ""
    team: list[dict[str, str]] = field(default_factory=list)
    replaces_certificate: bool = False
    name_check: NameCheck = NameCheck.ABSENT
    name_accepted: bool = False
    hints: list[Hint] = field(default_factory=list)
    submitted_at: datetime | None = None
    due_on: date | None = None
    clockwork: Clockwork | None = None
    reason: str | None = None
    reason_code: str | None = None
    decided_by: str | None = None

    def edit(self, changes: dict[str, Any], now: datetime) -> None:
        """Change what waits for its applicant: a draft, asked back, or not confirmed yet."""
        if self.wait is None or self.wait.role != "applicant":
            raise Conflict("registration-wrong-state", **self._not_now("change"))
        if changes.get("email", self.email) != self.email:
            self.email_confirmed, self.token_hash, self.undelivered = False, "", None
            self.email_origin = Origin.DECLARED
        if any(changes.get(name, getattr(self, name)) != getattr(self, name) for name in AGREED):
            self.email_origin = Origin.DECLARED
        for name, value in changes.items():
            setattr(self, name, value)
        self._note_origin()
        self.changed_at = now

    def _note_origin(self) -> None:
        if self.functional_mailbox:
            self.email_origin = Origin.FUNCTIONAL_MAILBOX
        elif self.email_origin is Origin.FUNCTIONAL_MAILBOX:
            self.email_origin = Origin.DECLARED

    def submit(
        self,
        token: str,
        now: datetime,
        *,
        hints: Sequence[Hint] = (),
    ) -> None:
        """Hand it in, complete."""
        self._next("submit")
        if self.state is RegistrationState.SUBMITTED and self.email_confirmed:
            raise Conflict(
                "registration-wrong-state",
                "registration-submitted-already",
                **self._not_now("submit"),
            )
        self.check_complete()
        self._move("submit", now)
        self._note_origin()
        self.token_hash, self.undelivered = token_hash(token), None
        self.hints, self.submitted_at = list(hints), now
        self.reason = self.reason_code = self.decided_by = None

    def check_complete(self) -> None:
        """Raise Invalid naming everything that is missing."""
        missing = [name for name in REQUIRED if not getattr(self, name)]
        if missing:
            raise invalid_fields((f"/{name}", Wrong("field-missing")) for name in missing)
        if self.team and not self.functional_mailbox:
            raise invalid_fields([("/functional_mailbox", Wrong("team-needs-mailbox"))])

    def confirm_email(self, token: str, now: datetime) -> None:
        """Note that the mailed link was followed; now it is the reviewer's turn."""
        if not hmac.compare_digest(self.token_hash, token_hash(token)):
            raise invalid_fields([("/token", Wrong("token-wrong"))])
        if not self.email_confirmed:
            self.email_confirmed, self.undelivered = True, None
            self.begin_wait(now)

    def note_undelivered(self, lost: str, reason: str) -> None:
        """Note that a mail to the address did not arrive, unless it is another one by now."""
        if not self.email_confirmed and address_hash(self.email) == lost:
            self.undelivered = reason

    def decide(
        self,
        verdict: str,
        *,
        by: str,
        reason: str | None,
        now: datetime,
        accept_name: bool = False,
    ) -> None:
        """Approve, reject or ask back; all but approval need a reason.

        A name the sign-in does not prove is accepted expressly, with a reason.
        """
        self._next(verdict)
        if verdict == "approve":
            self._check_approvable(accept_name, reason)
            self.name_accepted = accept_name
        self._move(verdict, now)
        self.reason, self.reason_code, self.decided_by = reason, None, by

    def check_confirmed(self) -> None:
        """Raise Conflict as long as nobody followed the mailed link."""
        if not self.email_confirmed:
            due_on = {"due_on": self._due_day(DEADLINES["unconfirmed"])}
            raise Conflict("email-not-confirmed", waiting_for=self.waiting_for(), parameters=due_on)

    def _check_approvable(self, accept_name: bool, reason: str | None) -> None:
        self.check_confirmed()
        if accept_name and not reason:
            raise invalid_fields([("/reason", Wrong("name-needs-reason"))])

    def expire(self, now: datetime) -> bool:
        """Close it where the applicant was asked too long ago; tell whether it was."""
        if not self.is_unanswered or now - self.changed_at < closed_after():
            return False
        unconfirmed = self.state is RegistrationState.SUBMITTED
        self.reason, self.reason_code = None, UNCONFIRMED_END if unconfirmed else UNANSWERED_END
        self._move("expire", now)
        self.decided_by = "system"
        return True

    @property
    def is_unanswered(self) -> bool:
        """Tell whether the applicant was asked something, or has to confirm the address."""
        asked = self.wait is not None and self.wait.role == "applicant"
        return asked and self.state is not RegistrationState.DRAFT

    def close(self, by: str, reason: str, now: datetime) -> None:
        """End it with the account it belongs to."""
        self._move("close", now)
        self.reason, self.decided_by = reason, by

    def forget(self) -> None:
        """Keep that it was, and how it ended, but nothing of the person."""
        blank = Registration(self.id, self.changed_at, self.body, self.body_name)
        for name in PERSONAL:
            setattr(self, name, getattr(blank, name))

    def _move(self, action: str, now: datetime) -> None:
        self.state = self._next(action)
        self.changed_at = now
        self.begin_wait(now)

    def begin_wait(self, now: datetime) -> None:
        """Set until when to act, and when what is said meanwhile."""
        wait = self.wait
        self.due_on = clock.due_on(now, wait.working_days, self.body) if wait else None
        self._wind(wait, now)

    def _wind(self, wait: Wait | None, since: datetime) -> None:
        turn = self.wait_code, self.due_on
        self.clockwork = Clockwork.of(wait, since, self.body, *turn) if wait else None

    def wind(self) -> None:
        """Give it the clockwork of its present wait, where it has none or that of another."""
        wait, due_on, since = self.wait, self.due_on, self.changed_at
        if not self.is_wound:
            self._wind(wait, begin_of(wait, due_on, since, self.body) if wait else since)

    @property
    def is_wound(self) -> bool:
        """Tell whether it has the clockwork of its present wait, and none once it is decided."""
        if self.wait is None or self.clockwork is None:
            return self.wait is None and self.clockwork is None
        return self.clockwork.is_of(self.wait_code, self.due_on)

    def advance(self, now: datetime) -> list[Step]:
        """Return what is to be said by now of the present wait, each once."""
        self.wind()
        if self.wait is None or self.clockwork is None:
            return []
        return self.clockwork.advance(self.wait, self.body, now)

    @property
    def wait(self) -> Wait | None:
        """Return whose turn it really is; None once it is decided."""
        return DEADLINES.get(self.wait_code)

    @property
    def wait_code(self) -> str:
        """Return the row of the deadlines that says whose turn it is; none has it once decided."""
        unconfirmed = self.state is RegistrationState.SUBMITTED and not self.email_confirmed
        return "unconfirmed" if unconfirmed else self.state.value

    def waiting_for(self) -> dict[str, Any] | None:
        """Return whose turn it is and until when; None once it is decided."""
        wait = self.wait
        if wait is None:
            return None
        return {"role": wait.role, "due_on": self._due_day(wait).isoformat()}

    def actions_of(self, role: str) -> list[str]:
        """Return what the applicant or a reviewer can do now, by the names of the API."""
        possible = [action for action in MOVES.actions(self.state) if role in BY_CALL[action]]
        if role == "applicant" and self.wait and self.wait.role == "applicant":
            return ["change", *possible]
        if "submit" in possible:
            possible.remove("submit")
        if self.replaces_certificate or not self.email_confirmed:
            possible = [action for action in possible if action != "approve"]
        return possible

    def turn(self, reader: str = "") -> Text:
        """Return the sentence that says whose turn it is and until when, to a reader of a role."""
        if (wait := self.wait) is None:
            return REGISTRATIONS["turn-nobody"].filled()
        turn = "turn-you" if wait.role == reader else f"turn-{wait.role}"
        return REGISTRATIONS[turn].filled(due_on=self._due_day(wait))

    def _due_day(self, wait: Wait) -> date:
        return self.due_on or clock.due_on(self.changed_at, wait.working_days, self.body)

    def _next(self, action: str) -> RegistrationState:
        if not MOVES.allows(self.state, action):
            raise Conflict("registration-wrong-state", **self._not_now(action))
        return MOVES.next(self.state, action)

    def _not_now(self, action: str) -> dict[str, Any]:
        """Return what a refusal says of the state that does not allow something: whose turn."""
        words = {"state_label": REGISTRATION_STATES[self.state], "turn": self.turn()}
        facts = {"state": self.state.value, "waiting_for": self.waiting_for()}
        return {**facts, "action": action, "parameters": words}

    def public(self) -> dict[str, Any]:
        """Return what the applicant and the others see; hints are for reviewers only."""
        facts: dict[str, Any] = to_plain(self)
        for hidden in ("token_hash", "hints", "undelivered", "clockwork"):
            del facts[hidden]
        failed = {"state": "failed", "reason": self.undelivered}
        facts["email_delivery"] = failed if self.undelivered else None
        facts["waiting_for"] = self.waiting_for()
        return facts
