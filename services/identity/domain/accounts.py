"""Accounts: one person each, with their registrations, roles and signing authorities.

A registration and a signing authority live inside their account, so that a decision about
one and its effect on the person are one write.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict, Forbidden, NotFound
from services.common.storage.aggregates import to_plain
from services.identity.domain.authorities import Authority, AuthorityState
from services.identity.domain.permissions import Role
from services.identity.domain.registrants import Registrant, RoleAssignment
from services.identity.domain.registration_states import FINAL
from services.identity.domain.standing import ERASED_NAME, AccountState
from services.identity.domain.teams import renewed

__all__ = ["Account", "AccountState", "RoleAssignment"]


@dataclass(kw_only=True)
class Account(Registrant):
    """A person of a body, of the operator, of a vendor or a ministry."""

    bounds = {
        "registrations": AtMost(50), "registrations.digital_officer": AtMost(10),
        "registrations.hints": AtMost(10), "registrations.team": AtMost(50),
        "authorities": AtMost(100), "invitations_used": AtMost(200), "roles": AtMost(300),
        "team": AtMost(200), "former_certificates": AtMost(50),
    }  # fmt: skip

    authorities: list[Authority] = field(default_factory=list)
    invitations_used: list[str] = field(default_factory=list)
    terms_accepted_at: datetime | None = None

    def close(self, *, by: str, reason: str, now: datetime) -> None:
        """End the account for good, with what is still open of it."""
        super().close(by=by, reason=reason, now=now)
        for registration in self.registrations:
            if registration.state not in FINAL:
                registration.close(by, reason, now)
        self._note_latest()

    def accept_terms(self, version: str, now: datetime) -> None:
        """Note which terms of use the person agreed to, and when."""
        self.terms_version, self.terms_accepted_at = version, now

    def request_authority(self, facts: dict[str, Any], now: datetime) -> Authority:
        """Declare a signing authority; it begins when a reviewer has approved it."""
        if self.team:
            raise Forbidden("team-never-signs")
        id = f"{self.id}.s{len(self.authorities) + 1}"
        authority = Authority(id=id, requested_at=now, **facts)
        self.authorities.append(authority)
        self.say("authority.requested", authority=to_plain(authority), person=self.public())
        return authority

    def authority(self, id: str) -> Authority:
        """Return one of this person's authorities or raise NotFound."""
        for authority in self.authorities:
            if authority.id == id:
                return authority
        raise NotFound("authority-not-found")

    def decide_authority(self, id: str, verdict: str, *, by: str, now: datetime) -> None:
        """Approve or revoke; nobody decides about their own."""
        if by == self.id:
            raise Conflict("own-authority")
        authority = self.authority(id)
        authority.decide(verdict, by=by, now=now)
        event = "granted" if authority.state is AuthorityState.APPROVED else "revoked"
        self.say(f"authority.{event}", authority=to_plain(authority), person=self.public())
        self.tell()

    def use_invitation(self, id: str) -> bool:
        """Note that an invitation has its effect here; tell whether it is the first time.

        What was taken away later, even by erasing, does not come back by the old mail.
        """
        if id in self.invitations_used:
            return False
        self._check_open()
        self.invitations_used.append(id)
        return True

    def invite(self, assignment: RoleAssignment, *, name: str, email: str) -> None:
        """Make this an account of operator, vendor or ministry; a known name stays."""
        if assignment in self.roles:
            return
        if self.state is AccountState.NEW:
            self.state, self.name, self.email = AccountState.ACTIVE, name, email
        self._hold(assignment.role, assignment.scope)
        self.tell()

    def set_roles(
        self, scope: str, roles: list[str], *, scope_name: str, by: str, now: datetime
    ) -> None:
        """Hold exactly these roles in the scope; without any, signing for it ends too."""
        self._not_own(by)
        kept = [assignment for assignment in self.roles if assignment.scope != scope]
        self.roles = [*kept, *(RoleAssignment(role, scope) for role in sorted(set(roles)))]
        if not roles:
            self._end_authorities(scope, by, now)
        self.say("account.roles_changed", person=self.public(), body=scope,
                 body_name=scope_name, roles=sorted(set(roles)), by=by)  # fmt: skip
        self.tell()

    def _end_authorities(self, body: str, by: str, now: datetime) -> None:
        for authority in self.authorities:
            if authority.body == body and authority.state is AuthorityState.APPROVED:
                authority.decide("revoke", by=by, now=now)
                told = to_plain(authority)
                self.say("authority.revoked", authority=told, person=self.public())

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

    def roles_at(self, scope: str) -> list[str]:
        """Return the roles the person holds there."""
        return [assignment.role for assignment in self.roles if assignment.scope == scope]

    def contact(self) -> dict[str, Any]:
        """Return how to reach the person."""
        reached = {"email": self.email, "phone": self.phone, "department": self.department}
        return {"account": self.id, "name": self.name, "shared": self._shares_address, **reached}

    def move(self, old: str, new: str, new_name: str, *, same_body: bool) -> None:
        """Follow a body to its successor: roles, authorities, what is registered.

        Only where the body is the same under a new key do signing and administration go on
        by themselves; after a merger a reviewer decides anew.
        """
        if not same_body:
            self._ask_anew(old)
        for thing in (*self.roles, *self.authorities, *self.registrations):
            field_name = "scope" if isinstance(thing, RoleAssignment) else "body"
            if getattr(thing, field_name) == old:
                setattr(thing, field_name, new)
        for registration in self.registrations:
            registration.body_name = (
                new_name if registration.body == new else registration.body_name
            )
        self.roles = [
            assignment
            for n, assignment in enumerate(self.roles)
            if assignment not in self.roles[:n]
        ]
        self._note_latest()
        self.tell()

    def _ask_anew(self, body: str) -> None:
        for assignment in self.roles:
            if assignment.scope == body and assignment.role == Role.BODY_ADMIN:
                assignment.role = Role.OFFICER
        for authority in self.authorities:
            if authority.body == body and authority.state is AuthorityState.APPROVED:
                authority.ask_anew()

    def erase(self) -> None:
        """Forget the person.

        Authorities that were approved stay, ended and without a name, as proof of what was
        signed by them.
        """
        if self.state is AccountState.ERASED:
            return
        self.say("account.erased", account=self.id, name=self.name, email=self.email,
                 shared=self._shares_address, organisation=self.organisation)  # fmt: skip
        blank = Account(id=self.id, name_id=f"erased:{self.id}", organisation="",
                        name=ERASED_NAME, created_at=self.created_at)  # fmt: skip
        kept = [a for a in self.authorities if a.state is not AuthorityState.REQUESTED]
        for name in blank.to_doc().keys() - {"_id", "version", "authorities", "invitations_used"}:
            setattr(self, name, getattr(blank, name))
        for authority in kept:
            authority.state = AuthorityState.REVOKED
        self.state, self.authorities = AccountState.ERASED, kept
        self.tell()

    def erase_if_unused(self, state: AccountState, before: datetime) -> None:
        """Erase the account unless somebody has used it meanwhile."""
        unused = self.last_sign_in_at is not None and self.last_sign_in_at < before
        if self.state is state and unused and not self.counts and self.merged_into is None:
            self.erase()

    @property
    def _shares_address(self) -> bool:
        """Tell whether the address is a mailbox of the body, which colleagues use too."""
        return any(r.functional_mailbox and r.email == self.email for r in self.registrations)

    def valid_authorities(self, on: date) -> list[Authority]:
        """Return the approved authorities that hold on this day, once the name is settled."""
        if self.team or not self.name_is_settled:
            return []
        return [a for a in self.authorities if a.holds_on(on)]

    def public(self) -> dict[str, Any]:
        """Return what other services may know of the person."""
        signing = [
            {"body": a.body, "valid_from": to_plain(a.valid_from),
             "valid_until": to_plain(a.valid_until) if a.valid_until else None}
            for a in self.authorities
            if a.state is AuthorityState.APPROVED
        ]  # fmt: skip
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
