"""What identity answers about signing authorities."""

from typing import Any

from services.common import clock, context, paging
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound
from services.common.paging import PageQuery, listing
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.identity.domain import authorizing
from services.identity.domain.accounts import Account
from services.identity.domain.authorities import MOVES, Authority, AuthorityState
from services.identity.entrypoints.registrations import owner_of
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.bodies import Bodies
from services.identity.schemas import authorities as schemas
from services.identity.words.labels import AUTHORITY_STATES, BASES

Payload = dict[str, Any]
WAITS = MOVES.turns.waits[AuthorityState.REQUESTED]


class AuthorityCalls:
    """The calls about signing authorities."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)

    @rpc(needs="authorities:request", payload=schemas.AuthorityRequest)
    def request_authority(self, body: str, payload: Payload) -> Payload:
        """Declare that the caller may sign for the body."""
        context.act("authorities:request", body)
        facts = {**payload, "body": body}
        account = self.accounts.change(
            context.principal().subject, lambda a: a.request_authority(facts, clock.now())
        )
        return _authority(account, account.authorities[-1])

    @rpc(needs="authorities:request")
    def withdraw_authority(self, body: str, authority_id: str) -> Payload:
        """Take back the caller's own declaration while it waits to be decided."""
        context.act("authorities:request", body)
        by, now = context.principal().subject, clock.now()
        account = self.accounts.change(
            by, lambda a: a.signing.withdraw(authority_id, body, by=by, now=now)
        )
        return _authority(account, account.authority(authority_id))

    @rpc(needs="authorities:read")
    def list_authorities(self, body: str) -> Payload:
        """Return who declared or holds a signing authority for the body."""
        context.principal().require("authorities:read", body)
        authorities = [
            _authority(account, authority)
            for account in self.accounts.with_authorities(body)
            for authority in account.authorities
            if authority.body == body
        ]
        return {"items": authorities, "next": None, "total": len(authorities)}

    @rpc(needs="authorities:decide", query=PageQuery)
    def list_authority_requests(self, query: Payload) -> Payload:
        """Return what waits for the operator's approval over all bodies, longest waiting first."""
        context.principal().require("authorities:decide", EVERYWHERE)
        waiting, total = self.accounts.authority_requests(query)
        names = self._names_of({account.authority(id).body for account, id in waiting})
        items = [_request(account, account.authority(id), names) for account, id in waiting]
        return listing(items, query["limit"], _cursor_of, total)

    @rpc(needs="authorities:decide")
    def get_authority_request(self, authority_id: str) -> Payload:
        """Return a signing authority with its body and how to reach its person, for the operator.

        One that was decided about by now is shown as it stands.
        """
        context.principal().require("authorities:decide", EVERYWHERE)
        account = self.accounts.find(owner_of(authority_id))
        if account is None:
            raise NotFound("authority-not-found")
        authority = account.authority(authority_id)
        return _request(account, authority, self._names_of({authority.body}))

    def _names_of(self, keys: set[str]) -> dict[str, str]:
        return {body.id: body.name for body in self.bodies.named(sorted(keys))}

    @rpc(needs=("authorities:decide", "authorities:revoke"))
    def decide_authority(self, body: str, authority_id: str, verdict: str) -> Payload:
        """Approve a signing authority of this body as reviewer; the body too may revoke it."""
        caller, now = context.principal(), clock.now()
        by = caller.subject
        if verdict not in ("approve", "revoke"):
            raise NotFound("method-unknown", "verdict-unknown", verdict=verdict[:20])
        if verdict == "approve" or not caller.may("authorities:revoke", body):
            caller.require("authorities:decide", EVERYWHERE)
        else:
            context.act("authorities:revoke", body)

        def decide(account: Account) -> None:
            if account.authority(authority_id).body != body:
                raise NotFound("authority-not-found")
            authorizing.decide(account, authority_id, verdict, by=by, now=now)

        account = self.accounts.change(owner_of(authority_id), decide)
        return _authority(account, account.authority(authority_id))


def _request(account: Account, authority: Authority, names: dict[str, str]) -> Payload:
    """Return an authority that waits, with its body's name and what a reviewer compares."""
    registered = [r.id for r in account.registrations if r.body == authority.body]
    return {
        **_authority(account, authority),
        "body_name": names.get(authority.body, authority.body),
        "office": account.office,
        "email": account.email,
        "phone": account.phone,
        "registration": registered[-1] if registered else None,
    }


def _cursor_of(item: Payload) -> str:
    return paging.written(item["requested_at"], item["id"])


def _authority(account: Account, authority: Authority) -> Payload:
    person = {"account": account.id, "name": account.name, "version": account.version}
    words = {
        "basis_label": BASES[authority.basis],
        "state_label": AUTHORITY_STATES[authority.state],
    }
    return {**to_plain(authority), **words, **person, "due_on": due_on(authority)}


def due_on(authority: Authority) -> str | None:
    """Return until when a reviewer decides about it; nothing where that is done."""
    if authority.state is not AuthorityState.REQUESTED:
        return None
    return clock.due_on(authority.requested_at, WAITS.working_days, authority.body).isoformat()
