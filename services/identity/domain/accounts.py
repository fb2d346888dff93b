"""Accounts: one person each, with their registrations, roles and signing authorities.

A registration and a signing authority live inside their account, so that a decision about
one and its effect on the person are one write. What holds for the certificate, the name, the
roles, the registrations and the authorities stands with each of them; here stands what a verb
does to all of them together, and what it says.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict, Forbidden
from services.common.storage.aggregates import Aggregate, to_plain
from services.identity.domain.account_states import COUNTED, MAY_SIGN_IN, MOVES, OPEN, AccountState
from services.identity.domain.authorities import Authority, SigningAuthorities
from services.identity.domain.certificates import (
    Certificate,
    CertificateBinding,
    NameDecision,
    ProvenName,
)
from services.identity.domain.names import NameCheck
from services.identity.domain.registration_history import LatestRegistration, RegistrationHistory
from services.identity.domain.registrations import Registration
from services.identity.domain.roles import RoleAssignment, RoleAssignments
from services.identity.domain.teams import TeamMember, renewed
from services.identity.words.labels import ACCOUNT_STATES

__all__ = ["Account", "AccountState", "RoleAssignment"]


@dataclass(kw_only=True)
class Account(Aggregate):
    """A person of a body, of the operator, of a vendor or a ministry.

    ``name_id`` made the account; ``certificate`` is the one that opens it now. One that is
    ``merged_into`` another only leads there: its certificate was re-bound. With ``team`` it is a
    body's team, whose members act one at a time.
    """

    bounds = {
        "registrations": AtMost(50), "registrations.digital_officer": AtMost(10),
        "registrations.hints": AtMost(10), "registrations.team": AtMost(50),
        "authorities": AtMost(100), "invitations_used": AtMost(200), "roles": AtMost(300),
        "team": AtMost(200), "former_certificates": AtMost(50),
    }  # fmt: skip

    name_id: str
    organisation: str
    name: str
    created_at: datetime
    certificate: str = ""
    former_certificates: list[CertificateBinding] = field(default_factory=list)
    bound_at: datetime | None = None
    merged_into: str | None = None
    asserted_given_name: str | None = None
    asserted_family_name: str | None = None
    organisation_name: str | None = None
    given_name: str = ""
    family_name: str = ""
    name_decision: NameDecision | None = None
    state: AccountState = AccountState.NEW
    state_reason: str | None = None
    email: str | None = None
    assurance: str = ""
    last_sign_in_at: datetime | None = None
    office: str = ""
    department: str = ""
    phone: str = ""
    terms_version: str | None = None
    terms_accepted_at: datetime | None = None
    roles: list[RoleAssignment] = field(default_factory=list)
    team: list[TeamMember] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    latest: LatestRegistration | None = None
    authorities: list[Authority] = field(default_factory=list)
    next_ending_at: datetime | None = None
    """When the end of an authority is told of next; see ``authorizing``."""
    invitations_used: list[str] = field(default_factory=list)
    told: bool = False
    """Others have heard of it, and are told of each change; see ``telling``."""

    @property
    def opened_by(self) -> str:
        """Return the certificate that opens this account."""
        return self.certificate or self.name_id

    @property
    def proof(self) -> Certificate:
        """Return that certificate with what its last sign-in says of the acting person."""
        names = self.asserted_given_name, self.asserted_family_name
        return Certificate(self.opened_by, self.organisation, *names)

    @property
    def proven_name(self) -> ProvenName:
        """Return the declared name beside what proves it."""
        return ProvenName(self.given_name, self.family_name, self.proof, self.name_decision)

    @property
    def name_is_settled(self) -> bool:
        """Tell whether the name is proven, or a reviewer accepted what the sign-in says."""
        return self.proven_name.is_settled

    @property
    def held_roles(self) -> RoleAssignments:
        """Return the roles with their rules."""
        return RoleAssignments(self.roles)

    @property
    def history(self) -> RegistrationHistory:
        """Return the registrations with their rules."""
        return RegistrationHistory(self.registrations)

    @property
    def signing(self) -> SigningAuthorities:
        """Return the signing authorities with their rules."""
        return SigningAuthorities(self.authorities)

    def sign_in(self, person: dict[str, Any], now: datetime) -> None:
        """Take over what this sign-in proves, or refuse its certificate.

        The name the account goes by is settled by its registration, not here.
        """
        if self.state is AccountState.ERASED:
            self.state, self.state_reason = AccountState.NEW, None
            self.certificate = person["name_id"]
            self.organisation, self.name = person["organisation"], person["name"]
        self.proof.check(person)
        if self.state not in MAY_SIGN_IN:
            raise Forbidden("account-closed")
        self.assurance, self.last_sign_in_at = person["assurance"], now
        self.asserted_given_name = person.get("given_name")
        self.asserted_family_name = person.get("family_name")
        self.organisation_name = person.get("organisation_name")

    def check_name(self, given_name: str, family_name: str) -> NameCheck:
        """Compare a name with the acting person the last sign-in named."""
        return self.proof.check_name(given_name, family_name)

    def settle_name(self, *, by: str, reason: str, now: datetime) -> None:
        """Note that a reviewer accepts the name with what the sign-in says about it."""
        self.check_not_own(by)
        self.accept_name(by=by, reason=reason, now=now)
        self.tell_about("account.name_settled", by=by, reason=reason)

    def accept_name(self, *, by: str, reason: str, now: datetime) -> None:
        """Take the declared name as right with what the present certificate asserts."""
        self.name_decision = self.proven_name.accepted(by=by, reason=reason, now=now)

    def suspend(self, *, by: str, reason: str, now: datetime) -> None:
        """Let the person do nothing until resumed."""
        self._enter("suspend", by, reason)
        self.tell_about("account.suspended", by=by, reason=reason)

    def resume(self, *, by: str, reason: str, now: datetime) -> None:
        """Let a suspended person act again."""
        self._enter("resume", by, reason)
        self.tell_about("account.resumed", by=by, reason=reason)

    def close(self, *, by: str, reason: str, now: datetime) -> None:
        """End the account for good, with what is still open of it; what it did stays on record."""
        self._enter("close", by, reason)
        self.last_sign_in_at = self.last_sign_in_at or now
        self.tell_about("account.closed", by=by, reason=reason)
        self.history.close(by, reason, now)
        self.note_latest()

    def _enter(self, action: str, by: str, reason: str) -> None:
        self.check_not_own(by)
        self.state, self.state_reason = MOVES.next(self.state, action), reason

    def check_not_own(self, by: str) -> None:
        """Raise Forbidden where somebody decides about their own account."""
        if by == self.id:
            raise Forbidden("own-account")

    def check_open(self) -> None:
        """Raise Conflict unless the person may go on: neither suspended nor ended."""
        if self.state not in OPEN:
            label = {"state_label": ACCOUNT_STATES[self.state]}
            raise Conflict("account-not-open", state=self.state.value, parameters=label)

    def accept_terms(self, version: str, now: datetime) -> None:
        """Note which terms of use the person agreed to, and when."""
        self.terms_version, self.terms_accepted_at = version, now

    def note_latest(self) -> None:
        """Keep how the last registration stands, for the reviewers' queue."""
        self.latest = self.history.latest

    def registration(self, id: str) -> Registration:
        """Return one of this person's registrations or raise NotFound."""
        return self.history.get(id)

    @property
    def counts(self) -> bool:
        """Tell whether the account takes a place of its organisation."""
        if self.state is AccountState.NEW:
            return self.history.is_under_review
        return self.state in COUNTED

    def request_authority(self, facts: dict[str, Any], now: datetime) -> Authority:
        """Declare a signing authority; it begins when a reviewer has approved it."""
        if self.team:
            raise Forbidden("team-never-signs")
        authority = self.signing.declare(self.id, facts, now)
        self.say_of(authority, "requested")
        return authority

    def authority(self, id: str) -> Authority:
        """Return one of this person's authorities or raise NotFound."""
        return self.signing.get(id)

    def say_of(self, authority: Authority, what: str) -> None:
        """Say what has become of an authority."""
        self.say(f"authority.{what}", authority=to_plain(authority), person=self.public())

    def valid_authorities(self, on: date) -> list[Authority]:
        """Return the approved authorities that hold on this day, once the name is settled."""
        if self.team or not self.name_is_settled:
            return []
        return [authority for authority in self.authorities if authority.holds_on(on)]

    def use_invitation(self, id: str) -> bool:
        """Note that an invitation has its effect here; tell whether it is the first time.

        What was taken away later, even by erasing, does not come back by the old mail.
        """
        if id in self.invitations_used:
            return False
        self.check_open()
        self.invitations_used.append(id)
        return True

    def invite(self, assignment: RoleAssignment, *, name: str, email: str) -> None:
        """Make this an account of operator, vendor or ministry; a known name stays."""
        if assignment in self.roles:
            return
        if self.state is AccountState.NEW:
            self.state, self.name, self.email = AccountState.ACTIVE, name, email
        self.held_roles.hold(assignment.role, assignment.scope)
        self.tell()

    def set_roles(
        self, scope: str, roles: list[str], *, scope_name: str, by: str, now: datetime
    ) -> None:
        """Hold exactly these roles in the scope; without any, signing for it ends too."""
        self.check_not_own(by)
        self.held_roles.set(scope, roles)
        for authority in [] if roles else self.signing.revoke(scope, by=by, now=now):
            self.say_of(authority, "revoked")
        self.say("account.roles_changed", person=self.public(), body=scope,
                 body_name=scope_name, roles=sorted(set(roles)), by=by)  # fmt: skip
        self.tell()

    def set_team(self, members: list[dict[str, str]]) -> None:
        """Name the members of the team anew; an account of a person never becomes a team."""
        if not self.team:
            raise Conflict("no-team")
        self.team = renewed(self.team, members)
        self.tell()

    def hand_over(self, body: str, body_name: str, to: "Account") -> None:
        """Say that every open matter and contact of the body goes from here to somebody."""
        self.say("contact.handed_over", **{"body": body, "body_name": body_name,
                                           "from": self.contact(), "to": to.contact()})  # fmt: skip

    def move(self, old: str, new: str, new_name: str, *, same_body: bool) -> None:
        """Follow a body to its successor: roles, authorities, what is registered.

        Only where the body is the same under a new key do signing and administration go on
        by themselves; after a merger a reviewer decides anew.
        """
        if not same_body:
            self.held_roles.end_administration(old)
            for authority in self.signing.approved(old):
                authority.ask_anew()
        self.held_roles.move(old, new)
        self.signing.move(old, new)
        self.history.move(old, new, new_name)
        self.note_latest()
        self.tell()

    def tell_about(self, kind: str, *, by: str, reason: str | None) -> None:
        """Say what became of the account, and its whole public state for the copies."""
        self.say(kind, person=self.public(), by=by, reason=reason)
        self.tell()

    def tell(self) -> None:
        """Say the whole public state, for the copies others keep."""
        self.told = True
        self.say("account.changed", **self.public())
        self.say("standing.changed", **self.standing())

    def contact(self) -> dict[str, Any]:
        """Return how to reach the person."""
        reached = {"email": self.email, "phone": self.phone, "department": self.department}
        shared = self.history.shares(self.email)
        return {"account": self.id, "name": self.name, "shared": shared, **reached}

    def standing(self) -> dict[str, Any]:
        """Return what somebody of this account may do where, without anything of the person.

        ``team`` are the numbers of those who act with it now, where several people use it.
        """
        roles, signing = to_plain(self.roles), self.signing.signing()
        team = [member.id for member in self.team if member.active]
        return {"state": self.state.value, "roles": roles, "signing": signing, "team": team}

    def public(self) -> dict[str, Any]:
        """Return what other services may know of the person."""
        signing = self.signing.signing()
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "department": self.department,
            "state": self.state.value,
            "roles": to_plain(self.roles),
            "signs_for": sorted({entry["body"] for entry in signing}),
            "signing": signing,
        }
