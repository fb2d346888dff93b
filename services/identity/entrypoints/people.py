"""What identity answers about people: signing in, standing, members of a body, roles."""

from dataclasses import replace
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Forbidden, NotFound, invalid_fields
from services.common.principal import EVERYWHERE, Principal
from services.common.storage.aggregates import to_plain
from services.common.validation.input import listing, parse
from services.identity.domain import terms
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.clients import PREFIX
from services.identity.domain.permissions import scopes_of
from services.identity.domain.principals import held_by, principal_of
from services.identity.entrypoints.registrations import owner_of, settle_seat
from services.identity.repositories.accounts import Accounts, account_id
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.clients import Clients
from services.identity.repositories.mandates import Mandates
from services.identity.repositories.organisations import Organisations
from services.identity.schemas import people as schemas

Payload = dict[str, Any]


class PeopleCalls:
    """The calls about people."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    mandates = Part(Mandates.of)
    clients = Part(Clients.of)
    organisations = Part(Organisations)

    @rpc(needs="sessions:open")
    def sign_in(self, payload: Payload) -> Payload:
        """Give the principal of the person behind a verified assertion, known or new."""
        person, now = parse(schemas.SignIn, payload), clock.now()
        known = self.accounts.behind(person["name_id"])
        id = known.id if known else account_id(person["name_id"])
        context.enter(replace(context.current(), principal=Principal(id, person["name"])))
        if known is None:
            proven = {name: person[name] for name in ("name_id", "organisation", "name")}
            new = Account(id=id, created_at=now, **proven)
            new.sign_in(person, now)
            self.accounts.add(new)
        return self._principal(self.accounts.change(id, lambda a: a.sign_in(person, now)))

    @rpc(needs="sessions:open")
    def principal(self, account_id: str, acting: str | None = None) -> Payload:
        """Give what the account or API client may do now; ``acting`` is a team's member."""
        if account_id.startswith(PREFIX):
            client: Payload = self.clients.get(account_id).principal(clock.local_date(clock.now()))
            return client
        return self._principal(self.accounts.get(account_id), acting)

    def _principal(self, account: Account, acting: str | None = None) -> Payload:
        today = clock.local_date(clock.now())
        places = {scope for _, scope in held_by(account, today)}
        mandates = self.mandates.given_to([account.id, *sorted(places)])
        return principal_of(account, self.bodies.find, today, mandates=mandates, acting=acting)

    @rpc(needs="me:read")
    def me(self) -> Payload:
        """Give the caller's own account."""
        account: Account = self.accounts.get(context.principal().subject)
        today = clock.local_date(clock.now())
        return {
            **account.public(),
            "registrations": [r.public() for r in account.registrations],
            "authorities": to_plain(account.authorities),
            "team": to_plain(account.team),
            "terms": {"accepted": account.terms_version, "current": terms.current(today).version},
            "assurance": account.assurance,
            "version": account.version,
        }

    @rpc(needs="me:read")
    def accept_terms(self, payload: Payload) -> Payload:
        """Note that the caller accepts the current terms of use."""
        version, now = parse(schemas.TermsAccepted, payload)["terms_version"], clock.now()
        terms.check_accepted(version, clock.local_date(now))
        self.accounts.change(context.principal().subject, lambda a: a.accept_terms(version, now))
        return {"terms_version": version}

    @rpc(needs="accounts:manage")
    def change_account(self, account_id: str, action: str, payload: Payload) -> Payload:
        """Suspend, resume or close an account, with a reason."""
        reason = parse(schemas.Reason, payload)["reason"]
        by, now = context.principal().subject, clock.now()
        if action not in ("suspend", "resume", "close"):
            raise NotFound("method-unknown", f"There is no action {action[:20]!r}.")

        def change(account: Account) -> None:
            self._check_reach(account)
            getattr(account, action)(by=by, reason=reason, now=now)

        account = self.accounts.change(account_id, change)
        settle_seat(self.organisations, self.accounts, account.id)
        return {**account.public(), "state_reason": account.state_reason}

    def _check_reach(self, account: Account) -> None:
        """Leave people of the operator to who manages the operator's staff."""
        if any(held.scope == EVERYWHERE for held in account.roles):
            context.principal().require("staff:manage", EVERYWHERE)

    def _check_place(self, account: Account) -> None:
        """Leave an account to who manages every place it acts for; one without, to the operator."""
        if context.principal().may("accounts:manage", EVERYWHERE):
            return
        places = {held.scope for held in account.roles}
        for place in sorted(places or {EVERYWHERE}):
            context.act("members:manage", place)

    @rpc(needs="accounts:manage")
    def rebind(self, account_id: str, payload: Payload) -> Payload:
        """Bind the certificate of a new registration to the person's earlier account.

        Two documents: the earlier account first, then the new one leads there. Broken off
        in between, the same call completes it.
        """
        registration = parse(schemas.Rebinding, payload)["registration"]
        by, now = context.principal().subject, clock.now()
        new: Account = self.accounts.get(owner_of(registration))
        if account_id == new.id:
            raise invalid_fields([("/registration", "Das ist dasselbe Konto. / Same account.")])
        new.check_rebinding(registration, by)
        earlier: Account = self.accounts.get(account_id)
        self._check_reach(earlier)
        before = earlier.organisation
        if before != new.organisation:
            self.organisations.take_seat(new.organisation, account_id)
        account = self.accounts.change(account_id, lambda a: a.rebind(new, by=by, now=now))
        self.accounts.change(
            new.id, lambda a: a.merge(registration, into=account_id, by=by, now=now)
        )
        self.organisations.give_back(new.organisation, new.id)
        if before != new.organisation:
            self.organisations.give_back(before, account_id)
        return dict(account.public())

    @rpc(needs="registrations:decide")
    def settle_name(self, account_id: str, payload: Payload) -> Payload:
        """Accept the name of an account whose sign-in names nobody, or somebody else."""
        reason = parse(schemas.Reason, payload)["reason"]
        by, now = context.principal().subject, clock.now()

        def change(account: Account) -> None:
            self._check_reach(account)
            account.settle_name(by=by, reason=reason, now=now)

        return dict(self.accounts.change(account_id, change).public())

    @rpc(needs="members:read")
    def list_members(self, body: str, query: Payload) -> Payload:
        """Give who has a role at the body."""
        context.principal().require("members:read", body)
        wanted = parse(schemas.MemberQuery, query)
        found, total = self.accounts.members(body, wanted)
        today = clock.local_date(clock.now())
        items = [
            {
                **account.contact(),
                "state": account.state.value,
                "roles": [held.role for held in account.roles if held.scope == body],
                "signs": any(a.body == body for a in account.valid_authorities(today)),
            }
            for account in found
        ]
        return listing(items, wanted["limit"], lambda item: item["account"], total)

    @rpc(needs="members:manage")
    def set_member_roles(self, body: str, account_id: str, payload: Payload) -> Payload:
        """Give a member of the body exactly these roles there."""
        context.act("members:manage", body)
        roles, now = parse(schemas.MemberRoles, payload)["roles"], clock.now()
        name, by = str(self.bodies.get(body).name), context.principal().subject

        def change(account: Account) -> None:
            self._of_body(account, body)
            account.set_roles(body, roles, scope_name=name, by=by, now=now)

        return dict(self.accounts.change(account_id, change).public())

    def _of_body(self, account: Account, body: str) -> None:
        """Refuse whoever was never approved for the body: roles are given by review."""
        signs = any(a.body == body for a in account.authorities)
        if not signs and not any(held.scope == body for held in account.roles):
            raise Conflict(
                "not-a-member",
                "Diese Person ist für Ihre Stelle nicht zugelassen. Bitte laden Sie sie ein."
                " / Not a member of your body.",
            )

    @rpc(needs="staff:manage")
    def set_operator_roles(self, account_id: str, payload: Payload) -> Payload:
        """Give a person of the operator, a vendor or a ministry exactly these roles there."""
        facts, by = parse(schemas.OperatorRoles, payload), context.principal().subject
        scope, roles, now = facts["scope"], facts["roles"], clock.now()

        def change(account: Account) -> None:
            self._of_body(account, scope)
            account.set_roles(scope, roles, scope_name=scope, by=by, now=now)

        return dict(self.accounts.change(account_id, change).public())

    @rpc(needs=("accounts:manage", "members:manage"))
    def set_team(self, account_id: str, payload: Payload) -> Payload:
        """Name the members of a team account anew."""
        members = parse(schemas.Team, payload)["members"]

        def change(account: Account) -> None:
            if context.principal().subject == account.id:
                sentence = "Darüber entscheidet jemand anderes. / Not your own."
                raise Forbidden("own-account", sentence)
            self._check_reach(account)
            self._check_place(account)
            account.set_team(members)

        changed = self.accounts.change(account_id, change)
        return {**changed.public(), "team": to_plain(changed.team)}

    @rpc(needs="contacts:hand-over")
    def hand_over(self, body: str, payload: Payload) -> Payload:
        """Move every open matter and contact of the body from one person to another."""
        context.act("contacts:hand-over", body)
        named = parse(schemas.HandOver, payload)
        to: Account = self.accounts.get(named["to_account"])
        name = str(self.bodies.get(body).name)
        if to.state is not AccountState.ACTIVE or not self._acts_for(to, body):
            sentence = "Diese Person handelt nicht für Ihre Stelle. / Not of your body."
            raise invalid_fields([("/to_account", sentence)])
        if named["from_account"] == to.id:
            same = "Das ist dieselbe Person. / The same person."
            raise invalid_fields([("/to_account", same)])

        def hand_over(account: Account) -> None:
            if not self._had_to_do_with(account, body):
                self._of_body(account, body)
            account.hand_over(body, name, to)

        account = self.accounts.change(named["from_account"], hand_over)
        return {"body": body, "from": account.contact(), "to": to.contact()}

    def _acts_for(self, account: Account, body: str) -> bool:
        """Tell whether one of the account's roles counts at the body."""
        return any(
            body in scopes_of(held.role, held.scope, self.bodies.find(held.scope))
            for held in account.roles
        )

    def _had_to_do_with(self, account: Account, body: str) -> bool:
        """Tell whether the account acts for the body or once did: it may be gone already."""
        known = {a.body for a in account.authorities} | {r.body for r in account.registrations}
        return body in known or self._acts_for(account, body)
