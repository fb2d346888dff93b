"""Accounts: one person each, with their registrations, roles and signing authorities.

A registration and a signing authority live inside their account, so that a decision about
one and its effect on the person are one write.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.common.aggregate import Aggregate, to_plain
from services.common.errors import Conflict, NotFound
from services.identity.domain.authorities import Authority, AuthorityState
from services.identity.domain.registrations import Registration, State

PROVEN = ("organisation", "assurance")
"""What every sign-in proves anew."""


class AccountState(StrEnum):
    """Life of an account."""

    NEW = "new"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass
class Held:
    """A role and where it is held: a body's key, ``vendor:<id>``, or ``*``."""

    role: str
    scope: str


@dataclass(kw_only=True)
class Account(Aggregate):
    """A person with an own certificate (``name_id``) of an organisation's user account."""

    name_id: str
    organisation: str
    name: str
    created_at: datetime
    names_person: bool = False
    state: AccountState = AccountState.NEW
    email: str | None = None
    assurance: str = ""
    roles: list[Held] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)

    def differs(self, person: dict[str, str]) -> bool:
        """Tell whether this sign-in proves other facts than the last one."""
        return any(getattr(self, name) != person[name] for name in PROVEN)

    def refresh(self, person: dict[str, str]) -> None:
        """Take over what the sign-in proves; the name is settled by the registration."""
        for name in PROVEN:
            setattr(self, name, person[name])

    def registration(self, id: str) -> Registration:
        """Give one of this person's registrations or raise NotFound."""
        for registration in self.registrations:
            if registration.id == id:
                return registration
        raise NotFound("registration-not-found", "Diese Registrierung gibt es nicht. / Not found.")

    def begin_registration(self, facts: dict[str, Any], now: datetime) -> Registration:
        """Keep a draft; a person has one open registration at a time.

        The name is the one the sign-in proves, if it does and no other is given.
        """
        if any(r.state not in (State.APPROVED, State.REJECTED) for r in self.registrations):
            raise Conflict(
                "registration-open",
                "Sie haben schon eine offene Registrierung. / A registration is already open.",
            )
        id = f"{self.id}.{len(self.registrations) + 1}"
        given_name, _, family_name = self.name.rpartition(" ")
        names = {"given_name": given_name, "family_name": family_name}
        proven = names if self.names_person else {}
        registration = Registration(id=id, changed_at=now, **{**proven, **facts})
        registration.set_due(now)
        self.registrations.append(registration)
        return registration

    def submit(self, id: str, token: str, now: datetime) -> None:
        """Hand the registration to the reviewers and ask for the address to be confirmed."""
        registration = self.registration(id)
        registration.submit(token, now)
        facts = registration.public()
        self.say("registration.submitted", registration=facts, person=self.public())
        if not registration.email_confirmed:
            self.say("registration.confirmation_wanted", registration=facts, token=token)

    def decide(self, id: str, verdict: str, *, by: str, reason: str | None, now: datetime) -> None:
        """Approve, reject or ask back; approval activates the account and gives the role."""
        registration = self.registration(id)
        registration.decide(verdict, by=by, reason=reason, now=now)
        if registration.state is State.APPROVED:
            self._activate(registration)
        event = {"approve": "approved", "reject": "rejected", "ask-back": "asked_back"}[verdict]
        self.say(f"registration.{event}", registration=registration.public(), reason=reason)

    def _activate(self, registration: Registration) -> None:
        if self.state not in (AccountState.NEW, AccountState.ACTIVE):
            raise Conflict("account-not-open", "Das Konto ist gesperrt. / Account not open.")
        self.state = AccountState.ACTIVE
        self.email = registration.email
        self.name = f"{registration.given_name} {registration.family_name}"
        self.roles.append(Held(registration.role, registration.body))
        self.tell()

    def request_authority(self, facts: dict[str, Any], now: datetime) -> Authority:
        """Declare a signing authority; it begins when a reviewer has approved it."""
        id = f"{self.id}.s{len(self.authorities) + 1}"
        authority = Authority(id=id, requested_at=now, **facts)
        self.authorities.append(authority)
        self.say("authority.requested", authority=to_plain(authority), person=self.public())
        return authority

    def authority(self, id: str) -> Authority:
        """Give one of this person's authorities or raise NotFound."""
        for authority in self.authorities:
            if authority.id == id:
                return authority
        raise NotFound("authority-not-found", "Diese Zeichnungsbefugnis gibt es nicht.")

    def decide_authority(self, id: str, verdict: str, *, by: str, now: datetime) -> None:
        """Approve or revoke; nobody decides about their own."""
        if by == self.id:
            raise Conflict("own-authority", "Über die eigene Befugnis entscheidet jemand anderes.")
        authority = self.authority(id)
        authority.decide(verdict, by=by, now=now)
        event = "granted" if authority.state is AuthorityState.APPROVED else "revoked"
        self.say(f"authority.{event}", authority=to_plain(authority), person=self.public())
        self.tell()

    def invite(self, held: Held, *, name: str, email: str) -> None:
        """Make this the account of an invited person of operator, vendor or ministry."""
        if self.state not in (AccountState.NEW, AccountState.ACTIVE) or held in self.roles:
            return
        self.state, self.name, self.email = AccountState.ACTIVE, name, email
        self.roles.append(held)
        self.tell()

    def tell(self) -> None:
        """Say the whole public state, for the copies others keep."""
        self.say("account.changed", **self.public())

    def valid_authorities(self, on: date) -> list[Authority]:
        """Give the approved authorities that hold on this day."""
        return [a for a in self.authorities if a.holds_on(on)]

    def public(self) -> dict[str, Any]:
        """Give what other services may know of the person."""
        signs_for = [a.body for a in self.authorities if a.state is AuthorityState.APPROVED]
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "state": self.state.value,
            "roles": to_plain(self.roles),
            "signs_for": sorted(set(signs_for)),
        }
