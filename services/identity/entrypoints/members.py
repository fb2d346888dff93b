"""What identity answers about the people of a body, of the operator, a vendor or a ministry."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.paging import listing
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.permissions import VENDOR, scopes_of
from services.identity.entrypoints.places import check_roles, names_of_places
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.vendors import vendors_copy
from services.identity.schemas import members as schemas
from services.identity.words.labels import ACCOUNT_STATES, ROLES

Payload = dict[str, Any]


class MemberCalls:
    """The calls about who holds which role where."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    vendors = Part(vendors_copy)

    @rpc(needs="members:read", query=schemas.MemberQuery)
    def list_members(self, body: str, query: Payload) -> Payload:
        """Return who has a role at the body."""
        context.principal().require("members:read", body)
        members, total = self.accounts.members(body, query)
        today = clock.local_date(clock.now())
        items = [
            {
                **account.contact(),
                "state": account.state.value,
                "state_label": ACCOUNT_STATES[account.state],
                "roles": account.held_roles.at(body),
                "role_labels": [ROLES[role] for role in account.held_roles.at(body)],
                "signs": any(a.body == body for a in account.valid_authorities(today)),
            }
            for account in members
        ]
        return listing(items, query["limit"], lambda item: item["account"], total)

    @rpc(needs="members:manage", payload=schemas.MemberRoles)
    def set_member_roles(self, body: str, account_id: str, payload: Payload) -> Payload:
        """Give a member of the body, or a vendor, exactly these roles there."""
        context.act("members:manage", body)
        check_roles(body, payload["roles"], "/roles")
        roles, now = payload["roles"], clock.now()
        name, by = self._name_of(body), context.principal().subject

        def change(account: Account) -> None:
            self._of_body(account, body)
            account.set_roles(body, roles, scope_name=name, by=by, now=now)

        return dict(self.accounts.change(account_id, change).public())

    @rpc(needs="staff:manage", payload=schemas.OperatorRoles)
    def set_operator_roles(self, account_id: str, payload: Payload) -> Payload:
        """Give a person of the operator, a vendor or a ministry exactly these roles there."""
        by = context.principal().subject
        scope, roles, now = payload["scope"], payload["roles"], clock.now()
        name = names_of_places([scope], self.bodies, self.vendors)[scope]

        def change(account: Account) -> None:
            self._of_body(account, scope)
            account.set_roles(scope, roles, scope_name=name, by=by, now=now)

        return dict(self.accounts.change(account_id, change).public())

    def _name_of(self, place: str) -> str:
        if place.startswith(VENDOR):
            return names_of_places([place], self.bodies, self.vendors)[place]
        return str(self.bodies.get(place).name)

    def _of_body(self, account: Account, body: str) -> None:
        """Refuse whoever was never approved for the body: roles are given by review."""
        signs = any(a.body == body for a in account.authorities)
        if not signs and not any(assignment.scope == body for assignment in account.roles):
            raise Conflict("not-a-member")

    @rpc(needs="contacts:hand-over", payload=schemas.HandOver)
    def hand_over(self, body: str, payload: Payload) -> Payload:
        """Move every open matter and contact of the body from one person to another."""
        context.act("contacts:hand-over", body)
        to: Account = self.accounts.get(payload["to_account"])
        name = str(self.bodies.get(body).name)
        if to.state is not AccountState.ACTIVE or not self._acts_for(to, body):
            raise invalid_fields([("/to_account", Wrong("does-not-act-here"))])
        if payload["from_account"] == to.id:
            raise invalid_fields([("/to_account", Wrong("same-person"))])

        def hand_over(account: Account) -> None:
            if not self._had_to_do_with(account, body):
                self._of_body(account, body)
            account.hand_over(body, name, to)

        account = self.accounts.change(payload["from_account"], hand_over)
        return {"body": body, "from": account.contact(), "to": to.contact()}

    def _acts_for(self, account: Account, body: str) -> bool:
        """Tell whether one of the account's roles counts at the body."""
        return any(
            body in scopes_of(assignment.role, assignment.scope, self.bodies.find(assignment.scope))
            for assignment in account.roles
        )

    def _had_to_do_with(self, account: Account, body: str) -> bool:
        """Tell whether the account acts for the body or once did: it may be gone already."""
        known = {a.body for a in account.authorities} | {r.body for r in account.registrations}
        return body in known or self._acts_for(account, body)
