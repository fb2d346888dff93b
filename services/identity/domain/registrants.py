"""What a person registers for, and what a reviewer's decision makes of the account."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.identity.domain.registration_states import COUNTED, FINAL, RegistrationState
from services.identity.domain.registrations import Hint, Origin, Registration
from services.identity.domain.standing import ERASED_NAME, AccountState, Standing
from services.identity.domain.teams import TeamMember, renewed
from services.identity.words.labels import ACCOUNT_STATES

PREFILLED = (
    "given_name", "family_name", "office", "department", "phone", "email", "functional_mailbox",
    "email_origin", "email_confirmed", "terms_version",
)  # fmt: skip


@dataclass
class RoleAssignment:
    """A role and where it is held: a body's key, ``vendor:<id>``, or ``*``."""

    role: str
    scope: str


@dataclass
class Latest:
    """The last registration as the reviewers' queue sorts it; the earlier ones are final."""

    id: str
    state: RegistrationState
    body: str
    since: datetime


@dataclass(kw_only=True)
class Registrant(Standing):
    """A person with registrations; with ``team``, a body's team whose members act one at a time."""

    office: str = ""
    department: str = ""
    phone: str = ""
    terms_version: str | None = None
    roles: list[RoleAssignment] = field(default_factory=list)
    team: list[TeamMember] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    latest: Latest | None = None

    def registration(self, id: str) -> Registration:
        """Return one of this person's registrations or raise NotFound."""
        for registration in self.registrations:
            if registration.id == id:
                return registration
        raise NotFound("registration-not-found")

    def begin_registration(self, facts: dict[str, Any], now: datetime) -> Registration:
        """Keep a draft; a person has one open registration at a time.

        It begins with what is known: the last approved registration, else the name the
        sign-in proves.
        """
        self.check_may_begin()
        id = f"{self.id}.{len(self.registrations) + 1}"
        registration = Registration(id=id, changed_at=now, **{**self._known(), "body": "",
                                                              "body_name": ""})  # fmt: skip
        registration.edit(facts, now)
        self._compare_name(registration)
        registration.set_due(now)
        self.registrations.append(registration)
        self._note_latest()
        return registration

    def _check_open(self) -> None:
        if self.state not in (AccountState.NEW, AccountState.ACTIVE):
            label = {"state_label": ACCOUNT_STATES[self.state]}
            raise Conflict("account-not-open", state=self.state.value, parameters=label)

    def _known(self) -> dict[str, Any]:
        for before in reversed(self.registrations):
            if before.state is RegistrationState.APPROVED:
                return {name: getattr(before, name) for name in PREFILLED}
        if self.asserted_family_name:
            return {
                "given_name": self.asserted_given_name or "",
                "family_name": self.asserted_family_name,
            }
        return {}

    def invited(self, id: str, email: str) -> None:
        """Take the address an invitation was mailed to as confirmed for this draft."""
        registration = self.registration(id)
        registration.email, registration.email_confirmed = email, True
        registration.email_origin = Origin.INVITATION

    def change_registration(self, id: str, changes: dict[str, Any], now: datetime) -> None:
        """Change a draft, or one that was asked back."""
        registration = self.registration(id)
        registration.edit(changes, now)
        self._compare_name(registration)
        self._note_latest()

    def note_undelivered(self, id: str, lost: str, reason: str) -> None:
        """Note that a mail about a registration did not arrive."""
        self.registration(id).note_undelivered(lost, reason)

    def check_may_begin(self) -> None:
        """Raise Conflict where no registration can begin now."""
        self._check_open()
        for registration in self.registrations:
            if registration.state not in FINAL:
                raise Conflict(
                    "registration-open",
                    registration=registration.id,
                    body=registration.body,
                    body_name=registration.body_name,
                )

    def submit(self, id: str, token: str, now: datetime, hints: Sequence[Hint] = ()) -> None:
        """Hand the registration to the reviewers and ask for the address to be confirmed."""
        self._check_open()
        registration = self.registration(id)
        if registration.team and self.state is AccountState.ACTIVE and not self.team:
            raise invalid_fields([("/team", Wrong("team-needs-account"))])
        self._compare_name(registration)
        registration.submit(token, now, hints=hints)
        self._note_latest()
        facts = registration.public()
        self.say("registration.submitted", registration=facts, person=self.public())
        if not registration.email_confirmed:
            self.say("registration.confirmation_wanted", registration=facts, token=token)

    def _compare_name(self, registration: Registration) -> None:
        given_name, family_name = registration.given_name, registration.family_name
        registration.name_check = self.check_name(given_name, family_name)

    def decide(
        self,
        id: str,
        verdict: str,
        *,
        by: str,
        reason: str | None,
        now: datetime,
        accept_name: bool = False,
    ) -> None:
        """Approve, reject or ask back; approval activates the account and gives the role."""
        registration = self.registration(id)
        if verdict == "approve" and registration.replaces_certificate:
            raise Conflict("rebind-needed", registration=id)
        registration.decide(verdict, by=by, reason=reason, accept_name=accept_name, now=now)
        if registration.state is RegistrationState.APPROVED:
            self._activate(registration, by, now)
        self._note_latest()
        event = {"approve": "approved", "reject": "rejected", "ask-back": "asked_back"}[verdict]
        self.say(f"registration.{event}", registration=registration.public(), reason=reason)

    def expire(self, now: datetime) -> None:
        """Close a registration whose applicant did not answer."""
        for registration in self.registrations:
            if registration.expire(now):
                facts = registration.public()
                self.say("registration.expired", registration=facts, person=self.public())
        self._note_latest()

    @property
    def is_waiting_for_answer(self) -> bool:
        """Tell whether the applicant was asked and has not answered, or has not confirmed."""
        return any(registration.is_unanswered for registration in self.registrations)

    def _activate(self, registration: Registration, by: str, now: datetime) -> None:
        self._check_open()
        self.state = AccountState.ACTIVE
        for name in ("email", "office", "department", "phone", "given_name", "family_name",
                     "terms_version"):  # fmt: skip
            setattr(self, name, getattr(registration, name))
        self.team = renewed(self.team, registration.team) if registration.team else self.team
        self.name = self._shown_name(registration)
        if registration.name_accepted:
            self.accept_name(by, registration.reason or "", now)
        self._hold(registration.role, registration.body)
        self.tell()

    def _shown_name(self, registration: Registration) -> str:
        if self.team:
            return f"{registration.department}, {registration.body_name}"
        return f"{registration.given_name} {registration.family_name}"

    def _hold(self, role: str, scope: str) -> None:
        if RoleAssignment(role, scope) not in self.roles:
            self.roles.append(RoleAssignment(role, scope))

    def _note_latest(self) -> None:
        if self.registrations:
            last = self.registrations[-1]
            waiting = last.state is not RegistrationState.ASKED_BACK and last.submitted_at
            since = waiting or last.changed_at
            self.latest = Latest(last.id, last.state, last.body, since)

    @property
    def counts(self) -> bool:
        """Tell whether the account takes a place of its organisation."""
        if self.state in (AccountState.ACTIVE, AccountState.SUSPENDED):
            return True
        return self.state is AccountState.NEW and any(
            r.state in COUNTED for r in self.registrations
        )

    def merge(self, registration_id: str, into: str, *, by: str, now: datetime) -> None:
        """Become only the way to the earlier account this certificate was bound to."""
        if self.merged_into == into:
            return
        registration = self.registration(registration_id)
        registration.decide("approve", by=by, reason=None, accept_name=False, now=now)
        self.merged_into, self.state = into, AccountState.CLOSED
        self.asserted_given_name = self.asserted_family_name = None
        self.name = ERASED_NAME
        for held in self.registrations:
            held.forget()
        self._note_latest()

    def check_rebinding(self, registration_id: str, by: str) -> None:
        """Raise before anything is written where this account cannot be merged."""
        self._not_own(by)
        if self.merged_into is not None:
            return
        registration = self.registration(registration_id)
        replaces = (
            registration.replaces_certificate and registration.state is RegistrationState.SUBMITTED
        )
        if not replaces or self.state is not AccountState.NEW or self.roles:
            raise Conflict("registration-wrong-state", "registration-not-replacing")
        registration.check_confirmed()
