"""What identity answers about accounts: one's own, and what reviewers do with others'."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Forbidden, NotFound, Wrong, invalid_fields
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.common.words import Text
from services.identity.domain import reaching, rebinding, terms
from services.identity.domain.accounts import Account
from services.identity.domain.permissions import SIGNATORY, Role
from services.identity.entrypoints.authorities import due_on
from services.identity.entrypoints.registrations import own_view, owner_of, settle_seat
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.organisations import Organisations
from services.identity.schemas import accounts as schemas
from services.identity.schemas import shared as shared_schemas
from services.identity.schemas import teams as team_schemas
from services.identity.words.labels import ROLES

Payload = dict[str, Any]


class AccountCalls:
    """The calls about accounts."""

    accounts = Part(Accounts.of)
    organisations = Part(Organisations)

    @rpc(needs="profiles:edit")
    def list_editors(self) -> Payload:
        """Return who edits profiles, by name: who works on what, and who may publish it."""
        items = [{"id": a.id, "name": a.name} for a in self.accounts.of_operator(Role.EDITOR)]
        return {"items": items, "next": None, "total": len(items)}

    @rpc(needs="me:read")
    def me(self) -> Payload:
        """Return the caller's own account."""
        account: Account = self.accounts.get(context.principal().subject)
        today = clock.local_date(clock.now())
        return {
            **account.public(),
            "role_labels": {role: ROLES[role] for role in (*_roles_of(account), SIGNATORY)},
            "registrations": [own_view(r) for r in account.registrations],
            "authorities": [{**to_plain(a), "due_on": due_on(a)} for a in account.authorities],
            "team": to_plain(account.team),
            "terms": {"accepted": account.terms_version, "current": terms.current(today).version},
            "assurance": account.assurance,
            "organisation_name": account.organisation_name,
            "office": account.office,
            "version": account.version,
        }

    @rpc(public=True)
    def current_terms(self) -> Payload:
        """Return the version of the terms of use that holds today, and where it is read."""
        held = terms.current(clock.local_date(clock.now()))
        return {
            "version": held.version,
            "valid_from": held.valid_from.isoformat(),
            "title": Text(held.title_de, held.title_en),
            "path": held.path,
        }

    @rpc(needs="me:read", payload=schemas.TermsAccepted)
    def accept_terms(self, payload: Payload) -> Payload:
        """Note that the caller accepts the current terms of use."""
        version, now = payload["terms_version"], clock.now()
        terms.check_accepted(version, clock.local_date(now))
        self.accounts.change(context.principal().subject, lambda a: a.accept_terms(version, now))
        return {"terms_version": version}

    @rpc(needs="me:read", payload=schemas.OwnContact)
    def change_contact(self, payload: Payload) -> Payload:
        """Change how the caller is reached at work."""
        account = self.accounts.change(
            context.principal().subject, lambda a: reaching.change_contact(a, **payload)
        )
        return dict(account.contact())

    @rpc(needs="accounts:manage", payload=shared_schemas.StatedReason)
    def change_account(self, account_id: str, action: str, payload: Payload) -> Payload:
        """Suspend, resume or close an account, with a reason."""
        reason = payload["reason"]
        by, now = context.principal().subject, clock.now()
        if action not in ("suspend", "resume", "close"):
            raise NotFound("method-unknown", method=action[:20])

        def change(account: Account) -> None:
            self._check_reach(account)
            getattr(account, action)(by=by, reason=reason, now=now)

        account = self.accounts.change(account_id, change)
        settle_seat(self.organisations, self.accounts, account.id)
        return {**account.public(), "state_reason": account.state_reason}

    @rpc(needs="accounts:manage", payload=schemas.Rebinding)
    def rebind(self, account_id: str, payload: Payload) -> Payload:
        """Bind the certificate of a new registration to the person's earlier account.

        Two documents: the earlier account first, then the new one leads there. Broken off
        in between, the same call completes it.
        """
        registration = payload["registration"]
        by, now = context.principal().subject, clock.now()
        new: Account = self.accounts.get(owner_of(registration))
        if account_id == new.id:
            raise invalid_fields([("/registration", Wrong("same-account"))])
        rebinding.check(new, registration, by)
        earlier: Account = self.accounts.get(account_id)
        self._check_reach(earlier)
        before = earlier.organisation
        if before != new.organisation:
            self.organisations.take_seat(new.organisation, account_id)
        account = self.accounts.change(account_id, lambda a: rebinding.bind(a, new, by=by, now=now))
        self.accounts.change(
            new.id, lambda a: rebinding.merge(a, registration, into=account_id, by=by, now=now)
        )
        self.organisations.give_back(new.organisation, new.id)
        if before != new.organisation:
            self.organisations.give_back(before, account_id)
        return dict(account.public())

    @rpc(needs="registrations:decide", payload=shared_schemas.StatedReason)
    def settle_name(self, account_id: str, payload: Payload) -> Payload:
        """Accept the name of an account whose sign-in names nobody, or somebody else."""
        reason = payload["reason"]
        by, now = context.principal().subject, clock.now()

        def change(account: Account) -> None:
            self._check_reach(account)
            account.settle_name(by=by, reason=reason, now=now)

        return dict(self.accounts.change(account_id, change).public())

    @rpc(needs=("accounts:manage", "members:manage"), payload=team_schemas.Team)
    def set_team(self, account_id: str, payload: Payload) -> Payload:
        """Name the members of a team account anew."""
        members = payload["members"]

        def change(account: Account) -> None:
            if context.principal().subject == account.id:
                raise Forbidden("own-account")
            self._check_reach(account)
            self._check_place(account)
            account.set_team(members)

        changed = self.accounts.change(account_id, change)
        return {**changed.public(), "team": to_plain(changed.team)}

    def _check_reach(self, account: Account) -> None:
        """Leave people of the operator to who manages the operator's staff."""
        if any(assignment.scope == EVERYWHERE for assignment in account.roles):
            context.principal().require("staff:manage", EVERYWHERE)

    def _check_place(self, account: Account) -> None:
        """Leave an account to who manages every place it acts for; one without, to the operator."""
        if context.principal().may("accounts:manage", EVERYWHERE):
            return
        places = {assignment.scope for assignment in account.roles}
        for place in sorted(places or {EVERYWHERE}):
            context.act("members:manage", place)


def _roles_of(account: Account) -> list[str]:
    return [assignment.role for assignment in account.roles]
