"""What identity answers about invitations."""

import hashlib
import secrets
from typing import Any

from services.common import clock, context
from services.common.digests import token_hash
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Forbidden, Unavailable, Wrong, invalid_fields
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.identity.domain import registering
from services.identity.domain.accounts import Account, RoleAssignment
from services.identity.domain.invitations import (
    OPEN_FOR_WORKING_DAYS,
    Invitation,
    InvitationKind,
)
from services.identity.domain.names import NameCheck
from services.identity.domain.permissions import VENDOR, Role
from services.identity.entrypoints.places import check_roles
from services.identity.entrypoints.registrations import registrable
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.invitations import Invitations
from services.identity.repositories.vendors import vendors_copy
from services.identity.schemas import invitations as schemas
from services.identity.schemas import shared as shared_schemas
from services.identity.words.labels import INVITATION_KINDS, INVITATION_STATES, MINISTRIES, ROLES

Payload = dict[str, Any]
MOST_AN_HOUR = 5
"""Invitations to one address, of whomever."""
INVITERS = ("accounts:manage", "members:manage")


class InvitationCalls:
    """The calls about invitations."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    invitations = Part(Invitations.of)
    vendors = Part(vendors_copy)

    @rpc(needs="members:manage", payload=schemas.MemberInvited)
    def invite_member(self, body: str, payload: Payload) -> Payload:
        """Ask somebody to register for the body; a reviewer decides as always.

        Whom a vendor asks acts for it as soon as they have come in, like whom the operator asks.
        """
        context.act("members:manage", body)
        check_roles(body, [payload["role"]], "/role")
        if body.startswith(VENDOR):
            vendor = self._name_of_vendor(body.removeprefix(VENDOR))
            if vendor is None:
                raise Conflict("vendor-unknown", "own-vendor-unknown")
            return self._invite(InvitationKind.VENDOR, body, vendor, payload)
        name = registrable(self.bodies, body)
        return self._invite(InvitationKind.BODY, body, name, payload)

    @rpc(needs="accounts:manage", payload=schemas.Invited)
    def invite(self, payload: Payload) -> Payload:
        """Ask somebody of a vendor, a ministry or the operator to come in."""
        kind = payload.pop("kind")
        named = payload.pop(kind.value, None)
        if kind is InvitationKind.OPERATOR:
            context.principal().require("staff:manage", EVERYWHERE)
            return self._invite(kind, "*", "BayKommun", payload)
        name = str(named)
        if kind is InvitationKind.VENDOR:
            known = self._name_of_vendor(name)
            if known is None:
                raise invalid_fields([("/vendor", Wrong("vendor-unknown"))])
            name = known
        if kind is InvitationKind.MINISTRY:
            name = MINISTRIES[name].de if name in MINISTRIES else name
        role = {
            InvitationKind.VENDOR: Role.VENDOR_MANAGER,
            InvitationKind.MINISTRY: Role.MINISTRY_READER,
        }[kind]
        return self._invite(kind, f"{kind.value}:{named}", name, {**payload, "role": role})

    def _name_of_vendor(self, id: str) -> str | None:
        """Return a vendor's name; None where the catalogue knows none: nobody could act for it."""
        if (vendor := self.vendors.find(id)) is not None:
            return str(vendor.get("name") or id)
        if self.vendors.collection.estimated_document_count() == 0:
            raise Unavailable("copy-filling")
        return None

    def _invite(self, kind: InvitationKind, scope: str, scope_name: str, facts: Payload) -> Payload:
        token, now = secrets.token_urlsafe(24), clock.now()
        once = context.current().once or ""
        invitation = Invitation(
            id="i" + hashlib.sha256(once.encode()).hexdigest()[:20],
            kind=kind,
            scope=scope,
            scope_name=scope_name,
            invited_by=context.principal().subject,
            invited_at=now,
            expires_on=clock.due_on(now, OPEN_FOR_WORKING_DAYS),
            token_hash=token_hash(token),
            **facts,
        )
        self._check_address(invitation)
        invitation.send(token)
        return _shown(self.invitations.add(invitation))

    def _check_address(self, invitation: Invitation) -> None:
        """Refuse to mail an address more often than a person can mean it, whoever asks."""
        known = self.invitations.find(invitation.id)
        if known is None and self.invitations.sent_within_an_hour(invitation) >= MOST_AN_HOUR:
            raise Conflict("too-many-mails", most=MOST_AN_HOUR)

    @rpc(needs=INVITERS, query=schemas.InvitationQuery)
    def list_invitations(self, query: Payload) -> Payload:
        """Return the invitations into the places the caller may invite to."""
        caller = context.principal()
        places = caller.scopes("members:manage")
        everywhere = caller.may("accounts:manage", EVERYWHERE)
        criteria: Payload = {} if everywhere else {"scope": {"$in": places or []}}
        if scope := query.get("scope"):
            criteria = {"$and": [criteria, {"scope": scope}]}
        page = self.invitations.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        total = self.invitations.collection.count_documents(criteria)
        items = [_shown(invitation) for invitation in page]
        return listing(items, query["limit"], lambda i: i["id"], total)

    @rpc(needs=INVITERS)
    def revoke_invitation(self, invitation_id: str) -> Payload:
        """Take an open invitation back."""
        invitation = self.invitations.get(invitation_id)
        if invitation.kind is InvitationKind.OPERATOR:
            context.principal().require("staff:manage", EVERYWHERE)
        elif not context.principal().may("accounts:manage", EVERYWHERE):
            context.act("members:manage", invitation.scope)
        return _shown(self.invitations.change(invitation_id, lambda i: i.revoke()))

    @rpc(needs="me:read", query=shared_schemas.Token)
    def get_invitation(self, invitation_id: str, query: Payload) -> Payload:
        """Return to who has its token what one is invited to, and by whom; nothing is used up.

        Whom it cannot be for is refused, as in accepting it.
        """
        invitation, me = self.invitations.get(invitation_id), context.principal().subject
        invitation.check(query["token"], me, clock.now())
        self._check_fits(self.accounts.get(me), invitation)
        inviter = invitation.invited_by
        names = self.accounts.names([inviter])
        return {**_shown(invitation), "invited_by_name": names.get(inviter)}

    @rpc(needs="me:read", payload=shared_schemas.Token)
    def accept_invitation(self, invitation_id: str, payload: Payload) -> Payload:
        """Use an invitation: a role at once, or for a body a registration to fill in.

        The invitation is taken first, so that only one account can; broken off in between,
        the same account completes it.
        """
        token = payload["token"]
        me, now = context.principal().subject, clock.now()
        self._check_fits(self.accounts.get(me), self.invitations.get(invitation_id))
        invitation = self.invitations.change(invitation_id, lambda i: i.accept(token, me, now))

        def enter(account: Account) -> None:
            if not account.use_invitation(invitation.id):
                return
            if invitation.kind is InvitationKind.BODY:
                self._begin(account, invitation)
            else:
                assignment = RoleAssignment(invitation.role, invitation.scope)
                account.invite(assignment, name=invitation.name, email=invitation.email)

        account = self.accounts.change(me, enter)
        return {"invitation": _shown(invitation), "account": account.public()}

    def _check_fits(self, account: Account, invitation: Invitation) -> None:
        """Refuse, before the invitation is used up, whom it cannot be for."""
        if invitation.id in account.invitations_used:
            return
        if invitation.invited_by == account.id:
            raise Forbidden("own-invitation")
        if invitation.kind is InvitationKind.BODY:
            registrable(self.bodies, invitation.scope)
            registering.check_may_begin(account)
            return
        check = account.check_name(*_parts(invitation.name))
        proven = check is NameCheck.MATCHED
        absent = check is NameCheck.ABSENT and invitation.kind is not InvitationKind.OPERATOR
        if account.team or not (proven or absent):
            raise Forbidden("name-differs")

    def _begin(self, account: Account, invitation: Invitation) -> None:
        given_name, family_name = _parts(invitation.name)
        facts = {
            "body": invitation.scope,
            "body_name": invitation.scope_name,
            "role": invitation.role,
            "given_name": given_name,
            "family_name": family_name,
        }
        registering.begin_invited(account, facts, invitation.email, clock.now())


def _shown(invitation: Invitation) -> Payload:
    return {
        **invitation.public(),
        "kind_label": INVITATION_KINDS[invitation.kind],
        "role_label": ROLES[invitation.role],
        "state_label": INVITATION_STATES[invitation.state],
    }


def _parts(name: str) -> tuple[str, str]:
    """Split a written name into given names and family name."""
    given_name, _, family_name = name.strip().rpartition(" ")
    return given_name, family_name
